"""Candidates: pairs of stories that share a run of words, and no others."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.candidates import candidates, distinct
from dashboard.analysis.shingles import shared_runs
from tests.analysis.coverage_of import coverage_of

TEXTS = st.lists(st.lists(st.sampled_from("abcd"), max_size=12).map(" ".join), min_size=2, max_size=5)


@given(TEXTS)
@settings(max_examples=12, deadline=None)
def test_pairs_are_those_that_share_a_run(bodies):
    """Two stories are a pair if and only if three words in a row stand in both."""
    corpus = coverage_of(*bodies)
    shared = shared_runs(corpus, np.arange(len(bodies)), 3)
    ids = corpus.articles["article_id"].astype(int).tolist()
    runs = [{tuple(part) for part in zip(words, words[1:], words[2:], strict=False)}
            for words in (bodies[number].split() for number in ids)]  # fmt: skip

    found = candidates(shared, np.zeros(len(shared.hashes), bool)).tolist()

    assert found == [[a, b] for a in range(len(ids)) for b in range(a + 1, len(ids)) if runs[a] & runs[b]]


def test_star_links_to_the_first_story_only():
    """A run marked as a star gives n - 1 pairs, each with the first story."""
    runs = shared_runs(coverage_of(*["one two three four"] * 4), np.arange(4), 4)

    assert candidates(runs, np.ones(1, bool)).tolist() == [[0, 1], [0, 2], [0, 3]]
    assert runs.stories.tolist() == [0, 1, 2, 3]


def test_distinct():
    """Each value once, ascending; nothing gives nothing."""
    assert distinct(np.array([3, 1, 3])).tolist() == [1, 3]
    assert distinct(np.empty(0, np.int64)).tolist() == []
