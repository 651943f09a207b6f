"""Which stories may share wording: an exact index of every run of a few words, and the pairs that it links.

A pair that shares no run of `shingle_words` words is never looked at again; a pair that does is aligned word by word.
A run that stands in very many stories (a formula, a sign-off, a much reprinted text) links each of them to the first
one only, so that the work grows with the stories and not with their square.
"""

from collections.abc import Iterator

import numpy as np

from dashboard.corpus.compiled import compiled
from dashboard.corpus.corpus import Corpus, Shard

PLACE_BITS = 28  # a key holds 36 bits of a run's hash and 28 of a story's place; a clash only costs an alignment
KEYS_AT_ONCE = 4_000_000


@compiled
def _hashes(term: np.ndarray, low: int, high: int, width: int, out: np.ndarray) -> int:
    """Hash every run of `width` words between two tokens; from word to word the hash rolls on.

    Its bits are spread by the finaliser of SplitMix64 (Steele, Lea and Flood 2014), so that any of them can be used.
    """
    base = np.uint64(0x9E3779B97F4A7C15)
    top = np.uint64(1)
    for _ in range(width - 1):
        top *= base
    rolling = np.uint64(0)
    for position in range(low, high):
        if position - low >= width:
            rolling -= (np.uint64(term[position - width]) + np.uint64(1)) * top
        rolling = rolling * base + np.uint64(term[position]) + np.uint64(1)
        if position - low >= width - 1:
            mixed = (rolling ^ (rolling >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            out[position - low - width + 1] = (mixed ^ (mixed >> np.uint64(31))) >> np.uint64(PLACE_BITS)
    return max(0, high - low - width + 1)


@compiled
def _see(term: np.ndarray, ranges: np.ndarray, width: int, seen: np.ndarray) -> None:
    """Mark the runs of all stories in `seen`, four slots of two bits to the byte: never, once, at least twice."""
    hashes = np.empty(len(term), np.uint64)  # only the pages that the longest story needs are ever touched
    slots = np.uint64(4 * len(seen) - 1)
    for story in range(len(ranges)):
        for run in range(_hashes(term, ranges[story, 0], ranges[story, 1], width, hashes)):
            slot = hashes[run] & slots
            byte, shift = slot >> np.uint64(2), (slot & np.uint64(3)) << np.uint64(1)
            if (seen[byte] >> shift) & np.uint8(3) < 2:
                seen[byte] += np.uint8(1) << shift


@compiled
def _keys(term: np.ndarray, ranges: np.ndarray, place: np.ndarray, width: int, seen: np.ndarray) -> np.ndarray:
    """Hash and story of every run whose slot was seen at least twice."""
    hashes = np.empty(len(term), np.uint64)  # only the pages that the longest story needs are ever touched
    keys = np.empty(len(term), np.uint64)
    slots = np.uint64(4 * len(seen) - 1)
    kept = 0
    for story in range(len(ranges)):
        for run in range(_hashes(term, ranges[story, 0], ranges[story, 1], width, hashes)):
            slot = hashes[run] & slots
            if (seen[slot >> np.uint64(2)] >> ((slot & np.uint64(3)) << np.uint64(1))) & np.uint8(3) == 2:
                keys[kept] = hashes[run] << np.uint64(PLACE_BITS) | np.uint64(place[story])
                kept += 1
    return keys[:kept].copy()


@compiled
def _in_runs(term: np.ndarray, ranges: np.ndarray, width: int, bits: np.ndarray, runs: np.ndarray) -> np.ndarray:
    """1 for each token of some ranges that lies in one of the runs; `bits` rules out most others at once."""
    total = 0
    longest = 0
    for row in range(len(ranges)):
        total += ranges[row, 1] - ranges[row, 0]
        longest = max(longest, ranges[row, 1] - ranges[row, 0])
    inside = np.zeros(total, np.uint8)
    hashes = np.empty(longest, np.uint64)
    slots = np.uint64(8 * len(bits) - 1)
    first = 0
    for row in range(len(ranges)):
        low, high = ranges[row]
        for run in range(_hashes(term, low, high, width, hashes)):
            slot = hashes[run] & slots
            if (bits[slot >> np.uint64(3)] >> (slot & np.uint64(7))) & np.uint8(1):
                place = np.searchsorted(runs, hashes[run])
                if place < len(runs) and runs[place] == hashes[run]:
                    inside[first + run : first + run + width] = 1
        first += high - low
    return inside


@compiled
def _links(keys: np.ndarray, starts: np.ndarray, star: np.ndarray, pairs: np.ndarray) -> int:
    """Link the stories of each run, all with all, or each with the first for a star; with no room, only count."""
    places = (np.uint64(1) << np.uint64(PLACE_BITS)) - np.uint64(1)
    count = 0
    for run in range(len(starts) - 1):
        low, high = starts[run], starts[run + 1]
        for one in range(low, low + 1 if star[run] else high - 1):
            if len(pairs) == 0:
                count += high - one - 1
                continue
            for other in range(one + 1, high):
                pairs[count] = (keys[one] & places) << np.uint64(32) | (keys[other] & places)
                count += 1
    return count


def distinct(values: np.ndarray) -> np.ndarray:
    """The values, each once, ascending; numpy's own `unique` hashes whole numbers, which takes 20 times as long."""
    ordered = np.sort(values)
    return ordered[np.append(np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1])]


def reading_order(corpus: Corpus) -> np.ndarray:
    """Rows of `articles`, first stories first: the earliest dated, then the longest, then by id; undated ones last."""
    articles = corpus.articles
    undated = np.isnat(corpus.days)
    words = articles["n_words"].to_numpy(np.int64)
    ids = articles["article_id"].to_numpy(str)
    return np.lexsort((ids, -words, np.where(undated, 0, corpus.days.astype(np.int64)), undated))


def shared_runs(corpus: Corpus, place: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Every run of words that stands in two stories or more.

    Args:
        corpus: The open corpus.
        place: Place of each row of `articles` in the reading order.
        width: Words in a run.

    Returns:
        Keys, ascending, one per run and story (hash above, place of the story below), and where each run's begin.

    Example:
        >>> from dashboard.corpus.shards import encode
        >>> from dashboard.settings import load_settings
        >>> story = {"kind": "main", "outlet": None, "published": None, "language": "en"}
        >>> bodies = {"a": "one two three four", "b": "zero two three four", "c": "five six seven"}
        >>> stories = [story | {"article_id": key, "body": body} for key, body in bodies.items()]
        >>> keys, starts = shared_runs(encode(stories, load_settings()), np.arange(3), 3)
        >>> len(keys), starts.tolist()
        (2, [0, 2])
    """
    n_tokens = sum(len(shard.term) for shard in corpus.shards)
    seen = np.zeros((1 << max(12, int(4 * n_tokens).bit_length())) // 4, np.uint8)
    for shard in corpus.shards:
        _see(shard.term, ranges_of(shard), width, seen)
    parts = (_keys(shard.term, ranges_of(shard), place[shard.rows], width, seen) for shard in corpus.shards)
    keys = distinct(np.concatenate([np.empty(0, np.uint64), *map(distinct, parts)]))
    runs = keys >> np.uint64(PLACE_BITS)
    twin = runs[1:] == runs[:-1]
    keys = keys[np.append(twin, False) | np.append(False, twin)] if len(keys) else keys
    return keys, np.append(np.flatnonzero(np.diff(keys >> np.uint64(PLACE_BITS), prepend=0)), len(keys))


def ranges_of(shard: Shard, *, last: int | None = None) -> np.ndarray:
    """Token range of each story of a shard, or of its last words."""
    low, high = shard.article_tokens[:-1], shard.article_tokens[1:]
    return np.column_stack([low if last is None else np.maximum(low, high - last), high])


def ends_with(corpus: Corpus, place: np.ndarray, keys: np.ndarray, *, width: int, last: int) -> np.ndarray:
    """Whether each key's run stands among the last words of its story."""
    every = np.full(1, 0b10101010, np.uint8)
    parts = [_keys(shard.term, ranges_of(shard, last=last), place[shard.rows], width, every) for shard in corpus.shards]
    ends = distinct(np.concatenate([np.full(1, ~np.uint64(0)), *parts]))  # a last one, so that every search ends inside
    return ends[np.searchsorted(ends, keys)] == keys


def hashes_of(keys: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The hash of each run, ascending."""
    return keys[starts[:-1]] >> np.uint64(PLACE_BITS)


def places_of(keys: np.ndarray) -> np.ndarray:
    """The story of each key, as its place in the reading order."""
    return (keys & np.uint64((1 << PLACE_BITS) - 1)).astype(np.int64)


def tokens_in(shard: Shard, ranges: np.ndarray, runs: np.ndarray, *, width: int) -> np.ndarray:
    """Whether each token of some ranges (two columns) lies in one of some runs, given by their hashes, ascending."""
    bits = np.zeros(1 << max(9, int(16 * len(runs)).bit_length()), bool)
    bits[runs & np.uint64(len(bits) - 1)] = True
    packed = np.packbits(bits, bitorder="little")
    return _in_runs(shard.term, np.ascontiguousarray(ranges, np.int64), width, packed, runs).astype(bool)


def candidates(keys: np.ndarray, starts: np.ndarray, is_star: np.ndarray) -> np.ndarray:
    """Pairs of stories that share a run of words, as two columns of places, the smaller first; each once, ascending.

    Args:
        keys: Runs and their stories.
        starts: Where each run's stories begin in `keys`.
        is_star: Runs that link each of their stories to the first one only.
    """
    parts = [np.empty(0, np.uint64)]
    for low, high in _pieces(starts):
        cut = starts[low : high + 1]
        pairs = np.empty(_links(keys, cut, is_star[low:high], np.empty(0, np.uint64)), np.uint64)
        _links(keys, cut, is_star[low:high], pairs)
        parts.append(distinct(pairs))
    pairs = distinct(np.concatenate(parts))
    return np.column_stack([pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF)]).astype(np.int64)


def _pieces(starts: np.ndarray) -> Iterator[tuple[int, int]]:
    """Ranges of runs with some million stories each, so that few pairs are held before twins are dropped."""
    low = 0
    while low < len(starts) - 1:
        high = int(np.searchsorted(starts, starts[low] + KEYS_AT_ONCE, side="right")) - 1
        high = min(max(high, low + 1), len(starts) - 1)
        yield low, high
        low = high
