"""Which stories may share wording: an exact index of every run of a few words, and the pairs that it links.

A pair that shares no run of `shingle_words` words is never looked at again; a pair that does is aligned word by word.
A run that stands in very many stories (a formula, a sign-off, a much reprinted text) links each of them to the first
one only, so that the work grows with the stories and not with their square.
"""

from collections.abc import Iterator

import numpy as np

from dashboard.corpus.compiled import compiled
from dashboard.corpus.corpus import Corpus

PLACE_BITS = 28  # a key holds 36 bits of a run's hash and 28 of a story's place; a clash only costs an alignment
GROUPS_AT_ONCE = 4_000_000


@compiled
def _mixed(number: np.uint64) -> np.uint64:
    """Spread the bits of a number over all 64 (the finaliser of SplitMix64, Steele et al. 2014)."""
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))


@compiled
def _scan(
    term: np.ndarray, offsets: np.ndarray, place: np.ndarray, width: int, seen: np.ndarray, keys: np.ndarray
) -> int:
    """Walk every run of `width` words; with no room in `keys` mark it as seen, otherwise keep those seen twice.

    `seen` has two bits per slot: 0 never, 1 once, 2 at least twice. The hash rolls from word to word.
    """
    base = np.uint64(0x9E3779B97F4A7C15)
    top = np.uint64(1)
    for _ in range(width - 1):
        top *= base
    slots = np.uint64(len(seen) * 4 - 1)
    kept = 0
    for story in range(len(offsets) - 1):
        low, high = offsets[story], offsets[story + 1]
        rolling = np.uint64(0)
        for position in range(low, high):
            if position - low >= width:
                rolling -= (np.uint64(term[position - width]) + np.uint64(1)) * top
            rolling = rolling * base + np.uint64(term[position]) + np.uint64(1)
            if position - low < width - 1:
                continue
            hashed = _mixed(rolling)
            slot = hashed & slots
            byte, shift = slot >> np.uint64(2), (slot & np.uint64(3)) << np.uint64(1)
            state = (seen[byte] >> shift) & np.uint8(3)
            if len(keys) == 0:
                if state < 2:
                    seen[byte] += np.uint8(1) << shift
            elif state == 2:
                keys[kept] = (hashed >> np.uint64(PLACE_BITS) << np.uint64(PLACE_BITS)) | np.uint64(place[story])
                kept += 1
    return kept


@compiled
def _links(keys: np.ndarray, many: int, pairs: np.ndarray) -> int:
    """Link the stories of each run, all with all up to `many`, else each with the first; with no room, only count."""
    places = (np.uint64(1) << np.uint64(PLACE_BITS)) - np.uint64(1)
    count = 0
    low = 0
    while low < len(keys):
        high = low + 1
        while high < len(keys) and keys[high] >> np.uint64(PLACE_BITS) == keys[low] >> np.uint64(PLACE_BITS):
            high += 1
        for one in range(low, high - 1 if high - low <= many else low + 1):
            for other in range(one + 1, high):
                if len(pairs):
                    pairs[count] = (keys[one] & places) << np.uint64(32) | (keys[other] & places)
                count += 1
        low = high
    return count


def reading_order(corpus: Corpus) -> np.ndarray:
    """Rows of `articles`, first stories first: the earliest dated, then the longest, then by id; undated ones last."""
    articles = corpus.articles
    days = corpus.days
    undated = np.isnat(days)
    words = articles["n_words"].to_numpy(np.int64)
    ids = articles["article_id"].to_numpy(str)
    return np.lexsort((ids, -words, np.where(undated, 0, days.astype(np.int64)), undated))


def candidates(corpus: Corpus, order: np.ndarray, *, width: int, many: int) -> np.ndarray:
    """Pairs of stories that share a run of words.

    Args:
        corpus: The open corpus.
        order: Rows of `articles`, first stories first.
        width: Words in a run.
        many: A run in more stories than this links each to the first only.

    Returns:
        Two columns of places in `order`, the smaller first; each pair once, ascending.

    Example:
        >>> from dashboard.corpus.shards import encode
        >>> from dashboard.settings import load_settings
        >>> story = {"kind": "main", "outlet": None, "published": None, "language": "en"}
        >>> bodies = {"a": "one two three four", "b": "zero two three four", "c": "five six seven"}
        >>> stories = [story | {"article_id": key, "body": body} for key, body in bodies.items()]
        >>> corpus = encode(stories, load_settings())
        >>> candidates(corpus, reading_order(corpus), width=3, many=8).tolist()
        [[0, 1]]
    """
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    keys = _shared_runs(corpus, place, width)
    parts = [np.empty(0, np.uint64), *(_unique(part, many) for part in _chunks(keys))]
    pairs = np.unique(np.concatenate(parts))
    return np.column_stack([pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF)]).astype(np.int64)


def _shared_runs(corpus: Corpus, place: np.ndarray, width: int) -> np.ndarray:
    """Keys (run, story) of every run that stands in two stories or more, each once, ascending."""
    n_tokens = sum(len(shard.term) for shard in corpus.shards)
    slots = 1 << max(12, int(4 * n_tokens).bit_length())
    seen = np.zeros(slots // 4, np.uint8)
    for shard in corpus.shards:
        _scan(shard.term, shard.article_tokens, place[shard.rows], width, seen, np.empty(0, np.uint64))
    parts = [np.empty(0, np.uint64)]
    for shard in corpus.shards:
        keys = np.empty(len(shard.term), np.uint64)
        kept = _scan(shard.term, shard.article_tokens, place[shard.rows], width, seen, keys)
        parts.append(np.unique(keys[:kept]))
    return np.unique(np.concatenate(parts))


def _chunks(keys: np.ndarray) -> Iterator[np.ndarray]:
    """The keys in pieces that never part a run, so that few pairs are held before twins are dropped."""
    low = 0
    while low < len(keys):
        high = min(low + GROUPS_AT_ONCE, len(keys))
        while high < len(keys) and keys[high] >> np.uint64(PLACE_BITS) == keys[high - 1] >> np.uint64(PLACE_BITS):
            high += 1
        yield keys[low:high]
        low = high


def _unique(keys: np.ndarray, many: int) -> np.ndarray:
    pairs = np.empty(_links(keys, many, np.empty(0, np.uint64)), np.uint64)
    if len(pairs):
        _links(keys, many, pairs)
    return np.unique(pairs)
