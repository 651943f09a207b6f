"""From cleaned stories to shards: assign, sort, tokenise, merge the vocabularies, index."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.corpus.corpus import Corpus, Shard
from dashboard.corpus.pieces import Piece, cut
from dashboard.corpus.postings import postings
from dashboard.corpus.vocabulary import Vocabulary, families, merge
from dashboard.schema import ARTICLES
from dashboard.settings import Settings

SHARD_ARTICLES = 50_000


def encode(articles: Sequence[Mapping[str, Any]], settings: Settings, *, snapshot_id: str = "in memory") -> Corpus:
    """Encode stories into an open corpus held in memory, without `sql`.

    Args:
        articles: Rows of the `articles` table; n_words, n_sentences and copy_of are filled in here.
        settings: Stop words and mended families.
        snapshot_id: The name that the corpus will carry.

    Returns:
        A corpus whose rows are in shard order: by hash, then by (published, outlet, article_id), missing last.
    """
    parts = [part for part in assign(articles) if part] or [[]]
    cuts = [cut([row["body"] for row in part], [row["language"] for row in part]) for part in parts]
    terms, maps = merge([words.to_pylist() for _, words in cuts])
    shards: list[Shard] = []
    for (piece, _), ids in zip(cuts, maps, strict=True):
        first = shards[-1].rows.stop if shards else 0
        named = replace(piece, term=ids[piece.term], row_terms=ids[piece.row_terms])
        shards.append(index(named, len(terms), first=first))
    rows = [row for part in parts for row in part]
    frame = _frame(rows, shards)
    is_main = (frame["kind"] == "main").to_numpy()
    counts = [counts_of(one, is_main[one.rows]) for one in shards]
    n_articles, n_tokens = (np.sum([both[side] for both in counts], axis=0) for side in (0, 1))
    bodies = [row["body"] for row in rows]
    return Corpus(
        snapshot_id=snapshot_id,
        articles=frame,
        days=days_of(frame),
        vocabulary=vocabulary_of(terms, n_articles, n_tokens, settings),
        shards=tuple(shards),
        settings=settings,
        bodies=lambda wanted: [bodies[row] for row in wanted],
        table=no_table,
        sql=no_sql,
    )


def assign(articles: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Deal stories to shards by a hash of their id, sorted inside by (published, outlet, id), missing last."""
    n_shards = shards_for(len(articles))
    parts: list[list[Mapping[str, Any]]] = [[] for _ in range(n_shards)]
    for row in articles:
        parts[dealt(row["article_id"]) % n_shards].append(row)
    return [sorted(part, key=_order) for part in parts]


def shards_for(n_articles: int) -> int:
    """How many shards hold so many stories: the smallest power of two with under 50,000 each on average.

    So neither the order of paths nor the number of workers matters.

    Example:
        >>> shards_for(50_000), shards_for(50_001), shards_for(1_000_000)
        (1, 2, 32)
    """
    n_shards = 1
    while n_articles > n_shards * SHARD_ARTICLES:
        n_shards *= 2
    return n_shards


def dealt(article_id: str) -> int:
    """A number by which stories are dealt to shards: what is left of it when divided by their number is the shard."""
    return int(hashlib.sha256(article_id.encode()).hexdigest()[:8], 16)


def _order(row: Mapping[str, Any]) -> tuple:
    return (
        row["published"] is None,
        row["published"] or "",
        row["outlet"] is None,
        row["outlet"] or "",
        row["article_id"],
    )


def index(piece: Piece, n_terms: int, *, first: int) -> Shard:
    """One shard from its stories, in their order; their term ids are the snapshot's."""
    posting_offsets, posting_tokens = postings(piece.term, n_terms)
    return Shard(
        first=first,
        article_tokens=piece.article_tokens,
        article_sentences=piece.article_sentences,
        sentence_tokens=bounds_of(piece.sentence_widths),
        sentence_start=piece.sentence_start,
        sentence_end=piece.sentence_end,
        is_heading=piece.is_heading,
        term=piece.term,
        start=piece.start,
        end=piece.end,
        posting_offsets=posting_offsets,
        posting_tokens=posting_tokens,
        row_offsets=piece.row_offsets,
        row_terms=piece.row_terms,
        row_counts=piece.row_counts,
    )


