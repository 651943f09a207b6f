"""Themes while stories are few: a panel each, a dot per story, nothing joined."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.analysis.heads import NO_DAY, NO_HEADLINE, NO_OUTLET, day_said, outlet_said, title_said
from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, iso, records
from dashboard.charts.course import course
from dashboard.charts.drawing import Drawing
from dashboard.charts.events import Line, column, in_order, key_to, on_tiles
from dashboard.charts.style import plain, shortened, targets, tokens
from dashboard.charts.tiles import axes_of, captioned, name_tile, tiles


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
            f"{canvas.labels[cell.theme]}, {day_said(cell.day)}: {cell.k} of {cell.n} sentences",
        )
        for cell in records(cells)
    )
    drawn = cells.assign(code=[mark.code for mark in marks], x=cells.groupby("theme").cumcount())
    themes = list(dict.fromkeys(cells["theme"]))
    figure = captioned(tiles(canvas, len(themes)), canvas, "Share of the story’s sentences")
    top = max(0.1, float(cells["share"].max(skipna=True)) * 1.25)
    for place, theme in enumerate(themes):
        part = drawn[drawn["theme"] == theme]
        of = f"{int((part['k'] > 0).sum())} of {int(part['coded'].sum())}"
        name_tile(figure, canvas, place, canvas.labels[theme], of)
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
    lines = in_order(canvas, days)
    on_tiles(figure, canvas, lines, top=top, span=(0.0, float(width)), count=len(themes))
    table = _story_table(canvas, cells, lines)
    return Chart(figure, table, marks, _dots_alt(canvas, cells), note=key_to(lines))


def _story_dots(figure: Drawing, canvas: Canvas, place: int, part: pd.DataFrame) -> None:
    """Stems and dots of one panel; the highest dot is labelled."""
    look = tokens(canvas.mode)
    axes = axes_of(place)
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
    figure.add_trace(targets(points, size=20) | axes)


def _story_hover(cell: Any) -> str:
    title = shortened(title_said(cell.title), width=60)
    head = f"<b>{plain(outlet_said(cell.outlet))}</b>, {day_said(cell.day)}<br>{plain(title)}"
    return f"{head}<br>{cell.k} of {cell.n} sentences"


def _brief_day(day: pd.Timestamp) -> str:
    return NO_DAY if pd.isna(day) else f"{day.day} {day:%b ’%y}"


def _story_table(canvas: Canvas, cells: pd.DataFrame, lines: Sequence[Line]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Theme": [canvas.labels[slug] for slug in cells["theme"]],
            "Day": [iso(day) for day in cells["day"]],
            "Outlet": cells["outlet"].fillna(NO_OUTLET).to_numpy(),
            "Story": cells["title"].fillna(NO_HEADLINE).to_numpy(),
            "Sentences with it": cells["k"].to_numpy(),
            "All sentences": cells["n"].to_numpy(),
            "Share": cells["share"].astype(float).round(4).to_numpy(),
            **column(lines, [day + pd.Timedelta(days=1) for day in cells["day"]]),
        }
    )


def _dots_alt(canvas: Canvas, cells: pd.DataFrame) -> str:
    n = cells["article_id"].nunique()
    lead = f"{cells['theme'].nunique()} panels, one per theme, a dot for each of {n} stories in time order."
    lines = [
        f" {canvas.labels[str(theme)]}: "
        f"{course([(day_said(row.day), row.share, f'{row.k}/{row.n}') for row in records(part)])}."
        for theme, part in cells[cells["coded"]].groupby("theme", sort=False)
    ]
    return f"{lead} Sentences with it:{''.join(lines)}"
