"""Wording that two stories share: found by an exact index of short runs, aligned word by word, judged by one rule."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from dashboard.analysis.alignment import Aligned, align
from dashboard.analysis.candidates import candidates, distinct
from dashboard.analysis.columns import is_main
from dashboard.analysis.quotes import quoted_tokens
from dashboard.analysis.shingles import known_runs, reading_order, shared_runs, tokens_in
from dashboard.analysis.stock import LAST, stock_runs
from dashboard.analysis.threads import each
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


def find_echoes(corpus: Corpus, *, threads: int = 1) -> tuple[pd.DataFrame, Pairs]:
    """Every passage that two stories share; threads share the work, and change no number.

    Returns:
        The table `echoes`, by first story, other story and place; and the pairs behind it.
    """
    settings = corpus.settings.echoes
    order = reading_order(corpus)
    runs = shared_runs(corpus, order, settings.shingle_words, last=LAST, threads=threads)
    is_stock = stock_runs(corpus, order, runs, threads=threads)
    pairs = order[candidates(runs, is_stock | (np.diff(runs.starts) > settings.many))]
    yardstick = known_runs(runs.hashes[is_stock]), _bits(corpus)
    found = each(partial(_judged, corpus, yardstick), _batches(corpus, pairs), threads)
    return _table(corpus, [frame for frame, _ in found]), _all_pairs([shared for _, shared in found])


def measure(corpus: Corpus, pairs: np.ndarray) -> Pairs:
    """How much of each story of some pairs (two columns of rows) stands in the other, by the same rule."""
    yardstick = known_runs(np.empty(0, np.uint64)), _bits(corpus)
    return _all_pairs([_judged(corpus, yardstick, batch)[1] for batch in _batches(corpus, pairs)])


def _bits(corpus: Corpus) -> np.ndarray:
    """Bits that each term tells: log2 of the main stories over those that use it."""
    n_main = max(1, int(is_main(corpus).sum()))
    return np.log2(n_main / np.clip(corpus.vocabulary.n_articles, 1, n_main))


def _batches(corpus: Corpus, pairs: np.ndarray) -> Iterator[tuple[int, int, np.ndarray]]:
    """Pairs of rows, some thousand at a time and of two shards each, by their numbers."""
    shard_of = np.searchsorted(corpus.firsts, pairs, side="right") - 1
    for one, two in sorted(set(map(tuple, shard_of.tolist()))):
        chosen = pairs[(shard_of[:, 0] == one) & (shard_of[:, 1] == two)]
        for low in range(0, len(chosen), BATCH):
            yield one, two, chosen[low : low + BATCH]


def _judged(
    corpus: Corpus, yardstick: tuple[tuple, np.ndarray], batch: tuple[int, int, np.ndarray]
) -> tuple[pd.DataFrame, Pairs]:
    """The echoes of some pairs of two shards, still with rows for ids; and what each story has of the other."""
    settings = corpus.settings.echoes
    one, two, pairs = corpus.shards[batch[0]], corpus.shards[batch[1]], batch[2]
    local = pairs - np.array([one.first, two.first])
    found = align(one, two, local, seed=settings.seed_words, drop=settings.drop, least=settings.shingle_words)
    quoted = _quoted(corpus, one, local[found.pair, 0], found.offsets, found.first)
    quoted &= _quoted(corpus, two, local[found.pair, 1], found.offsets, found.second)
    n_words, n_quoted = np.diff(found.offsets), _sums(quoted, found.offsets)
    kept = _is_echo(corpus, yardstick, (one, two), found, quoted)
    kept |= (n_words >= settings.long_words) & (3 * n_words >= _shorter(corpus, pairs)[found.pair])
    frame = pd.DataFrame(
        {
            "row_a": pairs[found.pair, 0],
            "start_a": one.start[found.spans[:, 0]].astype(np.int64),
            "end_a": one.end[found.spans[:, 1]].astype(np.int64),
            "row_b": pairs[found.pair, 1],
            "start_b": two.start[found.spans[:, 2]].astype(np.int64),
            "end_b": two.end[found.spans[:, 3]].astype(np.int64),
            "n_words": n_words,
            "n_quoted": n_quoted,
            "score": n_words / (found.spans[:, 1::2] - found.spans[:, ::2] + 1).max(axis=1, initial=1),
        }
    )
    return frame[kept], _contained(pairs, found, kept)


def _is_echo(
    corpus: Corpus,
    yardstick: tuple[tuple, np.ndarray],
    shards: tuple[Shard, Shard],
    found: Aligned,
    quoted: np.ndarray,
) -> np.ndarray:
    """The rule: long enough, or rare enough, or a quotation; stock wording counts only where it is quoted."""
    settings = corpus.settings.echoes
    stock, bits = yardstick
    in_stock = np.zeros(len(quoted), bool)
    for side, (shard, tokens) in enumerate(zip(shards, (found.first, found.second), strict=True)):
        ranges = found.spans[:, 2 * side : 2 * side + 2] + np.array([0, 1])
        widths = ranges[:, 1] - ranges[:, 0]
        shift = np.repeat(np.cumsum(widths) - widths - ranges[:, 0], np.diff(found.offsets))
        in_stock |= tokens_in(shard, ranges, stock, settings.shingle_words)[tokens + shift]
    tells = quoted | ~in_stock
    telling = _sums(tells, found.offsets)
    rare = _sums(np.where(tells, bits[shards[0].term[found.first]], 0.0), found.offsets) >= settings.rare_bits
    is_quotation = _sums(quoted, found.offsets) >= settings.quoted_words
    return (telling >= settings.long_words) | (rare & (telling >= settings.rare_words)) | is_quotation


def _shorter(corpus: Corpus, pairs: np.ndarray) -> np.ndarray:
    """Words of the shorter story of each pair: a passage that makes up a third of it is an echo whatever it says."""
    return corpus.articles["n_words"].to_numpy(np.int64)[pairs].min(axis=1)


def _sums(values: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """The sum of each range."""
    return np.diff(np.append(0, np.cumsum(values))[offsets])


def _quoted(corpus: Corpus, shard: Shard, told: np.ndarray, offsets: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """Whether each word of some passages stands inside quotation marks; `told` has the story of each passage."""
    stories = distinct(told)
    lows, widths = shard.article_tokens[stories], np.diff(shard.article_tokens)[stories]
    bounds = np.append(0, np.cumsum(widths))
    picked = np.arange(bounds[-1]) + np.repeat(lows - bounds[:-1], widths)
    flags = quoted_tokens(corpus.bodies((stories + shard.first).tolist()), bounds, shard.start[picked])
    shift = (bounds[:-1] - lows)[np.searchsorted(stories, told)]
    return flags[tokens + np.repeat(shift, np.diff(offsets))]


def _contained(pairs: np.ndarray, found: Aligned, kept: np.ndarray) -> Pairs:
    """Words of each story of a pair that stand in the other one, each counted once."""
    wide = np.diff(found.offsets)
    pair = np.repeat(found.pair, wide)[np.repeat(kept, wide)]
    sides = []
    for tokens in (found.first, found.second):
        mine = distinct(pair << 40 | tokens[np.repeat(kept, wide)])
        sides.append(np.bincount(mine >> 40, minlength=len(pairs)))
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
