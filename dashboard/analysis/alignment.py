"""Two stories laid side by side: where they say the same words in the same order, small edits and gaps allowed.

Seed and extend (Altschul et al. 1990, 1997): every run of a few equal words is a seed; from the longest seed on, the
alignment grows to both sides word by word, +1 for equal words, -1 for a word changed, put in or left out, until it
has lost more than `drop` since its best point, where it is cut. So it begins and ends with words that are equal.
"""

from dataclasses import dataclass

import numpy as np

from dashboard.compiled import compiled
from dashboard.corpus.corpus import Shard

WIDTH = 96  # cells of a row that are kept; with a drop of 12 a row has 25 of them
NEVER = -(1 << 20)
BOTH, ONLY_FIRST, ONLY_SECOND = 1, 2, 3
CHAIN = 32  # places of one seed in a story that are tried


@dataclass(frozen=True, eq=False)
class Aligned:
    """Aligned passages of some pairs of stories.

    Attributes:
        pair: Which pair each passage belongs to.
        spans: Four columns: first and last token in the first story (included), then in the second.
        offsets: Range of passage i in `first` and `second`.
        first: Tokens of the first story that are equal to …
        second: … these of the second.
    """

    pair: np.ndarray
    spans: np.ndarray
    offsets: np.ndarray
    first: np.ndarray
    second: np.ndarray


@compiled
def _grow(
    one: np.ndarray, two: np.ndarray, room: tuple, drop: int, steps: np.ndarray, lows: np.ndarray
) -> tuple[int, int]:
    """How far two texts run together from their first words: words of the first, words of the second.

    A table of scores is filled row by row (a row per word of the first text), only where the score is at most
    `drop` below the best so far. `steps` keeps how each cell was reached, `lows` where its row begins.
    """
    start, other, step, n_one, n_two = room
    before, now = np.full(WIDTH + 1, NEVER), np.full(WIDTH + 1, NEVER)
    base, low, high = 0, 0, min(drop, n_two)
    for j in range(high + 1):
        before[j] = -j
        steps[j] = ONLY_SECOND
    lows[0] = 0
    best = best_one = best_two = 0
    for i in range(1, n_one + 1):
        word = one[start + step * (i - 1)]
        first_alive = last_alive = -1
        left = NEVER
        row = low
        j = row
        while j <= n_two and j - row < WIDTH:
            score, how = left - 1, ONLY_SECOND
            if j <= high and before[j - base] - 1 >= score:
                score, how = before[j - base] - 1, ONLY_FIRST
            if low < j <= high + 1:
                same = 1 if two[other + step * (j - 1)] == word else -1
                if before[j - 1 - base] + same >= score:
                    score, how = before[j - 1 - base] + same, BOTH
            if score < best - drop:
                score = NEVER
            now[j - row] = score
            steps[i * WIDTH + j - row] = how
            left = score
            if score > NEVER:
                first_alive = j if first_alive < 0 else first_alive
                last_alive = j
                if score > best:
                    best, best_one, best_two = score, i, j
            elif j > high:
                break
            j += 1
        if first_alive < 0:
            break
        lows[i] = row
        before, now = now, before
        base, low, high = row, first_alive, last_alive
    return best_one, best_two


@compiled
def _equal(
    one: np.ndarray, two: np.ndarray, room: tuple, ends: tuple, steps: np.ndarray, lows: np.ndarray, out: np.ndarray
) -> int:
    """The way back from the best point: every pair of equal words on it goes into `out`, inside out."""
    start, other, step, _, _ = room
    i, j = ends
    count = 0
    while i > 0 or j > 0:
        how = steps[i * WIDTH + j - lows[i]]
        if how == BOTH:
            if one[start + step * (i - 1)] == two[other + step * (j - 1)]:
                out[count, 0] = start + step * (i - 1)
                out[count, 1] = other + step * (j - 1)
                count += 1
            i -= 1
            j -= 1
        elif how == ONLY_FIRST:
            i -= 1
        else:
            j -= 1
    return count


@compiled
def _index(one: np.ndarray, low: int, high: int, seed: int, heads: np.ndarray, after: np.ndarray) -> None:
    """A table of every run of `seed` words of a story: `heads` by hash, `after` chains places, ascending."""
    heads[:] = -1
    for i in range(high - seed, low - 1, -1):
        slot = _slot(one, i, seed, len(heads))
        after[i - low] = heads[slot]
        heads[slot] = i


@compiled
def _slot(text: np.ndarray, position: int, seed: int, n_slots: int) -> np.int64:
    hashed = np.uint64(0)
    for step in range(seed):
        hashed = (hashed ^ np.uint64(text[position + step])) * np.uint64(0x9E3779B97F4A7C15)
        hashed ^= hashed >> np.uint64(29)
    return np.int64(hashed & np.uint64(n_slots - 1))


