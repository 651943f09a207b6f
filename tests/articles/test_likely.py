"""Runs of likely lines, and the words for a line that is none."""

from dashboard.articles.clean import page_of
from dashboard.articles.likely import likely_lines, likely_stretches, unlike
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry

PROSE = "The harbour town voted on Monday for a new bridge, and the mayor said that work would begin in the spring.\n"
OTHER = "Bakers in the capital sell a loaf of chestnut flour, after a poor harvest doubled the price of their wheat.\n"


def page(text):
    """A page without known outlets."""
    return page_of(lines_of(text), registry(()))


def test_what_a_rule_calls_junk_is_never_likely():
    """The rules keep their veto."""
    chances = dict.fromkeys(range(30), 0.0) | {3: 0.9, 4: 0.9}

    assert likely_lines(chances, {4: "promotion"}) == {3}


def test_a_short_page_is_left_to_the_rules():
    """Under twenty lines the model does not speak."""
    assert likely_lines(dict.fromkeys(range(19), 1.0), {}) == frozenset()


def test_a_headline_of_another_story_cuts_the_likely_lines_in_two():
    """One run above it, one below."""
    seen = page(PROSE * 3 + "Chestnut loaf in demand\n" + OTHER * 3)
    runs = likely_stretches(seen, {0, 1, 2, 4, 5, 6}, {}, {3})

    assert [(run.first, run.last) for run in runs] == [(0, 2), (4, 6)]


def test_a_heading_that_comes_back_all_the_time_heads_tables_and_cuts_nothing():
    """Four times the same short line inside one story."""
    seen = page((PROSE + "Player Plays Share Stats\n") * 4)
    runs = likely_stretches(seen, {0, 2, 4, 6}, {}, {3})

    assert [(run.first, run.last) for run in runs] == [(0, 6)]


def test_a_few_likely_words_are_no_story():
    """Then the rules decide alone."""
    assert likely_stretches(page("Two short words.\n"), {0}, {}, ()) == ()


def test_every_line_that_is_left_out_says_why():
    """In words that name what can be seen on the line."""
    texts = ["* Storm over the islands", "Reply", "Boats lie in the harbour after the storm", "They talked. It ended."]

    assert [unlike(lines_of(text)[0]) for text in texts] == [
        "inside the story, but an item of a list of links",
        "inside the story, but a label or a button",
        "inside the story, but no sentence: a link, a caption or a label",
        "inside the story, but set apart from its text: a caption or a note",
    ]
