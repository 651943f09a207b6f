"""Counts of word families per unit, and their weights."""

import numpy as np
import pytest
from scipy import sparse

from dashboard.analysis.passages import whole_stories
from dashboard.analysis.units import counts, distinct, weigh, words_of, yardstick
from tests.analysis.two_subjects import corpus_of


def counted(corpus):
    """Counts of all stories over the vocabulary's families, in the order of the ids."""
    rows = np.argsort(corpus.articles["article_id"].to_numpy(str))
    units = whole_stories(corpus, rows)
    words = words_of(corpus, units)
    return counts(corpus, units, words), words


def test_families_are_counted_by_their_commonest_form():
    """Ship and ships are one family of three; function words, numbers and letters make no topic."""
    corpus = corpus_of(["Ships, ships and a ship in 2024 of B.", "The orchard said Herald big."])
    found, _ = counted(corpus)
    named = {corpus.vocabulary.terms[place] for place in np.flatnonzero(found.toarray().sum(axis=0))}

    assert named == {"ships", "orchard"}
    assert found.sum() == 4


def test_a_family_needs_two_units_and_not_more_than_half():
    """Of five units: tide stands in one, sail in two, ship in four."""
    corpus = corpus_of(["ship tide", "ship sail", "ship sail", "ship crew", "crew"])
    found, words = counted(corpus)

    assert yardstick(corpus, found, words).terms == ["crew", "sail"]


def test_the_idf_written_out():
    """In 2 of 5 units: log(6 / 3) + 1 = 1.6931."""
    corpus = corpus_of(["ship tide", "ship sail", "ship sail", "ship crew", "crew"])
    found, words = counted(corpus)

    assert yardstick(corpus, found, words).idf.round(4).tolist() == [1.6931, 1.6931]


def test_weights_have_length_one():
    """Three uses weigh 1 + log 3 = 2.0986 against 1: lengths sqrt(2.0986² + 1) = 2.3247."""
    found = weigh(sparse.csr_matrix([[3.0, 1.0], [0.0, 0.0]]), np.array([1.0, 1.0])).toarray()

    assert found[0] == pytest.approx([0.9028, 0.4302], abs=1e-4)
    assert found[1].tolist() == [0.0, 0.0]


def test_equal_units_are_learned_from_once():
    """Three equal stories are one; a story without words is none."""
    found, _ = counted(corpus_of(["ship sail", "sail ship", "crew tide", "Ship. Sail!", "…"]))

    assert distinct(found).tolist() == [0, 2]


def test_signs_are_counted_in_pairs():
    """Han has no blanks: 甲乙丙丁 is three pairs; none crosses a blank, a comma, or another script."""
    corpus = corpus_of(["甲乙丙丁", "甲乙 丙,丁 ship甲", "甲乙丙"])
    found, words = counted(corpus)
    measure = yardstick(corpus, found, words)

    assert found.toarray().sum(axis=1).tolist() == [3, 2, 2]  # the second story: 甲乙, ship
    assert measure.terms == ["乙丙"]  # in two of three units; 甲乙 in all, 丙丁 and ship in one


def test_restricted_words_count_the_same():
    """Counting the kept words alone gives the columns kept of all."""
    corpus = corpus_of(["ship 甲乙丙", "ship 乙丙丁", "tide 丙丁", "tide crew", "crew 甲"])
    found, words = counted(corpus)
    measure = yardstick(corpus, found, words)
    again = counts(
        corpus, whole_stories(corpus, np.argsort(corpus.articles["article_id"].to_numpy(str))), measure.words
    )

    assert again.toarray().tolist() == found[:, measure.kept].toarray().tolist()
    assert measure.terms == ["crew", "ship", "tide", "丙丁", "乙丙"]
