"""Groups of units that share words: scikit-learn's non-negative matrix factorisation, started from one decomposition.

The same input gives the same groups: nothing is drawn at random, and the number of rounds has a bound.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

ROUNDS = 30  # of the factorisation: on 2,225 news stories of five sections 60 rounds find them no better, 20 worse
PLACING = 15  # rounds of `parts`: on real and made stories more move no part by 1e-6
SMALL = 0.02  # parts of a unit below 2 % are noise of the factorisation


@dataclass(frozen=True, eq=False)
class Base:
    """The leading singular vectors of a table of weights: computed once, a start for any number of groups."""

    left: np.ndarray
    values: np.ndarray
    right: np.ndarray


def base(weights: sparse.csr_matrix, most: int) -> Base:
    """The `most` leading singular vectors (fewer when the table is smaller), always the same ones."""
    from sklearn.utils.extmath import randomized_svd  # heavy

    size = min(most, *weights.shape)
    return Base(*randomized_svd(weights, size, n_iter=4, random_state=0))


def group(weights: sparse.csr_matrix, start: Base, n_groups: int) -> np.ndarray:
    """The words of each group: groups × terms, each row summing to 1.

    Least squares: weights ≈ (units × groups) · (groups × terms), nothing negative.

    Args:
        weights: Units × terms, tf-idf.
        start: Its `base`, from which every number of groups starts (NNDSVD).
        n_groups: At most the number of vectors in `start`.

    References:
        Lee and Seung (1999), Nature 401, 788-791. Boutsidis and Gallopoulos (2008), Pattern Recognition 41,
        1350-1362 (the start). Cichocki and Phan (2009), IEICE Transactions E92-A, 708-721 (the solver).
    """
    from sklearn import config_context  # heavy
    from sklearn.decomposition import non_negative_factorization

    of_units, of_terms = _started(start, n_groups, weights.mean())
    # Our own arrays need no check of theirs, which costs a small table more than the rounds do.
    with config_context(assume_finite=True, skip_parameter_validation=True):
        found = non_negative_factorization(
            weights, W=of_units, H=of_terms, n_components=n_groups, init="custom", tol=0, max_iter=ROUNDS
        )
    return shares_of(found[1])


def _started(start: Base, n_groups: int, filling: float) -> tuple[np.ndarray, np.ndarray]:
    """Where to start: of each pair of singular vectors the heavier half, positive or negative.

    What would be 0 becomes small instead, as no round could move a group that is 0 throughout.
    """
    of_units = np.full((len(start.left), n_groups), filling, start.right.dtype)
    of_terms = np.full((n_groups, start.right.shape[1]), filling, start.right.dtype)
    for place in range(min(n_groups, len(start.values))):
        sides = [
            (np.maximum(sign * start.left[:, place], 0), np.maximum(sign * start.right[place], 0)) for sign in (1, -1)
        ]
        units, terms = max(sides, key=lambda side: np.linalg.norm(side[0]) * np.linalg.norm(side[1]))
        scale = np.sqrt(start.values[place])
        of_units[:, place] = np.maximum(scale * units, filling)
        of_terms[place] = np.maximum(scale * terms, filling)
    return of_units, of_terms


def parts(weights: sparse.csr_matrix, of_terms: np.ndarray) -> np.ndarray:
    """How much of each unit belongs to each group: rows sum to 1, or to 0 for a unit without the groups' terms.

    Non-negative least squares against fixed groups: a unit's parts depend on its own words and the groups
    alone, so that copies get the same, and a unit that was not learned from can be placed.

    References:
        Franc, Hlaváč and Navara (2005), CAIP, 407-414 (a coordinate at a time).
    """
    if not len(of_terms) or not weights.shape[0]:
        return np.zeros((weights.shape[0], len(of_terms)))
    of_terms = of_terms.astype(weights.dtype)
    product = np.ascontiguousarray((weights @ np.ascontiguousarray(of_terms.T)).T)
    gram = of_terms @ of_terms.T
    found = np.zeros_like(product)
    for _ in range(PLACING):
        for one in np.flatnonzero(gram.diagonal() > 0).tolist():
            found[one] = np.maximum(found[one] + (product[one] - gram[one] @ found) / gram[one, one], 0)
    amounts = found.T.astype(np.float64)
    return shares_of(np.where(amounts >= SMALL * amounts.sum(axis=1, keepdims=True), amounts, 0.0))


def shares_of(amounts: np.ndarray) -> np.ndarray:
    """Rows divided by their sums; rows of zeros stay.

    Example:
        >>> shares_of(np.array([[1.0, 3.0], [0.0, 0.0]])).tolist()
        [[0.25, 0.75], [0.0, 0.0]]
    """
    sums = amounts.sum(axis=1, keepdims=True)
    return np.divide(amounts, sums, out=np.zeros_like(amounts), where=sums > 0)


def strongest(of_units: np.ndarray) -> np.ndarray:
    """The group with the largest part of each unit (the first of equals), -1 for none.

    Example:
        >>> strongest(np.array([[0.25, 0.75], [0.5, 0.5], [0.0, 0.0]])).tolist()
        [1, 0, -1]
    """
    if not of_units.shape[1]:
        return np.full(len(of_units), -1)
    return np.where(of_units.max(axis=1) > 0, of_units.argmax(axis=1), -1)
