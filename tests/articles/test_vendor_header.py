"""Languages, bylines and hard line ends of vendors' headers."""

import pytest

from dashboard.articles.vendor_header import author_named, day_of, language_named, unwrapped


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("ENGLISH", "en"),
        ("FRENCH; FRANÇAIS", "fr"),
        ("GERMAN; DEUTSCH", "de"),
        ("Español", "es"),
        ("中文", "zh"),
        ("x", None),
    ],
)
def test_languages(named, code):
    """Names in capitals, in two languages at once, and in other scripts."""
    assert language_named(named) == code


@pytest.mark.parametrize("line", ["By Ann Lee", "Par Ann Lee", "Von Ann Lee", "Ann Lee", " Ann Lee, "])
def test_authors(line):
    """The word before the name is no part of it."""
    assert author_named(line) == "Ann Lee"


def test_a_headline_is_no_day():
    """Figures in a headline make no date."""
    assert day_of("Covid-19, part 1").day is None


def test_lines_that_end_before_the_margin_stay_apart():
    """A list of short lines, or one paragraph a line, is no hard wrapping."""
    lines = [
        "They met in the old harbour of the town and talked about fish and nets until nine.",
        "They left.",
        "It rained.",
    ]

    assert unwrapped(lines) == "\n".join(lines)