@compiled
def _seeds(one: np.ndarray, two: np.ndarray, bounds: tuple, seed: int, heads: np.ndarray, after: np.ndarray) -> tuple:
    """Every run of at least `seed` equal words: its length and its places, the longest first."""
    low_one, high_one, low_two, high_two = bounds
    until = np.zeros(high_one - low_one + high_two - low_two + 1, np.int64)  # per diagonal, where its last run ended
    found = np.empty((256, 3), np.int64)
    count = 0
    for j in range(low_two, high_two - seed + 1):
        i = heads[_slot(two, j, seed, len(heads))]
        tried = 0
        while i >= 0 and tried < CHAIN:
            diagonal = (i - low_one) - (j - low_two) + (high_two - low_two)
            if until[diagonal] <= j - low_two:
                length = 0
                while i + length < high_one and j + length < high_two and one[i + length] == two[j + length]:
                    length += 1
                if length >= seed:
                    until[diagonal] = j - low_two + length
                    if count == len(found):
                        wider = np.empty((2 * count, 3), np.int64)
                        wider[:count] = found
                        found = wider
                    found[count, 0], found[count, 1], found[count, 2] = length, i, j
                    count += 1
            i = after[i - low_one]
            tried += 1
    return found[:count], np.argsort(-found[:count, 0], kind="mergesort")


@compiled
def _room_for(array: np.ndarray, n_rows: int) -> np.ndarray:
    """The same rows with room for at least `n_rows`."""
    if n_rows <= len(array):
        return array
    wider = np.empty((max(n_rows, 2 * len(array)), array.shape[1]), array.dtype)
    wider[: len(array)] = array
    return wider


@compiled
def _aligned(texts: tuple, ranges: np.ndarray, seed: int, drop: int, least: int) -> tuple:
    """All passages of all pairs; a seed that lies inside what was found already is passed over."""
    one, two = texts
    longest = 1
    for pair in range(len(ranges)):
        longest = max(longest, ranges[pair, 1] - ranges[pair, 0])
    # Room for the longest story of all pairs, taken once; passages and words get more room as they need it.
    steps, lows = np.empty((longest + 1) * WIDTH, np.uint8), np.empty(longest + 1, np.int64)
    size = 64
    while size < 2 * longest:
        size *= 2
    table, after = np.empty(size, np.int64), np.empty(longest, np.int64)
    heads = table[:0]
    passages, words = np.empty((1024, 6), np.int64), np.empty((1024, 2), np.int64)
    n_passages = n_words = 0
    indexed = -1
    for pair in range(len(ranges)):
        low_one, high_one, low_two, high_two = ranges[pair]
        if low_one != indexed:
            size = 64
            while size < 2 * (high_one - low_one):
                size *= 2
            heads = table[:size]
            _index(one, low_one, high_one, seed, heads, after)
            indexed = low_one
        found, order = _seeds(one, two, (low_one, high_one, low_two, high_two), seed, heads, after)
        marks_one = np.zeros(high_one - low_one, np.uint8)
        marks_two = np.zeros(high_two - low_two, np.uint8)
        for place in order:
            length, i, j = found[place]
            at_one, at_two = i - low_one, j - low_two
            if marks_one[at_one : at_one + length].all() and marks_two[at_two : at_two + length].all():
                continue
            words = _room_for(words, n_words + 2 * (min(high_one - low_one, high_two - low_two) + 1))
            left = (i - 1, j - 1, np.int64(-1), at_one, at_two)  # a bare -1 is a type of its own: compiled again
            ends_left = _grow(one, two, left, drop, steps, lows)
            count = _equal(one, two, left, ends_left, steps, lows, words[n_words:])
            right = (i, j, np.int64(1), high_one - i, high_two - j)
            ends_right = _grow(one, two, right, drop, steps, lows)
            count += _equal(one, two, right, ends_right, steps, lows, words[n_words + count :])
            again = 0  # words that an earlier passage has on both sides
            for word in range(n_words, n_words + count):
                again += marks_one[words[word, 0] - low_one] & marks_two[words[word, 1] - low_two]
            if count < least or 2 * again > count:
                continue
            marks_one[at_one - ends_left[0] : at_one + ends_right[0]] = 1
            marks_two[at_two - ends_left[1] : at_two + ends_right[1]] = 1
            passages = _room_for(passages, n_passages + 1)
            passages[n_passages, 0], passages[n_passages, 1] = pair, count
            passages[n_passages, 2], passages[n_passages, 3] = i - ends_left[0], i + ends_right[0] - 1
            passages[n_passages, 4], passages[n_passages, 5] = j - ends_left[1], j + ends_right[1] - 1
            n_passages += 1
            n_words += count
    return passages[:n_passages].copy(), words[:n_words].copy()


def align(one: Shard, two: Shard, pairs: np.ndarray, *, seed: int, drop: int, least: int) -> Aligned:
    """Every passage that the stories of each pair share.

    Args:
        one: The shard of the first stories.
        two: The shard of the second stories.
        pairs: Two columns, a story's number inside its shard each; the work is least when sorted by the first.
        seed: Words in a row that must be equal for a passage to be looked at.
        drop: How much the score may fall below its best before a passage ends.
        least: Passages with fewer equal words are left out.

    Returns:
        The passages; tokens are counted as in the shard.
    """
    bounds = (one.article_tokens, two.article_tokens)
    ranges = np.column_stack([side[pairs[:, n] + more] for n, side in enumerate(bounds) for more in (0, 1)])
    passages, words = _aligned((one.term, two.term), np.ascontiguousarray(ranges), seed, drop, least)
    offsets = np.concatenate([[0], np.cumsum(passages[:, 1])])
    return Aligned(passages[:, 0], passages[:, 2:], offsets, words[:, 0], words[:, 1])
