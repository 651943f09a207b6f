"""Stock wording: a sign-off is none of the stories' own, a report on one event is."""

import random

from dashboard.analysis.shingles import reading_order, shared_runs
from dashboard.analysis.stock import LAST, stock_runs
from tests.analysis.coverage_of import coverage_of
from tests.analysis.wording import prose

SHARED = prose(99, 12)


def stock(bodies: list[str], outlets: list[str]) -> list[bool]:
    """Whether all runs that the stories share are stock, or none is."""
    corpus = coverage_of(*bodies, outlet=outlets)
    order = reading_order(corpus)
    runs = shared_runs(corpus, order, 8, last=LAST)
    return sorted(set(stock_runs(corpus, order, runs).tolist()))


def in_the_middle(*seeds: int) -> list[str]:
    """The shared sentence in the middle of stories that have nothing else in common."""
    return [f"{prose(seed, 100)} {SHARED} {prose(seed + 50, 100)}" for seed in seeds]


def test_three_unlike_stories_make_stock():
    """Three stories unlike each other share a sentence: stock, whatever their outlets."""
    assert stock(in_the_middle(1, 2, 3), ["Fox News", "China Daily", "Herald"]) == [True]


def test_two_unlike_stories_of_one_outlet_make_stock():
    """Two are enough in one outlet, also under two names of its sections; in two outlets they are a finding."""
    assert stock(in_the_middle(1, 2), ["The Herald", "Herald - Opinion"]) == [True]
    assert stock(in_the_middle(1, 2), ["Herald", "China Daily"]) == [False]


def test_the_last_words_of_two_unlike_stories_are_stock():
    """A sentence that ends two unlike stories is a sign-off."""
    assert stock([f"{prose(seed, 100)} {SHARED}" for seed in (1, 2)], ["Herald", "China Daily"]) == [True]


def test_alike_stories_share_no_stock():
    """Three reports that use the same words of their own, in another order, are alike: no stock."""
    words = prose(5, 80).replace(".", "").split()
    mixed = [" ".join(random.Random(seed).sample(words, 80)) for seed in range(6)]

    assert stock([f"{mixed[n]} {SHARED} {mixed[n + 3]}" for n in range(3)], ["Herald"] * 3) == [False]
