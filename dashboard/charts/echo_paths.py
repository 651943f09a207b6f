"""Passages that stand in several stories: their words, and the way they went from print to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.analysis.heads import day_said, outlet_said
from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.drawing import Drawing
from dashboard.charts.echo_steps import later, path_alt, path_table, print_said
from dashboard.charts.style import blank, plain, shortened, targets, tokens, unfaded

BLOCK, LINE = 118, 66  # pixels of a passage, and from its top to its line of prints
DRAWN = 8  # passages with a picture; the table has more
STEPS, STEPS_NARROW = 5, 3  # prints drawn of a passage
LETTERS, LETTERS_NARROW = 92, 48


@dataclass(frozen=True)
class _Dot:
    """A print on its line: place (0 to 1 of the width, pixels down), what it says, its mark; no mark: the rest."""

    x: float
    y: float
    head: str
    day: str
    between: str
    mark: Mark | None
    hollow: bool


def passage_paths(
    canvas: Canvas, passages: pd.DataFrame, steps: pd.DataFrame, texts: Mapping[int, str], *, quoted: str = "", n: int
) -> Chart:
    """Each passage with its prints in time, left to right; days between prints are written, not drawn to scale.

    Args:
        canvas: The page.
        passages: `analysis.echo_paths.passage_table`; the first eight are drawn, the table has all.
        steps: `analysis.echo_paths.paths` of these.
        texts: Each passage as its earliest print has it, by number.
        quoted: out where quoted words are left out.
        n: Stories of the filter.
    """
    marks = tuple(_mark(row, texts[row.number], quoted, n) for row in records(passages))
    drawn = passages.head(DRAWN)
    figure = blank(canvas.mode, height=BLOCK * len(drawn))
    by_number = dict(tuple(steps.groupby("number")))
    dots: list[_Dot] = []
    words: list[dict[str, Any]] = []
    for place, (row, mark) in enumerate(zip(records(drawn), marks, strict=False)):
        words += _words(canvas, row, (place, texts[row.number], mark.code == canvas.picked))
        dots += _dots(canvas, by_number[row.number], row, (place, quoted))
    _prints(figure, canvas, dots)
    figure.update_layout(annotations=words + _names(canvas, dots), shapes=_lines(canvas, len(drawn), dots))
    heads = [(0.5, BLOCK * place + 20, mark.code, plain(mark.label)) for place, mark in enumerate(marks[: len(drawn)])]
    figure.add_trace(_rows(heads))
    points = [(dot.x, dot.y, dot.mark.code, plain(dot.mark.label)) for dot in dots if dot.mark]
    figure.add_trace(targets(points, size=34))
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[BLOCK * max(len(drawn), 1), 0])
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, barmode="overlay")
    every = marks + tuple(dot.mark for dot in dots if dot.mark)
    return Chart(figure, path_table(passages, by_number, texts), every, path_alt(passages, texts))


def _mark(row: Any, text: str, quoted: str, n: int) -> Mark:
    label = f"“{shortened(' '.join(text.split()), width=60)}”: {row.n_words:,} words in {row.k:,} stories"
    return Mark(Pick("articles", passage=row.passage, quoted=quoted), int(row.k), n, label)


def _words(canvas: Canvas, row: Any, told: tuple[int, str, bool]) -> list[dict[str, Any]]:
    """The passage's first words, and its length and spread below."""
    place, text, is_open = told
    look = tokens(canvas.mode)
    width = LETTERS_NARROW if canvas.narrow else LETTERS
    named = f" · {row.n_outlets:,} {'outlet' if row.n_outlets == 1 else 'outlets'}" if row.n_outlets else ""
    said = f"{row.n_words:,} words · {row.k:,} stories{named}{_over(row)}"
    lines = (
        (
            10,
            f"<b>“{plain(shortened(' '.join(text.split()), width=width))}”</b>",
            look.warm if is_open else look.ink,
            13.5,
        ),
        (30, said, look.mute, 12),
    )
    return [
        {
            "x": 0, "y": BLOCK * place + down, "text": line, "xanchor": "left", "yanchor": "middle", "showarrow": False,
            "align": "left", "font": {"size": size, "color": colour},
        }
        for down, line, colour, size in lines
    ]  # fmt: skip


def _over(row: Any) -> str:
    """How long the way took, over dated prints."""
    if pd.isna(row.first_day):
        return " · none with a date"
    days = (row.last_day - row.first_day).days
    undated = f" · {row.n_undated:,} without a date" if row.n_undated else ""
    return f" · {'one day' if not days else f'over {days:,} days' if days > 1 else 'over 1 day'}{undated}"


