"""Vendor exports to stories: documents found, and what became of every character."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from dashboard.articles.vendor import read_vendor
from dashboard.schema import ARTICLES, LEDGER
from dashboard.settings import load_settings
from dashboard.sources.reader import Raw
from tests.exports import CLASSIC, CODES, FRENCH, GERMAN, NEXIS, PLAIN

COUNTED_LATER = {"n_words", "n_sentences", "copy_of"}
ALL = {"classic": CLASSIC, "french": FRENCH, "german": GERMAN, "nexis": NEXIS, "plain": PLAIN, "codes": CODES}


@cache
def settings():
    """The project's own settings."""
    return load_settings()


def raw(text, name="export.txt"):
    """A file that holds this text."""
    return Raw("0123456789abcdef", name, "page", text, None, "read", "", len(text))


def read(text):
    """A reading of this export."""
    return read_vendor(raw(text), settings())


def said(text):
    """Outlet, day and headline of every story."""
    return [(story["outlet"], story["published"], story["title"]) for story in read(text).articles]


def bodies(text):
    """The text of every story."""
    return [story["body"] for story in read(text).articles]


def assert_partition(text):
    """The ledger's spans follow each other from the first character to the last."""
    rows = read(text).ledger
    assert "".join(text[row["start"] : row["end"]] for row in rows) == text
    assert [row["start"] for row in rows] == [0, *(row["end"] for row in rows)][:-1]


@pytest.mark.parametrize("name", ALL)
def test_the_ledger_partitions_the_text(name):
    """Every character of an export has one fate, in order; rows have the columns of the contract."""
    assert_partition(ALL[name])
    reading = read(ALL[name])

    assert set(reading.ledger[0]) == set(LEDGER.names)
    assert set(reading.articles[0]) == set(ARTICLES.names) - COUNTED_LATER
    assert {row["fate"] for row in reading.ledger} <= {"title", "meta", "body", "blank"}


def test_classic_lexis():
    """Three documents in the classic layout: outlets, days and headlines; "Covid-19, part 1" is no date."""
    assert said(CLASSIC) == [
        ("The Sorrel Bay Courier", "2024-05-16", "Covid-19, part 1: the harbour after the storm"),
        ("The Sorrel Bay Courier", "2024-05-17", "Treaty signed"),
        ("The Example Times", "2024-05-18", "Boats Are Back"),
    ]
    assert [story["author"] for story in read(CLASSIC).articles] == ["Ann Lee and Bob Ray", None, "CAL DOE"]
    assert [story["language"] for story in read(CLASSIC).articles[:2]] == ["en", "en"]


def test_hard_line_ends_are_taken_out():
    """A text that was broken at 80 columns comes back as paragraphs; captions and corrections are no text."""
    first, second, third = bodies(CLASSIC)

    story, talk = first.split("\n")
    assert story.endswith(
        "a long treaty about fish, ropes and nets, which nobody had read to its end before the storm came."
    )
    assert talk.endswith("and took the boat that had waited since noon.")
    assert (second, third) == ("They signed it on Friday.", "The boats are back.")


def test_french_and_german_lexis():
    """Labels and dates in French and German."""
    assert said(FRENCH) == [
        ("Le Courrier du Cap", "2019-03-03", "Le traité est signé"),
        ("Le Courrier du Cap", "2019-04-01", "Un bateau revient"),
    ]
    assert said(GERMAN) == [("Hafenbote", "2024-05-16", "Der Vertrag ist unterschrieben")]
    assert [story["language"] for story in (*read(FRENCH).articles, *read(GERMAN).articles)] == ["fr", "fr", "de"]
    assert bodies(GERMAN) == ["Die Minister unterschrieben ihn am Donnerstag."]


