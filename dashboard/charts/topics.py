"""Groups of passages: how large each is, and its part of each story or outlet."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.panels import Panel, Row, drawn
from dashboard.charts.style import blank, plain, scale, shortened, targets, tokens

ROW = 34
DARKEST = 0.6  # share at which a cell is darkest; the same under every filter
HOLDS = ((0.9, "comes back nearly whole"), (0.7, "comes back mostly"), (0.5, "comes back about half"),
         (0.2, "comes back in small part"))  # fmt: skip


def group_bars(canvas: Canvas, groups: pd.DataFrame, *, unit: str = "passages") -> Chart:
    """One bar per group: the passages whose strongest group it is.

    Args:
        canvas: The page.
        groups: `analysis.topic_groups.group_sizes`.
        unit: passages, or stories where whole stories were grouped.
    """
    most = max(groups["k"].max(), 1) if len(groups) else 1
    marks = tuple(_mark(row, unit) for row in records(groups))
    rows = []
    for row, mark in zip(records(groups), marks, strict=True):
        terms = row.terms.split(", ")
        label = f"{row.topic_id + 1}  {row.label}"
        said = f"{counted(row.k, unit)} in {counted(row.n_articles, 'stories')} · {holds(row.repeatability)}"
        if unit == "stories":
            said = f"{counted(row.k, unit)} · {holds(row.repeatability)}"
        rows.append(Row(mark, label, said, row.k / most, aside=", ".join(terms[row.label.count(", ") + 1 :])))
    figure = drawn(canvas, [Panel("", "", tuple(rows))])
    return Chart(figure, _table(groups), marks, _alt(groups, unit))


def _mark(row: Any, unit: str) -> Mark:
    label = f"Group {row.topic_id + 1}, {row.label}: {row.k:,} of {row.n:,} {unit}"
    return Mark(Pick("passages", topic=str(row.topic_id)), int(row.k), int(row.n), label)


def holds(repeatability: float) -> str:
    """How well a group comes back when a part of the stories is left out, in words.

    Example:
        >>> holds(0.93), holds(0.04)
        ('comes back nearly whole', 'does not come back')
    """
    return next((words for least, words in HOLDS if repeatability >= least), "does not come back")


def counted(k: int, unit: str) -> str:
    """A number of passages or stories in words.

    Example:
        >>> counted(1, "passages"), counted(12, "stories")
        ('1 passage', '12 stories')
    """
    one = {"passages": "passage", "stories": "story"}[unit]
    return f"{k:,} {one if k == 1 else unit}"


def _table(groups: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Group": groups["topic_id"].to_numpy() + 1,
            "Terms": groups["terms"].to_numpy(),
            "Passages": groups["k"].to_numpy(),
            "All passages": groups["n"].to_numpy(),
            "Stories with such a passage": groups["n_articles"].to_numpy(),
            "Repeatability": groups["repeatability"].astype(float).round(2).to_numpy(),
        }
    )


def _alt(groups: pd.DataFrame, unit: str) -> str:
    first = groups.sort_values("k", ascending=False, kind="stable").head(1)
    most = "".join(f" Largest: {row.label}, {row.k} of {row.n} {unit}." for row in records(first))
    return f"Bars for {len(groups)} groups of {unit}.{most}"
