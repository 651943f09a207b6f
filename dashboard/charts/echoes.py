"""Who shares wording with whom, as cells: the row's words that stand in the column, too."""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.echo_sides import Sides
from dashboard.analysis.heads import day_said, n_stories, outlet_said
from dashboard.analysis.pick import Pick
from dashboard.charts.cells import draw_cells, frame_cell
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.style import beside, blank, plain, shortened, targets, tokens, wrapped

ROW, HEAD = 36, 62
LETTERS, LETTERS_NARROW = 94, 84  # of all column heads together, side by side
WIDEST = 4  # columns that fill the width; fewer leave room at the right instead of growing into bars
MOST = 12  # outlets or stories drawn; the table has them all
MOST_SHARE = 0.2  # a cell of shares is darkest here, under every filter


def side_cells(canvas: Canvas, found: Sides, *, measure: str = "words", quoted: str = "") -> Chart:
    """A cell per pair of outlets (or stories) with a passage in common.

    Args:
        canvas: The page.
        found: `analysis.echo_sides.sides`.
        measure: words: words of the row that stand in the column; share: of all words of the row.
        quoted: out where quoted words are left out.
    """
    heads = {place: _head(side) for place, side in enumerate(records(found.table))}
    cells = found.cells.sort_values(["n_words", "side", "other"], ascending=[False, True, True], ignore_index=True)
    sides = list(records(found.table))
    marks = tuple(_mark(cell, sides, heads, quoted) for cell in records(cells))
    shown = _drawn(cells)
    told = cells.assign(code=[mark.code for mark in marks], said=[plain(mark.label) for mark in marks])
    told = told[told["side"].isin(shown) & told["other"].isin(shown)]
    figure = blank(canvas.mode, height=HEAD + ROW * len(shown))
    value = "n_words" if measure == "words" else "share"
    texts = told.assign(
        text=[f"{cell.n_words:,}" if measure == "words" else _percent(cell.share) for cell in records(told)]
    )
    grid = texts.set_index(["side", "other"])
    depth = grid[value].unstack().reindex(index=shown, columns=shown)
    written = grid["text"].unstack().reindex(index=shown, columns=shown).fillna("").to_numpy()
    places = list(range(len(shown)))
    depth = depth.fillna(0).set_axis(places, axis=0).set_axis(places, axis=1)
    depth = depth.where(~np.eye(len(shown), dtype=bool), 0)  # what a side repeats of itself is written, not shaded
    most = MOST_SHARE if measure == "share" else float(depth.to_numpy(float).max(initial=1.0))
    draw_cells(figure, depth.clip(upper=most), written, mode=canvas.mode, darkest=most, size=12)
    at = {side: place for place, side in enumerate(shown)}
    points = [(at[cell.other], at[cell.side], cell.code, cell.said) for cell in records(told)]
    figure.add_trace(targets(points, size=ROW - 6))
    for x, y, code, _ in points:
        if code == canvas.picked:
            frame_cell(figure, x, y, mode=canvas.mode)
    with_days = bool(found.table["article_id"].notna().all())
    _axes(figure, canvas, [heads[side] for side in shown], with_days=with_days)
    return Chart(figure, _table(cells, found, heads), marks, _alt(cells, heads), wide=len(shown) > 4)


def _head(side: Any) -> tuple[str, str]:
    """Two lines: the outlet, and its stories or the story's day."""
    if isinstance(side.article_id, str):
        return outlet_said(side.outlet), day_said(side.day)
    return side.outlet, n_stories(side.n_stories)


def _name(head: tuple[str, str], side: Any) -> str:
    return f"{head[0]}, {head[1]}" if isinstance(side.article_id, str) else head[0]


def _mark(cell: Any, sides: list[Any], heads: dict, quoted: str) -> Mark:
    side, other = sides[cell.side], sides[cell.other]
    who = {"article": side.key} if isinstance(side.article_id, str) else {"outlet": side.key}
    name = "other_article" if isinstance(other.article_id, str) else "other_outlet"
    pick = Pick("passages", **who, **{name: other.key}, quoted=quoted)
    one, two = _name(heads[cell.side], side), _name(heads[cell.other], other)
    where = "in another story of its own" if cell.side == cell.other else f"also in {two}"
    said = f"{one}: {cell.k:,} {'passage' if cell.k == 1 else 'passages'} {where}, {cell.n_words:,} words"
    return Mark(pick, int(cell.k), int(side.k), f"{said}, {_percent(cell.share)} of all its words")


def _percent(share: float) -> str:
    """A share in whole per cent; a small one is not rounded to nothing.

    Example:
        >>> _percent(0.124), _percent(0.002)
        ('12%', '<1%')
    """
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def _drawn(cells: pd.DataFrame) -> list[int]:
    """The sides with most words in common with others, in the order of the table."""
    words = cells[cells["side"] != cells["other"]].groupby("side")["n_words"].sum()
    own = cells.groupby("side")["n_words"].sum()
    size = words.reindex(own.index).fillna(0) * 1_000 + own
    largest = size.sort_values(ascending=False, kind="stable").head(MOST).index
    return sorted(int(side) for side in largest)


def _axes(figure: Any, canvas: Canvas, heads: list[tuple[str, str]], *, with_days: bool) -> None:
    """Names above the columns, a story's day below its outlet; names and sizes beside the rows."""
    mute = tokens(canvas.mode).mute
    columns = max(len(heads), 1 if canvas.narrow else WIDEST)
    letters = max((LETTERS_NARROW if canvas.narrow else LETTERS) // columns, 7)
    above = [(*wrapped(one, width=letters), *(wrapped(two, width=letters) if with_days else ())) for one, two in heads]
    across = ["<br>".join(plain(line) for line in lines) for lines in above]
    width = 14 if canvas.narrow else 22
    down = [
        beside(f"{plain(shortened(one, width=width))}  <span style='color:{mute}'>{plain(two)}</span>")
        for one, two in heads
    ]
    places = list(range(len(heads)))
    figure.update_xaxes(
        side="top", showgrid=False, tickvals=places, ticktext=across, tickangle=0, tickfont_size=11, automargin=False,
        range=[-0.5, columns - 0.5], ticklabeloverflow="allow",
    )  # fmt: skip
    figure.update_yaxes(
        range=[len(heads) - 0.5, -0.5], showgrid=False, tickvals=places, ticktext=down,
        tickfont={"color": tokens(canvas.mode).ink, "size": 12},
    )  # fmt: skip
    figure.update_layout(margin={"l": 4, "r": 4, "t": HEAD, "b": 2})


def _table(cells: pd.DataFrame, found: Sides, heads: dict) -> pd.DataFrame:
    names = {place: _name(heads[place], side) for place, side in enumerate(records(found.table))}
    return pd.DataFrame(
        {
            "Of": cells["side"].map(names).to_numpy(),
            "Also in": cells["other"].map(names).to_numpy(),
            "Passages": cells["k"].to_numpy(),
            "Of its passages": found.table["k"].to_numpy()[cells["side"]],
            "Words": cells["n_words"].to_numpy(),
            "Of its words": found.table["n_words"].to_numpy()[cells["side"]],
            "Share of its words": cells["share"].astype(float).round(4).to_numpy(),
        }
    )


def _alt(cells: pd.DataFrame, heads: dict) -> str:
    apart = cells[cells["side"] != cells["other"]].head(3)
    most = "; ".join(
        f"{cell.n_words:,} words of {heads[cell.side][0]} in {heads[cell.other][0]}" for cell in records(apart)
    )
    lead = f"Cells for {cells['side'].nunique()} outlets or stories that share wording."
    return f"{lead} Most: {most}." if most else lead
