"""Distinctive phrases and the commonest words, as small multiples of lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log2
from typing import Any

import pandas as pd

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.panels import Panel, Row, drawn

UNNAMED = "outlet not named"
LN2 = 0.6931471805599453
FORMS = 6  # forms named beside a word


def story_phrases(canvas: Canvas, keywords: pd.DataFrame, stories: pd.DataFrame) -> Chart:
    """A panel per story: its most distinctive phrases, how often it uses them, in how many of the others they stand.

    Args:
        canvas: The page.
        keywords: Rows of `analysis.keywords.keyword_table` to show.
        stories: The stories' rows of `articles`, in the order to show them.
    """
    most = max(keywords["n_tokens"], default=1)
    marks: list[Mark] = []
    panels = []
    for story in records(stories):
        mine = keywords[keywords["article_id"] == story.article_id]
        rows = tuple(_phrase_row(row, story, most) for row in records(mine))
        marks += [row.mark for row in rows]
        panels.append(Panel(f"{_outlet(story.outlet)}  {_day(story.published)}", _title(story.title), rows))
    figure = drawn(canvas, panels)
    return Chart(figure, phrase_table(keywords, stories), tuple(marks), _alt(marks, f"{len(panels)} stories"))


def _phrase_row(row: Any, story: Any, most: int) -> Row:
    others = f" · in {row.n_others:,} of {row.n:,} others" if row.n else ""
    mark = Mark(
        Pick("words", term=row.keyword, article=row.article_id),
        int(row.n_tokens),
        int(story.n_words),
        f"{row.keyword}, {_outlet(story.outlet)}, {_title(story.title)}: {times(row.n_tokens)}{others}",
    )
    return Row(mark, row.keyword, f"{row.n_tokens:,}{others}", row.n_tokens / most)


def phrase_table(keywords: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """The phrases story by story, with all that is known of each."""
    known = stories.set_index("article_id").reindex(keywords["article_id"])
    return pd.DataFrame(
        {
            "Outlet": [_outlet(name) for name in known["outlet"]],
            "Day": [_day(day) for day in known["published"]],
            "Story": [_title(title) for title in known["title"]],
            "Rank": keywords["rank"].to_numpy(),
            "Phrase": keywords["keyword"].to_numpy(),
            "Times": keywords["n_tokens"].to_numpy(),
            "In other stories": keywords["n_others"].to_numpy(),
            "Other stories": keywords["n"].to_numpy(),
            "Score": keywords["score"].astype(float).round(3).to_numpy(),
        }
    )


def outlet_phrases(canvas: Canvas, keywords: pd.DataFrame, *, table: pd.DataFrame | None = None) -> Chart:
    """A panel per outlet: words that it uses more than the others, as times the odds, with 95 % intervals.

    Args:
        canvas: The page.
        keywords: Rows of `analysis.keyness.outlet_keywords` to draw, outlets in the order to show them.
        table: All rows, for the table; those drawn when left out.
    """
    full = max(1, ceil(max(keywords["high"], default=1) / LN2))
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
    scale = full * LN2
    said = f"{row.n_tokens:,} in {row.n_articles:,} of {row.n:,}"
    mark = Mark(
        Pick("words", term=row.keyword, outlet=row.outlet),
        int(row.n_tokens),
        int(row.n_words) if hasattr(row, "n_words") else int(row.n_tokens),
        f"{row.keyword}, {row.outlet}: {times(row.n_tokens)} in {row.n_articles:,} of {row.n:,} stories, "
        f"{_fold(row.log_odds)} times the odds ({_fold(row.low)} to {_fold(row.high)})",
    )
    return Row(mark, row.keyword, said, row.log_odds / scale, max(row.low, 0) / scale, row.high / scale)


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
        for name, column in (("Times the odds", "log_odds"), ("Low (95 %)", "low"), ("High (95 %)", "high"))
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
        }
    )


def word_panels(canvas: Canvas, lists: Sequence["WordList"], *, families: bool) -> Chart:
    """A panel per list of words: occurrences, and in how many stories.

    Args:
        canvas: The page.
        lists: What to show.
        families: Whether all forms of a word were counted as one.
    """
    most = max((int(words.table["n_tokens"].max()) for words in lists if len(words.table)), default=1)
    panels, marks, tables = [], [], []
    for words in lists:
        rows = tuple(_word_row(row, words, most, families=families) for row in records(words.table))
        marks += [row.mark for row in rows]
        half = ceil(len(rows) / 2) if len(lists) == 1 and not canvas.narrow else len(rows)
        panels.append(Panel(words.head, words.second, rows[:half]))
        panels += [Panel("", "", rows[half:])] if rows[half:] else []
        tables.append(_word_table(words))
    figure = drawn(canvas, panels)
    return Chart(figure, pd.concat(tables, ignore_index=True), tuple(marks), _alt(marks, f"{len(lists)} lists"))


def _word_row(row: Any, words: "WordList", most: int, *, families: bool) -> Row:
    stories = f" in {row.n_articles:,} of {row.n:,} stories" if row.n > 1 else ""
    mark = Mark(
        Pick("words", term=row.term, family="yes" if families else "", **words.where),
        int(row.n_tokens),
        words.n_words,
        f"{row.term}{', ' + words.head if words.head else ''}: {times(row.n_tokens)}{stories}",
    )
    forms = forms_said(row.forms) if families and len(row.forms) > 1 else ""
    return Row(mark, row.term, f"{row.n_tokens:,}{stories}", row.n_tokens / most, aside=forms)


def forms_said(forms: list[tuple[str, int]], *, most: int = FORMS) -> str:
    """The forms of a word with their counts.

    Example:
        >>> forms_said([("visits", 5), ("visit", 2), ("visited", 1)])
        'visits 5, visit 2, visited 1'
        >>> forms_said([("visits", 5), ("visit", 2), ("visited", 1)], most=2)
        'visits 5, visit 2, 1 more form'
    """
    more = len(forms) - most
    rest = [f"{more} more form{'s' if more > 1 else ''}"] if more > 0 else []
    return ", ".join([*(f"{form} {n:,}" for form, n in forms[:most]), *rest])


def _word_table(words: "WordList") -> pd.DataFrame:
    table = words.table
    lead = {"Of": [words.said] * len(table)} if words.said else {}
    return pd.DataFrame(
        {
            **lead,
            "Word": table["term"].to_numpy(),
            "Forms": [forms_said(forms, most=len(forms)) for forms in table["forms"]],
            "Times": table["n_tokens"].to_numpy(),
            "Stories with it": table["n_articles"].to_numpy(),
            "Stories": table["n"].to_numpy(),
            "Per 1,000 words": table["per_1000_words"].astype(float).round(2).to_numpy(),
            "tf-idf": table["tfidf"].astype(float).round(4).to_numpy(),
        }
    )


def times(k: int) -> str:
    """How often, in words.

    Example:
        >>> times(1), times(1200)
        ('once', '1,200 times')
    """
    return "once" if k == 1 else f"{k:,} times"


def _alt(marks: list[Mark], what: str) -> str:
    first = f" First: {marks[0].label}." if marks else ""
    return f"Lists of words for {what}, {len(marks)} words in all.{first}"


def _outlet(outlet: object) -> str:
    return outlet if isinstance(outlet, str) else UNNAMED


def _title(title: object) -> str:
    return title if isinstance(title, str) else "no headline"


def _day(day: object) -> str:
    if not isinstance(day, str):
        return "no date"
    when = pd.Timestamp(day)
    return f"{when.day} {when:%b %Y}"


@dataclass(frozen=True, eq=False)
class WordList:
    """The words of some stories.

    Attributes:
        table: `analysis.wordlists.word_list`.
        n_words: Words of the stories in all.
        where: outlet or article of the pick; empty for all stories of the filter.
        head: What stands above; empty for nothing.
        second: A second line above.
    """

    table: pd.DataFrame
    n_words: int
    where: Mapping[str, str]
    head: str = ""
    second: str = ""

    @property
    def said(self) -> str:
        """Whose words they are, for the table."""
        return f"{self.head}: {self.second}" if self.second and "article" in self.where else self.head
