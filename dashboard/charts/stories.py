"""Stories in time: one dot each while they are few, bars per outlet and period when they are many."""

from collections.abc import Mapping
from itertools import pairwise
from math import log2
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.periods import Gap, period_range
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import UNNAMED
from dashboard.charts.chart import Canvas, Chart, Mark, iso, records
from dashboard.charts.style import beside, blank, plain, targets, tokens, wrapped

STEP = 46  # pixels from one story to the next when no day lies between
WRITTEN = 16  # pixels more where a gap is written
STRETCH = 5  # pixels more per doubling of the days between
LANE = 104  # pixels left of the line, where the days stand
BESIDE = 16  # pixels between the line and what is written beside it
WIDE, NARROW = 74, 36  # characters of a headline
STRIP = 54  # pixels per outlet
STRIPS = 12  # outlets drawn


def story_line(canvas: Canvas, stories: pd.DataFrame, gaps: list[Gap]) -> Chart:
    """One dot per story down a line of time; what lies between is written, not drawn to scale.

    Args:
        canvas: The page.
        stories: Rows of `articles`, dated ones first by day, undated ones after; with `day` (NaT for none).
        gaps: `analysis.periods.gaps`: the stretches without a story.
    """
    gap_after = {gap.after: gap for gap in gaps}
    heights = _heights(stories, gap_after)
    figure = blank(canvas.mode, height=int(max(heights, default=0)) + STEP)
    marks = tuple(
        Mark(Pick("articles", article=row.article_id), 1, len(stories), f"{_day(row.day)}, {_head(row)}")
        for row in records(stories)
    )
    _line(figure, canvas, stories, heights)
    _dots(figure, canvas, stories, heights, marks)
    _gaps(figure, canvas, stories, heights, gap_after)
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[max(heights, default=0) + STEP / 2, -STEP / 2])
    figure.update_layout(margin={"l": LANE, "r": 0, "t": 0, "b": 0})
    table = pd.DataFrame(
        {
            "Day": [iso(day) for day in stories["day"]],
            "Outlet": stories["outlet"].fillna("outlet not named").to_numpy(),
            "Story": stories["title"].fillna("no headline").to_numpy(),
            "Words": stories["n_words"].to_numpy(),
        }
    )
    return Chart(figure, table, marks, _alt(stories, gaps))


def _day(day: pd.Timestamp) -> str:
    return "no date" if pd.isna(day) else f"{day.day} {day:%b %Y}"


def _head(row: Any) -> str:
    outlet = row.outlet if isinstance(row.outlet, str) else "outlet not named"
    return f"{outlet}: {row.title if isinstance(row.title, str) else 'no headline'}"


def _heights(stories: pd.DataFrame, gap_after: dict) -> list[float]:
    """How far down each story stands: a step each, more where days without a story lie between."""
    heights: list[float] = []
    at, before = 0.0, None
    for day in stories["day"]:
        if heights:
            gap = (
                gap_after.get(before.date()) if before is not None and before is not pd.NaT and day != before else None
            )
            at += STEP + (WRITTEN + STRETCH * log2(gap.n_days) if gap and not pd.isna(day) else 0)
        heights.append(at)
        before = day
    return heights


def _line(figure: go.Figure, canvas: Canvas, stories: pd.DataFrame, heights: list[float]) -> None:
    """The line of time, over the dated stories only."""
    dated = [height for height, day in zip(heights, stories["day"], strict=True) if not pd.isna(day)]
    if len(dated) > 1:
        line = {"color": tokens(canvas.mode).rule, "width": 1.5}
        figure.add_scatter(x=[0, 0], y=[dated[0], dated[-1]], mode="lines", line=line, hoverinfo="skip")


def _dots(figure: go.Figure, canvas: Canvas, stories: pd.DataFrame, heights: list[float], marks: tuple) -> None:
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
        _label(figure, -BESIDE, height, f"<b>{_day(row.day)}</b>", look.mute)
        _label(figure, BESIDE, height, _words(row, canvas), look.warm if colour == look.warm else look.ink)
    points = [(0, height, mark.code, plain(mark.label)) for height, mark in zip(heights, marks, strict=True)]
    figure.add_trace(targets(points, size=STEP - 8))


def _words(row: Any, canvas: Canvas) -> str:
    """Outlet and length, then the headline."""
    outlet = plain(row.outlet) if isinstance(row.outlet, str) else "<i>outlet not named</i>"
    title = row.title if isinstance(row.title, str) else "no headline"
    derived = ", opening words for a headline" if row.title_from == "derived" and not canvas.narrow else ""
    tail = f"<span style='color:{tokens(canvas.mode).mute}'>{row.n_words:,} words{derived}</span>"
    return f"<b>{outlet}</b>  {tail}<br>{plain(wrapped(title, width=NARROW if canvas.narrow else WIDE, lines=1)[0])}"


def _label(figure: go.Figure, shift: int, y: float, text: str, colour: str) -> None:
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


