"""Themes as a table of cells: by story while stories are few, by outlet when they are many."""

from typing import Any

import pandas as pd

from dashboard.analysis.heads import day_said, outlet_said, title_said
from dashboard.analysis.intervals import FEW_STORIES
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import UNNAMED
from dashboard.charts.cells import draw_cells, frame_cell
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import beside, blank, plain, shortened, targets, wrapped

# Shares at which a cell is darkest. They are fixed, so that a colour means the same under every filter.
DARKEST_SENTENCES = 0.5
DARKEST_STORIES = 1.0
ROW = 38
MOST_ACROSS = 8
WIDEST = 4  # columns that fill the width; fewer leave room at the right instead of growing into bars
LONG = 99  # units from which on a cell shows per cent
MOST_ROWS = 20  # outlets drawn, biggest first; the table has them all


def story_cells(canvas: Canvas, cells: pd.DataFrame, *, broad: bool = False) -> Chart:
    """Themes across, stories down; a cell holds k of the story's n sentences.

    Args:
        canvas: The page.
        cells: `analysis.shares.story_shares`: one row per theme and story.
        broad: Whether broad rules were counted.
    """
    rows = cells.drop_duplicates("row")
    across = rows["row"].nunique() <= MOST_ACROSS
    heads = {row.article_id: _story_head(canvas, row, across=across) for row in records(rows)}
    marks = tuple(
        Mark(
            Pick("sentences", theme=cell.theme, article=cell.article_id, broad="yes" if broad else ""),
            int(cell.k),
            int(cell.n),
            f"{canvas.labels[cell.theme]}, {outlet_said(cell.outlet)}, {title_said(cell.title)}: "
            f"{cell.k} of {cell.n} sentences",
        )
        for cell in records(cells)
    )
    drawn = cells.assign(key=cells["article_id"], code=[mark.code for mark in marks], depth=cells["share"])
    figure = _grid(canvas, drawn, heads, unit="sentences", darkest=DARKEST_SENTENCES)
    table = _table(
        canvas,
        cells,
        {"Story": cells["title"].map(title_said), "Outlet": cells["outlet"].map(outlet_said)},
        unit="sentences",
    )
    return Chart(figure, table, marks, _alt(canvas, cells, "sentences of a story"), wide=not across)


def outlet_cells(canvas: Canvas, cells: pd.DataFrame, *, measure: str = "mentions", broad: bool = False) -> Chart:
    """Themes across, outlets down; a cell holds k of the outlet's n stories, unshaded under ten stories.

    Args:
        canvas: The page.
        cells: `analysis.shares.outlet_shares`'s table: stories without an outlet are rows of their own.
        measure: mentions or takes_up.
        broad: Whether broad rules were counted.
    """
    keys = list(dict.fromkeys(cells["key"]))
    biggest = keys[:MOST_ROWS]
    rows = cells[cells["key"].isin(biggest)].drop_duplicates("key")
    heads = {row.key: _outlet_head(canvas, row, across=is_across(cells)) for row in records(rows)}
    marks = tuple(
        Mark(
            _outlet_pick(cell, measure, broad=broad),
            int(cell.k),
            int(cell.n),
            f"{canvas.labels[cell.theme]}, {outlet_said(cell.outlet)}: {cell.k} of {cell.n} stories",
        )
        for cell in records(cells)
    )
    drawn = cells.assign(coded=cells["n"] > 0, code=[mark.code for mark in marks])
    drawn["depth"] = drawn["share"].where(drawn["n"].eq(0) | drawn["n"].ge(FEW_STORIES), 0.0)
    drawn = drawn[drawn["key"].isin(biggest)]
    figure = _grid(canvas, drawn, heads, unit="stories", darkest=DARKEST_STORIES)
    table = _table(canvas, cells, {"Outlet": cells["outlet"].map(outlet_said)}, unit="stories")
    cut = (
        f"The {MOST_ROWS} biggest of {len(keys):,} rows are drawn; the table has all." if len(keys) > MOST_ROWS else ""
    )
    alt = _alt(canvas, cells, "stories of an outlet")
    return Chart(figure, table, marks, alt, wide=not is_across(cells), note=cut)


def _outlet_pick(cell: Any, measure: str, *, broad: bool) -> Pick:
    named = isinstance(cell.outlet, str)
    return Pick(
        "articles",
        theme=cell.theme,
        measure=measure,
        outlet=cell.outlet if named else UNNAMED,
        article="" if named else cell.article_id,
        broad="yes" if broad else "",
    )


def _story_head(canvas: Canvas, row: Any, *, across: bool) -> str:
    """Above a column: outlet and day. Beside a row: those, then the headline."""
    outlet, day = outlet_said(row.outlet), day_said(row.day)
    if across:
        return "<br>".join([*_head_lines(canvas, outlet), *wrapped(day, width=7 if canvas.narrow else 12)])
    title = wrapped(title_said(row.title), width=38, lines=1)[0]
    return f"<b>{plain(outlet)}</b> {day}<br>{plain(title)}"


def _outlet_head(canvas: Canvas, row: Any, *, across: bool) -> str:
    """The outlet, and how many stories it has."""
    if across:
        return "<br>".join([*_head_lines(canvas, outlet_said(row.outlet)), f"{row.n:,}"])
    name = shortened(outlet_said(row.outlet), width=18 if canvas.narrow else 28)
    return f"<b>{plain(name)}</b> {row.n:,}"


