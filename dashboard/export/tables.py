"""Every table of the contract as rows: whole, or what a filter keeps, a chunk at a time."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from dashboard.analysis.selection import Selection, checked, chosen, one_of
from dashboard.analysis.terms import article_terms_chunks
from dashboard.corpus.corpus import Corpus, Shard
from dashboard.schema import TABLES, Table

CHUNK = 2_000  # stories at a time: an export never holds all texts


def table_named(name: str) -> Table:
    """The table of the contract with this name.

    Raises:
        UsageError: there is none; the sentence lists them.

    Example:
        >>> table_named("theme_hits").grain
        'one match of a rule in a body'
    """
    return TABLES[one_of("table", name, TABLES)]


def rows_of(corpus: Corpus, table: Table, selection: Selection | None = None) -> Iterator[pd.DataFrame]:
    """The rows of a table in chunks, with exactly the columns of the contract.

    Without a selection every row, both kinds, all copies. With one: rows of the stories that it keeps;
    `themes` keeps rows of those themes and, in tables without a theme, stories with a hit of one. Sources keep
    those with a story left. The yardstick (vocabulary, topics) is never narrowed.

    Raises:
        UsageError: the selection names what this corpus does not have; told at once, before a file is opened for it.
    """
    mask = np.ones(len(corpus.articles), bool)
    if selection is not None:
        mask = chosen(corpus, checked(corpus, selection))
    if selection is not None and selection.themes and "theme" not in table.names:
        mask &= with_a_hit(corpus, selection.themes)
    return _rows(corpus, table, selection, mask)


def _rows(corpus: Corpus, table: Table, selection: Selection | None, mask: np.ndarray) -> Iterator[pd.DataFrame]:
    columns = list(table.names)
    if table.name in _MADE:
        for chunk in _MADE[table.name](corpus, mask):
            yield chunk[columns]
        return
    frame = corpus.table(table.name)
    if selection is not None:
        frame = _kept(corpus, frame, mask, selection)
    yield frame[columns]


def with_a_hit(corpus: Corpus, themes: Sequence[str]) -> np.ndarray:
    """Stories with at least one sentence that carries one of the themes."""
    facts = corpus.table("article_themes")
    facts = facts[facts["theme"].isin(themes) & (facts["n_sentences"] > 0)]
    mask = np.zeros(len(corpus.articles), bool)
    mask[facts["row"]] = True
    return mask


def _kept(corpus: Corpus, frame: pd.DataFrame, mask: np.ndarray, selection: Selection) -> pd.DataFrame:
    if selection.themes and "theme" in frame:
        frame = frame[frame["theme"].isin(selection.themes)]
    if "article_a" in frame:  # wording that two stories share stays when both do
        ids = corpus.articles.loc[mask, "article_id"]
        return frame[frame["article_a"].isin(ids) & frame["article_b"].isin(ids)]
    if "article_id" in frame:
        return frame[frame["article_id"].isin(corpus.articles.loc[mask, "article_id"])]
    if "source_id" in frame:
        return frame[frame["source_id"].isin(corpus.articles.loc[mask, "source_id"])]
    return frame


def _articles(corpus: Corpus, mask: np.ndarray) -> Iterator[pd.DataFrame]:
    rows = np.flatnonzero(mask)
    for first in range(0, max(len(rows), 1), CHUNK):
        some = rows[first : first + CHUNK].tolist()
        yield corpus.articles.iloc[some].assign(body=pd.Series(corpus.bodies(some), index=some, dtype="str"))


def _sentences(corpus: Corpus, mask: np.ndarray) -> Iterator[pd.DataFrame]:
    for shard in corpus.shards:
        frame = _shard_sentences(corpus, shard)
        yield frame[mask[frame["row"]]]


def _shard_sentences(corpus: Corpus, shard: Shard) -> pd.DataFrame:
    lengths = np.diff(shard.article_sentences)
    rows = shard.first + np.repeat(np.arange(shard.n_articles), lengths)
    positions = np.arange(len(rows)) - np.repeat(shard.article_sentences[:-1], lengths)
    articles = corpus.articles["article_id"].iloc[rows].reset_index(drop=True)
    return pd.DataFrame(
        {
            "sentence_id": articles + "." + pd.Series(positions).astype("str"),
            "article_id": articles,
            "position": positions,
            "start": shard.sentence_start,
            "end": shard.sentence_end,
            "is_heading": shard.is_heading.astype(bool),
            "row": rows,
        }
    )


_MADE = {"articles": _articles, "sentences": _sentences, "article_terms": article_terms_chunks}
