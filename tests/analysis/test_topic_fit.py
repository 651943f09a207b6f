"""A fit as tables, and laid over other stories."""

import numpy as np
import pytest

from dashboard.analysis.topic_fit import read, said_of, term_table
from dashboard.analysis.topics import topics
from tests.analysis.two_subjects import LAND, SEA, corpus_of, stories, story

MANY = {"passages_below": 2}


@pytest.fixture(scope="module")
def first():
    """The topics of 24 stories on two subjects, grouped as stories."""
    return topics(corpus_of(stories(24), **MANY))


def test_a_fit_is_read_as_it_was_written(first):
    """All of it comes back from three tables, the repeatability to four digits."""
    found = read(first.topics, term_table(first.fit), first.verdict.iloc[0])

    assert (found.unit, found.enough, found.tried, found.n_units) == ("articles", True, first.fit.tried, 24)
    assert list(found.terms) == list(first.fit.terms)
    assert np.array_equal(found.idf, first.fit.idf)
    assert np.array_equal(found.of_terms, first.fit.of_terms)
    assert found.repeatability.tolist() == first.fit.repeatability.round(4).tolist()


def test_the_same_stories_have_the_same_parts_in_it(first):
    """Placed in their own topics once more, nothing moves."""
    again = topics(corpus_of(stories(24), **MANY), older=first.fit)

    assert again.topics.equals(first.topics)
    assert again.passages.equals(first.passages)
    assert again.article_topics.equals(first.article_topics)
    assert again.verdict.equals(first.verdict)


def test_topics_keep_their_numbers_and_words_whoever_comes(first):
    """Thirty more stories of the smaller topic's subject: it is the bigger one now, and still called the same."""
    more = [story(LAND, 100 + place) for place in range(30)]
    found = topics(corpus_of([*stories(24), *more], **MANY), older=first.fit)
    land = first.topics["terms"].str.contains("orchard").to_numpy().argmax()

    assert found.topics[["topic_id", "label", "terms"]].equals(first.topics[["topic_id", "label", "terms"]])
    assert found.topics["n_articles"].tolist() == [42 if topic == land else 12 for topic in (0, 1)]


def test_a_story_has_the_same_parts_whoever_else_is_there(first):
    """A story of both subjects alone, and among others; the words of the others are gone from the vocabulary."""
    mixed = f"{story(SEA, 1)} {story(LAND, 1)}"
    alone = topics(corpus_of([mixed, story(SEA, 5)], **MANY), older=first.fit).article_topics
    among = topics(corpus_of([mixed, *stories(24)[1:]], **MANY), older=first.fit).article_topics

    def of_first(table):
        return table[table["article_id"] == f"{0:016x}"].reset_index(drop=True)

    assert of_first(alone).equals(of_first(among))
    assert len(of_first(alone)) == 2


def test_a_topic_that_nobody_is_in_stays(first):
    """Only stories of the sea are left: the other topic keeps its number, with no story."""
    found = topics(corpus_of(stories(24)[::2], **MANY), older=first.fit)

    assert sorted(found.topics["n_articles"]) == [0, 12]


def test_pairs_of_signs_are_found_again():
    """Signs have other numbers among other words: the pairs are found by what they are."""
    sea, land = (
        [f"港口船只海浪{sign}港口海浪" for sign in "甲乙丙丁戊己"],
        [f"果园苹果土壤{sign}果园土壤" for sign in "甲乙丙丁戊己"],
    )
    first = topics(corpus_of([*sea, *land], **MANY))
    found = topics(corpus_of(["alpha beta 港口船只", "果园苹果 gamma"], **MANY), older=first.fit)

    assert first.verdict["n_groups"].item() == 2
    assert sorted(found.topics["n_articles"]) == [1, 1]


def test_what_is_said_of_own_topics_is_nothing():
    """No facts, no sentence; one new story is one."""
    facts = {"fitted_on": "1f0a", "fitted_day": "2026-11-22", "n_known": 9, "n_new": 1}

    assert said_of({}) == ""
    assert said_of({"fitted_on": None}) == ""
    assert said_of(facts).endswith("9 of these 10 stories); 1 new one was placed in them.")
