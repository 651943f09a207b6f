"""Factiva headers in the text of records."""

import json

from dashboard.articles.record import read_records
from dashboard.articles.vendor_record import headers_off
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes

BEFORE = "  \nnews\nboats are back in the harbour\nann lee   \n97 words\n16 may 2024\n0627\n"
TOP = BEFORE + "the sorrel bay courier\nsbc\n1 national\n3\nenglish\n"
OWNED = "© 2024 sorrel bay newspapers all rights reserved   \n"
TEXT = "the boats are back\nin their old harbour"
NUMBER = "\ndocument sbcour0020240516ea4i00018"
SUMMARY = "\nsearch summary\n   text\n   all of these words\n   results found\n2848"


def read(**fields):
    """The story and the ledger row of one record."""
    reading = read_records(from_bytes("a.jsonl", json.dumps(fields).encode()), load_settings())
    return reading.articles[0], reading.ledger[0]


def test_header_and_trailer_are_split_off():
    """The text is what stands between them, as it came; the ledger says how much went."""
    whole = TOP + OWNED + TEXT + NUMBER + SUMMARY
    story, row = read(text=whole)

    assert story["body"] == TEXT
    assert (row["fate"], row["reason"]) == ("kept", f"Factiva header split off: {len(whole) - len(TEXT):,} characters")


def test_fields_that_lack_are_filled_from_the_header():
    """Headline, byline, day, time, outlet and language; a field that is there stays."""
    bare, _ = read(text=TOP + OWNED + TEXT)
    given, _ = read(text=TOP + OWNED + TEXT, title="Boats", outlet="Herald", date="2024-05-17", author="Bob")

    assert [bare[key] for key in ("title", "author", "published", "published_time", "outlet", "language")] == [
        "boats are back in the harbour", "ann lee", "2024-05-16", "06:27", "the sorrel bay courier", "en",
    ]  # fmt: skip
    assert [given[key] for key in ("title", "author", "published", "published_time", "outlet")] == [
        "Boats", "Bob", "2024-05-17", None, "Herald",
    ]  # fmt: skip


def test_a_text_that_is_not_certain_stays_as_it_came():
    """Without the copyright, or with the number of words far down, nothing is taken off."""
    assert headers_off([TOP + TEXT, "They met.\n" * 20 + TOP + OWNED + TEXT, ""]) == [None, None, None]
