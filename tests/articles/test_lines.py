"""What can be seen on a line by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.letters import script_of
from dashboard.articles.lines import is_sentence, lines_of, n_words, page_script


def line(text):
    """The one line of a text."""
    return lines_of(text)[0]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("The two ministers met on Thursday and signed a long paper.", True),
        ("The two ministers met on Thursday and signed a long paper. Enditem", True),
        ("Two Ministers Meet on Thursday and Sign a Long Paper at Last.", False),
        ("Two ministers meet on Thursday, sign paper", False),
        ("They say that the new line across the pass, years in the making, is to open soon and then the", True),
        ("官员们表示，新的时刻表将使两国首都之间的旅程缩短近三个小时，货运量去年增长了五分之一。", True),
        ("Bread | wheat | prices of the capital and of the valley and of the coast", False),
        ("They met.", False),
    ],
)
def test_prose_is_told_from_headlines(text, prose):
    """Closed sentences of some length and long lines in small letters are prose."""
    assert line(text).prose is prose


def test_short_sentences_and_quotes_are_sentences():
    """They count among prose, headlines do not."""
    assert is_sentence(line("They met again."))
    assert is_sentence(line("“We met again,” she said"))
    assert not is_sentence(line("Two ministers meet"))
    assert not is_sentence(line("Yes."))


def test_bullets_are_taken_off():
    """A bullet is a mark of its line, not of its text."""
    assert (line("* Weather").text, line("* Weather").bullet) == ("Weather", True)
    assert (line("*").text, line("*").bullet, line("*").is_blank) == ("", True, False)
    assert line("2024 - a year").bullet is False


def test_stamps_before_the_text_are_not_part_of_it():
    """`lead` is where the text begins."""
    stamped = line(" date 2025-05-08 Two ministers meet\n")

    assert (stamped.text, stamped.lead) == ("Two ministers meet", 17)


def test_repeats_are_found_whatever_the_blanks():
    """Two lines of the same words have the same key."""
    assert line("Two  ministers meet!").key == line("two ministers\tmeet").key


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("123", 0), ("don't stop", 2), ("多极化世界观", 3), ("BRICS 多极", 2), ("a b " * 5000, 10_000)],
)
def test_words_are_counted(text, words):
    """Runs of letters, two Han characters for a word."""
    assert n_words(text) == words


def test_the_pages_script_is_that_of_its_prose():
    """A spam tail of many words does not turn the page."""
    lines = lines_of("The two ministers met on Thursday and signed a long paper.\n无码\n无码\n")

    assert page_script(lines) == "LATIN"
    assert script_of("снова now") == "CYRILLIC"


@given(st.text(max_size=300))
def test_lines_partition_any_text(text):
    """Each line ends where the next begins, numbered from 1, cut at LF only."""
    lines = lines_of(text)

    assert "".join(text[line.start : line.end] for line in lines) == text
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all("\n" not in text[line.start : line.end - 1] for line in lines)