def test_nexis_uni():
    """Documents without "x of y" lines, behind a list of documents; captions and subjects are no text."""
    assert said(NEXIS) == [
        ("The Sorrel Bay Courier", "2024-05-16", "Ministers meet in Sorrel Bay"),
        ("Example Times Online", "2024-05-18", "Boats are back"),
    ]
    assert bodies(NEXIS) == [
        "The two ministers met in the old harbour on Thursday.\nThey signed a treaty.",
        "The boats are back.",
    ]
    assert [story["author"] for story in read(NEXIS).articles] == ["Ann Lee", None]
    assert read(NEXIS).source["reason"] == ""


def test_factiva_plain():
    """Headline, byline, time, outlet and language; a section that comes back is no headline."""
    assert said(PLAIN) == [
        ("The Sorrel Bay Courier", "2024-05-16", "Ministers meet in Sorrel Bay"),
        ("The Sorrel Bay Courier", "2024-05-17", "Boats are back"),
        ("The Sorrel Bay Courier", "2024-05-18", "Rain until Sunday"),
    ]
    first = read(PLAIN).articles[0]
    assert (first["published_time"], first["author"], first["language"]) == ("19:37", "Ann Lee", "en")
    assert (first["published_from"], first["outlet_from"], first["url"]) == ("header", "header", None)
    assert bodies(PLAIN)[0] == "The two ministers met in the old harbour on Thursday.\nThey signed a treaty."


def test_factiva_codes():
    """Fields behind their codes, on the same line or below it, in French and German; "IN dubio" is text."""
    assert said(CODES) == [
        ("Le Courrier du Cap", "2019-03-03", "Le traité est signé"),
        ("Hafenbote", "2024-05-16", "Der Vertrag ist unterschrieben"),
    ]
    assert bodies(CODES) == [
        "Les ministres ont signé le traité.\nIN dubio, le bateau attend.\nIl est parti dimanche.",
        "Die Minister unterschrieben ihn am Donnerstag.",
    ]
    assert [story["language"] for story in read(CODES).articles] == ["fr", "de"]


def test_the_vendors_number_stands_in_the_ledger():
    """The number of a Factiva document is no address: it is told where it was printed."""
    told = [row["reason"] for row in read(PLAIN).ledger if "number of the document" in row["reason"]]

    assert told[0] == "number of the document: SBCOUR0020240516ek5g0001"


def test_a_number_that_differs_is_told():
    """The file announces three documents; when one was cut away, the source says which."""
    short = CLASSIC[: CLASSIC.index("2 of 3 DOCUMENTS")] + CLASSIC[CLASSIC.index("3 of 3 DOCUMENTS") :]

    assert read(CLASSIC).source["reason"] == ""
    assert read(short).source["reason"] == (
        "export.txt: it announces 3 documents and 2 were found; number 2 is missing. "
        "Download it again, or look for the rest elsewhere."
    )
    assert read(short).source["n_records"] == 2


def test_a_document_without_text_is_a_story():
    """Where a header has no text below it, the headline is the text, as in other records."""
    text = PLAIN.replace("The boats are back.\n", "")

    assert bodies(text)[1] == "Boats are back"
    assert [row["reason"] for row in read(text).ledger if row["fate"] == "body"][2:3] == [
        "no text: the headline is its text"
    ]
    assert_partition(text)


def test_a_day_that_cannot_be_read_leaves_the_story_undated():
    """The ledger says why."""
    text = PLAIN.replace("17 May 2024", "31 February 2024")

    assert [story["published"] for story in read(text).articles] == ["2024-05-16", None, "2024-05-18"]


def test_a_page_is_no_export():
    """Ordinary pages, even ones that speak of documents and words, stay pages."""
    pages = ("Talks\n\nThey met.\n", "1 of 2 people agreed.\nLENGTH: of the boat\n", "End of Document\n", "")

    assert [read(page) for page in pages] == [None, None, None, None]


@settings_of_hypothesis(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("\n".join(ALL.values()).split("\n")), max_size=60), st.integers(0, 40))
def test_any_mixture_of_lines_still_adds_up(lines, cut):
    """Whatever order such lines come in, and wherever the file breaks off, no character is lost."""
    text = "\n".join(lines)[cut:]
    if read(text):
        assert_partition(text)
