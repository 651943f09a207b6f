"""Postings: where each term stands, and how often in each story."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.corpus.postings import article_terms, postings

STORIES = st.lists(st.lists(st.integers(0, 7), max_size=9), min_size=1, max_size=6)


@given(STORIES)
def test_postings_hold_every_token_once_in_order(stories):
    """The places of a term are ascending and are where the term stands."""
    term = np.array([word for story in stories for word in story], np.int32)

    offsets, places = postings(term, 8)

    assert [places[offsets[t] : offsets[t + 1]].tolist() for t in range(8)] == [
        [place for place, word in enumerate(term) if word == t] for t in range(8)
    ]


@given(STORIES)
def test_counts_per_story_are_what_counting_by_hand_gives(stories):
    """Each story's entries are its distinct terms, ascending, with their counts."""
    term = np.array([word for story in stories for word in story], np.int32)
    bounds = np.cumsum([0] + [len(story) for story in stories])

    offsets, terms, counts = article_terms(term, bounds, 8)

    found = [list(zip(terms[a:b].tolist(), counts[a:b].tolist(), strict=True)) for a, b in itertools.pairwise(offsets)]
    assert found == [[(word, story.count(word)) for word in sorted(set(story))] for story in stories]
