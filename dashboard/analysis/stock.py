"""Stock wording: runs of words that stand in stories otherwise unlike each other.

Sign-offs, newsletter lines and formulas do. Two stories that share nothing else share no wording worth telling.
"""

from functools import partial

import numpy as np

from dashboard.analysis.columns import numbered
from dashboard.analysis.shingles import Runs, ranges_of
from dashboard.analysis.terms import idf
from dashboard.analysis.threads import each
from dashboard.compiled import compiled
from dashboard.corpus.corpus import Corpus

TERMS = 48  # a story is compared by its most telling words
LAST = 40  # where a sign-off stands: among so many words at the end of a story
STRICTER = 1.5
KNOWN = 1 << 18  # cosines that are remembered: they cost a tenth of what they cost without
RUNS_AT_ONCE = 1_000_000
SAMPLED = 12  # of a run in very many stories so many are compared, evenly spaced


@compiled
def _last_of_the_best(value: np.ndarray, best: np.ndarray) -> tuple[float, int]:
    """The least of the `TERMS` greatest values, 0 where there are fewer; and how many of them are as great as it."""
    for slot in range(TERMS):
        best[slot] = 0
    for one in value:
        slot = 0
        while slot < TERMS and best[slot] < one:
            best[slot - 1 if slot else 0] = best[slot]
            slot += 1
        if slot:
            best[slot - 1] = one
    ties = 1
    while ties < TERMS and best[ties] == best[0]:
        ties += 1
    return best[0], ties


@compiled
def _profiles(shard: tuple, stories: np.ndarray, runs: tuple, weight: np.ndarray, share: float) -> tuple:
    """The profile of each story by the words in no shared run, or by all where these are too few; and whether so.

    A profile is the most telling terms, ascending, with (1 + ln count) × idf, scaled to length 1.
    """
    term, row_offsets, row_terms, row_counts = shard
    inside, width = runs
    ids = np.full((len(stories), TERMS), -1, np.int32)
    weights = np.zeros((len(stories), TERMS), np.float32)
    few = np.zeros(len(stories), np.uint8)
    times = np.zeros(len(weight), np.int32)
    found, value = np.empty(len(weight), np.int32), np.empty(len(weight), np.float64)
    best = np.empty(TERMS, np.float64)
    for story in range(len(stories)):
        row, low, high, place = stories[story]
        n_own = left = 0
        for token in range(low, high):
            left = width if inside[place >> 3] >> (place & 7) & 1 else left - 1
            place += 1
            if left <= 0:
                times[term[token]] += 1
                n_own += 1
        few[story] = n_own < share * (high - low)
        count = 0
        for entry in range(row_offsets[row], row_offsets[row + 1]):
            word = row_terms[entry]
            n_times = row_counts[entry] if few[story] else times[word]
            times[word] = 0
            if n_times and weight[word] > 0:
                found[count], value[count] = word, (1 + np.log(n_times)) * weight[word]
                count += 1
        least, ties = _last_of_the_best(value[:count], best)
        length, kept = 0.0, 0
        for entry in range(count):
            if value[entry] > least or (value[entry] == least and ties > 0):
                ties -= value[entry] == least
                ids[story, kept], value[kept] = found[entry], value[entry]
                length += value[kept] * value[kept]
                kept += 1
        for slot in range(kept):
            weights[story, slot] = value[slot] / np.sqrt(length)
    return ids, weights, few


@compiled
def _cosine(ids: np.ndarray, weights: np.ndarray, one: int, other: int) -> float:
    """How alike two profiles are."""
    cosine = 0.0
    i = j = 0
    while i < TERMS and j < TERMS and ids[one, i] >= 0 and ids[other, j] >= 0:
        if ids[one, i] == ids[other, j]:
            cosine += weights[one, i] * weights[other, j]
            i += 1
            j += 1
        elif ids[one, i] < ids[other, j]:
            i += 1
        else:
            j += 1
    return cosine


