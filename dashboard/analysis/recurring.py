"""Runs of words that recur in many stories: counted by the shortest first, as a longer one recurs only with these."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.corpus.compiled import compiled
from dashboard.corpus.corpus import Corpus

SLOTS = 1 << 26  # runs are counted in so many slots first; two runs in one slot only cost a second look


@dataclass(frozen=True, eq=False)
class Phrase:
    """A run of words that recurs.

    Attributes:
        terms: Its term ids.
        rows: The story of each occurrence.
        places: Its first token there, counted in the story's shard.
        own: Whether the story does not share that wording with an earlier one.
    """

    terms: tuple[int, ...]
    rows: np.ndarray
    places: np.ndarray
    own: np.ndarray

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
    for sentence in range(len(sentences) - 1):
        whole = streak = 0  # words, and runs, up to here that follow each other without a sign between
        for last in range(sentences[sentence], sentences[sentence + 1]):
            joined = last > sentences[sentence] and np.int64(start[last]) - np.int64(end[last - 1]) == 1
            whole = whole + 1 if joined else 1
            streak = streak if joined else 0
            if whole < width:
                continue
            hashed = np.uint64(width)
            for position in range(last - width + 1, last + 1):
                hashed = (hashed ^ np.uint64(term[position])) * np.uint64(0x9E3779B97F4A7C15)
                hashed ^= hashed >> np.uint64(29)
            slot = hashed & np.uint64(len(counts) - 1)
            if least == 0:
                counts[slot] += counts[slot] < 255
            else:
                streak = min(streak + 1, 255) if counts[slot] >= least else 0
                found[last] = streak
    return found


def streaks(corpus: Corpus, width: int, least: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Per shard the words at which runs of `width` words end that may recur, and how many such runs in a row.

    A longer run recurs only where all runs inside it do, so that hardly a word is left to be looked at.
    """
    n_tokens = sum(len(shard.term) for shard in corpus.shards)
    counts = np.zeros(min(SLOTS, 1 << max(12, int(4 * n_tokens).bit_length())), np.uint8)
    streams = [((shard.term, shard.start, shard.end), shard.sentence_tokens) for shard in corpus.shards]
    for stream, sentences in streams:
        _often(stream, sentences, width, counts, 0)
    found = [_often(stream, sentences, width, counts, min(least, 255)) for stream, sentences in streams]
    return [(np.flatnonzero(streak), streak[streak > 0]) for streak in found]


def recurring(
    corpus: Corpus, own: Sequence[np.ndarray], ends: Sequence[np.ndarray], width: int, least: int
) -> list[Phrase]:
    """Runs of one width, a word of content at both ends, that `least` stories use in wording of their own.

    Args:
        corpus: The open corpus.
        own: Per shard and token, whether the story does not share that wording with an earlier one.
        ends: Per shard the words at which such a run may end, from `streaks`.
        width: Words in a run.
        least: Stories that have to use it.
    """
    parts = []
    for shard, mine, last in zip(corpus.shards, own, ends, strict=True):
        is_stop = corpus.vocabulary.is_stop
        first = last - width + 1
        places = first[~is_stop[shard.term[first]] & ~is_stop[shard.term[last]]]
        hashes = np.full(len(places), width, np.uint64)
        for step in range(width):
            hashes = (hashes ^ shard.term[places + step].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            hashes ^= hashes >> np.uint64(29)
        rows = np.searchsorted(shard.article_tokens, places, side="right") - 1 + shard.first
        parts.append((hashes, places, rows, mine[places]))
    hashes, places, rows, free = (np.concatenate([part[n] for part in parts]) for n in range(4))
    order = np.lexsort((rows, ~free, hashes))
    hashes, places, rows, free = hashes[order], places[order], rows[order], free[order]
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else np.empty(0, np.int64)
    new = free & np.append(True, (hashes[1:] != hashes[:-1]) | (rows[1:] != rows[:-1]))[: len(free)]
    often = np.flatnonzero(np.add.reduceat(new, starts) >= least) if len(starts) else starts
    bounds = np.append(starts, len(hashes))
    phrases = []
    for low, high in zip(starts[often].tolist(), bounds[often + 1].tolist(), strict=True):
        terms = corpus.shard_of(int(rows[low])).term[places[low] : places[low] + width]
        phrases.append(Phrase(tuple(terms.tolist()), rows[low:high], places[low:high], free[low:high]))
    return phrases
