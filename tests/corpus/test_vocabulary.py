"""Vocabulary: ids, prefixes, merging, families."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.corpus.vocabulary import bare, families, merge
from dashboard.sections import FamilySettings

WORDS = st.lists(st.text(min_size=1, max_size=6), max_size=12)


@given(WORDS, WORDS)
def test_merging_gives_every_term_its_own_id_back(left, right):
    """A merged id names the same term as the old one did."""
    parts = [sorted(set(left)), sorted(set(right))]

    terms, maps = merge(parts)

    assert [[terms[place] for place in ids] for ids in maps] == parts


@given(WORDS, st.text(min_size=1, max_size=3))
def test_a_prefix_is_one_range_of_ids(words, start):
    """The range holds the terms that start so, and no other."""
    terms = sorted(set(words))

    low, high = bare(terms).prefix(start)

    assert terms[low:high] == [term for term in terms if term.startswith(start)]


def test_a_family_is_named_by_its_commonest_form():
    """Counted: visit 2, visited 1, visits 5: all three are the family of visits."""
    family = families(["visit", "visited", "visits"], np.array([2, 1, 5]), FamilySettings())

    assert family.tolist() == [2, 2, 2]


def test_ties_in_a_family_run_a_to_z():
    """With equal counts the first form in the alphabet names the family."""
    family = families(["visit", "visits"], np.array([3, 3]), FamilySettings())

    assert family.tolist() == [0, 0]


def test_a_mended_family_stays_apart():
    """A term listed in `apart` leaves the family of its stem."""
    family = families(["universal", "universally", "university"], np.array([1, 1, 9]), FamilySettings(("university",)))

    assert family.tolist() == [0, 0, 2]


def test_families_can_be_joined_by_hand():
    """Terms listed together form one family, named by the commonest."""
    family = families(["ww2", "wwii"], np.array([1, 2]), FamilySettings(together=(("wwii", "ww2"),)))

    assert family.tolist() == [1, 1]


def test_numbers_and_han_are_their_own_families():
    """Only words of letters have stems."""
    family = families(["1945", "80th", "多"], np.array([1, 1, 1]), FamilySettings())

    assert family.tolist() == [0, 1, 2]
