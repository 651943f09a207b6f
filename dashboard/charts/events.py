"""Dotted lines for days on which something happened, on every chart of time, and the same days in its table."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

import pandas as pd

from dashboard.analysis.heads import day_said
from dashboard.charts.chart import Canvas
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import plain, shortened, tokens
from dashboard.charts.tiles import axes_of
from dashboard.events import Event

WIDE, NARROW = 640, 300  # pixels of a plot, about
LETTER = 5.9  # pixels of a letter on average, at 11 px
ROW, ROWS = 14, 5  # pixels of a row of labels above a plot, and how many rows there may be
REACH = 0.84  # of a tile's height: where a line ends below its letter
APART = 0.1  # of a tile's width: letters nearer than that are written as one


@dataclass(frozen=True)
class Line:
    """An event with its letter, and where it stands on the axis of time."""

    letter: str
    event: Event
    x: Any


def within(canvas: Canvas, first: Any, last: Any) -> list[Line]:
    """The events from `first` to `last` (both included), lettered by day; none when a bound is missing.

    Example:
        >>> said = Canvas(events=(Event(pd.Timestamp(2025, 5, 9).date(), "Parade", "Herald"),))
        >>> [line.letter for line in within(said, pd.Timestamp(2025, 5, 1), pd.Timestamp(2025, 5, 9))]
        ['a']
    """
    if pd.isna(first) or pd.isna(last):
        return []
    chosen = [event for event in canvas.events if first <= pd.Timestamp(event.day) <= last]
    return [
        Line(_letter(place), event, pd.Timestamp(event.day) + pd.Timedelta(hours=12))  # midday: the day's own place
        for place, event in enumerate(chosen)
    ]


def _letter(place: int) -> str:
    """The letters from a to z, then aa and so on.

    Example:
        >>> _letter(0), _letter(27)
        ('a', 'ab')
    """
    return (_letter(place // 26 - 1) if place >= 26 else "") + ascii_lowercase[place % 26]


def in_order(canvas: Canvas, days: Sequence[Any]) -> list[Line]:
    """The events between the first and the last of these days, placed where the days stand at 0, 1, 2 and so on.

    An event on a story's day stands at the story, one between two stories between them.

    Args:
        canvas: The page.
        days: The days of the stories in order, undated ones (NaT) last.
    """
    dated = [day.date() for day in days if not pd.isna(day)]
    if not dated:
        return []
    lines = within(canvas, pd.Timestamp(dated[0]), pd.Timestamp(dated[-1]))
    slots = [bisect_left(dated, line.event.day) for line in lines]
    between = [slot for slot, line in zip(slots, lines, strict=True) if dated[slot] != line.event.day]
    placed: list[Line] = []
    for slot, line in zip(slots, lines, strict=True):
        here = slot if dated[slot] == line.event.day else slot - 1 + _step(placed, slot) / (between.count(slot) + 1)
        placed.append(Line(line.letter, line.event, float(here)))
    return placed


def _step(placed: Sequence[Line], slot: int) -> int:
    """Which of the events between two stories the next one is."""
    return 1 + sum(slot - 1 < line.x < slot for line in placed)


def on_tiles(
    figure: Drawing, canvas: Canvas, lines: Sequence[Line], *, top: float, span: tuple[Any, Any], count: int
) -> None:
    """Dotted lines with letters in each of the first `count` tiles; what the letters mean is in `key_to`.

    Args:
        figure: Made by `tiles`.
        canvas: The page.
        lines: From `within` or `in_order`.
        top: The upper end of the upright axes.
        span: Both ends of the axes of time.
        count: How many tiles there are.
    """
    if not lines:
        return
    look = tokens(canvas.mode)
    words = dict(_letters(lines, span))
    xs = [x for line in lines for x in (line.x, line.x, None)]
    texts = [text for line in lines for text in ("", words.get(line.letter, ""), "")]  # above the line: data begin at 0
    sides = [f"top {_side(line, span)}" for line in lines for _ in range(3)]
    for place in range(count):
        figure.add_scatter(
            x=xs,
            y=[0, REACH * top, None] * len(lines),
            mode="lines+text",
            line={"color": look.mute, "width": 1, "dash": "1px,3px"},
            text=texts,
            textposition=sides,
            textfont={"size": 11, "color": look.mute},
            hoverinfo="skip",
            **axes_of(place),
        )


def _side(line: Line, span: tuple[Any, Any]) -> str:
    """On which side of a line its letter has room."""
    return "right" if line.x - span[0] < (span[1] - span[0]) / 2 else "left"


def _letters(lines: Sequence[Line], span: tuple[Any, Any]) -> Iterable[tuple[str, str]]:
    """Letter of the last line of each bundle → what is written there: `b`, or `c–e` for lines too close to tell."""
    reach = (span[1] - span[0]) or 1
    bundle: list[Line] = []
    for line in lines:
        if bundle and (line.x - bundle[-1].x) / reach > APART:
            yield bundle[-1].letter, _from_to(bundle)
            bundle = []
        bundle.append(line)
    yield bundle[-1].letter, _from_to(bundle)


def _from_to(bundle: Sequence[Line]) -> str:
    first, last = bundle[0].letter, bundle[-1].letter
    return f"{first}" if first == last else f"{first}–{last}"


def across(figure: Drawing, canvas: Canvas, lines: Sequence[Line], *, span: tuple[Any, Any]) -> None:
    """Dotted lines over a figure with one axis of time, each with its label in rows above the plot.

    The figure grows by the rows; a label for which no row has room is left to `key_to`.

    Args:
        figure: Drawn, with its margins set.
        canvas: The page.
        lines: From `within`.
        span: First and last moment of the axis.
    """
    if not lines:
        return
    look, width = tokens(canvas.mode), NARROW if canvas.narrow else WIDE
    above = figure.layout["margin"]["t"]
    rows = _rows(lines, span, width)
    used = 1 + max(row for row, _ in rows)
    for line, (row, side) in zip(lines, rows, strict=True):
        high = ROW * (used - row) - 4  # the first row is the highest, and the nearest line begins lowest
        figure.add_shape(
            type="line", x0=line.x, x1=line.x, yref="paper", y0=0, y1=1,
            line={"color": look.mute, "width": 1, "dash": "1px,3px"},
        )  # fmt: skip
        if row >= ROWS:
            continue
        figure.add_annotation(
            x=line.x, yref="paper", y=1, yshift=above + high - ROW / 2, xanchor=side, yanchor="middle", showarrow=False,
            text=f"<b>{line.letter}</b> {plain(shortened(line.event.label, width=40))}",
            font={"size": 11, "color": look.mute}, borderpad=0,
        )  # fmt: skip
    room = ROW * min(used, ROWS)
    figure.update_layout(height=figure.layout["height"] + room, margin_t=above + room)


def _rows(lines: Sequence[Line], span: tuple[Any, Any], width: int) -> list[tuple[int, str]]:
    """Row and side of each label: the first row in which it meets no other."""
    reach = (span[1] - span[0]) / pd.Timedelta(days=1) or 1.0
    taken: list[list[tuple[float, float]]] = []
    found = []
    for line in lines:
        at = (line.x - span[0]) / pd.Timedelta(days=1) / reach * width
        long = LETTER * (len(line.event.label) + 3)
        side, edges = ("left", (at, at + long)) if at + long <= width else ("right", (at - long, at))
        row = next((place for place, row in enumerate(taken) if all(_apart(edges, one) for one in row)), len(taken))
        taken = taken if row < len(taken) else [*taken, []]
        taken[row].append(edges)
        found.append((row, side))
    return found


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] + 6 < other[0] or other[1] + 6 < one[0]


def key_to(lines: Sequence[Line]) -> str:
    """What the dotted lines are, in a sentence; empty without lines."""
    said = "; ".join(f"{line.letter} {line.event.label}, {day_said(line.event.day)}" for line in lines)
    return f"Dotted lines: {said}." if said else ""


def column(lines: Sequence[Line], ends: Sequence[Any]) -> dict[str, list[str]]:
    """A column for the table of a chart: the events since the row before, with where they were read.

    Rows of one period or day say the same. Empty without lines, so that a table without events has no such column.

    Args:
        lines: Those drawn.
        ends: First moment after each row's period or day; missing for undated rows.
    """
    if not lines:
        return {}
    known = sorted({end for end in ends if not pd.isna(end)})
    told: dict[Any, str] = {}
    for before, end in zip([pd.Timestamp.min, *known], known, strict=False):
        inside = [line.event for line in lines if before <= pd.Timestamp(line.event.day) < end]
        told[end] = "; ".join(f"{event.day} {event.label} (read in: {event.read_in})" for event in inside)
    return {"Events": [told.get(end, "") for end in ends]}
