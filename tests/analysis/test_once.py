"""Copies counted once: which of them is kept, and that it never adds a story."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.once import clusters, counted_once
from dashboard.analysis.selection import Selection, chosen, counts, from_pairs, line, to_pairs
from tests.copied import copied
from tests.small import small

IDS = ("a1", "a2", "a3", "a4", "a5", "b1", "b2", "c1")
MASKS = st.lists(st.booleans(), min_size=8, max_size=8).map(np.array)


def kept(**filters):
    """The ids that a filter keeps, A to Z."""
    return sorted(copied().articles["article_id"][chosen(copied(), Selection(**filters))])


def test_once_keeps_the_earliest_of_each_text():
    """a1 is the earliest of five; b1 and b2 have one day and one length, so the id decides."""
    assert kept() == list(IDS)
    assert kept(copies="once") == ["a1", "b1", "c1"]


def test_once_per_outlet_keeps_a_reprint_elsewhere():
    """a3 is the Tribune's own print of a1; a4 stands for both prints without an outlet's name."""
    assert kept(copies="once-per-outlet") == ["a1", "a3", "a4", "b1", "c1"]


def test_the_one_that_is_kept_is_chosen_inside_the_filter():
    """Without a1: by day a4 comes before a2 and a3; of a2 and a3, of one day, the longer; the undated one last."""
    assert kept(copies="once", since=date(2024, 1, 11)) == ["a4", "b1", "c1"]
    assert kept(copies="once", since=date(2024, 1, 12)) == ["a3", "b1", "c1"]
    assert kept(copies="once", outlets=(None,)) == ["a4"]
    assert kept(copies="once", outlets=("Herald",)) == ["a1", "c1"]
    assert kept(copies="once", query="mayor") == ["a5"]


@pytest.mark.parametrize("copies", ["once", "once-per-outlet"])
def test_without_copies_every_story_counts(copies):
    """A snapshot in which nobody looked for copies stays as it is."""
    assert chosen(small(), Selection(copies=copies)).tolist() == chosen(small(), Selection()).tolist()


@given(MASKS)
def test_once_is_at_most_once_per_outlet_is_at_most_all(mask):
    """Law: each keeps a part of the next, once leaves one of each text, and a second time changes nothing."""
    once = counted_once(copied(), mask)
    per_outlet = counted_once(copied(), mask, per_outlet=True)
    texts = {str(ident)[0] for ident in copied().articles["article_id"][mask]}

    assert not (once & ~per_outlet).any()
    assert not (per_outlet & ~mask).any()
    assert once.sum() == len(texts)
    assert counted_once(copied(), once).tolist() == once.tolist()


def test_a_cluster_has_a_number_and_its_best_first():
    """Five and two stories; c1 is in no cluster."""
    every = clusters(copied())
    ids = copied().articles["article_id"].to_numpy(str)[every.row]
    by_number = [ids[every.cluster == number].tolist() for number in range(2)]

    assert sorted(by_number) == [["a1", "a4", "a3", "a2", "a5"], ["b1", "b2"]]
    assert int(every.in_outlet.max()) == 3  # of a: Herald, Tribune, none; of b: Tribune


def test_the_filter_says_how_copies_count():
    """In the address, and in the line under every chart with how many stories are left."""
    selection = Selection(copies="once-per-outlet")

    assert to_pairs(selection) == [("copies", "once-per-outlet")]
    assert from_pairs([("copies", "once per outlet")]) == selection
    assert counts(copied(), selection) == (5, 8)
    assert counts(copied(), Selection()) == (8, 8)
    assert line(selection, (5, 8)).endswith("· each story counted once per outlet: 5 of 8 stories")
