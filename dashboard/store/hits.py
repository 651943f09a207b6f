"""Hits of themes from part to shard to slice: matched where a part is read, they go where its stories go.

They hang on a story alone, so an update matches its new parts only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.analysis.hits import BY_HAND, headline_hits, hits_of
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.pieces import Piece
from dashboard.corpus.shards import index, no_sql, no_table
from dashboard.corpus.vocabulary import bare
from dashboard.settings import Settings
from dashboard.store.arrays import open_table, write_table

TOLD = ("title", "title_from", "language")  # of a story, beside its text


def write_hits(
    folder: Path, articles: Sequence[Mapping[str, Any]], piece: Piece, words: pa.Array, settings: Settings
) -> None:
    """Match the stories of a part, whose words are those of the part alone, and write the hits into its folder."""
    frame = pd.DataFrame({name: pd.Series([row[name] for row in articles], dtype="str") for name in TOLD})
    counts = np.bincount(piece.term, minlength=len(words))
    corpus = Corpus(
        snapshot_id=folder.name,
        articles=frame,
        days=np.full(len(frame), "NaT", "datetime64[D]"),
        vocabulary=replace(bare(words.to_pylist()), n_tokens=counts),
        shards=(index(piece, len(words), first=0),),
        settings=settings,
        bodies=lambda wanted: [articles[row]["body"] for row in wanted],
        table=no_table,
        sql=no_sql,
    )
    write_table(folder / "hits.arrow", hits_of(corpus, settings.themes))


def moved(folder: Path, places: np.ndarray, rows: np.ndarray) -> pa.Table:
    """The hits of some stories of a part; the story at each of the places is now at a row of its shard."""
    hits = open_table(folder / "hits.arrow")
    there = hits["row"].to_numpy()
    row_of = np.full(max(there.max(initial=-1), places.max(initial=-1)) + 1, -1, np.int64)
    row_of[places] = rows
    found = row_of[there]
    kept = np.flatnonzero(found >= 0)
    return _with_rows(hits.take(pa.array(kept)), found[kept])


def by_row(parts: Sequence[pa.Table]) -> pa.Table:
    """The hits of several parts, story by story."""
    hits = pa.concat_tables(parts).combine_chunks()
    return hits.take(pa.array(np.argsort(hits["row"].to_numpy(), kind="stable")))


def hits_in(path: Path, low: int, high: int, corpus: Corpus) -> pa.Table:
    """The hits of rows `low` to `high` of a shard, which are those of a corpus; headlines by hand are matched now."""
    hits = open_table(path)
    first, last = np.searchsorted(hits["row"].to_numpy(), (low, high))
    hits = hits.slice(first, last - first)
    hits = _with_rows(hits, hits["row"].to_numpy() - low)
    by_hand = np.flatnonzero(corpus.articles["title_from"] == BY_HAND)
    if not len(by_hand):
        return hits
    as_read = pc.and_(hits["in_title"], pc.is_in(hits["row"], pa.array(by_hand)))
    some = replace(corpus, articles=corpus.articles.iloc[by_hand].reset_index(drop=True))
    found = headline_hits(some, corpus.settings.themes)
    return by_row([hits.filter(pc.invert(as_read)), _with_rows(found, by_hand[found["row"].to_numpy()])])


def _with_rows(hits: pa.Table, rows: np.ndarray) -> pa.Table:
    return hits.set_column(hits.column_names.index("row"), "row", pa.array(rows))
