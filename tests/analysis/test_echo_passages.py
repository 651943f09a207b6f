"""Pairs of stories with wording in common become passages with all their prints."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.echo_passages import shared_wording
from dashboard.corpus.shards import with_tables
from tests.echoed import BRIDGE, PAIRS, echoed, names, silent


def test_pairs_with_a_span_in_common_are_one_passage():
    """Three pairs over e1's bridge are one passage of four prints; the harbour is another."""
    every = shared_wording(echoed())

    assert every.ids.tolist() == ["p1", "q1"]
    assert names(every.row[every.passage == 0]) == ["e1", "e2", "e3", "e4"]
    assert names(every.row[every.passage == 1]) == ["e5", "e6"]
    assert every.quoted.tolist() == [0.0, 1.0]


def test_a_print_knows_its_words_and_its_characters():
    """15 words; in e3 two words and 12 characters stand before."""
    every = shared_wording(echoed())

    assert (every.last - every.first)[:4].tolist() == [15, 15, 15, 15]
    assert (every.first[2], every.start[2], every.end[2] - every.start[2]) == (2, 12, len(BRIDGE))


def test_of_one_day_the_longer_story_stands_first_and_undated_ones_last():
    """e2 and e3 have one day and one length, so the id decides; e4 has no day."""
    assert names(shared_wording(echoed()).row[:4])[1:] == ["e2", "e3", "e4"]


def test_a_small_part_of_a_passage_is_a_passage_of_its_own():
    """Three of the fifteen words, shared by e1 and e7, do not drag e7 into the long passage."""
    short = PAIRS[0] | {"echo_id": "z9", "end_a": 15, "article_b": "e7", "start_b": 0, "end_b": 16, "n_words": 3}
    corpus = with_tables(echoed(), {"echoes": pd.DataFrame([*PAIRS, short])})
    every = shared_wording(corpus)

    assert every.ids.tolist() == ["p1", "q1", "z9"]
    assert names(every.row[every.passage == 2]) == ["e1", "e7"]


@given(st.permutations(range(len(PAIRS))))
def test_the_order_of_the_pairs_never_matters(order):
    """Law: the same pairs in any order give the same passages."""
    shuffled = with_tables(echoed(), {"echoes": echoed().table("echoes").iloc[list(order)]})

    found, known = shared_wording(shuffled), shared_wording(echoed())
    prints = {(found.ids[p], r, s) for p, r, s in zip(found.passage, found.row, found.start, strict=True)}
    assert prints == {(known.ids[p], r, s) for p, r, s in zip(known.passage, known.row, known.start, strict=True)}


def test_where_nothing_is_shared_there_is_nothing():
    """Empty tables give no passage and no print."""
    every = shared_wording(silent())

    assert len(every.ids) == 0
    assert np.array_equal(every.row, [])