def bounds_of(widths: np.ndarray) -> np.ndarray:
    """Where each of some ranges that follow one another begins, and the end of the last.

    Example:
        >>> bounds_of(np.array([2, 3], np.uint32)).tolist()
        [0, 2, 5]
    """
    bounds = np.zeros(len(widths) + 1, np.int64)
    np.cumsum(widths, out=bounds[1:])
    return bounds


def part_of(shard: Shard, low: int, high: int) -> Shard:
    """Stories `low` to `high` of a shard as a shard of their own that begins at row 0, without places of terms."""
    tokens = slice(int(shard.article_tokens[low]), int(shard.article_tokens[high]))
    sentences = slice(int(shard.article_sentences[low]), int(shard.article_sentences[high]))
    rows = slice(int(shard.row_offsets[low]), int(shard.row_offsets[high]))
    return Shard(
        first=0,
        article_tokens=shard.article_tokens[low : high + 1] - tokens.start,
        article_sentences=shard.article_sentences[low : high + 1] - sentences.start,
        sentence_tokens=shard.sentence_tokens[sentences.start : sentences.stop + 1] - tokens.start,
        sentence_start=shard.sentence_start[sentences],
        sentence_end=shard.sentence_end[sentences],
        is_heading=shard.is_heading[sentences],
        term=shard.term[tokens],
        start=shard.start[tokens],
        end=shard.end[tokens],
        posting_offsets=np.zeros(1, np.int64),
        posting_tokens=np.empty(0, np.uint32),
        row_offsets=shard.row_offsets[low : high + 1] - rows.start,
        row_terms=shard.row_terms[rows],
        row_counts=shard.row_counts[rows],
    )


def days_of(frame: pd.DataFrame) -> np.ndarray:
    """The published day of each row as datetime64[D]; NaT for none."""
    days = pa.array(frame["published"], pa.large_string(), from_pandas=True).cast(pa.date32())  # 20 × to_datetime
    return np.asarray(days.to_numpy(zero_copy_only=False)).astype("datetime64[D]")


def _frame(rows: Sequence[Mapping[str, Any]], shards: Sequence[Shard]) -> pd.DataFrame:
    frame = pd.DataFrame({name: [row.get(name) for row in rows] for name in ARTICLES.names if name != "body"})
    for column in ARTICLES.columns:
        if column.kind in ("text", "day", "time") and column.name != "body":
            frame[column.name] = frame[column.name].astype("str")
    frame["n_words"] = np.concatenate([np.diff(shard.article_tokens) for shard in shards])
    frame["n_sentences"] = np.concatenate([np.diff(shard.article_sentences) for shard in shards])
    return frame


def counts_of(shard: Shard, is_main: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each term: main stories of the shard that use it, and its occurrences there; `is_main` is per story."""
    in_main = np.repeat(is_main, np.diff(shard.row_offsets))
    n_terms = len(shard.posting_offsets) - 1
    return np.bincount(shard.row_terms[in_main], minlength=n_terms), np.diff(shard.posting_offsets)


def vocabulary_of(
    terms: Sequence[str],
    n_articles: np.ndarray,
    n_tokens: np.ndarray,
    settings: Settings,
    *,
    stems: Mapping[str, str] | None = None,
) -> Vocabulary:
    """The words of a snapshot from its sorted terms and their counts; `stems` as for `families`."""
    stop = settings.words.stop_words
    return Vocabulary(
        terms=terms,
        n_articles=n_articles.astype(np.int32),
        n_tokens=n_tokens,
        family=families(terms, n_tokens, settings.families, stems=stems),
        is_stop=np.array([term in stop for term in terms], bool),
    )


def with_tables(corpus: Corpus, tables: Mapping[str, pd.DataFrame]) -> Corpus:
    """The same corpus with small tables to hand; asking for another one raises KeyError."""
    return replace(corpus, table=dict(tables).__getitem__)


def no_table(name: str) -> pd.DataFrame:
    """What a corpus without tables answers."""
    raise KeyError(name)


def no_sql(query: str, values: list[Any]) -> pd.DataFrame:
    """What a corpus without SQL answers."""
    raise NotImplementedError("a corpus in memory has no SQL; open a snapshot")