@compiled
def _compare(runs: tuple, about: tuple, limits: np.ndarray) -> tuple:
    """Which of some runs are stock, and an outlet that repeats each of them (-1: none does).

    `limits` has two thresholds per outlet, and in its last row those for stories that name none.
    """
    starts, stories, at_end = runs
    number, outlet, ids, weights, few = about
    stock, homes = np.zeros(len(starts) - 1, np.bool_), np.full(len(starts) - 1, -1, np.int32)
    pairs, cosines = np.full(KNOWN, -1, np.int64), np.empty(KNOWN, np.float64)
    members, ends = np.empty(SAMPLED, np.int64), np.empty(SAMPLED, np.bool_)
    for run in range(len(starts) - 1):
        low, count = starts[run], starts[run + 1] - starts[run]
        taken = min(count, SAMPLED)
        for place in range(taken):
            members[place] = number[stories[low + place * count // taken]]
            ends[place] = at_end[low + place * count // taken]
        kinds, unlike, at_home = 1, 0, 0  # stories unlike all before them, unlike pairs, those at home
        for place in range(1, taken):
            new_kind = True
            for before in range(place):
                one, other = members[before], members[place]
                slot = (one * 0x9E3779B1 + other) & (KNOWN - 1)  # most runs link the same two stories as others do
                if pairs[slot] != one << 32 | other:
                    pairs[slot], cosines[slot] = one << 32 | other, _cosine(ids, weights, one, other)
                same = outlet[one] == outlet[other] and outlet[one] >= 0
                homes[run] = outlet[one] if same else homes[run]
                both = 1 if few[one] and few[other] else 0
                if cosines[slot] >= max(limits[outlet[one], both], limits[outlet[other], both]):
                    new_kind = False
                else:
                    unlike += 1
                    at_home += same or (ends[before] and ends[place])  # of one outlet, or the run ends both
            kinds += new_kind
        n_pairs = taken * (taken - 1) // 2
        stock[run] = (kinds >= 3 and 2 * unlike >= n_pairs) or (at_home > 0 and 4 * unlike >= n_pairs)
    return stock, homes


def stock_runs(corpus: Corpus, order: np.ndarray, runs: Runs, *, threads: int = 1) -> np.ndarray:
    """Which of the runs that stories share are stock.

    A run is stock when three of its stories are unlike each other, and so are half of their pairs; or when two of one
    outlet are, or two that it ends, and so are a quarter of the pairs. Two stories are alike when the cosine of their
    most telling words outside shared runs reaches `alike`. Of a story with less than `own_share` of its words there
    all words are taken; of two such stories the cosine has to reach `mostly_alike` (data/settings.toml). So copies of
    one story are alike, and so are reports on one event. Of an outlet most of whose repeated wording is stock, half
    as much again is asked.

    Args:
        corpus: The open corpus.
        order: Rows of `articles` in reading order.
        runs: Runs and their stories.
        threads: That share the work; they change no number.

    Returns:
        One flag per run.
    """
    settings = corpus.settings.echoes
    has_runs = np.zeros(len(order), bool)
    has_runs[runs.stories] = True
    rows = np.sort(order[has_runs])
    begins = np.empty(len(order), np.int64)
    begins[order] = runs.offsets[:-1]
    weight = np.where(corpus.vocabulary.is_stop, 0.0, idf(corpus))
    parts = each(
        partial(_of_shard, corpus, (rows, begins[rows]), runs.inside, weight), range(len(corpus.shards)), threads
    )
    profiles = (np.concatenate([part[n] for part in parts]) for n in range(3))
    outlet = _houses(corpus)[rows]
    about = np.searchsorted(rows, order), outlet, *profiles
    limits = np.tile([settings.alike, settings.mostly_alike], (outlet.max(initial=-1) + 2, 1))
    stock, home = _compared(runs, about, limits, threads)
    repeated = np.bincount(home[home >= 0], minlength=len(limits) - 1)
    stricter = 2 * np.bincount(home[stock & (home >= 0)], minlength=len(limits) - 1) > repeated
    if not stricter.any():
        return stock
    limits[:-1][stricter] *= STRICTER
    return _compared(runs, about, limits, threads)[0]


def _compared(runs: Runs, about: tuple, limits: np.ndarray, threads: int) -> tuple[np.ndarray, np.ndarray]:
    """Which runs are stock, and an outlet that repeats each of them (-1: none does)."""
    cuts = range(0, max(1, len(runs.hashes)), RUNS_AT_ONCE)
    starts = [runs.starts[low : low + RUNS_AT_ONCE + 1] for low in cuts]
    found = each(lambda some: _compare((some, runs.stories, runs.at_end), about, limits), starts, threads)
    return np.concatenate([stock for stock, _ in found]), np.concatenate([home for _, home in found])


def _houses(corpus: Corpus) -> np.ndarray:
    """A number per story for the house of its outlet (-1: none named): "The Post (Web)" and "Post - News" are one."""
    codes, names = numbered(corpus, "outlet")
    bare = [name.split(" (")[0].split(" - ")[0].lower().removeprefix("the ") for name in names]
    return np.append(np.unique(np.array(bare, str), return_inverse=True)[1], -1)[codes]


def _of_shard(corpus: Corpus, told: tuple, inside: np.ndarray, weight: np.ndarray, number: int) -> tuple:
    """The profiles of those of some stories (rows, ascending, and where each begins in `inside`) that a shard holds."""
    settings, shard = corpus.settings.echoes, corpus.shards[number]
    rows, begins = told
    mine = slice(*np.searchsorted(rows, [shard.first, shard.first + shard.n_articles]))
    local = rows[mine] - shard.first
    stories = np.column_stack([local, ranges_of(shard)[local], begins[mine]])
    words = shard.term, shard.row_offsets, shard.row_terms, shard.row_counts
    return _profiles(words, stories, (inside, settings.shingle_words), weight, settings.own_share)
