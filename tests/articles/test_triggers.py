"""A line without a family's words matches none of its patterns."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.articles import bylines, phrases, triggers
from dashboard.articles.letters import codes_of
from dashboard.articles.triggers import TWINS

PATTERNS = {
    triggers.ADDRESS: (phrases.ADDRESS,),
    triggers.CRUMB: (phrases.CRUMB,),
    triggers.LEGAL: (phrases.LEGAL,),
    triggers.PROMOTION: (phrases.PROMOTION,),
    triggers.CREDIT: (phrases.CREDIT,),
    triggers.END_NOTE: (phrases.END_MARK, phrases.SOURCE),
    triggers.TEASER: (phrases.TEASER,),
    triggers.LINKS: (phrases.OTHER_STORIES,),
    triggers.COMMENTS: (phrases.COMMENTS,),
    triggers.SPEAKS: (bylines.LABEL, bylines.CREDIT, bylines.EDITOR, bylines.BETWEEN),
}
PAIRS = [(family, pattern) for family, patterns in PATTERNS.items() for pattern in patterns]


def families(lines):
    """The families of whole lines."""
    return triggers.families(*codes_of(lines), most=1000)


@pytest.mark.parametrize(("family", "pattern"), PAIRS, ids=range(len(PAIRS)))
@settings(max_examples=25)
@given(data=st.data())
def test_what_a_pattern_matches_holds_a_word_of_its_family(family, pattern, data):
    """For every pattern, on lines made from it, in capitals too."""
    line = data.draw(st.from_regex(pattern))

    assert families([line])[0] & family
    if pattern.search(line.upper()):
        assert families([line.upper()])[0] & family


@pytest.mark.parametrize(("letter", "twin"), [(letter, twin) for letter, twins in TWINS.items() for twin in twins])
def test_twins_are_one_letter_for_patterns(letter, twin):
    """Without regard to case."""
    assert re.fullmatch(letter, twin, re.IGNORECASE)


def test_words_that_must_open_a_word_do_not_count_inside_one():
    """And lines do not run into each other."""
    found = families(["the sofa", "fox", "r us", "by Ann", "nearby"])

    assert [bool(hits & triggers.YOU) for hits in found] == [False, False, True, False, False]
    assert [bool(hits & triggers.SPEAKS) for hits in found] == [False, False, False, True, False]


def test_what_stands_far_behind_does_not_count():
    """A line may be 50 MB long."""
    assert triggers.families(*codes_of(["the talks. By Ann", "By Ann"]), most=11).tolist() == [0, triggers.SPEAKS]
