"""Passages that stand in several stories: their words, and the way they went from print to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.style import blank, plain, shortened, targets, tokens

BLOCK, LINE = 118, 66  # pixels of a passage, and from its top to its line of prints
DRAWN = 8  # passages with a picture; the table has more
STEPS, STEPS_NARROW = 5, 3  # prints drawn of a passage
LETTERS, LETTERS_NARROW = 96, 46


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
    for place, (row, mark) in enumerate(zip(records(drawn), marks, strict=False)):
        _words(figure, canvas, row, (place, texts[row.number], mark.code == canvas.picked))
        dots += _dots(canvas, by_number[row.number], row, (place, quoted))
    _lines(figure, canvas, len(drawn), dots)
    _prints(figure, canvas, dots)
    heads = [(0.5, BLOCK * place + 20, mark.code, plain(mark.label)) for place, mark in enumerate(marks[: len(drawn)])]
    figure.add_trace(_rows(heads))
    points = [(dot.x, dot.y, dot.mark.code, plain(dot.mark.label)) for dot in dots if dot.mark]
    figure.add_trace(targets(points, size=34))
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[BLOCK * max(len(drawn), 1), 0])
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, barmode="overlay")
    every = marks + tuple(dot.mark for dot in dots if dot.mark)
    return Chart(figure, _table(passages, by_number, texts), every, _alt(passages, texts))


def _mark(row: Any, text: str, quoted: str, n: int) -> Mark:
    label = f"“{shortened(' '.join(text.split()), width=60)}”: {row.n_words:,} words in {row.k:,} stories"
    return Mark(Pick("articles", passage=row.passage, quoted=quoted), int(row.k), n, label)


def _words(figure: go.Figure, canvas: Canvas, row: Any, told: tuple[int, str, bool]) -> None:
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
    for down, line, colour, size in lines:
        figure.add_annotation(
            x=0, y=BLOCK * place + down, text=line, xanchor="left", yanchor="middle", showarrow=False, align="left",
            font={"size": size, "color": colour},
        )  # fmt: skip


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
            step.outlet if isinstance(step.outlet, str) else "outlet not named",
            _day(step.day),
            _between(step.days) if number else "",
            Mark(
                Pick("articles", passage=row.passage, article=step.article_id, quoted=quoted),
                1,
                int(row.k),
                _told(step),
            ),
            pd.isna(step.day),
        )
        for number, step in enumerate(records(shown))
    ]
    rest = len(steps) - len(shown)
    if rest:
        last = steps["day"].dropna().max()
        x = (0.5 + most - 1) / most if canvas.narrow else 0.92
        dots.append(_Dot(x, y, f"and {rest:,} more", f"last {_day(last)}", "", None, True))
    return dots


def _between(days: float) -> str:
    """The time since the print before, in words.

    Example:
        >>> _between(3.0), _between(1.0), _between(0.0), _between(float("nan"))
        ('3 days later', 'next day', 'same day', '')
    """
    if pd.isna(days):
        return ""
    return {0: "same day", 1: "next day"}.get(int(days), f"{int(days):,} days later")


def _day(day: pd.Timestamp) -> str:
    return "no date" if pd.isna(day) else f"{day.day} {day:%b %Y}"


def _told(step: Any) -> str:
    outlet = step.outlet if isinstance(step.outlet, str) else "outlet not named"
    when = f"{_day(step.day)}{', ' + _between(step.days) if step.place and _between(step.days) else ''}"
    first = ", earliest in these files" if not step.place and not pd.isna(step.day) else ""
    return f"{outlet}, {when}{first}: {step.title if isinstance(step.title, str) else 'no headline'}"


def _lines(figure: go.Figure, canvas: Canvas, n_rows: int, dots: Sequence[_Dot]) -> None:
    """The line of prints under each passage."""
    for place in range(n_rows):
        y = BLOCK * place + LINE
        mine = [dot.x for dot in dots if dot.y == y]
        line = {"color": tokens(canvas.mode).rule, "width": 1.5}
        figure.add_shape(type="line", x0=mine[0], x1=mine[-1], y0=y, y1=y, line=line, layer="below")


def _prints(figure: go.Figure, canvas: Canvas, dots: Sequence[_Dot]) -> None:
    look = tokens(canvas.mode)
    colours = [look.warm if dot.mark and dot.mark.code == canvas.picked else look.accent for dot in dots]
    figure.add_scatter(
        x=[dot.x for dot in dots],
        y=[dot.y for dot in dots],
        mode="markers",
        marker={
            "opacity": 1,
            "size": [11 if dot.mark else 7 for dot in dots],
            "color": [look.ground if dot.hollow else colour for dot, colour in zip(dots, colours, strict=True)],
            "line": {"width": 2, "color": [c if d.mark else look.rule for d, c in zip(dots, colours, strict=True)]},
        },
        hoverinfo="skip",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    width = 15 if canvas.narrow else 24
    for dot, colour in zip(dots, colours, strict=True):
        name = plain(shortened(dot.head, width=width))
        text = f"{f'<b>{name}</b>' if dot.mark else name}<br><span style='color:{look.mute}'>{dot.day}</span>"
        tone = look.warm if colour == look.warm else look.ink if dot.mark else look.mute
        figure.add_annotation(
            x=dot.x, y=dot.y + 10, text=text, showarrow=False, yanchor="top", font={"size": 12, "color": tone}
        )
    step = (1 / STEPS_NARROW if canvas.narrow else 0.84 / (STEPS - 1)) / 2
    for dot in dots:
        if dot.between:
            figure.add_annotation(
                x=dot.x - step, y=dot.y - 9, text=f"<i>{dot.between}</i>", showarrow=False, yanchor="middle",
                font={"size": 11.5, "color": look.mute},
            )  # fmt: skip


def _rows(heads: Sequence[tuple[float, float, str, str]]) -> go.Bar:
    """Invisible bars over the words of each passage, which open all its stories."""
    return go.Bar(
        base=[0] * len(heads),
        x=[1] * len(heads),
        y=[y for _, y, _, _ in heads],
        width=38,
        orientation="h",
        marker={"opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        customdata=[code for _, _, code, _ in heads],
        hovertext=[said for _, _, _, said in heads],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _table(passages: pd.DataFrame, by_number: Mapping, texts: Mapping[int, str]) -> pd.DataFrame:
    firsts = [by_number[number].iloc[0] for number in passages["number"]]
    return pd.DataFrame(
        {
            "Passage": [" ".join(texts[number].split()) for number in passages["number"]],
            "Words": passages["n_words"].to_numpy(),
            "Stories": passages["k"].to_numpy(),
            "Outlets named": passages["n_outlets"].to_numpy(),
            "Earliest in these files": [_day(first["day"]) for first in firsts],
            "In": [first["outlet"] if isinstance(first["outlet"], str) else "outlet not named" for first in firsts],
            "Latest": [_day(day) for day in passages["last_day"]],
            "Then": [_then(by_number[number]) for number in passages["number"]],
        }
    )


def _then(steps: pd.DataFrame) -> str:
    """The prints after the first, in time."""
    said = [
        f"{step.outlet if isinstance(step.outlet, str) else 'outlet not named'} {_between(step.days) or _day(step.day)}"
        for step in records(steps.iloc[1:])
    ]
    return " → ".join(said)


def _alt(passages: pd.DataFrame, texts: Mapping[int, str]) -> str:
    first = next(records(passages.head(1)))
    words = shortened(" ".join(texts[first.number].split()), width=60)
    return (
        f"{len(passages)} passages and the stories they stand in, in time. "
        f"First: “{words}”, {first.n_words:,} words in {first.k:,} stories."
    )
