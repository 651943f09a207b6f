"""Stories cut into passages."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.passages import cuts, passages, whole_stories
from tests.analysis.two_subjects import corpus_of

LENGTHS = st.lists(st.integers(0, 60), min_size=1, max_size=40)


def test_equal_sentences_are_dealt_evenly():
    """Twelve sentences of 15 words are two passages of 90."""
    assert cuts([15] * 12, [0] * 12, 90) == [0, 6, 12]


def test_a_short_story_is_one_passage():
    """Thirty words are not cut."""
    assert cuts([10, 10, 10], [0, 0, 0], 90) == [0, 3]


def test_a_long_sentence_is_a_passage():
    """Nothing is cut inside a sentence, be it 200 words long."""
    assert cuts([80, 200, 80], [0, 0, 0], 90) == [0, 1, 2, 3]


def test_a_heading_goes_with_what_follows():
    """Ninety words, a heading, ninety words: the heading opens the second passage."""
    assert cuts([45, 45, 3, 45, 45], [0, 0, 1, 0, 0], 90) == [0, 2, 5]


@given(LENGTHS)
def test_cuts_leave_nothing_out(lengths):
    """The passages are the story: from the first sentence to the last, none empty, none twice."""
    found = cuts(lengths, [0] * len(lengths), 90)

    assert found[0] == 0
    assert found[-1] == len(lengths)
    assert all(a < b for a, b in pairwise(found))


@given(st.lists(st.integers(5, 30), min_size=3, max_size=60))
def test_passages_of_common_sentences_have_60_to_120_words(lengths):
    """Where sentences have 5 to 30 words and the story is long enough, every passage keeps the bounds."""
    if sum(lengths) < 240:  # 121 to 239 words may have no cut that suits both halves
        return
    found = cuts(lengths, [0] * len(lengths), 90)

    assert all(60 <= sum(lengths[a:b]) <= 120 for a, b in pairwise(found))


def test_passages_point_into_the_body():
    """A passage starts with its first sentence and ends with its last; together they hold every word."""
    body = " ".join(f"Sentence number {word} has seven plain words." for word in ("one", "two", "three", "four"))
    corpus = corpus_of([body])
    found = passages(corpus, [0], words=14)

    assert [body[a:b] for a, b in zip(found.start, found.end, strict=True)] == [
        "Sentence number one has seven plain words. Sentence number two has seven plain words.",
        "Sentence number three has seven plain words. Sentence number four has seven plain words.",
    ]
    assert found.place.tolist() == [0, 1]
    assert (found.last - found.first).tolist() == [14, 14]


def test_whole_stories():
    """A story as one passage; one without a word has none."""
    corpus = corpus_of(["Ships sail. Ships rest.", "…", "Apples fall."])
    found = whole_stories(corpus, np.arange(3))
    ids = corpus.articles["article_id"].to_numpy()[found.row]

    assert ids.tolist() == [f"{0:016x}", f"{2:016x}"]
    assert (found.last - found.first).tolist() == [4, 2]
    assert found.end.tolist() == [23, 12]
