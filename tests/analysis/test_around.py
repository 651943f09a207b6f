from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.around import before_after, dealt
from dashboard.analysis.carriers import Measure
from tests.analysis.dated import corpus_of
from tests.analysis.test_timeline import facts_of

DAY = date(2025, 5, 7)


@pytest.fixture
def corpus():
    """Ten stories of 6 May, ten of 7 May, a Russian one and an undated one."""
    return corpus_of(
        [("2025-05-06", "en", 5, "Herald")] * 10
        + [("2025-05-07", "en", 5, "Herald")] * 10
        + [("2025-05-08", "ru", 5, None), (None, "en", 5, None)]
    )


@pytest.fixture
def facts():
    """Trade in two stories before and in eight after, in the Russian and in the undated one; twice in story 0."""
    return facts_of(
        *((row, "trade", 2 if row == 0 else 1, 1, False, False) for row in [0, 1, *range(10, 18), 20, 21]),
    )


def trade(table):
    """The row of trade as a dictionary."""
    return table[table["theme"] == "trade"].iloc[0].to_dict()


def test_the_day_itself_is_on_the_later_side(corpus, facts):
    """2 of 10 before, 8 of 10 from the day on; the undated and the Russian story stand on neither side."""
    found = trade(before_after(corpus, np.ones(22, bool), facts, DAY))

    assert [found[name] for name in ("k_before", "n_before", "k_after", "n_after")] == [2, 10, 8, 10]
    assert (found["share_before"], found["share_after"], found["state"]) == (0.2, 0.8, "ok")


def test_difference_with_newcombes_interval(corpus, facts):
    """0.8 - 0.2; Wilson 0.4902 to 0.9433 and 0.0567 to 0.5098 give 0.6 - √(0.3098² + 0.3098²) and + √(0.1433² · 2)."""
    found = trade(before_after(corpus, np.ones(22, bool), facts, DAY))

    assert round(found["difference"], 4) == 0.6
    assert [round(found["low"], 3), round(found["high"], 3)] == [0.162, 0.803]


def test_p_is_fishers_and_q_is_for_all_themes(corpus, facts):
    """Of C(20, 10) = 184,756 ways to deal, 8 or more of the ten carriers on one side: 2 · (2025 + 100 + 1)."""
    found = trade(before_after(corpus, np.ones(22, bool), facts, DAY))

    assert found["p"] == pytest.approx(2 * 2126 / 184_756)
    assert found["q"] == pytest.approx(2 * 2 * 2126 / 184_756)  # two themes; memory has p = 1


def test_takes_up_counts_what_the_line_counts(corpus, facts):
    """Only story 0 has two sentences."""
    found = trade(before_after(corpus, np.ones(22, bool), facts, DAY, Measure("takes_up")))

    assert [found["k_before"], found["k_after"]] == [1, 0]


def test_under_ten_a_side_there_are_counts_only(corpus, facts):
    """Nine before: k and n stand, nothing is compared."""
    found = trade(before_after(corpus, np.arange(22) > 0, facts, DAY))

    assert [found["k_before"], found["n_before"], found["state"]] == [1, 9, "few"]
    assert np.isnan([found[name] for name in ("difference", "low", "high", "p", "q", "low_before")]).all()


def test_counted_ways_are_the_limit_of_drawn_ones():
    """20,000 seeded deals of the same stories come within a hundredth of the counted p."""
    carries = np.repeat([1, 0, 1, 0], [9, 11, 4, 16])
    rng = np.random.default_rng(1)
    drawn = np.array([rng.permutation(carries) for _ in range(20_000)])
    apart = np.abs(drawn[:, :20].sum(axis=1) - drawn[:, 20:].sum(axis=1))

    assert abs(dealt(np.array([9, 4]), np.array([20, 20])) - (apart >= 5).mean()) < 0.01


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_p_is_a_share_and_sides_may_be_swapped(n_before, n_after, data):
    """Above 0, up to 1, the same whichever side comes first."""
    k = np.array([data.draw(st.integers(0, n_before)), data.draw(st.integers(0, n_after))])
    n = np.array([n_before, n_after])

    assert 0 < dealt(k, n) <= 1
    assert dealt(k, n) == pytest.approx(dealt(k[::-1], n[::-1]))