def _head_lines(canvas: Canvas, name: str) -> list[str]:
    return [f"<b>{plain(line)}</b>" for line in wrapped(name, width=7 if canvas.narrow else 13, lines=3)]


def _grid(canvas: Canvas, cells: pd.DataFrame, heads: dict[str, str], *, unit: str, darkest: float) -> Drawing:
    """The cells as a heat map, under invisible squares that take the clicks.

    Up to eight stories or outlets stand side by side, their themes below each other; more make rows.
    """
    across = is_across(cells)
    themes = list(dict.fromkeys(cells["theme"]))
    names = {theme: "<br>".join(_theme_lines(canvas, theme, across=across)) for theme in themes}
    columns, rows = (heads, names) if across else (names, heads)
    placed = cells.assign(x=cells["key" if across else "theme"], y=cells["theme" if across else "key"])
    head = 18 + 15 * max(text.count("<br>") for text in columns.values()) + 6
    figure = blank(canvas.mode, height=head + ROW * len(rows))
    _heat(figure, canvas, placed, list(columns), list(rows), darkest=darkest)
    figure.add_trace(targets(_points(canvas, placed, unit), size=ROW - 6))
    _frame(figure, canvas, placed, list(columns), list(rows))
    figure.update_xaxes(
        side="top", showgrid=False, tickvals=list(columns), ticktext=list(columns.values()), tickangle=0,
        tickfont_size=11.5, automargin=False, range=[-0.5, max(len(columns), WIDEST) - 0.5],
    )  # fmt: skip
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        tickvals=list(rows),
        ticktext=[beside(text) for text in rows.values()],
        tickfont_size=12.5,
    )
    return figure.update_layout(margin={"l": 4, "r": 4, "t": head, "b": 2})


def is_across(cells: pd.DataFrame) -> bool:
    """Whether stories or outlets are few enough to stand side by side."""
    return cells["key"].nunique() <= MOST_ACROSS


def _theme_lines(canvas: Canvas, theme: str, *, across: bool) -> list[str]:
    width, lines = (18 if canvas.narrow else 30, 2) if across else (13, 3)
    return [plain(line) for line in wrapped(canvas.labels[theme], width=width, lines=lines)]


def _heat(
    figure: Drawing, canvas: Canvas, cells: pd.DataFrame, columns: list[str], rows: list[str], *, darkest: float
) -> None:
    by_place = cells.set_index(["y", "x"])
    shares = by_place["depth"].unstack("x").reindex(index=rows, columns=columns)
    said = pd.Series([_cell(cell) for cell in records(cells)], index=by_place.index)
    texts = said.unstack("x").reindex(index=rows, columns=columns)
    draw_cells(figure, shares.clip(upper=darkest), texts.to_numpy(), mode=canvas.mode, darkest=darkest)


def _cell(cell: Any) -> str:
    """As k of n; for an outlet with enough stories its share, as k and n would not fit."""
    if not cell.coded:
        return "not coded"
    if cell.k and cell.n > LONG:
        return f"{cell.share:.0%}" if cell.share >= 0.005 else "<1%"
    return f"{cell.k}/{cell.n}" if cell.k else "0"


def _points(canvas: Canvas, cells: pd.DataFrame, unit: str) -> list[tuple]:
    return [
        (cell.x, cell.y, cell.code, f"<b>{plain(canvas.labels[cell.theme])}</b><br>{_hover(cell, unit)}")
        for cell in records(cells)
        if cell.coded
    ]


def _hover(cell: Any, unit: str) -> str:
    return f"{cell.k:,} of {cell.n:,} {unit}" + (f", {cell.share:.0%}" if cell.n >= FEW_STORIES else "")


def _frame(figure: Drawing, canvas: Canvas, cells: pd.DataFrame, columns: list[str], rows: list[str]) -> None:
    """A warm frame around the open cell."""
    for cell in records(cells[cells["code"] == canvas.picked]):
        frame_cell(figure, columns.index(cell.x), rows.index(cell.y), mode=canvas.mode)


def _table(canvas: Canvas, cells: pd.DataFrame, first: dict[str, pd.Series], *, unit: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            **first,
            "Theme": [canvas.labels[slug] for slug in cells["theme"]],
            f"{unit.capitalize()} with it": cells["k"].astype(int),
            f"All {unit}": cells["n"].astype(int),
            "Share": cells["share"].astype(float).round(4),
        }
    ).reset_index(drop=True)


def _alt(canvas: Canvas, cells: pd.DataFrame, what: str) -> str:
    """The three largest cells in words, of outlets with enough stories where there are such."""
    some = cells[cells["k"] > 0]
    some = some[some["n"] >= FEW_STORIES] if (some["n"] >= FEW_STORIES).any() else some
    top = some.sort_values("share", ascending=False, kind="stable").head(3)
    named = [f"{canvas.labels[cell.theme]} in {cell.k:,} of {cell.n:,}, {_whose(cell)}" for cell in records(top)]
    lead = f"Table of {cells['theme'].nunique()} themes, counted in {what}."
    return f"{lead} Largest: {'; '.join(named)}." if named else f"{lead} No cell has any."


def _whose(cell: Any) -> str:
    """The outlet of a cell; of a story also its day."""
    day = getattr(cell, "day", None)
    return outlet_said(cell.outlet) if day is None or pd.isna(day) else f"{outlet_said(cell.outlet)} on {day_said(day)}"
