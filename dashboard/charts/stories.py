"""Stories in time while they are few: one dot each, and what lies between in words."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, log2
from typing import Any

import pandas as pd

from dashboard.analysis.heads import NO_HEADLINE, NO_OUTLET, day_said, outlet_said, title_said
from dashboard.analysis.periods import Gap
from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, iso, records
from dashboard.charts.drawing import Drawing
from dashboard.charts.events import Line, column, in_order
from dashboard.charts.style import blank, plain, shortened, targets, tokens, wrapped

STEP = 46  # pixels from one story to the next when no day lies between
WRITTEN = 16  # pixels more where a gap is written
STRETCH = 5  # pixels more per doubling of the days between
LANE = 104  # pixels left of the line, where the days stand
BESIDE = 16  # pixels between the line and what is written beside it
WIDE, NARROW = 74, 36  # characters of a headline
EVENT = 22  # pixels more for each event between two stories


def story_line(canvas: Canvas, stories: pd.DataFrame, gaps: list[Gap]) -> Chart:
    """One dot per story down a line of time; what lies between is written, not drawn to scale.

    Args:
        canvas: The page.
        stories: Rows of `articles`, dated ones first by day, undated ones after; with `day` (NaT for none).
        gaps: `analysis.periods.gaps`: the stretches without a story.
    """
    gap_after = {gap.after: gap for gap in gaps}
    lines = in_order(canvas, stories["day"].tolist())
    above = [ceil(line.x) for line in lines]
    heights = _heights(stories, gap_after, above)
    figure = blank(canvas.mode, height=int(max(heights, default=0)) + STEP)
    marks = tuple(
        Mark(
            Pick("articles", article=row.article_id),
            1,
            len(stories),
            f"{day_said(row.day)}, {outlet_said(row.outlet)}: {title_said(row.title)}",
        )
        for row in records(stories)
    )
    _line(figure, canvas, stories, heights)
    _dots(figure, canvas, stories, heights, marks)
    _gaps(figure, canvas, (stories, gap_after), heights, above)
    _events(figure, canvas, lines, heights)
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[max(heights, default=0) + STEP / 2, -STEP / 2])
    figure.update_layout(margin={"l": LANE, "r": 0, "t": 0, "b": 0})
    table = pd.DataFrame(
        {
            "Day": [iso(day) for day in stories["day"]],
            "Outlet": stories["outlet"].fillna(NO_OUTLET).to_numpy(),
            "Story": stories["title"].fillna(NO_HEADLINE).to_numpy(),
            "Words": stories["n_words"].to_numpy(),
            **column(lines, [day + pd.Timedelta(days=1) for day in stories["day"]]),
        }
    )
    return Chart(figure, table, marks, _alt(stories, gaps))


def _heights(stories: pd.DataFrame, gap_after: dict, above: list[int]) -> list[float]:
    """How far down each story stands: a step each, more where days without a story or events lie between.

    Args:
        stories: In order.
        gap_after: The gap after a day.
        above: For each event, the place of the story below it.
    """
    heights: list[float] = []
    at, before = 0.0, None
    for place, day in enumerate(stories["day"]):
        at += EVENT * above.count(place)
        if heights:
            gap = (
                gap_after.get(before.date()) if before is not None and before is not pd.NaT and day != before else None
            )
            at += STEP + (WRITTEN + STRETCH * log2(gap.n_days) if gap and not pd.isna(day) else 0)
        heights.append(at)
        before = day
    return heights


def _line(figure: Drawing, canvas: Canvas, stories: pd.DataFrame, heights: list[float]) -> None:
    """The line of time, over the dated stories only."""
    dated = [height for height, day in zip(heights, stories["day"], strict=True) if not pd.isna(day)]
    if len(dated) > 1:
        line = {"color": tokens(canvas.mode).rule, "width": 1.5}
        figure.add_scatter(x=[0, 0], y=[dated[0], dated[-1]], mode="lines", line=line, hoverinfo="skip")


def _dots(figure: Drawing, canvas: Canvas, stories: pd.DataFrame, heights: list[float], marks: tuple) -> None:
    look = tokens(canvas.mode)
    colours = [look.warm if mark.code == canvas.picked else look.accent for mark in marks]
    hollow = [look.ground if pd.isna(day) else colour for day, colour in zip(stories["day"], colours, strict=True)]
    figure.add_scatter(
        x=[0] * len(marks),
        y=heights,
        mode="markers",
        marker={"size": 13, "color": hollow, "line": {"width": 2, "color": colours}},
        cliponaxis=False,
        hoverinfo="skip",
    )
    for row, height, colour in zip(records(stories), heights, colours, strict=True):
        _label(figure, -BESIDE, height, f"<b>{day_said(row.day)}</b>", look.mute)
        _label(figure, BESIDE, height, _words(row, canvas), look.warm if colour == look.warm else look.ink)
    points = [(0, height, mark.code, plain(mark.label)) for height, mark in zip(heights, marks, strict=True)]
    figure.add_trace(targets(points, size=STEP - 8))


def _words(row: Any, canvas: Canvas) -> str:
    """Outlet and length, then the headline."""
    outlet = plain(row.outlet) if isinstance(row.outlet, str) else f"<i>{NO_OUTLET}</i>"
    derived = ", opening words for a headline" if row.title_from == "derived" and not canvas.narrow else ""
    tail = f"<span style='color:{tokens(canvas.mode).mute}'>{row.n_words:,} words{derived}</span>"
    title = wrapped(title_said(row.title), width=NARROW if canvas.narrow else WIDE, lines=1)[0]
    return f"<b>{outlet}</b>  {tail}<br>{plain(title)}"


def _label(figure: Drawing, shift: int, y: float, text: str, colour: str) -> None:
    """Text beside the line: left of it (a negative shift) or right of it."""
    figure.add_annotation(
        x=0,
        y=y,
        xshift=shift,
        text=text,
        xanchor="right" if shift < 0 else "left",
        yanchor="middle",
        align="left",
        showarrow=False,
        font={"size": 13, "color": colour},
    )


def _gaps(
    figure: Drawing, canvas: Canvas, told: tuple[pd.DataFrame, dict], heights: list[float], above: list[int]
) -> None:
    """What lies between two stories, written at the line, which is dotted there."""
    stories, gap_after = told
    look = tokens(canvas.mode)
    days = stories["day"].tolist()
    for place, (day, following) in enumerate(pairwise(days)):
        gap = None if pd.isna(day) or pd.isna(following) or day == following else gap_after.get(day.date())
        if gap is None:
            continue
        end = heights[place + 1] - EVENT * above.count(place + 1)
        middle = (heights[place] + end) / 2
        _label(figure, BESIDE, middle, f"<i>{gap.text}</i>", look.mute)
        break_line = {"color": look.ground, "width": 4, "dash": "2px,5px"}
        y = [heights[place] + 12, end - 12]
        figure.add_scatter(x=[0, 0], y=y, mode="lines", line=break_line, hoverinfo="skip")


def _events(figure: Drawing, canvas: Canvas, lines: Sequence[Line], heights: list[float]) -> None:
    """Dotted lines across, each above the story that it precedes, with its day and label."""
    look = tokens(canvas.mode)
    places = [ceil(line.x) for line in lines]
    for nth, (line, place) in enumerate(zip(lines, places, strict=True)):
        y = heights[place] - STEP / 2 - EVENT * (places[nth:].count(place) - 1) - 2
        figure.add_shape(
            type="line", x0=0, x1=1, y0=y, y1=y, line={"color": look.mute, "width": 1, "dash": "1px,3px"}, layer="below"
        )
        label = plain(shortened(line.event.label, width=NARROW if canvas.narrow else WIDE))
        for shift, text, side in ((-BESIDE, day_said(line.event.day), "right"), (BESIDE, label, "left")):
            figure.add_annotation(
                x=0, y=y, xshift=shift, text=text, xanchor=side, yanchor="bottom", showarrow=False, borderpad=0,
                font={"size": 12, "color": look.mute},
            )  # fmt: skip


def _alt(stories: pd.DataFrame, gaps: list[Gap]) -> str:
    dated = stories["day"].dropna()
    if dated.empty:
        return f"{len(stories)} stories, none with a date."
    longest = max(gaps, key=lambda gap: gap.n_days, default=None)
    span = (
        f"{len(stories)} stories, {len(dated)} of them dated, from {day_said(dated.min())} to {day_said(dated.max())}."
    )
    return f"{span} Longest gap: {longest.text}." if longest else span
