"""What stories and outlets are made of: groups of passages against stories or outlets, as cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.analysis.heads import story_head, title_said
from dashboard.analysis.pick import Pick
from dashboard.charts.cells import draw_cells, frame_cell
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import blank, plain, shortened, targets, wrapped
from dashboard.charts.topics import MANY, counted

ROW = 40
MOST_ACROSS = 8  # stories or outlets that stand side by side; more make rows
MOST_FRACTIONS = 12  # columns up to which a cell has room for k/n
MOST_NAMED = 6  # groups whose names fit above columns
MOST_ROWS = 25  # outlets drawn; the table has them all
OF_STORY, OF_OUTLET = 4.0, 2.5  # a cell is strongest at so many times an even share of the groups


def story_parts(canvas: Canvas, parts: pd.DataFrame, groups: pd.DataFrame) -> Chart:
    """Stories and groups: a cell holds k of the story's n passages, its shade is the group's part of the story.

    Args:
        canvas: The page.
        parts: `analysis.topic_groups.story_parts`.
        groups: The groups' rows of `topics`.
    """
    keyed = parts.assign(key=parts["article_id"])
    heads = {row.article_id: _story(row) for row in records(parts.drop_duplicates("row"))}
    marks = tuple(
        _mark(cell, {"article": cell.key}, " ".join(heads[cell.key]), ("passages", "of the story"))
        for cell in records(keyed)
    )
    return _cells(canvas, (keyed, heads, groups), marks, ("passages", "Part of the story"))


def _story(row: Any) -> tuple[str, str]:
    return story_head(row.outlet, row.day), title_said(row.title)


def outlet_parts(canvas: Canvas, parts: pd.DataFrame, groups: pd.DataFrame, *, unit: str) -> Chart:
    """Outlets and groups: a cell holds k of the n passages of the outlet's stories, shaded by their mean part.

    Args:
        canvas: The page.
        parts: `analysis.topic_groups.outlet_parts`.
        groups: The groups' rows of `topics`.
        unit: passages, or articles where whole stories were grouped.
    """
    keyed = parts.assign(key=parts["outlet"])
    heads = {
        row.outlet: (row.outlet, f"{row.n_articles:,} stories") for row in records(parts.drop_duplicates("outlet"))
    }
    marks = tuple(
        _mark(cell, {"outlet": cell.key}, cell.key, (unit, "of its stories on average")) for cell in records(keyed)
    )
    return _cells(canvas, (keyed, heads, groups), marks, (MANY[unit], "Mean part of its stories"))


def _mark(cell: Any, of: Mapping[str, str], name: str, said: tuple[str, str]) -> Mark:
    """The mark of a cell: whose passages they are, its name, what is counted, and what the share is of."""
    unit, whole = said
    label = f"Group {cell.topic_id + 1}, {name}: {cell.k:,} of {counted(cell.n, unit)}, {cell.share:.0%} {whole}"
    return Mark(Pick("passages", topic=str(cell.topic_id), **of), int(cell.k), int(cell.n), label)


@dataclass(frozen=True, eq=False)
class _Grid:
    """Cells with their places (x, y), shade (0 to 1), text and code; what is written at each column and row."""

    cells: pd.DataFrame
    columns: dict[str, str]
    rows: dict[str, str]
    head: int


def _cells(canvas: Canvas, given: tuple, marks: tuple[Mark, ...], said: tuple[str, str]) -> Chart:
    """The cells as a heat map, under invisible squares that take the clicks.

    Args:
        canvas: The page.
        given: Cells (key, topic_id, k, n, share), the two head lines of each key, the groups.
        marks: One per cell.
        said: What k counts, and what the share is.
    """
    cells, heads, groups = given
    names = {row.topic_id: f"{row.topic_id + 1}  {row.label}" for row in records(groups)}
    told = cells.assign(code=[mark.code for mark in marks], hover=[plain(mark.label) for mark in marks])
    grid = _grid(canvas, told, heads, names)
    figure = blank(canvas.mode, height=grid.head + ROW * len(grid.rows))
    _heat(figure, canvas, grid)
    points = [(cell.x, cell.y, cell.code if cell.k else "", cell.hover) for cell in records(grid.cells)]
    figure.add_trace(targets(points, size=ROW - 6))
    _frame(figure, canvas, grid)
    _axes(figure, grid)
    return Chart(figure, _cell_table(cells, heads, names, said), marks, _alt(cells, heads, marks), wide=True)


def _alt(cells: pd.DataFrame, heads: dict, marks: tuple[Mark, ...]) -> str:
    """How many cells, and the strongest one in words."""
    what = "stories" if _is_of_stories(cells) else "outlets"
    lead = f"Cells for {cells['topic_id'].nunique()} groups in {len(heads)} {what}."
    strongest = cells.reset_index(drop=True).groupby("topic_id")["share"].idxmax()
    return f"{lead} The strongest of each: {'; '.join(marks[place].label for place in strongest)}." if marks else lead


def _is_of_stories(cells: pd.DataFrame) -> bool:
    return "row" in cells


def _grid(canvas: Canvas, cells: pd.DataFrame, heads: dict, names: dict[int, str]) -> _Grid:
    """Up to eight stories or outlets side by side, the groups below each other; more make rows, 25 at most."""
    of = OF_STORY if _is_of_stories(cells) else OF_OUTLET
    strongest = min(of / max(len(names), 1), 1.0)
    placed = cells.assign(shade=cells["share"].clip(upper=strongest) / strongest)
    groups, keys = placed["topic_id"].astype(str), placed["key"].astype(str)
    if len(heads) <= MOST_ACROSS:
        columns = {str(key): "<br>".join(_lines(head[0])) for key, head in heads.items()}
        width = 26 if canvas.narrow else 34
        rows = {str(topic): plain(shortened(name, width=width)) for topic, name in names.items()}
        written = [_written(cell, len(columns)) for cell in records(cells)]
        return _Grid(placed.assign(x=keys, y=groups, text=written), columns, rows, 56)
    shown = list(heads)[:MOST_ROWS]
    columns = {str(topic): _name(name, len(names)) for topic, name in names.items()}
    rows = {
        str(key): f"<b>{plain(shortened(heads[key][0], width=30))}</b><br>{plain(shortened(heads[key][1], width=34))}"
        for key in shown
    }
    written = [_written(cell, len(columns)) for cell in records(cells)]
    placed = placed.assign(x=groups, y=keys, text=written)
    return _Grid(placed[placed["key"].isin(shown)], columns, rows, 70 if len(names) <= MOST_NAMED else 40)


def _name(name: str, n_groups: int) -> str:
    """A group above its column: its name where groups are few, its first word where they are more, or its number."""
    number, label = name.split("  ", 1)
    if n_groups <= MOST_NAMED:
        lines = [plain(line) for line in wrapped(label, width=15, lines=3)]
    else:
        lines = [plain(shortened(label.split(", ")[0], width=10))] if n_groups <= MOST_FRACTIONS else []
    return "<br>".join([f"<b>{number}</b>", *lines])


def _lines(head: str) -> list[str]:
    """An outlet over two lines at most, its day on a line of its own."""
    outlet, *day = head.rsplit("  ", 1)
    return [plain(line) for line in (*wrapped(outlet, width=13), *day)]


def _written(cell: Any, n_columns: int) -> str:
    """In a story's cell its passages, k of n where there is room; in an outlet's the mean part of its stories."""
    if not hasattr(cell, "row"):
        return f"{cell.share:.0%}" if cell.share >= 0.005 else "0"
    return f"{cell.k}/{cell.n}" if cell.k and n_columns <= MOST_FRACTIONS else str(cell.k)


def _heat(figure: Drawing, canvas: Canvas, grid: _Grid) -> None:
    columns, rows = list(grid.columns), list(grid.rows)
    by_place = grid.cells.set_index(["y", "x"])
    shades, texts = (by_place[name].unstack("x").reindex(index=rows, columns=columns) for name in ("shade", "text"))
    draw_cells(figure, shades, texts.to_numpy(), mode=canvas.mode, darkest=1, size=12)


def _frame(figure: Drawing, canvas: Canvas, grid: _Grid) -> None:
    """A warm frame around the open cell."""
    columns, rows = list(grid.columns), list(grid.rows)
    for cell in records(grid.cells[grid.cells["code"] == canvas.picked]):
        frame_cell(figure, columns.index(cell.x), rows.index(cell.y), mode=canvas.mode)


def _axes(figure: Drawing, grid: _Grid) -> None:
    """What is written above the columns and beside the rows."""
    figure.update_xaxes(
        type="category", side="top", showgrid=False, tickvals=list(grid.columns), tickangle=0, tickfont_size=11.5,
        ticktext=list(grid.columns.values()), automargin=False, range=[-0.5, len(grid.columns) - 0.5],
    )  # fmt: skip
    figure.update_yaxes(
        type="category", range=[len(grid.rows) - 0.5, -0.5], showgrid=False, tickvals=list(grid.rows), tickfont_size=12,
        ticktext=list(grid.rows.values()),
    )  # fmt: skip
    figure.update_layout(margin={"l": 4, "r": 4, "t": grid.head, "b": 2})


def _cell_table(cells: pd.DataFrame, heads: dict, names: dict, said: tuple[str, str]) -> pd.DataFrame:
    unit, share = said
    return pd.DataFrame(
        {
            "Of": [" ".join(heads[key]) if _is_of_stories(cells) else heads[key][0] for key in cells["key"]],
            "Group": [names[topic] for topic in cells["topic_id"]],
            f"{unit.capitalize()} of the group": cells["k"].to_numpy(),
            f"All {unit}": cells["n"].to_numpy(),
            share: cells["share"].astype(float).round(4).to_numpy(),
        }
    )
