"""The commonest words of all stories, of outlets or of single stories, as small multiples of lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import pandas as pd

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.keywords import share_of, times
from dashboard.charts.panels import Panel, Row, drawn

FORMS = 6  # forms named beside a word


def word_panels(canvas: Canvas, lists: Sequence["WordList"], *, families: bool, rank: str = "often") -> Chart:
    """A panel per list of words: occurrences, and in how many stories.

    Args:
        canvas: The page.
        lists: What to show.
        families: Whether all forms of a word were counted as one.
        rank: often or tfidf: what the bars show, and the order of the words.
    """
    column = "tfidf" if rank == "tfidf" else "n_tokens"
    most = max((words.table[column].max() for words in lists if len(words.table)), default=1)
    panels, marks, tables = [], [], []
    for words in lists:
        rows = tuple(
            _word_row(row, words, (getattr(row, column) / most, families, rank)) for row in records(words.table)
        )
        marks += [row.mark for row in rows]
        half = ceil(len(rows) / 2) if len(lists) == 1 and not canvas.narrow else len(rows)
        panels.append(Panel(words.head, words.second, rows[:half]))
        panels += [Panel("", "", rows[half:])] if rows[half:] else []
        tables.append(_word_table(words))
    figure = drawn(canvas, panels)
    return Chart(figure, pd.concat(tables, ignore_index=True), tuple(marks), _alt(marks))


def _word_row(row: Any, words: "WordList", how: tuple[float, bool, str]) -> Row:
    """A word; `how` is where its bar ends, whether forms count as one, and what the bar shows."""
    at, families, rank = how
    stories = f" · in {share_of(row.n_articles, row.n, 'story')}" if row.n > 1 else ""
    weight = f" · tf-idf {row.tfidf:.3f}"
    mark = Mark(
        Pick("words", term=row.term, family="yes" if families else "", **words.where),
        int(row.n_tokens),
        words.n_words,
        f"{row.term}{', ' + words.said if words.said else ''}: {times(row.n_tokens)}{stories}{weight}",
    )
    forms = forms_said(row.forms) if families and len(row.forms) > 1 else ""
    said = f"{row.n_tokens:,}{weight if rank == 'tfidf' else stories}"
    return Row(mark, row.term, said, at, aside=forms)


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


def _alt(marks: Sequence[Mark]) -> str:
    first = "; ".join(mark.label for mark in marks[:3])
    return f"Bars for {len(marks)} words, the first: {first}." if marks else "No word."


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
