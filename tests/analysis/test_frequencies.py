"""Term frequencies: occurrences, stories, per 1,000 words, by form and by family."""

import numpy as np
import pytest

from dashboard.analysis.frequencies import phrase_totals, totals
from dashboard.analysis.terms import article_terms, occurrences
from dashboard.analysis.wordlists import top_terms
from tests.analysis.coverage_of import coverage_of

BODIES = ("Tariff tariffs rise and rise.", "The tariff and the tide.", "Peace talks. Peace talks. Peace!")


def corpus():
    """Three stories, counted by hand below."""
    return coverage_of(*BODIES)


def rows_of(frame, *columns):
    """Some columns as plain lists."""
    return frame[list(columns)].values.tolist()


def test_top_terms_are_counted_over_the_chosen_stories():
    """Rise 2 in 1 story, tariff 2 in 2, then singles A to Z; n is the number of chosen stories."""
    frame = top_terms(corpus(), np.array([True, True, False]), top=3)

    assert rows_of(frame, "term", "n_tokens", "n_articles", "n") == [
        ["rise", 2, 1, 2],
        ["tariff", 2, 2, 2],
        ["tariffs", 1, 1, 2],
    ]


def test_a_family_adds_its_forms_and_counts_a_story_once():
    """Tariff and tariffs: 3 occurrences, in 2 stories although one of them has both forms."""
    frame = top_terms(corpus(), np.array([True, True, False]), top=1, families=True)

    assert rows_of(frame, "term", "n_tokens", "n_articles") == [["tariff", 3, 2]]


def test_function_words_are_left_out_unless_asked_for():
    """Function words come only with stop."""
    mask = np.ones(3, bool)

    assert {"and", "the"}.isdisjoint(top_terms(corpus(), mask)["term"])
    assert {"and", "the"} <= set(top_terms(corpus(), mask, stop=True)["term"])


def test_per_1000_words_is_over_all_words_of_the_chosen_stories():
    """Peace stands 3 times in 5 words."""
    frame = top_terms(corpus(), np.array([False, False, True]), top=1)

    assert rows_of(frame, "term", "per_1000_words") == [["peace", 600.0]]


def test_tfidf_is_the_mean_over_the_chosen_stories():
    """It sums the weights of `article_terms` and divides by n."""
    weights = article_terms(corpus(), [0, 1])
    frame = top_terms(corpus(), np.array([True, True, False]), top=None).set_index("term")

    assert frame.loc["tariff", "tfidf"] == pytest.approx(weights.loc[weights["term"] == "tariff", "tfidf"].sum() / 2)


def test_squares_are_summed_per_story():
    """In story 0 the family stands twice, in story 1 once: 4 + 1; one form stands once in both: 1 + 1."""
    vocabulary = corpus().vocabulary
    place = vocabulary.find("tariff")

    assert totals(corpus(), np.ones(3, bool), families=True).squares[vocabulary.family[place]] == 5
    assert totals(corpus(), np.ones(3, bool)).squares[place] == 2


def test_an_empty_selection_has_no_terms():
    """No story, no row, no division by nothing."""
    assert len(top_terms(corpus(), np.zeros(3, bool))) == 0


def test_phrases_are_counted_as_occurrences_finds_them():
    """Counts, squares and stories per group; a story of group -1 is left out."""
    whole = corpus()
    phrase = [whole.vocabulary.find("peace"), whole.vocabulary.find("talks")]
    counts = phrase_totals(whole, [phrase, phrase[:1]], np.array([-1, 0, 1]), n_groups=2)

    assert counts[:, 0].tolist() == [[0, 2], [0, 4], [0, 1]]
    assert counts[:, 1].tolist() == [[0, 3], [0, 9], [0, 1]]
    assert len(occurrences(whole, [0, 1, 2], ["peace", "talks"])) == 2
