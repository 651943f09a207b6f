"""Lines that vendors print."""

import pytest

from dashboard.sources.vendor_marks import COUNTED, DAY, NUMBERED, PLACE


@pytest.mark.parametrize(
    "line",
    [
        "Document ABC0000020240516ek5g0001",
        "Dokument HAFENB0020240516ek5g0000x",
        "document grdn000020140418ea4i00018",
        "AN   Document LBA0000020240516ek5g0001",
        "AN LBA0000020240516ek5g0001",
    ],
)
def test_the_number_of_a_document(line):
    """A line of its own, in the language of the interface; prose about documents is none."""
    assert NUMBERED.match(line)
    assert not NUMBERED.match(f"{line} was lost")


@pytest.mark.parametrize("line", ["1,234 words", "1 234 mots", "1.234 Wörter", "WC 97 words", "612 palabras"])
def test_a_number_of_words(line):
    """As each language writes it."""
    assert COUNTED.match(line)


@pytest.mark.parametrize("line", ["About 400 words", "400 words later", "words"])
def test_words_in_prose_are_no_number_of_words(line):
    """Only figures may stand before the word, and nothing behind it."""
    assert not COUNTED.match(line)


@pytest.mark.parametrize(
    "line",
    [
        "January 11, 2010 Monday",
        "3 mars 2019",
        "lundi 1er avril 2019",
        "16. Mai 2024",
        "Donnerstag 16. Mai 2024",
        "2 de mayo de 2024",
        "May 18, 2024 Saturday 7:30 AM GMT",
        "2024年5月16日",
    ],
)
def test_a_line_that_is_a_day(line):
    """Weekday, day, month and year in the orders that vendors print."""
    assert DAY.match(line)


@pytest.mark.parametrize(
    "line", ["Covid-19, part 1", "Covid-19: 2020 in review", "Copyright 2024 The Times", "May 2024"]
)
def test_a_headline_is_no_day(line):
    """Figures and years alone make no date."""
    assert not DAY.match(line)


def test_places():
    """The first line of a classic document, in three languages."""
    assert [bool(PLACE.match(line)) for line in ("1 of 100 DOCUMENTS", "Document 1 de 2", "Dokument 1 von 1")] == [
        True
    ] * 3
    assert not PLACE.match("1 of 100 people")
