"""The chain model over the lines of a page."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.articles.line_model import chances_of

STEPS = {(0, 0): None, (0, 1): 4, (1, 1): None, (1, 2): 6, (2, 2): None, (2, 1): 7, (1, 3): 5, (3, 3): None}


def by_hand(scores):
    """The same chances from a list of all ways through the page."""
    total, found = 0.0, np.zeros(len(scores))
    for states in itertools.product(range(4), repeat=len(scores)):
        pairs = list(zip((0, *states), states, strict=False))
        if states[-1] == 2 or any(pair not in STEPS for pair in pairs):
            continue
        steps = [(at, STEPS[pair]) for at, pair in enumerate(pairs) if STEPS[pair] is not None]
        weight = np.exp(sum(scores[at, state] for at, state in enumerate(states)) + sum(scores[s] for s in steps))
        total += weight
        found += weight * (np.array(states) == 1)
    return found / total


@given(st.integers(0, 10_000), st.integers(1, 5))
@settings(max_examples=25)
def test_chances_are_those_of_all_ways_through_the_page(seed, n_lines):
    """Going down and up once gives what adding up every way gives."""
    scores = np.random.default_rng(seed).normal(size=(n_lines, 8))

    assert chances_of(scores) == pytest.approx(by_hand(scores), abs=1e-9)


def test_a_gap_is_no_part_of_the_story():
    """A line that speaks for a gap, between two that speak for the story."""
    scores = np.zeros((3, 8))
    scores[[0, 2], 1] = 5
    scores[1, 2] = 5

    assert [chance > 0.5 for chance in chances_of(scores)] == [True, False, True]
