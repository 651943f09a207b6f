"""What sets stories and outlets apart, as small multiples of lists."""

from math import ceil
from typing import Any

import pandas as pd

from dashboard.analysis.heads import NO_HEADLINE, NO_OUTLET, outlet_said, story_head, title_said
from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.panels import Panel, Row, drawn

LN2 = 0.6931471805599453
MOST_DOUBLINGS = 10  # the scale of odds ends at 1,024× at most; what lies beyond is cut there


def story_phrases(canvas: Canvas, keywords: pd.DataFrame, stories: pd.DataFrame) -> Chart:
    """A panel per story: its most distinctive phrases, how often it uses them, in how many of the others they stand.

    Args:
        canvas: The page.
        keywords: Rows of `analysis.keywords.keyword_table` to show, with written (`analysis.written.written`) where
            they are to be shown otherwise than as terms.
        stories: The stories' rows of `articles`, in the order to show them.
    """
    most = max(keywords["n_tokens"], default=1)
    marks: list[Mark] = []
    panels = []
    for story in records(stories):
        mine = keywords[keywords["article_id"] == story.article_id]
        rows = tuple(_phrase_row(row, story, most) for row in records(mine))
        marks += [row.mark for row in rows]
        panels.append(Panel(story_head(story.outlet, story.published), title_said(story.title), rows))
    figure = drawn(canvas, panels)
    return Chart(figure, phrase_table(keywords, stories), tuple(marks), _alt(marks, f"{len(panels)} stories"))


def _phrase_row(row: Any, story: Any, most: int) -> Row:
    others = f" · in {share_of(row.n_others, row.n, 'other')}" if row.n else ""
    mark = Mark(
        Pick("words", term=row.keyword, article=row.article_id),
        int(row.n_tokens),
        int(story.n_words),
        f"{_shown(row)}, {outlet_said(story.outlet)}, {title_said(story.title)}: {times(row.n_tokens)}{others}",
    )
    return Row(mark, _shown(row), f"{row.n_tokens:,}{others}", row.n_tokens / most)


def phrase_table(keywords: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """The phrases story by story, with all that is known of each."""
    known = stories.set_index("article_id").reindex(keywords["article_id"])
    return pd.DataFrame(
        {
            "Outlet": known["outlet"].fillna(NO_OUTLET).to_numpy(),
            "Day": known["published"].to_numpy(),
            "Rank": keywords["rank"].to_numpy(),
            "Phrase": keywords["keyword"].to_numpy(),
            "Times": keywords["n_tokens"].to_numpy(),
            "In other stories": keywords["n_others"].to_numpy(),
            "Other stories": keywords["n"].to_numpy(),
            "Score": keywords["score"].astype(float).round(3).to_numpy(),
            "Story": known["title"].fillna(NO_HEADLINE).to_numpy(),
        }
    )


def outlet_phrases(canvas: Canvas, keywords: pd.DataFrame, *, table: pd.DataFrame | None = None) -> Chart:
    """A panel per outlet: words that it uses more than the others, as times the odds, with 95% intervals.

    Args:
        canvas: The page.
        keywords: Rows of `analysis.keyness.outlet_keywords` to draw, outlets in the order to show them, with n_words,
            the words of the outlet's stories, and written as in `story_phrases`.
        table: All rows, for the table; those drawn when left out.
    """
    full = min(ceil(max(keywords["log_odds"], default=1) / LN2) + 1, MOST_DOUBLINGS)
    panels, marks = [], []
    for outlet, mine in keywords.groupby("outlet", sort=False):
        rows = tuple(_odds_row(row, full) for row in records(mine))
        marks += [row.mark for row in rows]
        panels.append(Panel(str(outlet), f"{int(mine['n'].iloc[0]):,} stories", rows))
    step = max(1, ceil(full / 4))
    ticks = [(power / full, f"{2**power:,}×") for power in range(0, full + 1, step)]
    figure = drawn(canvas, panels, ticks=ticks)
    every = keywords if table is None else table
    return Chart(figure, _odds_table(every), tuple(marks), _alt(marks, f"{len(panels)} outlets"))


def _odds_row(row: Any, full: int) -> Row:
    low, at, high = (min(max(value / (full * LN2), 0.0), 1.0) for value in (row.low, row.log_odds, row.high))
    said = f"{row.n_tokens:,} · in {row.n_articles:,} of {row.n:,}"
    mark = Mark(
        Pick("words", term=row.keyword, outlet=row.outlet),
        int(row.n_tokens),
        int(row.n_words),
        f"{_shown(row)}, {row.outlet}: {times(row.n_tokens)} in {row.n_articles:,} of {row.n:,} stories, "
        f"{_fold(row.log_odds)} times the odds ({_fold(row.low)} to {_fold(row.high)})",
    )
    return Row(mark, _shown(row), said, at, low, high)


def _shown(row: Any) -> str:
    """A keyword as the stories write it, where that is known."""
    return str(getattr(row, "written", row.keyword))


def _fold(log_odds: float) -> str:
    """A log-odds ratio as times the odds.

    Example:
        >>> _fold(0.6931), _fold(3.0)
        ('2.0', '20')
    """
    fold = 2 ** (log_odds / LN2)
    return f"{fold:.1f}" if fold < 10 else f"{fold:,.0f}"


def _odds_table(keywords: pd.DataFrame) -> pd.DataFrame:
    folds = {
        name: (keywords[column].astype(float) / LN2).rpow(2).round(2).to_numpy()
        for name, column in (("Times the odds", "log_odds"), ("Low (95%)", "low"), ("High (95%)", "high"))
    }
    return pd.DataFrame(
        {
            "Outlet": keywords["outlet"].to_numpy(),
            "Word or phrase": keywords["keyword"].to_numpy(),
            "Times": keywords["n_tokens"].to_numpy(),
            "Stories with it": keywords["n_articles"].to_numpy(),
            "Stories": keywords["n"].to_numpy(),
            **folds,
            "q": keywords["q"].astype(float).round(4).to_numpy(),
            "Taken for the page’s furniture": keywords["of_page"].map({True: "yes", False: ""}).to_numpy(),
        }
    )


def share_of(k: int, n: int, unit: str) -> str:
    """So many of n stories, or of n others, in words.

    Example:
        >>> share_of(2, 4, "other"), share_of(0, 4, "other"), share_of(4, 4, "other"), share_of(1, 1, "other")
        ('2 of 4 others', 'no other', 'all 4 others', 'the other')
        >>> share_of(3, 5, "story"), share_of(5, 5, "story")
        ('3 of 5 stories', 'all 5 stories')
    """
    many = {"other": "others", "story": "stories"}[unit]
    if not k:
        return f"no {unit}"
    if k == n == 1:
        return f"the {unit}"
    return f"all {n:,} {many}" if k == n else f"{k:,} of {n:,} {many}"


def times(k: int) -> str:
    """How often, in words.

    Example:
        >>> times(1), times(1200)
        ('once', '1,200 times')
    """
    return "once" if k == 1 else f"{k:,} times"


def _alt(marks: list[Mark], what: str) -> str:
    best: dict[str, str] = {}
    for mark in marks:
        best.setdefault(mark.pick.outlet or mark.pick.article, mark.label)
    firsts = "".join(f" {label}." for label in best.values())
    return f"Lists of words for {what}, {len(marks)} words in all. The first of each:{firsts}" if marks else what
