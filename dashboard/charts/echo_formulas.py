"""Official phrases: a line of time each, a dot per period, larger for more stories."""

from math import sqrt
from typing import Any

import pandas as pd

from dashboard.analysis.heads import day_said, n_stories
from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.course import course
from dashboard.charts.drawing import Drawing
from dashboard.charts.events import across, key_to, within
from dashboard.charts.style import blank, plain, shortened, targets, tokens, unfaded

ROW, TOP = 62, 24  # pixels of a phrase, and of the scale of time above
DRAWN = 12  # phrases with a picture; the table has more
LARGEST, FEW = 16, 4  # pixels of the largest dot, and stories that it stands for at least
LETTERS, LETTERS_NARROW = 88, 46


def formula_strips(canvas: Canvas, formulas: pd.DataFrame, days: pd.DataFrame, *, n: int) -> Chart:
    """Each phrase with the stories that have it, over time.

    Args:
        canvas: The page.
        formulas: `analysis.echo_formulas.formula_table`; twelve are drawn.
        days: `analysis.echo_formulas.formula_days` of those drawn.
        n: Stories of the filter.
    """
    marks = tuple(
        Mark(
            Pick("articles", formula=str(row.formula_id)), int(row.k), n, f"“{row.phrase}”: {row.k:,} of {n:,} stories"
        )
        for row in records(formulas)
    )
    shown = formulas.head(DRAWN)
    figure = blank(canvas.mode, height=TOP + ROW * len(shown))
    at = {row.formula_id: place for place, row in enumerate(records(shown))}
    opened = [mark.code == canvas.picked for mark in marks[: len(shown)]]
    words = [_phrase(canvas, row, told) for row, told in zip(records(shown), enumerate(opened), strict=True)]
    figure.update_layout(annotations=[one for two in words for one in two], shapes=_lines(canvas, len(shown)))
    phrases = dict(zip(shown["formula_id"], shown["phrase"], strict=True))
    dots = tuple(
        Mark(
            Pick("articles", formula=str(dot.formula_id), period=dot.period),
            int(dot.k),
            n,
            f"“{phrases[dot.formula_id]}”, {dot.label}: {n_stories(dot.k)}",
        )
        for dot in records(days)
    )
    _dots(figure, canvas, days, (at, dots))
    _rows(figure, days, [(at[row.formula_id], mark) for row, mark in zip(records(shown), marks, strict=False)])
    figure.update_yaxes(visible=False, range=[ROW * max(len(shown), 1), -TOP])
    figure.update_xaxes(side="top", showgrid=True, nticks=4 if canvas.narrow else 8, tickangle=0, range=_range(days))
    figure.update_layout(margin={"l": 0, "r": 0, "t": TOP, "b": 0}, barmode="overlay")
    span = _range(days)
    lines = within(canvas, *span) if span else []
    if span:
        across(figure, canvas, lines, span=(span[0], span[1]))
    return Chart(figure, _table(formulas, days, phrases), marks + dots, _alt(formulas, days), note=key_to(lines))


def _range(days: pd.DataFrame) -> list[pd.Timestamp] | None:
    """The days of the scale, with room for a dot at both ends."""
    if days.empty:
        return None
    first, last = days["start"].min(), days["start"].max()
    room = max((last - first) * 0.04, pd.Timedelta(days=1))
    return [first - room, last + room]


def _phrase(canvas: Canvas, row: Any, told: tuple[int, bool]) -> list[dict[str, Any]]:
    """The phrase, and in grey its stories and outlets."""
    place, is_open = told
    look = tokens(canvas.mode)
    width = LETTERS_NARROW if canvas.narrow else LETTERS
    phrase = shortened(row.phrase, width=width)
    first = f" · earliest in these files {day_said(row.first_day)}" if not pd.isna(row.first_day) else ""
    said = f"{n_stories(row.k)}{f' ({row.outlets})' if row.outlets else ''}{first}"
    lines = (
        (6, f"<b>{plain(phrase)}</b>", look.warm if is_open else look.ink, 13.5),
        (26, plain(shortened(said, width=width + 8)), look.mute, 12),
    )
    return [
        {
            "xref": "paper", "x": 0, "y": ROW * place + down, "text": text, "xanchor": "left", "yanchor": "middle",
            "showarrow": False, "font": {"size": size, "color": colour}, "bgcolor": look.ground, "borderpad": 1,
        }
        for down, text, colour, size in lines
    ]  # fmt: skip


