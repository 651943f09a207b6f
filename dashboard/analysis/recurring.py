"""Runs of words that recur in many stories: counted by the shortest first, as a longer one recurs only with these."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dashboard.analysis.threads import each
from dashboard.compiled import compiled
from dashboard.corpus.corpus import Corpus, Shard

MOST = 65_535  # what a slot counts up to
HELD = 4_096  # runs are hashed, so many, before the first is looked up: one by one each waited for memory, 2 × as long


@dataclass(frozen=True, eq=False)
class Phrase:
    """A run of words that recurs.

    Attributes:
        terms: Its term ids.
        rows: The story of each occurrence.
        places: Its first token there, counted in the story's shard.
        own: Whether the story does not share that wording with an earlier one.
        starts: First code point of each of its words there, a column per word.
        ends: One past its last code point.
    """

    terms: tuple[int, ...]
    rows: np.ndarray
    places: np.ndarray
    own: np.ndarray
    starts: np.ndarray
    ends: np.ndarray

    @property
    def n_stories(self) -> int:
        """Stories that use it in wording of their own."""
        return len(np.unique(self.rows[self.own]))


@compiled
def _often(stream: tuple, sentences: np.ndarray, width: int, counts: np.ndarray, least: int) -> np.ndarray:
    """Per word how many runs of `width` words in a row, the last of them ending here, stand in slots with `least`.

    A run's words follow each other in one sentence, blanks or hyphens between. With `least` 0 the runs are counted,
    slot by slot, and nothing is handed back.
    """
    term, start, end = stream
    found = np.zeros(len(term) if least else 0, np.uint8)
    longest = 0
    for sentence in range(len(sentences) - 1):
        longest = max(longest, sentences[sentence + 1] - sentences[sentence])
    slots, lasts = np.empty(HELD + longest, np.uint32), np.empty(HELD + longest, np.int64)
    in_a_row = np.empty(HELD + longest, np.int64)
    held = 0
    for sentence in range(len(sentences) - 1):
        low, whole = sentences[sentence], 0  # words up to here that follow each other without a sign between
        for last in range(low, sentences[sentence + 1]):
            joined = last > low and np.int64(start[last]) - np.int64(end[last - 1]) == 1
            whole = whole + 1 if joined else 1
            hashed = np.uint64(width)
            for position in range(max(low, last - width + 1), last + 1):
                hashed = (hashed ^ np.uint64(term[position])) * np.uint64(0x9E3779B97F4A7C15)
                hashed ^= hashed >> np.uint64(29)
            slots[held], lasts[held], in_a_row[held] = hashed & np.uint64(len(counts) - 1), last, whole - width + 1
            held += whole >= width
        if held < HELD and sentence < len(sentences) - 2:
            continue
        for run in range(held):
            if least == 0:
                counts[slots[run]] += counts[slots[run]] < MOST
            elif counts[slots[run]] >= least:
                found[lasts[run]] = min(found[lasts[run] - 1] + 1, in_a_row[run], 255)
        held = 0
    return found


def counted(corpus: Corpus, width: int, least: int, *, threads: int = 1) -> np.ndarray:
    """How many runs of a width stand in each slot; two runs in one slot only cost a second look.

    There are slots enough for what recurs less than `least` times hardly ever to reach it by chance.
    """
    n_tokens = sum(int(shard.article_tokens[-1]) for shard in corpus.shards)
    n_slots = 1 << max(12, (8 * n_tokens // least).bit_length())

    def of_some(first: int) -> np.ndarray:
        counts = np.zeros(n_slots, np.uint16)
        for number in range(first, len(corpus.shards), threads):
            shard = corpus.shards[number]
            _often((shard.term, shard.start, shard.end), shard.sentence_tokens, width, counts, 0)
        return counts

    total = sum(counts.astype(np.uint32) for counts in each(of_some, range(threads), threads))
    return np.minimum(total, MOST).astype(np.uint16)


def streaks(shard: Shard, width: int, counts: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    """The words at which runs of `width` words end that may recur, and how many such runs in a row.

    A longer run recurs only where all runs inside it do, so that hardly a word is left to be looked at.
    """
    found = _often((shard.term, shard.start, shard.end), shard.sentence_tokens, width, counts, min(least, MOST))
    return np.flatnonzero(found), found[found > 0]


def recurring(
    corpus: Corpus, own: Callable[[int], np.ndarray], widths: range, least: int, *, threads: int = 1
) -> list[Phrase]:
    """Runs of some widths, a word of content at both ends, that `least` stories use in wording of their own.

    Args:
        corpus: The open corpus.
        own: Gives, per token of a shard, whether the story does not share that wording with an earlier one.
        widths: Words in a run.
        least: Stories that have to use it.
        threads: That share the work; they change no number.
    """
    counts = counted(corpus, widths.start, least, threads=threads)

    def of_shard(number: int) -> list[tuple[np.ndarray, ...]]:
        shard, mine = corpus.shards[number], own(number)
        last, streak = streaks(shard, widths.start, counts, least)
        return [_runs(corpus, shard, mine, last[streak > width - widths.start], width) for width in widths]

    parts = each(of_shard, range(len(corpus.shards)), threads)
    return [
        phrase
        for some, width in zip(zip(*parts, strict=True), widths, strict=True)
        for phrase in _phrases(corpus, some, width, least)
    ]


def _runs(corpus: Corpus, shard: Shard, own: np.ndarray, last: np.ndarray, width: int) -> tuple[np.ndarray, ...]:
    """Of the runs that end at some words of a shard: hash, first token, story, and whether it is the story's own."""
    is_stop = corpus.vocabulary.is_stop
    first = last - width + 1
    places = first[~is_stop[shard.term[first]] & ~is_stop[shard.term[last]]]
    hashes = np.full(len(places), width, np.uint64)
    for step in range(width):
        hashes = (hashes ^ shard.term[places + step].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        hashes ^= hashes >> np.uint64(29)
    rows = np.searchsorted(shard.article_tokens, places, side="right") - 1 + shard.first
    return hashes, places, rows, own[places]


def _phrases(corpus: Corpus, parts: Sequence[tuple[np.ndarray, ...]], width: int, least: int) -> Iterator[Phrase]:
    """The runs of one width that enough stories use, from the runs of each shard."""
    hashes, places, rows, free = (np.concatenate([part[n] for part in parts]) for n in range(4))
    order = np.lexsort((rows, ~free, hashes))
    hashes, places, rows, free = hashes[order], places[order], rows[order], free[order]
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else np.empty(0, np.int64)
    new = free & np.append(True, (hashes[1:] != hashes[:-1]) | (rows[1:] != rows[:-1]))[: len(free)]
    often = np.add.reduceat(new, starts) >= least if len(starts) else np.empty(0, bool)
    widths = np.diff(np.append(starts, len(hashes)))
    kept = np.repeat(often, widths)
    rows, places, free = rows[kept], places[kept], free[kept]
    terms, begins, ends = _words(corpus, rows, places, width)
    bounds = np.append(0, np.cumsum(widths[often])).tolist()
    for low, high in pairwise(bounds):
        some = slice(low, high)
        yield Phrase(tuple(terms[low].tolist()), rows[some], places[some], free[some], begins[some], ends[some])


def _words(corpus: Corpus, rows: np.ndarray, places: np.ndarray, width: int) -> tuple[np.ndarray, ...]:
    """Term and first code point of each word of some runs, a column per word; and where each run ends."""
    terms, starts = np.empty((len(rows), width), np.int32), np.empty((len(rows), width), np.uint32)
    ends = np.empty(len(rows), np.uint32)
    for shard in corpus.shards:
        mine = np.flatnonzero((rows >= shard.first) & (rows < shard.first + shard.n_articles))
        tokens = places[mine, None] + np.arange(width)
        terms[mine], starts[mine], ends[mine] = shard.term[tokens], shard.start[tokens], shard.end[tokens[:, -1]]
    return terms, starts, ends
