"""Themes over time: a panel each, one picture; dots while stories are few, a line with its interval when many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.style import axis, blank, brief, plain, shortened, targets, tokens

PANEL = 104  # pixels of height
GAP = 58  # pixels between two rows of panels: the days of one, the names of the next
HEAD = 26
FOOT = 26


@dataclass(frozen=True)
class Measured:
    """What a panel counts: mentions or takes_up, with broad rules or without."""

    measure: str = "mentions"
    broad: bool = False

    @property
    def flag(self) -> str:
        """As a pick writes it."""
        return "yes" if self.broad else ""


def theme_dots(canvas: Canvas, cells: pd.DataFrame, *, broad: bool = False) -> Chart:
    """A panel per theme, a dot per story in the order of time: the share of its sentences.

    Args:
        canvas: The page.
        cells: `analysis.shares.story_shares`, stories in the order of time.
        broad: Whether broad rules were counted.
    """
    marks = tuple(
        Mark(
            Pick("sentences", theme=cell.theme, article=cell.article_id, broad="yes" if broad else ""),
            int(cell.k),
            int(cell.n),
            f"{canvas.labels[cell.theme]}, {_day(cell.day)}: {cell.k} of {cell.n} sentences",
        )
        for cell in records(cells)
    )
    drawn = cells.assign(code=[mark.code for mark in marks], x=cells.groupby("theme").cumcount())
    themes = list(dict.fromkeys(cells["theme"]))
    figure = _panels(canvas, len(themes))
    top = max(0.1, float(cells["share"].max(skipna=True)) * 1.25)
    for place, theme in enumerate(themes):
        part = drawn[drawn["theme"] == theme]
        of = f"{int((part['k'] > 0).sum())} of {int(part['coded'].sum())}"
        _head(figure, canvas, place, theme, of)
        _story_dots(figure, canvas, place, part)
    width = max(1, int(drawn["x"].max()) if len(drawn) else 1)
    days = list(cells.loc[cells["theme"] == themes[0], "day"]) if themes else []
    ends = (
        {"tickvals": [0, len(days) - 1], "ticktext": [_brief_day(day) for day in (days[0], days[-1])]}
        if len(days) > 1
        else {"tickvals": []}
    )
    figure.update_xaxes(range=[-0.35, width + 0.35], showgrid=False, tickangle=0, tickfont_size=11, **ends)
    figure.update_yaxes(range=[0, top], tickformat=".0%", nticks=4, rangemode="tozero", tickfont_size=11)
    return Chart(figure, _story_table(canvas, cells), marks, _dots_alt(canvas, cells))


def _story_dots(figure: go.Figure, canvas: Canvas, place: int, part: pd.DataFrame) -> None:
    """Stems and dots of one panel; the highest dot is labelled."""
    look = tokens(canvas.mode)
    axes = _axes(place)
    coded = part[part["coded"]]
    colours = [look.warm if code == canvas.picked else look.accent for code in coded["code"]]
    for cell, colour in zip(records(coded), colours, strict=True):
        line = {"color": colour, "width": 1.5}
        figure.add_scatter(x=[cell.x] * 2, y=[0, cell.share], mode="lines", line=line, hoverinfo="skip", **axes)
    high = coded["share"].max() if len(coded) else 0
    figure.add_scatter(
        x=coded["x"],
        y=coded["share"],
        mode="markers+text",
        marker={"size": 9, "color": colours},
        text=[f"{cell.k}/{cell.n}" if cell.k and cell.share == high else "" for cell in records(coded)],
        textposition="top center",
        textfont={"size": 11, "color": look.mute},
        cliponaxis=False,
        hoverinfo="skip",
        **axes,
    )
    points = [(cell.x, cell.share, cell.code, _story_hover(cell)) for cell in records(coded)]
    figure.add_trace(targets(points, size=20).update(axes))


def _story_hover(cell: Any) -> str:
    outlet = cell.outlet if isinstance(cell.outlet, str) else "outlet not named"
    title = cell.title if isinstance(cell.title, str) else "no headline"
    head = f"<b>{plain(outlet)}</b>, {_day(cell.day)}<br>{plain(shortened(title, width=60))}"
    return f"{head}<br>{cell.k} of {cell.n} sentences"


def theme_lines(canvas: Canvas, line: pd.DataFrame, measured: Measured) -> Chart:
    """A panel per theme: the share of each period's stories, with its interval.

    Args:
        canvas: The page.
        line: `analysis.timeline.theme_timeline`: one row per theme and period.
        measured: What counts.
    """
    marks = tuple(
        Mark(
            Pick("articles", theme=row.theme, measure=measured.measure, period=row.period, broad=measured.flag),
            int(row.k),
            int(row.n),
            f"{canvas.labels[row.theme]}, {row.label}: {row.k} of {row.n} stories",
        )
        for row in records(line)
    )
    drawn = line.assign(code=[mark.code for mark in marks], x=line["start"] + (line["end"] - line["start"]) / 2)
    themes = list(dict.fromkeys(line["theme"]))
    figure = _panels(canvas, len(themes))
    for place, theme in enumerate(themes):
        part = drawn[drawn["theme"] == theme].reset_index(drop=True)
        n = int(part["n"].sum())
        _head(figure, canvas, place, theme, f"{part['k'].sum() / n:.0%}" if n else "not coded")
        _line(figure, canvas, place, part)
    solid = line[line["state"] == "ok"]
    top = float(solid["high"].max()) if len(solid) else 1.0
    figure.update_xaxes(showgrid=False, nticks=4, tickangle=0, tickfont_size=11)
    figure.update_yaxes(range=[0, min(1.02, top * 1.08)], tickformat=".0%", nticks=4, tickfont_size=11)
    return Chart(figure, _line_table(canvas, line), marks, _lines_alt(canvas, line))


def _line(figure: go.Figure, canvas: Canvas, place: int, part: pd.DataFrame) -> None:
    """One panel: band and line over periods with enough stories, hollow grey dots over the others."""
    look, axes = tokens(canvas.mode), _axes(place)
    solid = part[part["state"] == "ok"]
    for run in _runs(solid):
        band = {"x": [*run["x"], *run["x"][::-1]], "y": [*run["high"], *run["low"][::-1]]}
        figure.add_scatter(**band, fill="toself", fillcolor=look.band, mode="none", hoverinfo="skip", **axes)
        line = {"color": look.accent, "width": 1.8}
        figure.add_scatter(x=run["x"], y=run["share"], mode="lines+markers", line=line, hoverinfo="skip", **axes)
        figure.data[-1].marker = {
            "size": 5,
            "color": [look.ground if cut else look.accent for cut in run["partial"]],
            "line": {"width": 1.3, "color": look.accent},
        }
    few = part[part["state"] == "few"]
    hollow = {"size": 6, "color": look.ground, "line": {"width": 1.3, "color": look.rule}}
    figure.add_scatter(x=few["x"], y=few["share"], mode="markers", marker=hollow, hoverinfo="skip", **axes)
    chosen = part[part["code"] == canvas.picked]
    warm = {"size": 10, "color": look.warm}
    figure.add_scatter(x=chosen["x"], y=chosen["share"], mode="markers", marker=warm, hoverinfo="skip", **axes)
    points = [(row.x, row.share, row.code, _period_hover(row)) for row in records(part) if row.n]
    figure.add_trace(targets(points, size=14).update(axes))


def _runs(solid: pd.DataFrame) -> list[pd.DataFrame]:
    """Stretches of neighbouring periods: a line never crosses a period that cannot be said."""
    breaks = (solid.index.to_series().diff() > 1).cumsum()
    return [run for _, run in solid.groupby(breaks)]


def _period_hover(row: Any) -> str:
    said = f"{row.k:,} of {row.n:,} stories"
    if row.state == "ok":
        said += f", {row.share:.0%} ({row.low:.0%} to {row.high:.0%})"
    return f"<b>{row.label}</b>{', cut by the dates' if row.partial else ''}<br>{said}"


def _panels(canvas: Canvas, count: int) -> go.Figure:
    """A grid of empty panels in one figure: four across, two on a phone."""
    across = max(1, min(2 if canvas.narrow else 4, count))
    down = max(1, -(-count // across))
    inside = down * PANEL + (down - 1) * GAP
    figure = blank(canvas.mode, height=HEAD + inside + FOOT)
    figure.set_subplots(
        rows=down, cols=across, horizontal_spacing=0.065 if across > 2 else 0.12, vertical_spacing=GAP / inside
    )
    figure.update_xaxes(axis(canvas.mode) | {"automargin": False, "ticklabelstandoff": 4})
    figure.update_yaxes(axis(canvas.mode) | {"automargin": False})
    return figure.update_layout(margin={"l": 34, "r": 26, "t": HEAD, "b": FOOT})


def _axes(place: int) -> dict[str, str]:
    number = "" if place == 0 else str(place + 1)
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _head(figure: go.Figure, canvas: Canvas, place: int, theme: str, value: str) -> None:
    """The panel's name at its left, its value at its right."""
    axes = _axes(place)
    look = tokens(canvas.mode)
    name = plain(brief(canvas.labels[theme], width=21))
    for x, side, text, colour in ((0, "left", f"<b>{name}</b>", look.ink), (1, "right", value, look.accent)):
        figure.add_annotation(
            x=x,
            y=1,
            xref=f"{axes['xaxis']} domain",
            yref=f"{axes['yaxis']} domain",
            xanchor=side,
            xshift=-28 if side == "left" else 0,
            yanchor="bottom",
            yshift=5,
            text=text,
            showarrow=False,
            font={"size": 12.5, "color": colour},
        )


