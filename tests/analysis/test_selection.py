"""Selection: which stories a filter keeps, and the URL it is."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.selection import Selection, checked, chosen, from_pairs, line, to_pairs
from dashboard.errors import UsageError
from tests.small import small

DAYS = st.none() | st.dates(date(2023, 12, 1), date(2024, 3, 31))
SELECTIONS = st.builds(
    Selection,
    since=DAYS,
    until=DAYS,
    outlets=st.sampled_from([(), ("Herald",), ("Tribune", None), (None,)]),
    kinds=st.sampled_from([("main",), ("related",), ("main", "related")]),
    themes=st.sampled_from([(), ("trade",)]),
)


def kept(selection):
    """The ids that a selection keeps, A to Z."""
    return sorted(small().articles["article_id"][chosen(small(), selection)])


@given(SELECTIONS)
def test_a_filter_comes_back_from_the_url(selection):
    """What is written as parameters reads as the same filter."""
    assert from_pairs(to_pairs(selection)) == selection


@given(SELECTIONS, SELECTIONS)
def test_narrowing_never_adds_a_story(one, other):
    """A later first day and an earlier last day keep a subset."""
    days = [day for day in (one.since, other.since) if day]
    narrowed = Selection(max(days, default=None), one.until, one.outlets, one.kinds)
    wide = Selection(one.since, one.until, one.outlets, one.kinds)

    assert not (chosen(small(), narrowed) & ~chosen(small(), wide)).any()


@given(SELECTIONS)
def test_themes_never_choose_stories(selection):
    """The theme filter chooses what is shown, not what a share is taken of."""
    plain = Selection(selection.since, selection.until, selection.outlets, selection.kinds)

    assert np.array_equal(chosen(small(), selection), chosen(small(), plain))


def test_the_default_keeps_main_stories_dated_or_not():
    """a6 stands beside another story on its page and is set aside."""
    assert kept(Selection()) == ["a1", "a2", "a3", "a4", "a5"]


def test_both_bounds_are_included():
    """A story of the first or of the last day counts."""
    assert kept(Selection(since=date(2024, 1, 24), until=date(2024, 2, 5))) == ["a2", "a3"]


def test_with_a_date_bound_undated_stories_drop_out():
    """a6 has no day, so it cannot lie after the first of January."""
    both = ("main", "related")

    assert kept(Selection(kinds=both)) == ["a1", "a2", "a3", "a4", "a5", "a6"]
    assert kept(Selection(kinds=both, since=date(2024, 1, 1))) == ["a1", "a2", "a3", "a4", "a5"]


def test_an_unnamed_outlet_can_be_chosen_beside_a_named_one():
    """outlet=~ is "outlet not named"."""
    assert kept(from_pairs([("outlet", "~"), ("outlet", "Herald")])) == ["a1", "a2", "a5"]


def test_a_query_keeps_stories_whose_body_or_headline_matches():
    """The word bridge stands in a2's headline and body, spring only in its body."""
    assert kept(Selection(query="bridge")) == ["a2"]
    assert kept(Selection(query="tariff* bite")) == ["a3"]


def test_reversed_dates_are_told_in_a_sentence():
    """The sentence says which is which and what to do."""
    with pytest.raises(UsageError, match=r"until is 2024-01-01, before since, 2024-02-01\. .* Swap the two\."):
        checked(small(), Selection(since=date(2024, 2, 1), until=date(2024, 1, 1)))


def test_an_unknown_outlet_names_the_nearest():
    """Herlad is told about Herald."""
    with pytest.raises(UsageError, match=r"Did you mean 'Herald'\? There are: Herald, Tribune\."):
        checked(small(), Selection(outlets=("Herlad",)))


def test_a_day_that_is_none_is_told_in_a_sentence():
    """The sentence shows how a day is written."""
    with pytest.raises(UsageError, match=r"since is '2024-13-01'\. A day belongs there, written YYYY-MM-DD"):
        from_pairs([("since", "2024-13-01")])


def test_the_line_says_everything_that_the_filter_does():
    """It stands under every chart and in every export."""
    selection = Selection(date(2024, 1, 1), None, ("Herald", None), ("related",), query="dam")

    assert line(selection) == "since 2024-01-01 · Herald, outlet not named · other stories on the page · words: dam"
