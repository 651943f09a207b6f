"""Findings: sentences made from the numbers, by stated rules."""

from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.analysis.evidence import units
from dashboard.analysis.findings import findings
from dashboard.analysis.selection import Selection, chosen
from dashboard.corpus.shards import encode, with_tables
from dashboard.settings import Rule
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


def themed(words, bodies):
    """Stories with these bodies; a theme per word, found by the word."""
    from dashboard.analysis.themes import theme_tables

    themes = tuple(replace(THEMES[0], slug=word, label=word.capitalize(), rules=(Rule(word),), exclusions=())
                   for word in words)  # fmt: skip
    rows = [ARTICLES[1] | {"article_id": f"s{number}", "body": body} for number, body in enumerate(bodies)]
    corpus = encode(rows, replace(SETTINGS, themes=themes))
    return with_tables(corpus, theme_tables(corpus, themes))


WORDS = ("bread", "milk", "salt", "wine", "corn")


def test_the_least_spread_theme_is_named_last():
    """Two stories: bread, milk and salt in both, wine in one, corn in one too; without corn, wine alone."""
    bodies = ["Bread and milk and salt and wine.", "Bread and milk and salt and corn."]

    assert texts(themed(WORDS[:4], bodies)) == [
        "Bread is mentioned in 2 of 2 stories, Milk in 2 and Salt in 2; Wine in 1, the fewest."
    ]
    assert texts(themed(WORDS, bodies))[0].endswith("; Corn and Wine in 1 each, the fewest.")


def test_a_theme_that_no_story_mentions_is_the_least_spread():
    """Nobody drinks."""
    assert texts(themed(WORDS[:4], ["Bread and milk and salt."] * 2))[0].endswith("; Wine in none, the fewest.")


def test_no_least_spread_theme_is_named_when_three_tie():
    """Six themes, the last three in no story: nothing sets one of them apart."""
    assert texts(themed((*WORDS, "rice"), ["Bread and milk and salt."] * 2)) == [
        "Bread is mentioned in 2 of 2 stories, Milk in 2 and Salt in 2."
    ]


def test_one_story_tells_what_it_speaks_of_most():
    """Milk stands in two of three sentences, bread in one."""
    corpus = themed(WORDS, ["Milk is white. Bread and milk are food. The end is near."])
    finding = findings(corpus, np.ones(1, bool))[0]

    assert finding.text == "The story mentions 2 of 5 themes, most of all Milk (2 of 3 sentences)."
    assert len(units(corpus, Selection(), finding.pick)) == finding.k == 2


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

    assert texts(counted(), mask) == ["The story mentions 1 of 2 themes: Trade (1 of 2 sentences)."]
    assert isinstance(counted().table("article_themes"), pd.DataFrame)