def _day(day: pd.Timestamp) -> str:
    return "no date" if pd.isna(day) else f"{day.day} {day:%b %Y}"


def _brief_day(day: pd.Timestamp) -> str:
    return "no date" if pd.isna(day) else f"{day.day} {day:%b ’%y}"


def _story_table(canvas: Canvas, cells: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Theme": [canvas.labels[slug] for slug in cells["theme"]],
            "Day": [_day(day) for day in cells["day"]],
            "Outlet": cells["outlet"].fillna("outlet not named").to_numpy(),
            "Story": cells["title"].fillna("no headline").to_numpy(),
            "Sentences with it": cells["k"].to_numpy(),
            "All sentences": cells["n"].to_numpy(),
            "Share": cells["share"].astype(float).round(4).to_numpy(),
        }
    )


def _line_table(canvas: Canvas, line: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Theme": [canvas.labels[slug] for slug in line["theme"]],
            "Period": line["label"].to_numpy(),
            "Stories with it": line["k"].to_numpy(),
            "All stories": line["n"].to_numpy(),
            "Share": line["share"].astype(float).round(4).to_numpy(),
            "Low (95 %)": line["low"].astype(float).round(4).to_numpy(),
            "High (95 %)": line["high"].astype(float).round(4).to_numpy(),
            "Cut by the dates": line["partial"].to_numpy(),
        }
    )


