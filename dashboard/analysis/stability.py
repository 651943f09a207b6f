"""Do groups come back when a part of the stories is left out? How many groups to make, and whether to trust them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse

from dashboard.analysis.groups import Base, base, group, parts, strongest
from dashboard.analysis.units import weigh

NUMBERS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50)  # of groups that are tried
REFITS = 5  # each leaves out a fifth of the stories; under 10 stories each leaves out one
FEW_UNITS = 500  # chance is measured on at most so many; on more it would be a little less
EARLY = 2  # in larger tables a number of which a group dissolves in the first two refits is not tried further
UNITS_A_GROUP = 5  # fewer units than this per group, on average, are no groups
DISSOLVED = 0.5  # Hennig: a group of which not even half comes back has dissolved
MARGIN = 0.05  # numbers of groups that repeat nearly as well as the best; the largest of them says most

Fit = tuple[np.ndarray, sparse.csr_matrix, Base]  # units kept, their weights, where a fit of them starts


@dataclass(frozen=True, eq=False)
class Trial:
    """One number of groups, tried.

    Attributes:
        n_groups: The number.
        refits: Per refit the strongest group of each unit; -1 for none, -2 for units that were left out.
        chance: How much of a group comes back when the words are shuffled among the units, 0 to 1.
        of_groups: Per group how much comes back beyond chance, 0 to 1.
    """

    n_groups: int
    refits: tuple[np.ndarray, ...]
    chance: float
    of_groups: np.ndarray

    @property
    def repeatability(self) -> float:
        """The mean over groups."""
        return float(self.of_groups.mean())


def trials(
    counts: sparse.csr_matrix, idf: np.ndarray, story: np.ndarray, numbers: Sequence[int], *, workers: int = 1
) -> list[Trial]:
    """Fit each number of groups to all units, again without a part of the stories, and to shuffled words.

    Args:
        counts: Units × terms, one row per unit.
        idf: Weight of each term.
        story: The story of each unit, numbered from 0; its order decides which stories are left out together.
        numbers: Numbers of groups to try.
        workers: Threads that try them; what is found does not depend on it.
    """
    kept = folds(story)
    if not kept or not numbers:
        return []
    few = np.arange(min(len(story), FEW_UNITS))
    real = _fits(weigh(counts, idf), kept, max(numbers))
    shuffled = _fits(weigh(shuffle(counts[few]), idf), [keep[few] for keep in kept], max(numbers))
    task = partial(_trial, real, shuffled, early=len(story) > FEW_UNITS)
    with ThreadPoolExecutor(workers) as pool:  # sparse products and rounds of the factorisation let other threads work
        return list(pool.map(task, numbers[::-1]))[::-1]  # the longest first


def _trial(real: list[Fit], shuffled: list[Fit], n_groups: int, *, early: bool) -> Trial:
    """Try one number of groups, in as many refits of the shuffled words as of the real ones."""
    labels, *refits = _labels(real[: EARLY + 1] if early else real, n_groups)
    if early and repeats(labels, refits, n_groups).min() >= DISSOLVED:
        refits += _labels(real[EARLY + 1 :], n_groups)
    by_chance, *again = _labels(shuffled[: len(refits) + 1], n_groups)
    chance = float(repeats(by_chance, again, n_groups).mean())
    return Trial(n_groups, tuple(refits), chance, beyond(repeats(labels, refits, n_groups), chance))


def repeats(labels: np.ndarray, refits: Sequence[np.ndarray], n_groups: int) -> np.ndarray:
    """How much of each group comes back, on average over the refits."""
    return np.mean([returned(labels, again, n_groups) for again in refits], axis=0)


def numbers_to_try(n_units: int, n_terms: int, *, fewest: int, most: int) -> list[int]:
    """Numbers of groups that so many units can bear: on average at least five units a group.

    Example:
        >>> numbers_to_try(55, 400, fewest=2, most=20)
        [2, 3, 4, 5, 6, 8, 10]
        >>> numbers_to_try(9, 400, fewest=2, most=20)
        []
    """
    largest = min(most, n_units // UNITS_A_GROUP, n_terms)
    return sorted({number for number in (*NUMBERS, fewest, most) if fewest <= number <= largest and number >= 2})


def choose(found: Sequence[Trial], *, repeats_well: float, every: bool = False) -> Trial | None:
    """The largest number of groups that repeats nearly as well as the best number does; None when none repeats well.

    A number repeats well when its groups come back at `repeats_well` or more on average, and none dissolves.
    Among those, the largest within 0.05 of the best is taken: more groups that hold still say more.

    Args:
        found: The numbers that were tried.
        repeats_well: How much of the groups has to come back.
        every: Each group has to come back so well, not only their mean. Meant for few stories: a refit then leaves
            out a tenth of them or more at once, the refits share nearly all the rest, and so a mean over two or
            three groups is too weak a witness for the group that does not hold.

    References:
        Hennig (2007), Computational Statistics & Data Analysis 52, 258-271 (Jaccard; under 0.5 dissolved).
        Greene, O'Callaghan and Cunningham (2014), ECML PKDD, 498-513 (number of NMF topics by stability).
    """
    least = repeats_well if every else DISSOLVED
    well = [trial for trial in found if trial.repeatability >= repeats_well and trial.of_groups.min() >= least]
    if not well:
        return None
    best = max(trial.repeatability for trial in well)
    return max((trial for trial in well if trial.repeatability >= best - MARGIN), key=lambda trial: trial.n_groups)


def exploratory(found: Sequence[Trial], n_units: int) -> int:
    """How many groups to show where none repeats well: the number tried that is nearest to √(units / 2).

    References:
        Mardia, Kent and Bibby (1979), Multivariate Analysis, section 13.2 (a rule of thumb).
    """
    wanted = np.sqrt(n_units / 2)
    return min((trial.n_groups for trial in found), key=lambda number: (abs(number - wanted), number), default=1)


def folds(story: np.ndarray) -> list[np.ndarray]:
    """Which units each refit keeps: every story is left out once, together with a fifth of them, or alone under 10.

    Example:
        >>> [fold.tolist() for fold in folds(np.array([0, 0, 1]))]
        [[False, False, True], [True, True, False]]
        >>> folds(np.array([0, 0]))
        []
    """
    n_stories = int(story.max()) + 1 if len(story) else 0
    if n_stories < 2:
        return []
    n_folds = n_stories if n_stories < 2 * REFITS else REFITS
    return [story % n_folds != fold for fold in range(n_folds)]


def returned(labels: np.ndarray, again: np.ndarray, n_groups: int) -> np.ndarray:
    """How much of each group comes back: units in both, of units in either, for the best pairing of groups.

    Units that the refit did not see (-2) are passed over; a group without a unit comes back with 0.

    Example:
        >>> returned(np.array([0, 0, 1, 1, 1, 0]), np.array([1, 1, 0, 0, 1, -2]), 2).round(4).tolist()
        [0.6667, 0.6667]
    """
    from scipy.optimize import linear_sum_assignment  # heavy

    seen = again != -2
    both = np.zeros((n_groups + 1, n_groups + 1))
    np.add.at(both, (labels[seen], again[seen]), 1)  # the last row and column are those of -1
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    overlap = (both / np.maximum(either, 1))[:n_groups, :n_groups]
    rows, columns = linear_sum_assignment(-overlap)
    return overlap[rows, columns]


def beyond(share: np.ndarray, chance: float) -> np.ndarray:
    """What comes back beyond chance: 0 no better than shuffled words, 1 all.

    Example:
        >>> beyond(np.array([0.9, 0.4]), 0.5).round(4).tolist()
        [0.8, 0.0]
    """
    return np.clip((share - chance) / max(1 - chance, 1e-9), 0.0, 1.0)


def shuffle(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """The same words dealt out anew: each unit keeps its length, each term its total. Always the same way."""
    unit = np.repeat(np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr)), counts.data.astype(np.int64))
    term = np.repeat(counts.indices, counts.data.astype(np.int64))
    dealt = np.random.default_rng(0).permutation(term)
    found = sparse.csr_matrix((np.ones(len(unit)), (unit, dealt)), shape=counts.shape)
    found.sum_duplicates()
    return found


def _fits(weights: sparse.csr_matrix, kept: Sequence[np.ndarray], most: int) -> list[Fit]:
    """The whole table and its parts, each with its singular vectors, which all numbers of groups share."""
    tables = [(np.ones(weights.shape[0], bool), weights), *((keep, weights[keep]) for keep in kept)]
    return [(keep, table, base(table, most)) for keep, table in tables]


def _labels(fits: Sequence[Fit], n_groups: int) -> list[np.ndarray]:
    """The strongest group of each unit in each fit; -2 for units that it did not see."""
    found = []
    for keep, table, start in fits:
        labels = np.full(len(keep), -2)
        labels[keep] = strongest(parts(table, group(table, start, n_groups)))
        found.append(labels)
    return found
