"""Candidates: pairs of stories that share a run of words, and no others."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.shingles import (
    candidates,
    distinct,
    ends_with,
    hashes_of,
    places_of,
    ranges_of,
    reading_order,
    shared_runs,
    tokens_in,
)
from tests.analysis.coverage_of import coverage_of
from tests.analysis.wording import prose

TEXTS = st.lists(st.lists(st.sampled_from("abcd"), max_size=12).map(" ".join), min_size=2, max_size=5)


@given(TEXTS)
@settings(max_examples=12, deadline=None)
def test_pairs_are_those_that_share_a_run(bodies):
    """Two stories are a pair if and only if three words in a row stand in both."""
    corpus = coverage_of(*bodies)
    keys, starts = shared_runs(corpus, np.arange(len(bodies)), 3)
    ids = corpus.articles["article_id"].astype(int).tolist()
    runs = [{tuple(part) for part in zip(words, words[1:], words[2:], strict=False)}
            for words in (bodies[number].split() for number in ids)]  # fmt: skip

    found = candidates(keys, starts, np.zeros(len(starts) - 1, bool)).tolist()

    assert found == [[a, b] for a in range(len(ids)) for b in range(a + 1, len(ids)) if runs[a] & runs[b]]


def test_star_links_to_the_first_story_only():
    """A run marked as a star gives n - 1 pairs, each with the first story."""
    corpus = coverage_of(*["one two three four"] * 4)
    keys, starts = shared_runs(corpus, np.arange(4), 4)

    assert candidates(keys, starts, np.ones(1, bool)).tolist() == [[0, 1], [0, 2], [0, 3]]
    assert places_of(keys).tolist() == [0, 1, 2, 3]


def test_first_stories_come_first():
    """The earliest dated, then the longest; undated stories come last."""
    corpus = coverage_of(
        "one", "two words", "three", published=["2024-01-02", "2024-01-02", None]
    )  # fmt: skip

    assert corpus.articles["article_id"].iloc[reading_order(corpus)].tolist() == ["01", "00", "02"]


def test_tokens_in_runs():
    """Every word of a shared run is marked, and no other."""
    corpus = coverage_of("zero one two three nine", "one two three")
    keys, starts = shared_runs(corpus, np.arange(2), 3)
    shard = corpus.shards[0]

    inside = tokens_in(shard, ranges_of(shard), hashes_of(keys, starts), width=3)

    assert inside.tolist() == [False, True, True, True, False, True, True, True]


def test_runs_at_the_end():
    """A run among the last words of a story is told from one further up."""
    shared = prose(1, 8)
    corpus = coverage_of(f"{prose(2, 30)} {shared}", f"{shared} {prose(3, 30)}")
    keys, _ = shared_runs(corpus, np.arange(2), 8)

    assert ends_with(corpus, np.arange(2), keys, width=8, last=20).tolist() == [True, False]


def test_distinct():
    """Each value once, ascending; nothing gives nothing."""
    assert distinct(np.array([3, 1, 3])).tolist() == [1, 3]
    assert distinct(np.empty(0, np.int64)).tolist() == []