def _dots_alt(canvas: Canvas, cells: pd.DataFrame) -> str:
    n = cells["article_id"].nunique()
    top = cells.sort_values("share", ascending=False, kind="stable").head(1)
    lead = f"{cells['theme'].nunique()} panels, one per theme, a dot for each of {n} stories in time order."
    highest = [
        f" Highest: {canvas.labels[cell.theme]}, {cell.k} of {cell.n} sentences on {_day(cell.day)}."
        for cell in records(top)
    ]
    return lead + "".join(highest)


def _lines_alt(canvas: Canvas, line: pd.DataFrame) -> str:
    solid = line[line["state"] == "ok"].sort_values("share", ascending=False, kind="stable").head(1)
    n_themes, n_periods = line["theme"].nunique(), line["period"].nunique()
    lead = f"{n_themes} panels, one per theme, the share of stories over {n_periods} periods."
    highest = [f" Highest: {canvas.labels[row.theme]}, {row.share:.0%} in {row.label}." for row in records(solid)]
    return lead + "".join(highest or [" No period has ten stories, so no share is drawn as a line."])


def few_periods(line: pd.DataFrame) -> Sequence[int]:
    """How many periods hold under ten stories, and how many hold any: what the page offers wider bins for.

    Example:
        >>> few_periods(pd.DataFrame({"period": ["a", "b", "c"], "n_stories": [3, 12, 0]}))
        (1, 2)
    """
    stories = line.drop_duplicates("period")["n_stories"]
    return int(((stories > 0) & (stories < 10)).sum()), int((stories > 0).sum())