def _lines(canvas: Canvas, n_rows: int) -> list[dict[str, Any]]:
    """The line of time under each phrase."""
    line = {"color": tokens(canvas.mode).grid, "width": 1}
    return [
        {
            "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": ROW * place + 46, "y1": ROW * place + 46,
            "line": line, "layer": "below",
        }
        for place in range(n_rows)
    ]  # fmt: skip


def _dots(figure: Drawing, canvas: Canvas, days: pd.DataFrame, told: tuple[dict, tuple[Mark, ...]]) -> None:
    at, marks = told
    look = tokens(canvas.mode)
    most = max(int(days["k"].max()), 1) if len(days) else 1
    ys = [ROW * at[dot.formula_id] + 46 for dot in records(days)]
    figure.add_scatter(
        x=days["start"],
        y=ys,
        mode="markers",
        marker={
            "opacity": 1,
            "size": [max(7.0, LARGEST * sqrt(dot.k / max(most, FEW))) for dot in records(days)],
            "color": [look.warm if mark.code == canvas.picked else look.accent for mark in marks],
            "line": {"width": 1.5, "color": look.ground},
        },
        hoverinfo="skip",
        **unfaded(),
    )
    points = [
        (dot.start, y, mark.code, plain(mark.label)) for dot, y, mark in zip(records(days), ys, marks, strict=True)
    ]
    figure.add_trace(targets(points, size=20))


def _rows(figure: Drawing, days: pd.DataFrame, rows: list[tuple[int, Mark]]) -> None:
    """Invisible squares along the words of each phrase, which open all its stories."""
    ends = _range(days)
    if ends is None:
        return
    steps = [ends[0] + (ends[1] - ends[0]) * part / 40 for part in range(41)]
    points = [(x, ROW * place + 14, mark.code, plain(mark.label)) for place, mark in rows for x in steps]
    figure.add_trace(targets(points, size=32))


def _table(formulas: pd.DataFrame, days: pd.DataFrame, phrases: dict) -> pd.DataFrame:
    """Every phrase over all dates, then the phrases that are drawn by period."""
    every = pd.DataFrame(
        {
            "Phrase": formulas["phrase"].to_numpy(),
            "Period": "all dates",
            "Stories": formulas["k"].to_numpy(),
            "Occurrences": formulas["n_tokens"].to_numpy(),
            "Outlets, with their stories": formulas["outlets"].to_numpy(),
            "Earliest in these files": [day_said(day) for day in formulas["first_day"]],
            "Latest": [day_said(day) for day in formulas["last_day"]],
            "Without a date": formulas["n_undated"].to_numpy(),
            "Other wordings": formulas["variants"].fillna("").str.replace("|", "; ").to_numpy(),
        }
    ).astype({"Occurrences": "Int64", "Without a date": "Int64"})
    periods = pd.DataFrame(
        {"Phrase": days["formula_id"].map(phrases), "Period": days["label"], "Stories": days["k"].astype(int)}
    )
    return pd.concat([every, periods], ignore_index=True)


def _alt(formulas: pd.DataFrame, days: pd.DataFrame) -> str:
    """The phrases in most stories, and the course of each."""
    most = formulas.sort_values("k", ascending=False, kind="stable").head(3)
    said = ""
    for row in records(most):
        mine = days[days["formula_id"] == row.formula_id].sort_values("start")
        told = course([(day.label, day.k, f"{day.k:,}") for day in records(mine)])
        said += f" “{row.phrase}” in {row.k:,} stories{f': {told}' if len(mine) else ''}."
    return f"{len(formulas)} official phrases over time. In most stories:{said}"
