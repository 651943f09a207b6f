"""Two stories side by side: spans, edits, gaps."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.alignment import align
from tests.analysis.coverage_of import coverage_of


def aligned(first: str, second: str):
    """What two texts of blank-separated words share, with little patience for edits."""
    shard = coverage_of(first, second).shards[0]
    return align(shard, shard, np.array([[0, 1]]), seed=2, drop=3, least=3)


def test_one_passage():
    """A passage runs from its first equal word to its last, counted in tokens of the shard."""
    found = aligned("a b c d e", "x c d e y")

    assert found.spans.tolist() == [[2, 4, 6, 8]]
    assert sorted(found.first.tolist()) == [2, 3, 4]
    assert sorted(found.second.tolist()) == [6, 7, 8]


def test_edits_are_bridged():
    """A word changed, one left out and one put in stay inside the passage, and are not among its words."""
    found = aligned("a b c d e f g h i j", "a b X d e g h Y i j")

    assert found.spans.tolist() == [[0, 9, 10, 19]]
    assert sorted(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [
        (0, 10), (1, 11), (3, 13), (4, 14), (6, 15), (7, 16), (8, 18), (9, 19),
    ]  # fmt: skip


def test_far_apart_is_two_passages():
    """Where more words differ than the passage has patience for, it ends, and another begins behind."""
    found = aligned("a b c d 1 2 3 4 5 6 7 8 e f g h", "a b c d s t u v w x y z e f g h")

    assert sorted(found.spans.tolist()) == [[0, 3, 16, 19], [12, 15, 28, 31]]


def test_said_twice():
    """A passage that the second story says twice is found at both places."""
    found = aligned("a b c d", "a b c d x y z u v w a b c d")

    assert sorted(found.spans[:, 2].tolist()) == [4, 14]


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.lists(st.sampled_from("abcdef"), max_size=30))
@settings(max_examples=25, deadline=None)
def test_words_are_equal_and_in_order(one, two):
    """Whatever the texts: the words paired are equal, both run forward, and the span ends with them."""
    shard = coverage_of(" ".join(one), " ".join(two)).shards[0]
    found = align(shard, shard, np.array([[0, 1]]), seed=2, drop=3, least=3)

    for place, (low, high) in enumerate(zip(found.offsets[:-1], found.offsets[1:], strict=True)):
        pairs = sorted(zip(found.first[low:high].tolist(), found.second[low:high].tolist(), strict=True))
        assert all(shard.term[a] == shard.term[b] for a, b in pairs)
        assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(pairs))
        assert [pairs[0][0], pairs[-1][0], pairs[0][1], pairs[-1][1]] == found.spans[place].tolist()
