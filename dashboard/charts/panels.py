"""Small multiples of lists: per panel a head, then rows of a label over a bar, or over a dot with its interval.

The label has the panel's whole width, so that phrases stand in full on a phone too; a click anywhere in a row
opens it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.chart import Canvas, Mark
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import blank, plain, shortened, tokens, unfaded

ROW = 37  # pixels of a row: its label, and its bar below
HEAD, SECOND, TICKS = 24, 18, 16  # pixels of a head: its line, its second line, its scale
APART = 22  # pixels between panels, one above the other
GUTTER = 0.06  # of a panel's place: the empty strip at its right
REACH = 0.5  # of a panel's width: where the longest bar ends
LETTER = 6.4  # pixels of a letter on average, at 13 px
WIDTH = {1: 660, 2: 318}  # pixels of a panel on a wide screen, by panels side by side
NARROW = 340


@dataclass(frozen=True)
class Row:
    """One mark of a list.

    Attributes:
        mark: What it opens.
        label: The word or phrase.
        said: Its numbers in words, beside the bar.
        at: Where the bar ends or the dot stands, 0 to 1 of the scale.
        low: Where the interval begins; None for a bar.
        high: Where it ends.
        aside: In grey behind the label.
    """

    mark: Mark
    label: str
    said: str
    at: float
    low: float | None = None
    high: float | None = None
    aside: str = ""


@dataclass(frozen=True)
class Panel:
    """A head of one or two lines, and its rows."""

    head: str
    second: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Place:
    """A row with the pixel of its upper edge and the left edge of its panel, counted in panels."""

    row: Row
    left: float
    top: float


def side_by_side(canvas: Canvas, panels: Sequence[Panel]) -> int:
    """How many panels stand side by side."""
    return 1 if canvas.narrow or len(panels) == 1 else 2


def drawn(
    canvas: Canvas, panels: Sequence[Panel], *, columns: int = 0, ticks: Sequence[tuple[float, str]] = ()
) -> Drawing:
    """The panels, in reading order.

    Args:
        canvas: The page.
        panels: What to draw.
        columns: Panels side by side; 0 for as many as fit.
        ticks: Of a scale above each panel: where (0 to 1) and what it says.
    """
    columns = 1 if canvas.narrow else columns or side_by_side(canvas, panels)
    tall = HEAD * any(panel.head for panel in panels) + SECOND * any(panel.second for panel in panels)
    scale = TICKS if ticks else 0
    heads, places, grids, top = [], [], [], 0.0
    for first in range(0, len(panels), columns):
        band = panels[first : first + columns]
        for column, panel in enumerate(band):
            heads.append((panel, column, top))
            begin = top + tall + scale
            grids.append((column, begin, begin + ROW * len(panel.rows)))
            places += [_Place(row, column, begin + ROW * nth) for nth, row in enumerate(panel.rows)]
        top += tall + scale + ROW * max(len(panel.rows) for panel in band) + APART
    height = max(top - APART, ROW) + 2
    figure = blank(canvas.mode, height=int(height))
    _grid(figure, canvas, grids, ticks)
    _marks(figure, canvas, places)
    _words(figure, canvas, heads, places, columns)
    figure.add_trace(_targets(places))
    figure.update_xaxes(visible=False, range=[0, columns])
    figure.update_yaxes(visible=False, range=[height, 0])
    return figure.update_layout(barmode="overlay", margin={"l": 0, "r": 0, "t": 0, "b": 0})


def _grid(figure: Drawing, canvas: Canvas, grids: list, ticks: Sequence[tuple[float, str]]) -> None:
    """The scale of each panel: thin lines down its rows, what they say above."""
    look = tokens(canvas.mode)
    xs, ys, said, sides = [], [], [], []
    for column, begin, end in grids:
        for at, text in ticks:
            x = column + at * REACH
            figure.add_shape(
                type="line", x0=x, x1=x, y0=begin, y1=end, line={"color": look.grid, "width": 1}, layer="below"
            )
            xs.append(x)
            ys.append(begin - TICKS / 2)
            said.append(text)
            sides.append("middle center" if at else "middle right")
    if ticks:
        figure.add_trace(_text(xs, ys, said, colour=look.mute, size=11, position=sides))


def _marks(figure: Drawing, canvas: Canvas, places: Sequence[_Place]) -> None:
    """Bars, or dots with intervals, each in the lower half of its row."""
    look = tokens(canvas.mode)
    spans = [place for place in places if place.row.low is not None]
    bars = [place for place in places if place.row.low is None]
    figure.add_trace(
        _bars(
            [(place.left, place.row.at * REACH, place.top + 26) for place in bars],
            [look.warm if place.row.mark.code == canvas.picked else look.accent for place in bars],
            thick=7,
        )
    )
    figure.add_trace(
        _bars(
            [
                (place.left + (place.row.low or 0) * REACH, ((place.row.high or 0) - (place.row.low or 0)) * REACH,
                 place.top + 26)
                for place in spans
            ],
            [look.bar] * len(spans),
            thick=3,
        )
    )  # fmt: skip
    figure.add_scatter(
        x=[place.left + place.row.at * REACH for place in spans],
        y=[place.top + 26 for place in spans],
        mode="markers",
        marker={
            "size": 9,
            "color": [look.warm if place.row.mark.code == canvas.picked else look.accent for place in spans],
        },
        **unfaded(),
        hoverinfo="skip",
    )


def _bars(spans: Sequence[tuple[float, float, float]], colours: Sequence[str], *, thick: float) -> dict[str, Any]:
    return {
        "type": "bar",
        "base": [left for left, _, _ in spans],
        "x": [length for _, length, _ in spans],
        "y": [y for _, _, y in spans],
        "width": thick,
        "orientation": "h",
        "marker": {"color": list(colours), "line": {"width": 0}},
        **unfaded(),
        "hoverinfo": "skip",
    }


def _words(figure: Drawing, canvas: Canvas, heads: list, places: Sequence[_Place], columns: int) -> None:
    """Heads, labels, and the numbers beside the marks."""
    look = tokens(canvas.mode)
    letters = int((NARROW if canvas.narrow else WIDTH[columns]) / LETTER)
    lines = [
        (column, top + 11, f"<b>{plain(shortened(panel.head, width=letters - 4))}</b>") for panel, column, top in heads
    ]
    seconds = [
        (column, top + HEAD + 6, plain(shortened(panel.second, width=letters + 6))) for panel, column, top in heads
    ]
    figure.add_trace(_text(*_columns(lines), colour=look.ink, size=14))
    figure.add_trace(_text(*_columns(seconds), colour=look.mute, size=12.5))
    for is_open, colour in ((False, look.ink), (True, look.warm)):
        some = [place for place in places if (place.row.mark.code == canvas.picked) == is_open]
        labels = [(place.left, place.top + 12, _label(place.row, look.mute, letters)) for place in some]
        figure.add_trace(_text(*_columns(labels), colour=colour, size=13))
    said = [(place.left + _end(place.row) * REACH, place.top + 26, plain(place.row.said)) for place in places]
    figure.add_trace(_text(*_columns(said), colour=look.mute, size=12))


def _end(row: Row) -> float:
    """Where the numbers of a row begin: at the end of its bar, or right of the scale, clear of a dot there."""
    return row.at + 0.02 if row.low is None else 1.08


def _label(row: Row, mute: str, letters: int) -> str:
    label = shortened(row.label, width=letters)
    left = letters - len(label) - 2
    aside = shortened(row.aside, width=left) if row.aside and left > 8 else ""
    return plain(label) + (f"<span style='color:{mute};font-size:12px'>  {plain(aside)}</span>" if aside else "")


def _columns(points: Sequence[tuple[Any, Any, str]]) -> tuple:
    return tuple(zip(*points, strict=True)) if points else ((), (), ())


def _text(
    xs: Sequence, ys: Sequence, texts: Sequence[str], *, colour: str, size: float,
    position: str | Sequence[str] = "middle right",
) -> dict[str, Any]:  # fmt: skip
    """Text in the figure that a click elsewhere does not fade."""
    return {
        "type": "scatter",
        "x": xs,
        "y": ys,
        "text": texts,
        "mode": "text",
        "textposition": position,
        "textfont": {"size": size, "color": colour},
        "selected": {"textfont": {"color": colour}},
        "unselected": {"textfont": {"color": colour}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _targets(places: Sequence[_Place]) -> dict[str, Any]:
    """Invisible bars over whole rows, which take the clicks."""
    return {
        "type": "bar",
        "base": [place.left for place in places],
        "x": [1 - GUTTER] * len(places),
        "y": [place.top + ROW / 2 for place in places],
        "width": ROW,
        "orientation": "h",
        "marker": {"opacity": 0},
        **unfaded(0),
        "customdata": [place.row.mark.code if place.row.mark.k else "" for place in places],
        "hovertext": [plain(place.row.mark.label) for place in places],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
