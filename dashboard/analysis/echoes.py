"""Wording that two stories share: found by an exact index of short runs, aligned word by word, judged by one rule."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.alignment import Aligned, align
from dashboard.analysis.quotes import quoted_tokens
from dashboard.analysis.shingles import candidates, reading_order
from dashboard.corpus.corpus import Corpus, Shard
from dashboard.schema import ECHOES

BATCH = 4_000


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of stories that share wording, and how much of each stands in the other.

    Attributes:
        first: Row of the first story in `articles`.
        other: Row of the other one.
        of_first: Words of the first that stand in the other.
        of_other: Words of the other that stand in the first.
    """

    first: np.ndarray
    other: np.ndarray
    of_first: np.ndarray
    of_other: np.ndarray


def find_echoes(corpus: Corpus) -> tuple[pd.DataFrame, Pairs]:
    """Every passage that two stories share.

    Returns:
        The table `echoes`, by first story, other story and place; and the pairs behind it.
    """
    settings = corpus.settings.echoes
    order = reading_order(corpus)
    pairs = order[candidates(corpus, order, width=settings.shingle_words, many=settings.many)]
    found = [_judged(corpus, *batch) for batch in _batches(corpus, pairs)]
    return _table(corpus, [frame for frame, _ in found]), _all_pairs([shared for _, shared in found])


def measure(corpus: Corpus, pairs: np.ndarray) -> Pairs:
    """How much of each story of some pairs (two columns of rows) stands in the other, by the same rule."""
    return _all_pairs([_judged(corpus, *batch)[1] for batch in _batches(corpus, pairs)])


def _batches(corpus: Corpus, pairs: np.ndarray) -> Iterator[tuple[Shard, Shard, np.ndarray]]:
    """Pairs of rows, some thousand at a time and of two shards each."""
    firsts = np.array([shard.first for shard in corpus.shards])
    shard_of = np.searchsorted(firsts, pairs, side="right") - 1
    for one, two in sorted(set(map(tuple, shard_of.tolist()))):
        chosen = pairs[(shard_of[:, 0] == one) & (shard_of[:, 1] == two)]
        for low in range(0, len(chosen), BATCH):
            yield corpus.shards[one], corpus.shards[two], chosen[low : low + BATCH]


def _judged(corpus: Corpus, one: Shard, two: Shard, pairs: np.ndarray) -> tuple[pd.DataFrame, Pairs]:
    """The echoes of some pairs, with rows and tokens turned into ids and characters later on."""
    settings = corpus.settings.echoes
    local = pairs - np.array([one.first, two.first])
    found = align(one, two, local, seed=settings.seed_words, drop=settings.drop, least=settings.shingle_words)
    quoted = np.flatnonzero(_quoted(corpus, one, found.first) & _quoted(corpus, two, found.second))
    n_words = np.diff(found.offsets)
    span = found.spans[:, 1::2] - found.spans[:, ::2] + 1
    frame = pd.DataFrame(
        {
            "pair": found.pair,
            "row_a": pairs[found.pair, 0],
            "start_a": one.start[found.spans[:, 0]].astype(np.int64),
            "end_a": one.end[found.spans[:, 1]].astype(np.int64),
            "row_b": pairs[found.pair, 1],
            "start_b": two.start[found.spans[:, 2]].astype(np.int64),
            "end_b": two.end[found.spans[:, 3]].astype(np.int64),
            "n_words": n_words,
            "n_quoted": np.diff(np.searchsorted(quoted, found.offsets)),
            "score": n_words / span.max(axis=1, initial=1),
        }
    )
    kept = n_words >= settings.long_words
    return frame[kept], _contained(pairs, found, kept)


def _quoted(corpus: Corpus, shard: Shard, tokens: np.ndarray) -> np.ndarray:
    """Whether each of some tokens of a shard stands inside quotation marks."""
    stories = np.unique(np.searchsorted(shard.article_tokens, tokens, side="right") - 1)
    quoted = np.zeros(len(tokens), bool)
    if not len(stories):
        return quoted
    lows, highs = shard.article_tokens[stories], shard.article_tokens[stories + 1]
    offsets = np.concatenate([[0], np.cumsum(highs - lows)])
    picked = np.concatenate([np.arange(low, high) for low, high in zip(lows, highs, strict=True)])
    flags = quoted_tokens(corpus.bodies((stories + shard.first).tolist()), offsets, shard.start[picked])
    return flags[np.searchsorted(picked, tokens)]


def _contained(pairs: np.ndarray, found: Aligned, kept: np.ndarray) -> Pairs:
    """Words of each story of a pair that stand in the other one, each counted once."""
    wide = np.diff(found.offsets)
    pair = np.repeat(found.pair, wide)[np.repeat(kept, wide)]
    sides = []
    for tokens in (found.first, found.second):
        mine = np.unique(np.column_stack([pair, tokens[np.repeat(kept, wide)]]), axis=0)
        sides.append(np.bincount(mine[:, 0], minlength=len(pairs)))
    chosen = np.flatnonzero(sides[0])
    return Pairs(pairs[chosen, 0], pairs[chosen, 1], sides[0][chosen], sides[1][chosen])


def _all_pairs(parts: list[Pairs]) -> Pairs:
    empty = np.empty(0, np.int64)
    return Pairs(*(
        np.concatenate([empty, *(getattr(part, name) for part in parts)])
        for name in ("first", "other", "of_first", "of_other")
    ))  # fmt: skip


def _table(corpus: Corpus, parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The table `echoes` from its parts: ids for rows, a hash of the spans, in the order of the stories."""
    if not parts:
        return pd.DataFrame({column.name: pd.Series(dtype=_DTYPES[column.kind]) for column in ECHOES.columns})
    frame = pd.concat(parts, ignore_index=True)
    ids = corpus.articles["article_id"].to_numpy(str)
    frame = frame.assign(article_a=ids[frame["row_a"]], article_b=ids[frame["row_b"]])
    spans = frame[["article_a", "start_a", "end_a", "article_b", "start_b", "end_b"]]
    said = ["|".join(map(str, row)) for row in spans.itertuples(index=False)]
    frame = frame.assign(echo_id=[hashlib.sha256(one.encode()).hexdigest()[:16] for one in said])
    frame = frame.sort_values(["row_a", "row_b", "start_a", "start_b"])[list(ECHOES.names)]
    return frame.astype({column.name: _DTYPES[column.kind] for column in ECHOES.columns}).reset_index(drop=True)


_DTYPES = {"whole": "int64", "number": "float64", "text": "str"}
