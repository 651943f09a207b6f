"""Findings: sentences made from the numbers, by stated rules."""

import numpy as np
import pandas as pd

from dashboard.analysis.evidence import units
from dashboard.analysis.findings import findings
from dashboard.analysis.selection import Selection, chosen
from dashboard.corpus.shards import encode, with_tables
from tests.small import ARTICLES, SETTINGS, THEMES, counted


def many(shares):
    """Stories of two outlets, `shares` of them on trade: {"Herald": (9, 15)} is 9 of 15."""
    from dashboard.analysis.themes import theme_tables

    rows = [
        ARTICLES[1] | {"article_id": f"{outlet}{number}", "outlet": outlet,
                       "body": "Trade grows." if number < k else "The bridge opens."}
        for outlet, (k, n) in shares.items()
        for number in range(n)
    ]  # fmt: skip
    corpus = encode(rows, SETTINGS)
    return with_tables(corpus, theme_tables(corpus, THEMES))


def texts(corpus, mask=None):
    """The findings' sentences."""
    kept = np.ones(len(corpus.articles), bool) if mask is None else mask
    return [finding.text for finding in findings(corpus, kept)]


def test_the_spread_is_told_as_k_of_n():
    """Of five main stories three mention trade and two world order."""
    assert texts(counted(), chosen(counted(), Selection())) == [
        "Trade is mentioned in 3 of 5 stories, World order in 2."
    ]


def test_every_finding_opens_to_what_it_counts():
    """The k of a finding is the number of its rows."""
    for finding in findings(counted(), chosen(counted(), Selection())):
        assert len(units(counted(), Selection(), finding.pick)) == finding.k


def test_one_story_that_holds_most_of_a_theme_is_named():
    """Ten of eleven sentences on trade stand in one story."""
    long = ARTICLES[0] | {"article_id": "long", "body": "Trade grows. " * 10}
    corpus = encode([long, ARTICLES[1]], SETTINGS)
    from dashboard.analysis.themes import theme_tables

    said = texts(with_tables(corpus, theme_tables(corpus, THEMES)))

    assert said[1] == "10 of the 11 sentences on Trade stand in one story (Herald, 2024-01-10)."


def test_a_clear_difference_between_outlets_is_told_with_intervals():
    """18 of 20 against 2 of 20: Wilson gives 70 to 97 % and 3 to 30 %."""
    said = texts(many({"Herald": (18, 20), "Tribune": (2, 20)}))

    assert said[1] == (
        "Trade: Herald mentions it in 18 of 20 stories (70% to 97%), "
        "Tribune mentions it in 2 of 20 stories (3% to 30%)."
    )


def test_a_difference_that_chance_explains_is_not_told():
    """11 of 20 against 9 of 20 is no finding."""
    assert len(texts(many({"Herald": (11, 20), "Tribune": (9, 20)}))) == 1


def test_outlets_with_fewer_than_ten_stories_are_not_compared():
    """9 stories are too few, however different they are."""
    assert len(texts(many({"Herald": (9, 9), "Tribune": (0, 30)}))) == 1


def test_nothing_is_said_about_no_story():
    """An empty filter has no findings."""
    assert texts(counted(), np.zeros(6, bool)) == []


def test_facts_of_stories_outside_the_filter_do_not_count():
    """Only a2 is left: one story mentions trade."""
    mask = (counted().articles["article_id"] == "a2").to_numpy(bool)

    assert texts(counted(), mask) == ["Trade is mentioned in 1 of 1 story."]
    assert isinstance(counted().table("article_themes"), pd.DataFrame)
