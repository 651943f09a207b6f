"""Groups of passages: their words, and how large each is."""

from typing import Any

import pandas as pd

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.panels import Panel, Row, drawn

HOLDS = ((0.9, "comes back nearly whole"), (0.7, "comes back mostly"), (0.5, "comes back by more than half"),
         (0.2, "comes back in part"))  # fmt: skip
ONE = {"passages": "passage", "articles": "story", "stories": "story"}
MANY = {"passages": "passages", "articles": "stories", "stories": "stories"}


def group_bars(canvas: Canvas, groups: pd.DataFrame, *, unit: str = "passages") -> Chart:
    """One bar per group: the passages whose strongest group it is.

    Args:
        canvas: The page.
        groups: `analysis.topic_groups.group_sizes`.
        unit: passages, or articles where whole stories were grouped.
    """
    most = max(int(groups["k"].max()), 1)
    marks = tuple(
        Mark(
            Pick("passages", topic=str(row.topic_id)),
            int(row.k),
            int(row.n),
            f"Group {row.topic_id + 1}, {row.label}: {row.k:,} of {counted(row.n, unit)}",
        )
        for row in records(groups)
    )
    rows = tuple(_row(row, mark, most, unit) for row, mark in zip(records(groups), marks, strict=True))
    return Chart(drawn(canvas, [Panel("", "", rows)]), _table(groups, unit), marks, _alt(groups, unit))


def _row(row: Any, mark: Mark, most: int, unit: str) -> Row:
    """The three strongest terms, the others in grey; below, the bar and what it counts."""
    others = row.terms.split(", ")[row.label.count(", ") + 1 :]
    spread = "" if unit == "articles" else f" in {counted(row.n_articles, 'stories')}"
    said = f"{counted(row.k, unit)}{spread}" if row.k else "none in these stories"
    return Row(mark, f"{row.topic_id + 1}  {row.label}", said, row.k / most, aside=", ".join(others))


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
        >>> counted(1, "passages"), counted(12, "articles")
        ('1 passage', '12 stories')
    """
    return f"{k:,} {ONE[unit] if k == 1 else MANY[unit]}"


def _table(groups: pd.DataFrame, unit: str) -> pd.DataFrame:
    many = MANY[unit].capitalize()
    return pd.DataFrame(
        {
            "Group": groups["topic_id"].to_numpy() + 1,
            "Terms": groups["terms"].to_numpy(),
            many: groups["k"].to_numpy(),
            f"All {MANY[unit]}": groups["n"].to_numpy(),
            "Stories with one": groups["n_articles"].to_numpy(),
            "Repeatability": groups["repeatability"].astype(float).round(2).to_numpy(),
        }
    )


def _alt(groups: pd.DataFrame, unit: str) -> str:
    sizes = "; ".join(f"{row.label}, {row.k:,}" for row in records(groups))
    return f"Bars for {len(groups)} groups, of {counted(int(groups['n'].max()), unit)}: {sizes}."
