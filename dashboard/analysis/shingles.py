"""Which runs of a few words stand in two stories or more: an exact index of all of them.

Runs are dealt to buckets by the first bits of their hashes, and a bucket is small enough for the processor's own
memory, however many stories there are: one table of all runs cost three times as much at 100,000 stories, and more
with each story. Buckets come in rounds, so that only some of the runs are held at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dashboard.analysis.threads import each
from dashboard.compiled import compiled
from dashboard.corpus.corpus import Corpus, Shard

HASH_BITS = 48  # two runs in one of 2^48 hashes only cost an alignment
BUCKET_BITS = 16  # a bucket holds 2^16 runs at most, were they all different
BUCKETS_AT_ONCE = 1_024
NEAR = 256  # the story of a place is looked up from the nearest multiple of this


@dataclass(frozen=True, eq=False)
class Runs:
    """Every run of words that stands in two stories or more; stories by their place in the reading order.

    Attributes:
        hashes: The hash of each run, ascending.
        starts: Range of each run in `stories`.
        stories: The stories of a run, ascending, each once.
        at_end: Whether the run stands among the last words of that story.
        offsets: Range of each story's words in `inside`.
        inside: A bit for every word of the coverage, stories in reading order: whether such a run begins there.
    """

    hashes: np.ndarray
    starts: np.ndarray
    stories: np.ndarray
    at_end: np.ndarray
    offsets: np.ndarray
    inside: np.ndarray


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
            out[position - low - width + 1] = (mixed ^ (mixed >> np.uint64(31))) >> np.uint64(64 - HASH_BITS)
    return max(0, high - low - width + 1)


@compiled
def _deal(term: np.ndarray, stories: np.ndarray, how: tuple, free: np.ndarray, keys: np.ndarray) -> None:
    """Put the runs of some stories into buckets, each at the next free place; with no room, only count them.

    A key holds the bits of the hash that its bucket does not tell, and below them the place of the run's first word.
    """
    width, place_bits, bucket_bits, first = how
    hashes = np.empty((stories[:, 1] - stories[:, 0]).max() if len(stories) else 0, np.uint64)
    for story in range(len(stories)):
        low, high, place = stories[story]
        for run in range(_hashes(term, low, high, width, hashes)):
            bucket = np.int64(hashes[run] >> np.uint64(HASH_BITS - bucket_bits)) - first
            if 0 <= bucket < len(free):
                if len(keys):
                    keys[free[bucket]] = hashes[run] << np.uint64(place_bits) | np.uint64(place + run)
                free[bucket] += 1


@compiled
def _maybe_twice(keys: np.ndarray, place_bits: int) -> int:
    """How many keys of a bucket have a hash that may stand there twice; they are moved to its front, to be sorted."""
    slots = np.uint64(63)
    while slots < np.uint64(4 * len(keys)):
        slots = slots << np.uint64(1) | np.uint64(1)
    seen = np.zeros(slots + np.uint64(1), np.uint8)
    for key in keys:
        slot = key >> np.uint64(place_bits) & slots
        seen[slot] += seen[slot] < 2
    kept = 0
    for key in keys:
        if seen[key >> np.uint64(place_bits) & slots] == 2:
            keys[kept] = key
            kept += 1
    return kept


@compiled
def _shared(keys: np.ndarray, cuts: np.ndarray, how: tuple, reading: tuple, inside: np.ndarray) -> tuple:
    """Of the sorted keys of buckets the runs of two stories or more, as `Runs` has them; `inside` is marked."""
    (_, place_bits, bucket_bits, first), (offsets, near, last) = how, reading
    places = (np.uint64(1) << np.uint64(place_bits)) - np.uint64(1)
    total = (cuts[:, 1] - cuts[:, 0]).sum()
    hashes, counts = np.empty(total // 2, np.uint64), np.empty(total // 2, np.int32)
    stories, at_end = np.empty(total, np.int32), np.empty(total, np.bool_)
    n_runs = n_stories = 0
    for bucket in range(len(cuts)):
        high, until = cuts[bucket]
        while high < until:
            low, began, story = high, n_stories, -1
            while high < until and keys[high] >> np.uint64(place_bits) == keys[low] >> np.uint64(place_bits):
                high += 1
            for place in range(low, high if high > low + 1 else low):
                token = np.int64(keys[place] & places)
                if story < 0 or offsets[story + 1] <= token:
                    story = near[token // NEAR]
                    while offsets[story + 1] <= token:
                        story += 1
                    stories[n_stories] = story
                    n_stories += 1
                at_end[n_stories - 1] = token >= offsets[story + 1] - last
            if n_stories < began + 2:
                n_stories = began
                continue
            for place in range(low, high):
                token = np.int64(keys[place] & places)
                inside[token >> 3] |= np.uint8(1 << (token & 7))
            above = np.uint64(first + bucket) << np.uint64(HASH_BITS - bucket_bits)
            hashes[n_runs], counts[n_runs] = above | keys[low] >> np.uint64(place_bits), n_stories - began
            n_runs += 1
    return hashes[:n_runs].copy(), counts[:n_runs].copy(), stories[:n_stories].copy(), at_end[:n_stories].copy()


@compiled
def _in_runs(term: np.ndarray, ranges: np.ndarray, width: int, known: tuple) -> np.ndarray:
    """1 for each token of some ranges that lies in one of the known runs."""
    runs, near, bits = known
    widths = ranges[:, 1] - ranges[:, 0]
    inside = np.zeros(widths.sum(), np.uint8)
    hashes = np.empty(widths.max() if len(widths) else 0, np.uint64)
    first = 0
    for row in range(len(ranges)):
        low, high = ranges[row]
        for run in range(_hashes(term, low, high, width, hashes)):
            slot = hashes[run] >> np.uint64(HASH_BITS - bits)
            for place in range(near[slot], near[slot + np.uint64(1)]):
                if runs[place] == hashes[run]:
                    inside[first + run : first + run + width] = 1
        first += high - low
    return inside


def reading_order(corpus: Corpus) -> np.ndarray:
    """Rows of `articles`, first stories first: the earliest dated, then the longest, then by id; undated ones last."""
    articles = corpus.articles
    undated = np.isnat(corpus.days)
    words = articles["n_words"].to_numpy(np.int64)
    ids = articles["article_id"].to_numpy(str)
    return np.lexsort((ids, -words, np.where(undated, 0, corpus.days.astype(np.int64)), undated))


def shared_runs(corpus: Corpus, order: np.ndarray, width: int, *, last: int = 0, threads: int = 1) -> Runs:
    """Every run of words that stands in two stories or more.

    Args:
        corpus: The open corpus.
        order: Rows of `articles` in the reading order.
        width: Words in a run.
        last: How many words are the end of a story.
        threads: That share the work; they change no number.

    Example:
        >>> from dashboard.corpus.shards import encode
        >>> from dashboard.settings import load_settings
        >>> story = {"kind": "main", "outlet": None, "published": None, "language": "en"}
        >>> bodies = {"a": "one two three four", "b": "zero two three four", "c": "five six seven"}
        >>> stories = [story | {"article_id": key, "body": body} for key, body in bodies.items()]
        >>> runs = shared_runs(encode(stories, load_settings()), np.arange(3), 3)
        >>> runs.starts.tolist(), runs.stories.tolist()
        ([0, 2], [0, 1])
    """
    words = np.concatenate([np.diff(shard.article_tokens) for shard in corpus.shards])
    offsets = np.append(0, np.cumsum(words[order]))
    place_bits = max(1, int(offsets[-1]).bit_length())
    bucket_bits = max(0, place_bits - BUCKET_BITS)  # of a hash, told by its bucket; a key has room for the others
    begins = np.empty(len(order), np.int64)
    begins[order] = offsets[:-1]
    inside = np.zeros(int(offsets[-1]) // 8 + 1, np.uint8)
    near = np.searchsorted(offsets, np.arange(0, offsets[-1] + 1, NEAR), side="right") - 1
    parts = [
        _shared(*some, (offsets, near, last), inside)
        for some in _rounds(corpus, begins, (width, place_bits, bucket_bits), threads)
    ]
    hashes, counts, stories, at_end = (np.concatenate([part[n] for part in parts]) for n in range(4))
    return Runs(hashes, np.append(0, np.cumsum(counts, dtype=np.int64)), stories, at_end, offsets, inside)


def _rounds(corpus: Corpus, begins: np.ndarray, how: tuple[int, int, int], threads: int) -> Iterator[tuple]:
    """Some buckets at a time: keys, the range in them of the sorted ones of each bucket, and what the buckets are."""
    _, place_bits, bucket_bits = how
    numbers = range(len(corpus.shards))

    def deal(number: int, first: int, free: np.ndarray, keys: np.ndarray) -> np.ndarray:
        shard = corpus.shards[number]
        stories = np.column_stack([ranges_of(shard), begins[shard.rows]])
        _deal(shard.term, stories, (*how, first), free, keys)
        return free

    def count(number: int) -> np.ndarray:
        return deal(number, 0, np.zeros(1 << bucket_bits, np.int64), np.empty(0, np.uint64))

    def ordered(keys: np.ndarray) -> int:
        kept = _maybe_twice(keys, place_bits)
        keys[:kept].sort()
        return kept

    counts = np.array(each(count, numbers, threads))
    for first in range(0, 1 << bucket_bits, BUCKETS_AT_ONCE):
        here = counts[:, first : first + BUCKETS_AT_ONCE].T
        bounds = np.append(0, np.cumsum(here))  # bucket by bucket, in each of them shard by shard
        free, keys = bounds[:-1].reshape(here.shape).T.copy(), np.empty(bounds[-1], np.uint64)
        each(lambda one: deal(*one), [(number, first, free[number], keys) for number in numbers], threads)
        lows = bounds[:: len(numbers)]
        kept = each(ordered, [keys[low:high] for low, high in pairwise(lows.tolist())], threads)
        yield keys, np.column_stack([lows[:-1], lows[:-1] + kept]), (*how, first)


def ranges_of(shard: Shard) -> np.ndarray:
    """Token range of each story of a shard."""
    return np.column_stack([shard.article_tokens[:-1], shard.article_tokens[1:]])


def known_runs(hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Runs by their hashes, ascending; where those with the same first bits begin; and how many bits these are."""
    bits = len(hashes).bit_length()
    firsts = np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(HASH_BITS - bits)
    return hashes, np.searchsorted(hashes, firsts), bits


def tokens_in(shard: Shard, ranges: np.ndarray, known: tuple[np.ndarray, np.ndarray, int], width: int) -> np.ndarray:
    """Whether each token of some ranges (two columns) lies in one of the runs that `known_runs` gave."""
    return _in_runs(shard.term, np.ascontiguousarray(ranges, np.int64), width, known).astype(bool)
