"""What stories and outlets are made of: groups of passages against stories or outlets, as cells."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.keywords import story_head, story_title
from dashboard.charts.style import blank, plain, scale, shortened, targets, tokens, wrapped
from dashboard.charts.topics import MANY, counted

ROW = 40
MOST_ACROSS = 8  # stories or outlets that stand side by side; more make rows
MOST_FRACTIONS = 12  # columns up to which a cell has room for k/n
DARKEST_STORY, DARKEST_OUTLET = 0.6, 0.3  # parts at which a cell is darkest; the same under every filter


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
        Mark(
            Pick("passages", topic=str(cell.topic_id), article=cell.article_id),
            int(cell.k),
            int(cell.n),
            f"Group {cell.topic_id + 1}, {' '.join(heads[cell.article_id])}: "
            f"{cell.k} of {counted(cell.n, 'passages')}, {cell.share:.0%} of the story",
        )
        for cell in records(parts)
    )
    return _cells(canvas, (keyed, heads, groups), marks, ("passages", "Part of the story"))


def _story(row: Any) -> tuple[str, str]:
    day = None if pd.isna(row.day) else str(row.day)[:10]
    return story_head(row.outlet, day), story_title(row.title)


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
        Mark(
            Pick("passages", topic=str(cell.topic_id), outlet=cell.outlet),
            int(cell.k),
            int(cell.n),
            f"Group {cell.topic_id + 1}, {cell.outlet}: {cell.k:,} of {counted(cell.n, unit)}, "
            f"{cell.share:.0%} of its stories on average",
        )
        for cell in records(parts)
    )
    return _cells(canvas, (keyed, heads, groups), marks, (MANY[unit], "Mean part of its stories"))


def _cells(canvas: Canvas, given: tuple, marks: tuple[Mark, ...], said: tuple[str, str]) -> Chart:
    """The cells as a heat map, under invisible squares that take the clicks.

    Args:
        canvas: The page.
        given: Cells (key, topic_id, k, n, share), the two head lines of each key, the groups.
        marks: One per cell.
        said: What k counts, and what the share is.
    """
    cells, heads, groups = given
    across = len(heads) <= MOST_ACROSS
    names = {row.topic_id: f"{row.topic_id + 1}  {row.label}" for row in records(groups)}
    codes = [mark.code for mark in marks]
    placed = cells.assign(
        x=cells["key" if across else "topic_id"].astype(str), y=cells["topic_id" if across else "key"].astype(str)
    )
    columns = [str(key) for key in (heads if across else names)]
    rows = [str(key) for key in (names if across else heads)]
    figure = blank(canvas.mode, height=_head(canvas, across=across) + ROW * len(rows))
    darkest = DARKEST_STORY if "row" in cells else DARKEST_OUTLET
    _heat(figure, canvas, placed.assign(shade=placed["share"].clip(upper=darkest) / darkest), (columns, rows))
    points = [
        (cell.x, cell.y, code if cell.k else "", plain(mark.label))
        for cell, code, mark in zip(records(placed), codes, marks, strict=True)
    ]
    figure.add_trace(targets(points, size=ROW - 6))
    for cell, code in zip(records(placed), codes, strict=True):
        if code == canvas.picked:
            x, y = columns.index(cell.x), rows.index(cell.y)
            line = {"color": tokens(canvas.mode).warm, "width": 3}
            figure.add_shape(type="rect", x0=x - 0.48, x1=x + 0.48, y0=y - 0.46, y1=y + 0.46, line=line)
    _axes(figure, canvas, (columns, rows), (heads, names), across=across)
    alt = f"Cells for {len(groups)} groups in {len(heads)} {'stories' if 'row' in cells else 'outlets'}."
    return Chart(figure, _cell_table(cells, heads, names, said), marks, alt, wide=True)


def _head(canvas: Canvas, *, across: bool) -> int:
    """Pixels above the cells."""
    return (62 if canvas.narrow else 50) if across else 24


def _heat(figure: go.Figure, canvas: Canvas, cells: pd.DataFrame, places: tuple[list[str], list[str]]) -> None:
    columns, rows = places
    written = [_written(cell, len(columns)) for cell in records(cells)]
    by_place = cells.assign(text=written).set_index(["y", "x"])
    figure.add_heatmap(
        z=by_place["shade"].unstack("x").reindex(index=rows, columns=columns).to_numpy(float),
        x=columns,
        y=rows,
        text=by_place["text"].unstack("x").reindex(index=rows, columns=columns).to_numpy(),
        texttemplate="%{text}",
        textfont={"size": 12},
        colorscale=scale(canvas.mode),
        zmin=0,
        zmax=1,
        xgap=3,
        ygap=3,
        showscale=False,
        hoverinfo="skip",
    )


def _written(cell: Any, n_columns: int) -> str:
    """In a story's cell its passages, k of n where there is room; in an outlet's the mean part of its stories."""
    if not hasattr(cell, "row"):
        return f"{cell.share:.0%}" if cell.share >= 0.005 else "0"
    return f"{cell.k}/{cell.n}" if cell.k and n_columns <= MOST_FRACTIONS else str(cell.k)


def _axes(figure: go.Figure, canvas: Canvas, places: tuple, named: tuple, *, across: bool) -> None:
    """Heads above the columns, names beside the rows."""
    columns, rows = places
    heads, names = named
    sides = {
        str(key): "<br>".join(plain(line) for line in wrapped(name, width=24, lines=2)) for key, name in names.items()
    }
    if across:
        tops = {key: "<br>".join(_lines(head[0])) for key, head in heads.items()}
    else:
        tops = {str(key): str(int(key) + 1) for key in names}
        sides = {
            key: f"<b>{plain(shortened(head[0], width=30))}</b><br>{plain(shortened(head[1], width=34))}"
            for key, head in heads.items()
        }
    figure.update_xaxes(
        type="category", side="top", showgrid=False, tickvals=columns, ticktext=[tops[key] for key in columns],
        tickangle=0, tickfont_size=11.5, automargin=False,
    )  # fmt: skip
    figure.update_yaxes(
        type="category", autorange="reversed", showgrid=False, tickvals=rows, ticktext=[sides[key] for key in rows],
        tickfont_size=12,
    )  # fmt: skip
    figure.update_layout(margin={"l": 4, "r": 4, "t": _head(canvas, across=across), "b": 2})


def _lines(head: str) -> list[str]:
    """An outlet over two lines at most, its day on a line of its own."""
    outlet, *day = head.rsplit("  ", 1)
    return [plain(line) for line in (*wrapped(outlet, width=13), *day)]


def _cell_table(cells: pd.DataFrame, heads: dict, names: dict, said: tuple[str, str]) -> pd.DataFrame:
    unit, share = said
    return pd.DataFrame(
        {
            "Of": [" ".join(heads[key]) if "row" in cells else heads[key][0] for key in cells["key"]],
            "Group": [names[topic] for topic in cells["topic_id"]],
            f"{unit.capitalize()} of the group": cells["k"].to_numpy(),
            f"All {unit}": cells["n"].to_numpy(),
            share: cells["share"].astype(float).round(4).to_numpy(),
        }
    )
