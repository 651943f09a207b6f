"""Themes that share sentences: a triangle of cells, each pair once."""

from typing import Any

import pandas as pd

from dashboard.analysis.pick import Pick
from dashboard.charts.cells import draw_cells, frame_cell
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import beside, blank, plain, targets, wrapped

ROW = 34
HEAD = 62
DARKEST = 0.5  # share of the sentences of either theme at which a cell is darkest; the same under every filter


def overlap_cells(canvas: Canvas, pairs: pd.DataFrame, *, broad: bool = False) -> Chart:
    """A cell per pair of themes: sentences that carry both.

    Args:
        canvas: The page.
        pairs: `analysis.themes.overlaps`.
        broad: Whether broad rules were counted.
    """
    flag = "yes" if broad else ""
    marks = tuple(
        Mark(
            Pick("sentences", theme=pair.theme, also=pair.also, broad=flag),
            int(pair.k),
            int(pair.n),
            f"{canvas.labels[pair.theme]} and {canvas.labels[pair.also]}: {pair.k} sentences carry both",
        )
        for pair in records(pairs)
    )
    columns, rows = list(dict.fromkeys(pairs["theme"])), list(dict.fromkeys(pairs["also"]))
    figure = blank(canvas.mode, height=HEAD + ROW * len(rows))
    shares = (pairs["k"] / pairs["n"].clip(lower=1)).clip(upper=DARKEST)
    filled = pairs.assign(share=shares)
    depth = filled.pivot(index="also", columns="theme", values="share").reindex(index=rows, columns=columns)
    counts = filled.pivot(index="also", columns="theme", values="k").reindex(index=rows, columns=columns)
    texts = [[_count(value) for value in row] for row in counts.to_numpy()]
    draw_cells(figure, depth, texts, mode=canvas.mode, darkest=DARKEST)
    points = [
        (pair.theme, pair.also, mark.code, _hover(canvas, pair))
        for pair, mark in zip(records(pairs), marks, strict=True)
    ]
    figure.add_trace(targets(points, size=ROW - 6))
    for pair, mark in zip(records(pairs), marks, strict=True):
        if mark.code == canvas.picked:
            frame_cell(figure, columns.index(pair.theme), rows.index(pair.also), mode=canvas.mode)
    return Chart(_named(figure, canvas, columns, rows), _table(canvas, pairs), marks, _alt(canvas, pairs), wide=True)


def _named(figure: Drawing, canvas: Canvas, columns: list[str], rows: list[str]) -> Drawing:
    """Names above the columns and beside the rows."""
    heads = ["<br>".join(plain(line) for line in wrapped(canvas.labels[slug], width=13, lines=3)) for slug in columns]
    sides = [beside(plain(canvas.labels[slug])) for slug in rows]
    figure.update_xaxes(
        side="top",
        showgrid=False,
        tickvals=columns,
        ticktext=heads,
        tickangle=0,
        tickfont_size=11.5,
        automargin=False,
        range=[-0.5, len(columns) - 0.5],
    )
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5], showgrid=False, tickvals=rows, ticktext=sides)
    return figure.update_layout(margin={"l": 4, "r": 4, "t": HEAD, "b": 2})


def _count(value: float) -> str:
    return "" if pd.isna(value) else f"{int(value):,}"


def _hover(canvas: Canvas, pair: Any) -> str:
    first, second = plain(canvas.labels[pair.theme]), plain(canvas.labels[pair.also])
    return (
        f"<b>{first}</b> and <b>{second}</b><br>{pair.k:,} sentences carry both,"
        f"<br>of {pair.n_theme:,} with the first and {pair.n_also:,} with the second"
    )


def _table(canvas: Canvas, pairs: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Theme": [canvas.labels[slug] for slug in pairs["theme"]],
            "Also": [canvas.labels[slug] for slug in pairs["also"]],
            "Sentences with both": pairs["k"].to_numpy(),
            "Sentences with either": pairs["n"].to_numpy(),
            "Sentences with the first": pairs["n_theme"].to_numpy(),
            "Sentences with the second": pairs["n_also"].to_numpy(),
        }
    )


def _alt(canvas: Canvas, pairs: pd.DataFrame) -> str:
    top = pairs[pairs["k"] > 0].sort_values("k", ascending=False, kind="stable").head(3)
    named = [f"{canvas.labels[pair.theme]} and {canvas.labels[pair.also]}, {pair.k:,}" for pair in records(top)]
    lead = f"Cells for {len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'} of themes."
    return f"{lead} Most sentences: {'; '.join(named)}." if named else f"{lead} No sentence carries two."
