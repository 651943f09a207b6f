"""Intervals against the literature and against sums done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.intervals import benjamini_hochberg, clustered, design_effect, wilson

STORIES = st.lists(
    st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=0, max_size=30
)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # the four of Newcombe (1998), table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 100, 0.0552, 0.1744),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilson_of_the_literature(k, n, low, high):
    """The published score intervals come out to four places."""
    found = wilson(k, n)

    assert [round(float(end), 4) for end in found] == [low, high]


def test_wilson_without_units():
    """A share of nothing has no interval."""
    low, high = wilson([0, 1], [0, 4])

    assert np.isnan([low[0], high[0]]).all()
    assert not np.isnan([low[1], high[1]]).any()


def test_wilson_is_wider_when_surer():
    """A surer interval is a wider one: 99 % around 5 of 10 is 0.1842 to 0.8158, 95 % 0.2366 to 0.7634."""
    sure, surer = wilson(5, 10), wilson(5, 10, confidence=0.99)

    assert [round(float(end), 4) for end in (*sure, *surer)] == [0.2366, 0.7634, 0.1842, 0.8158]


def test_wilson_refuses_more_hits_than_units():
    """Six of five is a bug of the caller, not a share."""
    with pytest.raises(ValueError, match="above its n"):
        wilson(6, 5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(pair):
    """The ends lie in 0 to 1 with the share between them."""
    k, n = pair
    low, high = (float(end) for end in wilson(k, n))

    assert 0 <= low <= k / n <= high <= 1
    assert low < high


def test_clustered_by_hand():
    """Ten stories, sentences and hits unequal: every step written out."""
    # Σk = 20, Σn = 100, p = 0.2. Residuals k - 0.2n: (4-2, 0-2, 2-1, 0-1, 6-4, 2-4, 1-1, 1-1, 3-2, 1-2)
    # = 2, -2, 1, -1, 2, -2, 0, 0, 1, -1; squares add to 20. v = 10/9 · 20 / 100² = 0.0022222.
    # Effective: 0.2 · 0.8 / 0.0022222 = 72. Wilson of 14.4 of 72: 0.1239 to 0.3065.
    found = clustered([4, 0, 2, 0, 6, 2, 1, 1, 3, 1], [10, 10, 5, 5, 20, 20, 5, 5, 10, 10])

    assert (found.k, found.n, found.share, round(found.n_effective, 6)) == (20, 100, 0.2, 72.0)
    assert (round(found.low, 4), round(found.high, 4)) == (0.1239, 0.3065)


def test_clustered_with_one_hit_per_story_of_one_sentence_is_plain():
    """Stories of one sentence are sentences drawn one by one, but for m/(m-1)."""
    found = clustered([1] * 10 + [0] * 90, [1] * 100)

    assert round(found.n_effective, 6) == 99.0  # v = 100/99 · 9 / 100², 0.09 / v = 99


def test_clustered_without_hits_uses_the_design_effect():
    """No hit in 40 sentences at a design effect of 2 is no hit in 20: 0 to 0.1611."""
    found = clustered([0] * 10, [4] * 10, design_effect=2.0)

    assert (found.low, round(found.high, 4), found.n_effective) == (0.0, 0.1611, 20.0)


def test_clustered_with_nothing_but_hits():
    """All of 40 sentences at a design effect of 2 is all of 20: 0.8389 to 1."""
    found = clustered([4] * 10, [4] * 10, design_effect=2.0)

    assert (round(found.low, 4), found.high) == (0.8389, 1.0)


def test_clustered_with_equal_shares_uses_the_design_effect():
    """Equal shares have no variance; the interval still has a width, that of 20 of 100."""
    found = clustered([1, 2, 3, 14], [5, 10, 15, 70])

    assert (round(found.low, 4), round(found.high, 4), found.n_effective) == (0.1334, 0.2888, 100.0)


def test_clustered_never_takes_a_design_effect_below_one():
    """A design effect under 1 would make the reader too sure."""
    assert clustered([0, 0], [5, 5], design_effect=0.2) == clustered([0, 0], [5, 5])


def test_one_story_is_a_full_count():
    """Within one story there is a share and no interval; a story without sentences does not count."""
    found = clustered([3, 0], [12, 0])

    assert found.share == 0.25
    assert np.isnan([found.low, found.high, found.n_effective]).all()


def test_no_story_at_all():
    """Nothing to count gives NaN, not a crash."""
    found = clustered([], [])

    assert (found.k, found.n) == (0, 0)
    assert np.isnan(found.share)


@given(STORIES)
def test_clustered_holds_the_share(stories):
    """The share lies between its ends, and they in 0 to 1."""
    found = clustered([k for k, _ in stories], [n for _, n in stories])

    if not np.isnan(found.low):
        assert 0 <= found.low <= found.share + 1e-12
        assert found.share - 1e-12 <= found.high <= 1


@given(STORIES)
def test_the_design_effect_is_at_least_one(stories):
    """Stories never make sentences more telling than sentences drawn one by one."""
    assert design_effect([k for k, _ in stories], [n for _, n in stories]) >= 1.0


def test_benjamini_hochberg_of_its_paper():
    """The 15 tests of the paper: four have a q up to 0.05."""
    # p · 15 / rank, then the running minimum from the largest: .0001·15, .0004·7.5, .0019·5, .0095·3.75, .0201·3,
    # then .0298·15/7 = .0639 (below .0278·2.5), .0344·1.875 = .0645, .0459·15/9 = .0765, .486, …
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    q = benjamini_hochberg(p).round(4).tolist()

    assert q[:9] == [0.0015, 0.0030, 0.0095, 0.0356, 0.0603, 0.0639, 0.0639, 0.0645, 0.0765]


def test_a_test_that_was_not_made_stays_out():
    """NaN is neither counted nor judged: 0.02 and 0.04 are two tests, not three."""
    q = benjamini_hochberg([0.02, np.nan, 0.04])

    assert q[[0, 2]].round(4).tolist() == [0.04, 0.04]
    assert np.isnan(q[1])


def test_no_tests():
    """No tests, no q."""
    assert benjamini_hochberg([]).tolist() == []
