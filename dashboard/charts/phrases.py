"""Distinctive phrases per story: a list that is a chart without a picture, its phrases the marks."""

import pandas as pd

from dashboard.analysis.heads import outlet_said, title_said
from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Chart, Mark, records
from dashboard.charts.drawing import Drawing


def story_phrases(keywords: pd.DataFrame, stories: pd.DataFrame) -> Chart:
    """The phrases of some stories; the figure is empty, the page lists the marks.

    Args:
        keywords: Rows of the table `keywords`, in the order to list them, with written (how the stories write it).
        stories: The stories' rows of `articles`.
    """
    by_id = stories.set_index("article_id")
    rows = [(row, by_id.loc[row.article_id]) for row in records(keywords)]
    marks = tuple(
        Mark(
            Pick("words", term=row.keyword, article=row.article_id),
            int(row.n_tokens),
            int(story["n_words"]),
            f"{row.written}, {outlet_said(story['outlet'])}: {row.n_tokens} times",
        )
        for row, story in rows
    )
    table = pd.DataFrame(
        {
            "Outlet": [outlet_said(story["outlet"]) for _, story in rows],
            "Story": [title_said(story["title"]) for _, story in rows],
            "Rank": [row.rank for row, _ in rows],
            "Phrase": [row.written for row, _ in rows],
            "Times": [row.n_tokens for row, _ in rows],
            "Score": [round(float(row.score), 3) for row, _ in rows],
        }
    )
    return Chart(Drawing(), table, marks, f"Distinctive phrases of {len(by_id)} stories.")
