"""Stock wording: runs of words that stand in stories otherwise unlike each other.

Sign-offs, newsletter lines and formulas do. Two stories that share nothing else share no wording worth telling.
"""

import numpy as np

from dashboard.analysis.columns import numbered
from dashboard.analysis.shingles import distinct, ends_with, hashes_of, places_of, tokens_in
from dashboard.analysis.terms import idf
from dashboard.corpus.compiled import compiled
from dashboard.corpus.corpus import Corpus, Shard

TERMS = 48  # a story is compared by its most telling words
LAST = 40  # where a sign-off stands: among so many words at the end of a story
STRICTER = 1.5
SAMPLED = 12  # of a run in very many stories so many are compared, evenly spaced


@compiled
def _profile(terms: np.ndarray, weight: np.ndarray, ids: np.ndarray, weights: np.ndarray) -> None:
    """The most telling terms of a story, ascending, with (1 + ln count) × idf, scaled to length 1."""
    terms = np.sort(terms)
    found = np.empty(len(terms), np.int64)
    value = np.empty(len(terms), np.float64)
    count = 0
    low = 0
    for high in range(1, len(terms) + 1):
        if high == len(terms) or terms[high] != terms[low]:
            if weight[terms[low]] > 0:
                found[count], value[count] = terms[low], (1 + np.log(high - low)) * weight[terms[low]]
                count += 1
            low = high
    best = np.sort(np.argsort(-value[:count], kind="mergesort")[: len(ids)])
    length = np.sqrt((value[best] ** 2).sum())
    for place in range(len(best)):
        ids[place], weights[place] = found[best[place]], value[best[place]] / length


@compiled
def _profiles(term: np.ndarray, ranges: np.ndarray, shared: np.ndarray, weight: np.ndarray, share: float) -> tuple:
    """The profile of each story by the words in no shared run, or by all where these are too few; and whether so."""
    ids = np.full((len(ranges), TERMS), -1, np.int32)
    weights = np.zeros((len(ranges), TERMS), np.float32)
    few = np.zeros(len(ranges), np.uint8)
    first = 0
    for row in range(len(ranges)):
        low, high = ranges[row]
        words = term[low:high]
        own = shared[first : first + high - low] == 0
        few[row] = own.sum() < share * (high - low)
        _profile(words if few[row] else words[own], weight, ids[row], weights[row])
        first += high - low
    return ids, weights, few


@compiled
def _alike(profiles: tuple, one: int, other: int, limits: np.ndarray) -> bool:
    """Whether two stories are alike, as `stock_runs` has it."""
    ids, weights, few = profiles
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
    return cosine >= limits[1 if few[one] and few[other] else 0]


@compiled
def _compare(stories: np.ndarray, at_end: np.ndarray, starts: np.ndarray, about: tuple, limits: np.ndarray) -> tuple:
    """Per run: stories unlike all before them, pairs, unlike pairs, those at home, and an outlet that repeats it.

    At home: two stories of one outlet, or two that the run ends.

    `limits` has two thresholds per outlet, and in its last row those for stories that name none.
    """
    profiles, outlet = about
    counts = np.zeros((len(starts) - 1, 5), np.int32)
    members, ends = np.empty(SAMPLED, np.int64), np.empty(SAMPLED, np.bool_)
    for run in range(len(starts) - 1):
        low, count = starts[run], starts[run + 1] - starts[run]
        taken = min(count, SAMPLED)
        for place in range(taken):
            members[place] = stories[low + place * count // taken]
            ends[place] = at_end[low + place * count // taken]
        kinds, unlike, at_home, home = 1, 0, 0, -1
        for place in range(1, taken):
            new_kind = True
            for before in range(place):
                one, other = members[before], members[place]
                same = outlet[one] == outlet[other] and outlet[one] >= 0
                home = outlet[one] if same else home
                if _alike(profiles, one, other, np.maximum(limits[outlet[one]], limits[outlet[other]])):
                    new_kind = False
                else:
                    unlike += 1
                    at_home += same or (ends[before] and ends[place])
            kinds += new_kind
        counts[run] = kinds, taken * (taken - 1) // 2, unlike, at_home, home
    return counts[:, 0], counts[:, 1], counts[:, 2], counts[:, 3], counts[:, 4]


def stock_runs(corpus: Corpus, order: np.ndarray, keys: np.ndarray, starts: np.ndarray) -> np.ndarray:
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
        keys: Runs and their stories.
        starts: Where each run's stories begin in `keys`.

    Returns:
        One flag per run.
    """
    settings = corpus.settings.echoes
    rows = np.sort(order[distinct(places_of(keys))])
    runs = hashes_of(keys, starts)
    parts = [_shard_profiles(corpus, shard, rows, runs) for shard in corpus.shards]
    profiles = tuple(np.concatenate([part[n] for part in parts]) for n in range(3))
    outlet = _houses(corpus)[rows]
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    at_end = ends_with(corpus, place, keys, width=settings.shingle_words, last=LAST)
    runs_of = (np.searchsorted(rows, order[places_of(keys)]), at_end, starts, (profiles, outlet))
    limits = np.tile([settings.alike, settings.mostly_alike], (outlet.max(initial=-1) + 2, 1))
    stock, home = _is_stock(*runs_of, limits)
    repeated = np.bincount(home[home >= 0], minlength=len(limits) - 1)
    limits[:-1][2 * np.bincount(home[stock & (home >= 0)], minlength=len(limits) - 1) > repeated] *= STRICTER
    return _is_stock(*runs_of, limits)[0]


def _is_stock(
    stories: np.ndarray, at_end: np.ndarray, starts: np.ndarray, about: tuple, limits: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Which runs are stock, and an outlet that repeats each of them (-1: none does)."""
    kinds, pairs, unlike, at_home, home = _compare(stories, at_end, starts, about, limits)
    return ((kinds >= 3) & (2 * unlike >= pairs)) | ((at_home > 0) & (4 * unlike >= pairs)), home


def _houses(corpus: Corpus) -> np.ndarray:
    """A number per story for the house of its outlet (-1: none named): "The Post (Web)" and "Post - News" are one."""
    codes, names = numbered(corpus, "outlet")
    bare = [name.split(" (")[0].split(" - ")[0].lower().removeprefix("the ") for name in names]
    return np.append(np.unique(np.array(bare, str), return_inverse=True)[1], -1)[codes]


def _shard_profiles(corpus: Corpus, shard: Shard, rows: np.ndarray, runs: np.ndarray) -> tuple:
    settings = corpus.settings.echoes
    low, high = np.searchsorted(rows, [shard.first, shard.first + shard.n_articles])
    mine = rows[low:high] - shard.first
    ranges = np.column_stack([shard.article_tokens[mine], shard.article_tokens[mine + 1]])
    shared = tokens_in(shard, ranges, runs, width=settings.shingle_words)
    weight = np.where(corpus.vocabulary.is_stop, 0.0, idf(corpus))
    return _profiles(shard.term, ranges, shared.view(np.uint8), weight, settings.own_share)
