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
    """Floods: 200 of 1,200 words here, 0 of 1,000 there, one in 11 of all; each side gets a use more, and 11 words.

    Each of the 10 stories has it 20 times, so that the squares sum to 10 · 20².
    """
    corpus = coverage_of(*HERALD, *TRIBUNE, outlet=OUTLETS)
    frame = outlet_keywords(corpus, np.ones(20, bool)).set_index(["outlet", "keyword"])
    expected = math.log(201 / (1211 - 201)) - math.log(1 / (1011 - 1))
    spread = math.sqrt((10 * 20**2 + 1) / 201**2 + 1 / 1**2)
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
    none = outlet_keywords(corpus, np.zeros(20, bool))
    assert tuple(none) == COLUMNS
    assert none["of_page"].dtype == bool  # a page asks for the rows that are not, and keeps all columns
    assert tuple(none[~none["of_page"]]) == COLUMNS


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


def test_a_rare_word_never_tops_a_common_one():
    """Kites stand three times in all, each in another story of the Herald; the floods of all its stories are first."""
    bodies = [f"{body} Kites rose." for body in HERALD[:3]] + HERALD[3:]
    frame = outlet_keywords(coverage_of(*bodies, *TRIBUNE, outlet=OUTLETS), np.ones(20, bool))

    assert frame.loc[frame["outlet"] == "Herald", "keyword"].iloc[0] != "kites"
    assert "kites" not in set(frame["keyword"])  # with three uses the odds may as well be even


def test_what_stands_in_nearly_every_story_alike_is_of_the_page():
    """Toggle, once in nine of ten stories of the Herald, is furniture; floods, 20 times in each, are news."""
    bodies = [f"Toggle. {body}" for body in HERALD[:9]] + HERALD[9:]
    frame = outlet_keywords(coverage_of(*bodies, *TRIBUNE, outlet=OUTLETS), np.ones(20, bool), top=1)
    mine = frame[frame["outlet"] == "Herald"]

    assert mine.loc[mine["of_page"], "keyword"].tolist() == ["toggle"]
    assert not mine["of_page"].iloc[0]
    assert len(mine) == 2


@pytest.mark.parametrize("stories", [7, 9])
def test_news_of_many_stories_is_not_of_the_page(stories):
    """Seven stories are too few; nine that use the word 2.3 times on average use it as news."""
    bodies = [f"{'Kites. ' * (1 if stories == 7 else 1 + place % 4)}{body}" for place, body in enumerate(HERALD)]
    frame = outlet_keywords(
        coverage_of(*bodies[:stories], *HERALD[stories:], *TRIBUNE, outlet=OUTLETS), np.ones(20, bool)
    )

    assert not frame["of_page"].any()
