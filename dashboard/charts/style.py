"""One look for every chart: colours, type, scales, and the footer that a saved picture carries.

One blue, one warm colour for the mark that is open, direct labels, no legends. Figures are drawn for
a mode, light or dark, that the caller names; a chart never asks the browser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any
from unicodedata import east_asian_width

from dashboard.analysis.signs import spelled
from dashboard.charts.drawing import Drawing
from dashboard.charts.room import left

FONT = '"Source Sans", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif'
TICK = 12
FOOTER_HEIGHT = 56  # pixels below the plot that a saved picture uses for its footer


@dataclass(frozen=True)
class Tokens:
    """The colours of one mode; contrast and colour blindness were searched numerically."""

    ground: str
    panel: str
    ink: str
    mute: str
    grid: str
    rule: str
    accent: str
    band: str
    bar: str
    warm: str
    steps: tuple[str, ...]


LIGHT = Tokens(
    ground="#FCFBF9",
    panel="#F3F1EC",
    ink="#1D2126",
    mute="#5C636B",
    grid="#E7E2D8",
    rule="#BDB7AB",
    accent="#195899",
    band="rgba(25,88,153,0.16)",
    bar="#C9C4B9",
    warm="#A9561E",
    steps=("#F3F1EC", "#DCE8F2", "#B7D0E6", "#83ADD2", "#417CB2", "#195089", "#0E3B6B"),
)
DARK = Tokens(
    ground="#14171B",
    panel="#1E2228",
    ink="#E9E7E2",
    mute="#A9AFB8",
    grid="#2A3038",
    rule="#4A525D",
    accent="#7FB2F5",
    band="rgba(127,178,245,0.20)",
    bar="#4B535E",
    warm="#F39A5B",
    steps=("#1E2228", "#20364A", "#274C69", "#326485", "#568FB3", "#9AC1DC", "#DCEBF5"),
)


def tokens(mode: str) -> Tokens:
    """The colours of a mode.

    Example:
        >>> tokens("light").accent, tokens("dark").accent
        ('#195899', '#7FB2F5')
    """
    return DARK if mode == "dark" else LIGHT


def plain(text: object) -> str:
    """Text from outside for a figure: Plotly reads <b> and <a> in every text, so < > & are escaped.

    Example:
        >>> plain('<a href="x">R&D</a>')
        '&lt;a href="x"&gt;R&amp;D&lt;/a&gt;'
    """
    return escape(spelled(str(text)), quote=False)


def shortened(text: str, *, width: int) -> str:
    """The text, cut at a word end with an ellipsis when it is longer than `width` characters.

    Example:
        >>> shortened("A long way from home", width=12)
        'A long way…'
    """
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:.-–—") + "…"


def brief(label: str, *, width: int) -> str:
    """A name that must fit: what stands before its "and", or the name cut at a word end.

    Example:
        >>> brief("Multipolarity and world order", width=20), brief("WWII memory", width=20)
        ('Multipolarity', 'WWII memory')
    """
    head = label.split(" and ")[0]
    return label if len(label) <= width else shortened(head, width=width)


def wrapped(text: str, *, width: int, lines: int = 2) -> list[str]:
    """The text over at most `lines` lines of at most `width` characters, the last one cut with an ellipsis.

    Example:
        >>> wrapped("People-to-people and culture", width=12, lines=3)
        ['People-to-', 'people and', 'culture']
        >>> wrapped("Neue Wirtschaftszeitung", width=12), wrapped("新华社北京五月九日电", width=6)
        (['Neue', 'Wirtschafts…'], ['新华社北京五', '月九日电'])
    """
    rows = wrap(text, width, break_long_words=not _has_words(text))
    rows = rows if len(rows) <= lines else [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return [shortened(row, width=width) for row in rows] or [""]


def _has_words(text: str) -> bool:
    """Whether the text is written in words, which a line end must not break; East Asia's is not."""
    return not any(east_asian_width(sign) in "WF" for sign in text)


def scale(mode: str) -> list[tuple[float, str]]:
    """The sequential scale of a heat map, as Plotly wants it.

    Example:
        >>> scale("light")[0], scale("light")[-1]
        ((0.0, '#F3F1EC'), (1.0, '#0E3B6B'))
    """
    steps = tokens(mode).steps
    return [(place / (len(steps) - 1), colour) for place, colour in enumerate(steps)]


def axis(mode: str) -> dict[str, Any]:
    """How every axis looks: no line, no zoom, grey figures."""
    look = tokens(mode)
    return {
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "automargin": True,
        "gridcolor": look.grid,
        "tickfont": {"size": TICK, "color": look.mute},
        "title": {"font": {"size": TICK, "color": look.mute}},
    }


def blank(mode: str, *, height: int) -> Drawing:
    """An empty figure in the house style: no legend, no zoom, hover box in the panel's colour."""
    look = tokens(mode)
    figure = Drawing()
    figure.update_layout(
        height=max(height, 30),
        paper_bgcolor=look.ground,
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13, "color": look.ink},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        clickmode="event+select",
        margin={"l": 4, "r": 8, "t": 6, "b": 6},
        hoverlabel={
            "bgcolor": look.panel,
            "bordercolor": look.rule,
            "align": "left",
            "font": {"family": FONT, "size": 13, "color": look.ink},
        },
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": look.mute, "activecolor": look.accent, "orientation": "h"},
        xaxis=axis(mode),
        yaxis=axis(mode),
    )
    return figure


def unfaded(opacity: float = 1) -> dict[str, Any]:
    """What keeps the marks of a trace as they are: Plotly fades all that a click has not selected."""
    return {state: {"marker": {"opacity": opacity}} for state in ("selected", "unselected")}


def targets(points: Sequence[tuple[Any, Any, str, str]], *, size: int) -> dict[str, Any]:
    """Invisible squares that take the clicks of a chart whose own marks take none (heat maps, lines).

    Args:
        points: x, y, the mark's code, and its hover text (escaped).
        size: Side in pixels; as large as the cell.
    """
    xs, ys, codes, texts = zip(*points, strict=True) if points else ((), (), (), ())
    return {
        "type": "scatter",
        "x": xs,
        "y": ys,
        "mode": "markers",
        "marker": {"symbol": "square", "size": size, "opacity": 0},
        **unfaded(0),
        "customdata": codes,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
    }


def beside(text: str) -> str:
    """Text for the labels at the left of a plot, with room in front.

    A saved picture cannot use the page's own type; the reader's machine draws it in another one, up to a
    tenth wider, and without the room the first letters would be cut off.
    """
    return f"\u2003{text}"


def framed(figure: Drawing, *, title: str, footer: str, mode: str) -> dict[str, Any]:
    """The figure with a footer for saved pictures: the title, then selection, data version and day.

    The footer is the figure's title, put below the plot: the page hides it on screen (ui/look.css), where
    the same words stand around the chart already, and a saved picture keeps it. What comes back is what JSON has.
    """
    look = tokens(mode)
    out = figure.values()
    layout = out["layout"]
    rows = [f"<b>{plain(title)}</b>", *(plain(row) for row in wrapped(footer, width=120, lines=3))]
    height = layout.get("height", 300) + FOOTER_HEIGHT
    margin = layout.get("margin", {})
    layout |= {
        "height": height,
        "margin": margin | {"b": margin.get("b", 0) + FOOTER_HEIGHT, "l": left(layout)},
        "title": {
            "text": "<br>".join(rows),
            "font": {"size": 10, "color": look.mute, "family": FONT, "weight": 400},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": (FOOTER_HEIGHT - 14) / height,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 6},
        },
    }
    return out