def _dots(canvas: Canvas, steps: pd.DataFrame, row: Any, told: tuple[int, str]) -> list[_Dot]:
    """The first prints, and one mark for the rest where they are many."""
    place, quoted = told
    most = STEPS_NARROW if canvas.narrow else STEPS
    shown = steps if len(steps) <= most else steps.head(most - 1)
    y = float(BLOCK * place + LINE)
    dots = [
        _Dot(
            (0.5 + number) / most if canvas.narrow else 0.08 + 0.84 * number / max(most - 1, 1),
            y,
            outlet_said(step.outlet),
            day_said(step.day),
            later(step.days) if number else "",
            Mark(
                Pick("articles", passage=row.passage, article=step.article_id, quoted=quoted),
                1,
                int(row.k),
                print_said(step),
            ),
            pd.isna(step.day),
        )
        for number, step in enumerate(records(shown))
    ]
    rest = len(steps) - len(shown)
    if rest:
        last = steps["day"].dropna().max()
        x = (0.5 + most - 1) / most if canvas.narrow else 0.92
        dots.append(_Dot(x, y, f"and {rest:,} more", f"last {day_said(last)}", "", None, True))
    return dots


def _lines(canvas: Canvas, n_rows: int, dots: Sequence[_Dot]) -> list[dict[str, Any]]:
    """The line of prints under each passage."""
    line = {"color": tokens(canvas.mode).rule, "width": 1.5}
    ends = [[dot.x for dot in dots if dot.y == BLOCK * place + LINE] for place in range(n_rows)]
    return [
        {
            "type": "line", "x0": xs[0], "x1": xs[-1], "y0": BLOCK * place + LINE, "y1": BLOCK * place + LINE,
            "line": line, "layer": "below",
        }
        for place, xs in enumerate(ends)
    ]  # fmt: skip


def _colour(canvas: Canvas, dot: _Dot) -> str:
    look = tokens(canvas.mode)
    if dot.mark is None:
        return look.rule
    return look.warm if dot.mark.code == canvas.picked else look.accent


def _prints(figure: Drawing, canvas: Canvas, dots: Sequence[_Dot]) -> None:
    """The dots; hollow ones have no date, a small one stands for the rest."""
    colours = [_colour(canvas, dot) for dot in dots]
    ground = tokens(canvas.mode).ground
    figure.add_scatter(
        x=[dot.x for dot in dots],
        y=[dot.y for dot in dots],
        mode="markers",
        marker={
            "opacity": 1,
            "size": [11 if dot.mark else 7 for dot in dots],
            "color": [ground if dot.hollow else colour for dot, colour in zip(dots, colours, strict=True)],
            "line": {"width": 2, "color": colours},
        },
        hoverinfo="skip",
        **unfaded(),
    )


def _names(canvas: Canvas, dots: Sequence[_Dot]) -> list[dict[str, Any]]:
    """Outlet and day below each dot, the days between above the line."""
    look = tokens(canvas.mode)
    step = (1 / STEPS_NARROW if canvas.narrow else 0.84 / (STEPS - 1)) / 2
    written: list[dict[str, Any]] = []
    for dot in dots:
        name = plain(shortened(dot.head, width=15 if canvas.narrow else 24))
        text = f"{f'<b>{name}</b>' if dot.mark else name}<br><span style='color:{look.mute}'>{dot.day}</span>"
        tone = look.mute if not dot.mark else look.warm if dot.mark.code == canvas.picked else look.ink
        font = {"size": 12, "color": tone}
        written.append({"x": dot.x, "y": dot.y + 10, "text": text, "yanchor": "top", "font": font})
        if dot.between:
            font = {"size": 11.5, "color": look.mute}
            written.append({"x": dot.x - step, "y": dot.y - 9, "text": f"<i>{dot.between}</i>", "font": font})
    return [{"showarrow": False, "yanchor": "middle", **words} for words in written]


def _rows(heads: Sequence[tuple[float, float, str, str]]) -> dict[str, Any]:
    """Invisible bars over the words of each passage, which open all its stories."""
    return {
        "type": "bar",
        "base": [0] * len(heads),
        "x": [1] * len(heads),
        "y": [y for _, y, _, _ in heads],
        "width": 38,
        "orientation": "h",
        "marker": {"opacity": 0},
        **unfaded(0),
        "customdata": [code for _, _, code, _ in heads],
        "hovertext": [said for _, _, _, said in heads],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
