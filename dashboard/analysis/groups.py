"""Groups of units that share words: non-negative matrix factorisation, started from a singular value decomposition.

The same input gives the same groups: nothing is drawn at random, and the number of rounds is fixed.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

STEPS, SWEEPS = 20, 4  # rounds over the table, and sweeps over the groups in each: sweeps are cheap, the table is not
PLACING = 20  # sweeps until the parts of a unit stand still
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

    Least squares: weights ≈ (units × groups) · (groups × terms), nothing negative. The solver is that of
    scikit-learn's NMF (coordinate descent) with several sweeps for each product with the table, so that it
    is as near to the best after 20 rounds as without them after 60; and the number of rounds is fixed.

    Args:
        weights: Units × terms, tf-idf.
        start: Its `base`.
        n_groups: At most the number of vectors in `start`.

    References:
        Lee and Seung (1999), Nature 401, 788-791. Boutsidis and Gallopoulos (2008), Pattern Recognition 41,
        1350-1362 (the start, NNDSVD). Gillis and Glineur (2012), Neural Computation 24, 1085-1105 (the sweeps).
    """
    of_terms = _started(start, n_groups, weights.mean())
    of_units = np.zeros((weights.shape[0], n_groups), weights.dtype)
    turned = weights.T.tocsr()
    for _ in range(STEPS):
        of_units = _swept(of_units, weights @ of_terms, of_terms.T @ of_terms, SWEEPS)
        of_terms = _swept(of_terms, turned @ of_units, of_units.T @ of_units, SWEEPS)
    return shares_of(of_terms.T)


def _swept(found: np.ndarray, fit: np.ndarray, overlap: np.ndarray, sweeps: int) -> np.ndarray:
    """Set each column in turn to its best value of 0 or more, the others held."""
    better = found.T.copy()  # one group's values side by side
    for _ in range(sweeps):
        for place in range(len(overlap)):
            if overlap[place, place] > 0:
                step = (fit[:, place] - overlap[place] @ better) / overlap[place, place]
                np.maximum(better[place] + step, 0, out=better[place])
    return better.T


def _started(start: Base, n_groups: int, filling: float) -> np.ndarray:
    """Terms × groups to start from: of each pair of singular vectors the heavier half, positive or negative.

    What would be 0 becomes small instead, as no sweep could move a group that is 0 throughout.
    """
    of_terms = np.full((start.right.shape[1], n_groups), filling, start.right.dtype)
    for place in range(min(n_groups, len(start.values))):
        units, terms = start.left[:, place], start.right[place]
        mass, other = (
            np.linalg.norm(np.maximum(s * units, 0)) * np.linalg.norm(np.maximum(s * terms, 0)) for s in (1, -1)
        )
        of_terms[:, place] = np.maximum(terms if mass >= other else -terms, filling)
    return of_terms


def parts(weights: sparse.csr_matrix, of_terms: np.ndarray) -> np.ndarray:
    """How much of each unit belongs to each group: rows sum to 1, or to 0 for a unit without the groups' terms.

    Non-negative least squares against fixed groups: a unit's parts depend on its own words and the groups
    alone, so that copies get the same, and a unit that was not learned from can be placed.
    """
    fit, overlap = np.asarray(weights @ of_terms.T), of_terms @ of_terms.T
    found = _swept(np.zeros_like(fit), fit, overlap, PLACING).astype(np.float64)
    return shares_of(np.where(found >= SMALL * found.sum(axis=1, keepdims=True), found, 0.0))


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
