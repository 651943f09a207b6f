"""The open corpus: what every number is counted from, handed down by the doors.

Rows of `articles` are counted through all shards; a shard's own arrays start at 0.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from dashboard.corpus.locked import lock
from dashboard.corpus.vocabulary import Vocabulary
from dashboard.settings import Settings


def nothing_ahead(_name: str) -> Mapping[str, np.ndarray]:
    """What a corpus answers for which nothing was worked out beforehand."""
    return {}


@dataclass(frozen=True, eq=False)
class Shard:
    """At most 50,000 stories as integers, sorted by (published, outlet); arrays are read-only, maybe memory maps.

    Attributes:
        first: Row of its first story in `Corpus.articles`.
        article_tokens: Token range of story i is article_tokens[i] to article_tokens[i + 1].
        article_sentences: Sentence range of story i, in the same way.
        sentence_tokens: Token range of sentence i, in the same way; every token lies in one sentence.
        sentence_start: First code point of the sentence in its story's body.
        sentence_end: One past its last code point.
        is_heading: 1 for a heading inside the body.
        term: Term id of each token.
        start: First code point of the token in its story's body.
        end: One past its last code point.
        posting_offsets: Range of term i in posting_tokens.
        posting_tokens: Token positions of each term, ascending.
        row_offsets: Range of story i in row_terms and row_counts.
        row_terms: Term ids of each story, ascending.
        row_counts: How often each stands there.
    """

    first: int
    article_tokens: np.ndarray
    article_sentences: np.ndarray
    sentence_tokens: np.ndarray
    sentence_start: np.ndarray
    sentence_end: np.ndarray
    is_heading: np.ndarray
    term: np.ndarray
    start: np.ndarray
    end: np.ndarray
    posting_offsets: np.ndarray
    posting_tokens: np.ndarray
    row_offsets: np.ndarray
    row_terms: np.ndarray
    row_counts: np.ndarray

    def __post_init__(self) -> None:
        lock(self)

    @property
    def n_articles(self) -> int:
        """Stories in this shard."""
        return len(self.article_tokens) - 1

    @property
    def rows(self) -> slice:
        """Its rows in `Corpus.articles`."""
        return slice(self.first, self.first + self.n_articles)


@dataclass(frozen=True, eq=False)
class Corpus:
    """One snapshot, open for reading.

    Attributes:
        snapshot_id: Names the build; the same input, settings and code give the same id.
        articles: One row per story, every column of `articles` but the body; missing is None or NA.
        days: The published day of each row as datetime64[D]; NaT for an undated story.
        vocabulary: Every term once.
        shards: The token stream.
        settings: What the snapshot was built with.
        bodies: Texts of the given rows.
        table: A small table by name (themes, theme_hits, keywords, topics …), whole.
        sql: DuckDB over the snapshot's tables: a query with ? and its values.
        ahead: What the build worked out beforehand, as arrays by name; empty where it did not.
    """

    snapshot_id: str
    articles: pd.DataFrame
    days: np.ndarray
    vocabulary: Vocabulary
    shards: Sequence[Shard]
    settings: Settings
    bodies: Callable[[Sequence[int]], list[str]]
    table: Callable[[str], pd.DataFrame]
    sql: Callable[[str, list[Any]], pd.DataFrame]
    ahead: Callable[[str], Mapping[str, np.ndarray]] = nothing_ahead

    @cached_property
    def firsts(self) -> np.ndarray:
        """The first row of each shard, as `Shard.first` has it."""
        return np.array([shard.first for shard in self.shards], np.int64)

    def shard_of(self, row: int) -> Shard:
        """The shard that holds a row of `articles`."""
        return self.shards[int(np.searchsorted(self.firsts, row, side="right")) - 1]
