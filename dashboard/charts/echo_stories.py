"""How much of each story stands in other stories, as bars; and the wordings of a passage as a list of numbers."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.echo_wordings import Wording
from dashboard.analysis.heads import NO_DAY, NO_HEADLINE, NO_OUTLET, story_head, title_said
from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.drawing import Drawing
from dashboard.charts.panels import Panel, Row, drawn

DRAWN = 12  # stories with a bar; the table has them all
LISTED = 200  # and in the table


def story_bars(canvas: Canvas, stories: pd.DataFrame, *, quoted: str = "") -> Chart:
    """One bar per story: the share of its words that stand in another story of the filter.

    Args:
        canvas: The page.
        stories: `analysis.echo_stories.shared_stories`; twelve are drawn, 200 stand in the table.
        quoted: out where quoted words are left out.
    """
    listed = stories.head(LISTED)
    marks = tuple(
        Mark(
            Pick("passages", article=row.article_id, shared="any", quoted=quoted),
            int(row.k),
            int(row.k),
            f"{story_head(row.outlet, row.published)}, {title_said(row.title)}: {row.n_shared:,} of {row.n_words:,} "
            f"words in {row.k:,} {'passage' if row.k == 1 else 'passages'}",
        )
        for row in records(listed)
    )
    rows = tuple(
        Row(
            mark,
            title_said(row.title),
            f"{row.share:.0%} of {row.n_words:,} words",
            min(float(row.share), 1.0),
            aside=story_head(row.outlet, row.published),
        )
        for row, mark in zip(records(listed.head(DRAWN)), marks, strict=False)
    )
    table = pd.DataFrame(
        {
            "Day": listed["published"].fillna(NO_DAY).to_numpy(),
            "Outlet": listed["outlet"].fillna(NO_OUTLET).to_numpy(),
            "Story": listed["title"].fillna(NO_HEADLINE).to_numpy(),
            "Passages": listed["k"].to_numpy(),
            "Words that stand elsewhere": listed["n_shared"].to_numpy(),
            "All words": listed["n_words"].to_numpy(),
            "Share": listed["share"].astype(float).round(4).to_numpy(),
        }
    )
    most = "; ".join(f"{row.label}, {row.said}" for row in rows[:3])
    alt = f"Bars for {len(rows)} stories: how much of each stands in others. Most: {most}."
    return Chart(drawn(canvas, [Panel("", "", rows)]), table, marks, alt)


def wording_list(told: Sequence[Wording], stories: pd.DataFrame, passage: str, *, quoted: str = "") -> Chart:
    """The wordings of a passage as numbers: a row per story; the figure is empty, the page writes the words out.

    Args:
        told: `analysis.echo_wordings.wordings`.
        stories: The stories' rows of `articles`, by row.
        passage: The passage's id.
        quoted: out where quoted words are left out.
    """
    listed = [(number, wording, row) for number, wording in enumerate(told, 1) for row in wording.rows]
    marks = tuple(
        Mark(
            Pick("articles", passage=passage, article=str(stories.loc[row, "article_id"]), quoted=quoted),
            1,
            len(listed),
            f"Wording {number}, {story_head(stories.loc[row, 'outlet'], stories.loc[row, 'published'])}",
        )
        for number, _, row in listed
    )
    table = pd.DataFrame(
        {
            "Wording": [number for number, _, _ in listed],
            "Day": [stories.loc[row, "published"] for _, _, row in listed],
            "Outlet": [stories.loc[row, "outlet"] for _, _, row in listed],
            "Story": [stories.loc[row, "title"] for _, _, row in listed],
            "Words": [wording.n_words for _, wording, _ in listed],
            "Words added": [wording.n_added for _, wording, _ in listed],
            "Words missing": [wording.n_missing for _, wording, _ in listed],
        }
    )
    return Chart(Drawing(), table, marks, f"{len(told)} wordings of one passage in {len(listed)} stories.")
