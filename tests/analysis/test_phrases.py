"""What may be a keyword: grades, joins, names, repeats."""

import numpy as np
import pytest

from dashboard.analysis.keywords import keywords
from tests.analysis.coverage_of import coverage_of


def listed(*bodies, row=0, **fields):
    """Keywords of one story, best first."""
    frame = keywords(coverage_of(*bodies, **fields))
    return frame.loc[frame["row"] == row, "keyword"].tolist()


def test_a_phrase_that_recurs_is_one_keyword_without_its_parts():
    """The three words stand together twice: the phrase is there, no part of it is."""
    found = listed("A comprehensive strategic partnership grew. The comprehensive strategic partnership is old.")

    assert found[0] == "comprehensive strategic partnership"
    assert not {"comprehensive", "strategic", "partnership", "strategic partnership"} & set(found)


def test_a_phrase_does_not_cross_punctuation():
    """Farms, fields: twice beside each other, never a phrase."""
    assert "farms fields" not in listed("We saw farms, fields. They love farms, fields.")


def test_a_phrase_begins_and_ends_with_no_function_word():
    """The word of may stand inside, not at an edge."""
    found = listed("The war of resistance ended. That war of resistance was long, a war of words.")

    assert "war of resistance" in found
    assert not [keyword for keyword in found if keyword.startswith("of ") or keyword.endswith(" of")]


def test_hyphens_bind_function_words():
    """In people-to-people exchanges: "to" stands between hyphens."""
    found = listed("The people-to-people and cultural exchanges, and a people-to-people forum.")

    assert any("people to people" in keyword for keyword in found)


def test_a_name_is_kept_whole_even_once():
    """Capitals inside a sentence make a name; a piece of the longer name is no keyword."""
    found = listed("He met the Soviet Union delegation while Great Patriotic War films ran.")

    assert "great patriotic war" in found
    assert "patriotic war" not in found


def test_reporting_words_and_days_never_stand_in_a_keyword():
    """The words said and Monday are listed in [keywords] never."""
    found = listed("Smith said Monday the dam broke. Smith said Monday the dam held. She said so.")

    assert not [keyword for keyword in found if {"said", "monday"} & set(keyword.split())]


def test_some_words_only_stand_beside_others():
    """The word new is listed in [keywords] not_alone: New York, but never new."""
    found = listed("New York grows. In New York a new dam is new.")

    assert "new york" in found
    assert "new" not in found


def test_numbers_stand_behind_hyphens_only():
    """A number: covid 19 is a keyword, 2011 and "copyright 2011" are none."""
    found = listed("The COVID-19 wave of 2011 rose. A COVID-19 wave, 2011, 2011 again.")

    assert any("covid 19" in keyword for keyword in found)
    assert "2011" not in found


def test_the_outlet_and_its_aliases_make_no_keyword():
    """Fox News, Fox and FNC are the outlet; words beside its name stay."""
    body = "Fox News learned of floods. FNC and Fox showed floods. Fox News and floods."

    assert not [k for k in listed(body, outlet=["Fox News"]) if {"fox", "fnc"} & set(k.split())]
    assert "fox news" in listed(body, outlet=["Other"])


def test_a_word_of_a_longer_outlet_name_may_be_news():
    """China Daily writes about China."""
    assert "china" in listed("China grows, China trades, as China Daily wrote. China!", outlet=["China Daily"])


def test_the_byline_makes_no_keyword():
    """Words of the author's name, alone or together, are out; another person of that surname is news."""
    body = "By Ann Martin. Ann Martin saw Trayvon Martin there. Trayvon Martin came."
    found = listed(body, author=["Ann Martin"])

    assert "trayvon martin" in found
    assert not {"ann martin", "martin", "ann"} & set(found)


def test_a_formula_of_the_coverage_needs_no_repeat_in_the_story():
    """Once per story, in three stories: a phrase. In one story alone: none."""
    words = ("kites", "lamps", "boats", "roofs", "walls", "trees", "birds")
    stories = [
        f"The {word} shine. It was the shared prosperity" if word < "l" else f"The {word} shine" for word in words
    ]

    assert "shared prosperity" in listed(*stories)
    assert "shared prosperity" not in listed(stories[0])


def test_a_word_of_most_stories_makes_no_keyword_alone():
    """From three stories on, a word in more than half of them sets none apart."""
    stories = ("Russia floods rise.", "Russia votes count.", "Russia wins gold.")

    assert "russia" not in listed(*stories)
    assert "russia" in listed(*stories[:2])


@pytest.mark.parametrize("body", ["", "   ", "the of and", "2011 2012", "!!!"])
def test_a_story_without_words_has_no_keywords(body):
    """An empty, blank or wordless story is no error; its neighbour keeps its own."""
    frame = keywords(coverage_of(body, "Floods rise."))

    assert set(frame["article_id"]) == {"01"}


def test_han_signs_make_keywords_together_only():
    """多极化 is a phrase of signs; 化 alone is none."""
    found = listed("多极化，多极化。多极化！")

    assert found == ["多 极 化"]


def test_stories_of_several_stretches_keep_their_flags(monkeypatch):
    """Cut into stretches of two stories, the keywords are the same."""
    bodies = [f"Great Wall story {n}. The flood rose; flood waters fell." for n in "abcde"]
    whole = keywords(coverage_of(*bodies))
    monkeypatch.setattr("dashboard.analysis.stretches.CHUNK", 2)

    assert keywords(coverage_of(*bodies)).equals(whole)
    assert np.array_equal(np.unique(whole["row"]), np.arange(5))