def _gaps(figure: go.Figure, canvas: Canvas, stories: pd.DataFrame, heights: list[float], gap_after: dict) -> None:
    """What lies between two stories, written at the line, which is dotted there."""
    look = tokens(canvas.mode)
    days = stories["day"].tolist()
    for place, (day, following) in enumerate(pairwise(days)):
        gap = None if pd.isna(day) or pd.isna(following) or day == following else gap_after.get(day.date())
        if gap is None:
            continue
        middle = (heights[place] + heights[place + 1]) / 2
        _label(figure, BESIDE, middle, f"<i>{gap.text}</i>", look.mute)
        break_line = {"color": look.ground, "width": 4, "dash": "2px,5px"}
        y = [heights[place] + 12, heights[place + 1] - 12]
        figure.add_scatter(x=[0, 0], y=y, mode="lines", line=break_line, hoverinfo="skip")


def _alt(stories: pd.DataFrame, gaps: list[Gap]) -> str:
    dated = stories["day"].dropna()
    if dated.empty:
        return f"{len(stories)} stories, none with a date."
    longest = max(gaps, key=lambda gap: gap.n_days, default=None)
    span = f"{len(stories)} stories, {len(dated)} of them dated, from {_day(dated.min())} to {_day(dated.max())}."
    return f"{span} Longest gap: {longest.text}." if longest else span


def story_bars(canvas: Canvas, cover: pd.DataFrame, totals: Mapping[str, int] | None = None) -> Chart:
    """A strip per outlet, a bar per period: how many stories there are.

    Args:
        canvas: The page.
        cover: `analysis.shares.coverage`; the biggest twelve rows are drawn, the table has them all.
        totals: Stories per outlet with the undated ones, which have no bar; where they differ both are said.
    """
    sizes = cover.groupby("key", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    marks = tuple(
        Mark(_cover_pick(row), int(row.n), int(sizes[row.key]), f"{_named(row.outlet)}, {row.label}: {row.n} stories")
        for row in records(cover)
    )
    keys = list(sizes.index[:STRIPS])
    drawn = cover.assign(code=[mark.code for mark in marks])
    drawn = drawn[drawn["key"].isin(keys)]
    figure = blank(canvas.mode, height=STRIP * len(keys) + 26)
    _bars(figure, canvas, drawn, keys)
    names = drawn.drop_duplicates("key").set_index("key")["outlet"]
    width = 16 if canvas.narrow else 26
    figure.update_xaxes(nticks=4 if canvas.narrow else 8, tickangle=0)
    figure.update_yaxes(
        tickvals=[0.3 - place for place in range(len(keys))],
        ticktext=[
            beside(
                f"{plain(wrapped(_named(names[key]), width=width, lines=1)[0])}"
                f"  {_dated(int(sizes[key]), (totals or {}).get(names[key], 0))}"
            )
            for key in keys
        ],
        showgrid=False,
        tickfont_color=tokens(canvas.mode).ink,
    )
    figure.update_layout(margin={"l": 4, "r": 8, "t": 4, "b": 22})
    table = pd.DataFrame(
        {
            "Outlet": cover["outlet"].fillna("outlet not named").to_numpy(),
            "Period": cover["label"].to_numpy(),
            "First day": [iso(day) for day in cover["start"]],
            "Stories": cover["n"].to_numpy(),
        }
    )
    return Chart(figure, table, marks, _cover_alt(cover, sizes))


def _dated(n: int, total: int) -> str:
    """Stories of a strip; where some have no date, of how many.

    Example:
        >>> _dated(14, 17), _dated(14, 14)
        ('14 of 17 dated', '14')
    """
    return f"{n:,} of {total:,} dated" if total > n else f"{n:,}"


def _bars(figure: go.Figure, canvas: Canvas, drawn: pd.DataFrame, keys: list[str]) -> None:
    """The bars of all strips, each standing on its outlet's line."""
    look = tokens(canvas.mode)
    top = max(1, int(drawn["n"].max()) if len(drawn) else 1)
    ends = {period: period_range(period)[1] for period in drawn["period"].unique()}
    end = pd.to_datetime(drawn["period"].map(ends)).astype("datetime64[s]")
    figure.add_bar(
        x=drawn["start"] + (end - drawn["start"]) / 2,
        y=drawn["n"] / top * 0.82,
        base=drawn["key"].map({key: -place for place, key in enumerate(keys)}),
        width=(end - drawn["start"]).dt.total_seconds() * 860,  # of 1,000: a seam between neighbours
        marker={"color": [look.warm if code == canvas.picked else look.accent for code in drawn["code"]]},
        customdata=drawn["code"],
        text=[f"<b>{plain(_named(row.outlet))}</b><br>{row.label}: {row.n:,} stories" for row in records(drawn)],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    for place in range(len(keys)):
        figure.add_hline(y=-place, line={"color": look.grid, "width": 1})


def _named(outlet: object) -> str:
    return outlet if isinstance(outlet, str) else "outlet not named"


def _cover_pick(row: Any) -> Pick:
    named = isinstance(row.outlet, str)
    return Pick(
        "articles", outlet=row.outlet if named else UNNAMED, article="" if named else row.article_id, period=row.period
    )


def _cover_alt(cover: pd.DataFrame, sizes: pd.Series) -> str:
    busiest = cover.sort_values("n", ascending=False, kind="stable").head(1)
    most = [f" Most in one period: {_named(row.outlet)}, {row.label}, {row.n:,}." for row in records(busiest)]
    return f"Stories of {len(sizes)} outlets over {cover['period'].nunique()} periods." + "".join(most)
