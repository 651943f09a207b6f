"""The factorisation: against scikit-learn's, and on tables whose groups are plain."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse
from sklearn.decomposition import NMF

from dashboard.analysis.groups import base, group, parts, shares_of, strongest

BLOCKS = sparse.csr_matrix(np.kron(np.eye(3), np.ones((4, 5))))


def table(n_units=120, n_terms=80, n_groups=4):
    """A table of four overlapping groups with noise, always the same."""
    draw = np.random.default_rng(7)
    of_units = draw.dirichlet(np.full(n_groups, 0.3), n_units)
    of_terms = draw.dirichlet(np.full(n_terms, 0.1), n_groups)
    return sparse.csr_matrix(draw.poisson(of_units @ of_terms * 60)).astype(np.float64)


def test_three_blocks_are_three_groups():
    """Four units that share five words each: three groups of equal words."""
    of_terms = group(BLOCKS, base(BLOCKS, 3), 3)

    assert sorted(of_terms.round(3).tolist(), reverse=True) == [
        [0.2] * 5 + [0.0] * 10,
        [0.0] * 5 + [0.2] * 5 + [0.0] * 5,
        [0.0] * 10 + [0.2] * 5,
    ]


def test_as_near_as_scikit_learn():
    """The rest that four groups leave of a noisy table is not above that of scikit-learn after 200 rounds."""
    weights = table()
    model = NMF(4, init="nndsvda", max_iter=200, tol=0, random_state=0)
    rest = np.linalg.norm(weights - model.fit_transform(weights) @ model.components_)
    of_terms = group(weights, base(weights, 4), 4)
    amounts = np.linalg.lstsq(of_terms.T, weights.toarray().T, rcond=None)[0].T
    ours = np.linalg.norm(weights - np.maximum(amounts, 0) @ of_terms)

    assert ours <= rest * 1.01


def test_the_same_twice():
    """Nothing is drawn at random."""
    weights = table()

    assert np.array_equal(group(weights, base(weights, 5), 3), group(weights, base(weights, 5), 3))


def test_parts_of_a_mixed_unit():
    """A unit with the words of two blocks belongs to both by halves, one without words to none."""
    of_terms = np.array([[0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 0.5, 0.5]])
    units = sparse.csr_matrix([[1.0, 1.0, 1.0, 1.0], [2.0, 2.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])

    assert parts(units, of_terms).round(4).tolist() == [[0.5, 0.5], [1.0, 0.0], [0.0, 0.0]]


def test_a_trace_of_a_group_is_none():
    """One part in a hundred is noise and is left out."""
    of_terms = np.array([[1.0, 0.0], [0.0, 1.0]])

    assert parts(sparse.csr_matrix([[99.0, 1.0]]), of_terms).tolist() == [[1.0, 0.0]]


@given(arrays(np.float64, (6, 4), elements=st.floats(0, 1)))
def test_parts_add_up(values):
    """Parts lie in 0 to 1 and sum to 1, or to 0."""
    found = parts(sparse.csr_matrix(values), np.array([[0.7, 0.2, 0.1, 0.0], [0.0, 0.1, 0.2, 0.7]]))
    sums = found.sum(axis=1)

    assert ((found >= 0) & (found <= 1)).all()
    assert all(total == 0 or total == pytest.approx(1) for total in sums)


def test_more_groups_than_vectors():
    """A tiny table gives fewer groups than asked, the others empty, and no crash."""
    weights = sparse.csr_matrix([[1.0, 0.0], [0.0, 1.0]])
    of_terms = group(weights, base(weights, 5), 2)

    assert sorted(strongest(parts(weights, of_terms)).tolist()) == [0, 1]


def test_no_groups_at_all():
    """Without a group no unit has a strongest one."""
    assert strongest(np.zeros((3, 0))).tolist() == [-1, -1, -1]
    assert shares_of(np.zeros((0, 2))).shape == (0, 2)
