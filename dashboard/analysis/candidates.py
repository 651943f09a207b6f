"""Which stories may share wording: the pairs that a run of words links.

A pair that shares no run of `shingle_words` words is never looked at again; a pair that does is aligned word by word.
A run that stands in very many stories (a formula, a sign-off, a much reprinted text) links each of them to the first
one only, so that the work grows with the stories and not with their square.
"""

from collections.abc import Iterator

import numpy as np

from dashboard.analysis.shingles import Runs
from dashboard.compiled import compiled

PLACES_AT_ONCE = 4_000_000


@compiled
def _links(stories: np.ndarray, starts: np.ndarray, star: np.ndarray, pairs: np.ndarray) -> int:
    """Link the stories of each run, all with all, or each with the first for a star; with no room, only count."""
    count = 0
    for run in range(len(starts) - 1):
        low, high = starts[run], starts[run + 1]
        for one in range(low, low + 1 if star[run] else high - 1):
            if len(pairs) == 0:
                count += high - one - 1
                continue
            for other in range(one + 1, high):
                pairs[count] = np.uint64(stories[one]) << np.uint64(32) | np.uint64(stories[other])
                count += 1
    return count


def distinct(values: np.ndarray) -> np.ndarray:
    """The values, each once, ascending; numpy's own `unique` hashes whole numbers, which takes 20 times as long."""
    ordered = np.sort(values, kind="stable")  # as fast as the others, and 20 × where most of it is in order
    return ordered[np.append(np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1])]


def candidates(runs: Runs, is_star: np.ndarray) -> np.ndarray:
    """Pairs of stories that share a run of words, as two columns of places, the smaller first; each once, ascending.

    Args:
        runs: Runs and their stories.
        is_star: Runs that link each of their stories to the first one only.
    """
    parts = [np.empty(0, np.uint64)]
    for low, high in _pieces(runs.starts):
        cut = runs.stories, runs.starts[low : high + 1], is_star[low:high]
        pairs = np.empty(_links(*cut, np.empty(0, np.uint64)), np.uint64)
        _links(*cut, pairs)
        parts.append(distinct(pairs))
    pairs = distinct(np.concatenate(parts))
    return np.column_stack([pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF)]).astype(np.int64)


def _pieces(starts: np.ndarray) -> Iterator[tuple[int, int]]:
    """Ranges of runs with some million stories each, so that few pairs are held before twins are dropped."""
    low = 0
    while low < len(starts) - 1:
        high = int(np.searchsorted(starts, starts[low] + PLACES_AT_ONCE, side="right")) - 1
        high = min(max(high, low + 1), len(starts) - 1)
        yield low, high
        low = high
