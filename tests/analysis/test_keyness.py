"""What sets an outlet apart: who is compared, what is left out, how the odds are shrunken."""

import math

import numpy as np
import pytest

from dashboard.analysis.keyness import COLUMNS, outlet_keywords
from dashboard.analysis.keywords import keywords
from dashboard.corpus.shards import with_tables
from tests.analysis.coverage_of import coverage_of

HERALD = ["Floods hit the valley. Aid came. " * 20] * 10
TRIBUNE = ["Votes were counted. Aid came. " * 20] * 10
OUTLETS = ["Herald"] * 10 + ["Tribune"] * 10


def test_each_outlet_has_what_the_other_lacks():
    """Floods for one, votes for the other, aid for none."""
    corpus = coverage_of(*HERALD, *TRIBUNE, outlet=OUTLETS)
    frame = outlet_keywords(corpus, np.ones(20, bool))

    assert "floods" in set(frame.loc[frame["outlet"] == "Herald", "keyword"])
    assert "votes" in set(frame.loc[frame["outlet"] == "Tribune", "keyword"])
    assert not {"aid", "came"} & set(frame["keyword"])
    assert tuple(frame) == COLUMNS


def test_the_numbers_are_the_formula():
    """Floods: 200 of 1,200 words here, 0 of 1,000 there; the prior is 1,000 words, 200 / 2,200 of them floods.

    Each of the 10 stories has it 20 times, so that the squares sum to 10 · 20².
    """
    corpus = coverage_of(*HERALD, *TRIBUNE, outlet=OUTLETS)
    frame = outlet_keywords(corpus, np.ones(20, bool)).set_index(["outlet", "keyword"])
    prior = 1000 * 200 / 2200
    here, there = 200 + prior, prior
    expected = math.log(here / (1200 + 1000 - here)) - math.log(there / (1000 + 1000 - there))
    spread = math.sqrt((10 * 20**2 + prior) / here**2 + prior / there**2)
    line = frame.loc[("Herald", "floods")]

    assert line["log_odds"] == pytest.approx(expected)
    assert line["low"] == pytest.approx(expected - 1.959964 * spread, abs=1e-5)
    assert (line["n_tokens"], line["n_articles"], line["n"]) == (200, 10, 10)


def test_fewer_than_ten_stories_a_side_have_no_list():
    """Nine stories, or nine others: no rows, but the columns."""
    corpus = coverage_of(*HERALD, *TRIBUNE, outlet=OUTLETS)

    for left_out in (0, 19):
        mask = np.ones(20, bool)
        mask[left_out] = False
        found = set(outlet_keywords(corpus, mask)["outlet"])
        assert found == set()
    assert tuple(outlet_keywords(corpus, np.zeros(20, bool))) == COLUMNS


def test_stories_that_name_no_outlet_are_only_the_others():
    """The ten unnamed stories are never listed as if they were one outlet."""
    corpus = coverage_of(*HERALD, *TRIBUNE, outlet=["Herald"] * 10 + [None] * 10)

    assert set(outlet_keywords(corpus, np.ones(20, bool))["outlet"]) == {"Herald"}


def test_a_word_of_fewer_than_three_stories_is_not_listed():
    """One story that repeats a word fifty times sets no outlet apart."""
    corpus = coverage_of("Kites! " * 50, *HERALD[1:], *TRIBUNE, outlet=OUTLETS)

    assert "kites" not in set(outlet_keywords(corpus, np.ones(20, bool))["keyword"])


def test_the_outlets_own_name_and_bylines_are_not_listed():
    """Herald and the author's name stand in each of its stories."""
    bodies = [f"Herald: Ann Lee. {body}" for body in HERALD]
    corpus = coverage_of(*bodies, *TRIBUNE, outlet=OUTLETS, author=["Ann Lee"] * 10 + [None] * 10)
    found = set(outlet_keywords(corpus, np.ones(20, bool))["keyword"])

    assert "floods" in found
    assert not {"herald", "ann", "lee", "ann lee"} & found


def test_phrases_of_the_keyword_table_are_compared_too():
    """Flood aid is a keyword of ten stories: it stands in the list, its parts do not."""
    corpus = coverage_of(*["The flood aid. A flood aid. " * 20] * 10, *TRIBUNE, outlet=OUTLETS)
    found = outlet_keywords(with_tables(corpus, {"keywords": keywords(corpus)}), np.ones(20, bool))
    listed = found.loc[found["outlet"] == "Herald", "keyword"].tolist()

    assert "flood aid" in listed
    assert "flood" not in listed


def test_rows_are_ranked_by_the_lower_end_and_q_is_a_probability():
    """Best first by `low`, all above 0; q between 0 and 1."""
    corpus = coverage_of(*HERALD, *TRIBUNE, outlet=OUTLETS)
    frame = outlet_keywords(corpus, np.ones(20, bool))

    assert (frame["low"] > 0).all()
    assert frame["q"].between(0, 1).all()
    assert all(rows["low"].is_monotonic_decreasing for _, rows in frame.groupby("outlet"))
