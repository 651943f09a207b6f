"""Records to stories."""

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.record import read_records
from dashboard.schema import ARTICLES, LEDGER
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes

COUNTED_LATER = {"n_words", "n_sentences", "copy_of"}
ROW = {
    "id": "1",
    "outlet": "the guardian",
    "date": "2024-05-16",
    "title": "Talks",
    "author": "Ann Lee",
    "url": "",
    "text": "They met.",
}


@cache
def settings():
    """The project's own settings."""
    return load_settings()


def read(*rows):
    """A reading of these records; a text stands for a raw line."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return read_records(from_bytes("a.jsonl", ("\n".join(lines) + "\n").encode()), settings())


def test_a_record_becomes_a_story():
    """Fields go to their columns; the outlet takes its canonical name."""
    (article,) = read(ROW).articles

    assert set(article) == set(ARTICLES.names) - COUNTED_LATER
    assert {key: article[key] for key in ("kind", "title", "title_from", "outlet", "outlet_from", "author", "url")} == {
        "kind": "main",
        "title": "Talks",
        "title_from": "page",
        "outlet": "The Guardian",
        "outlet_from": "field",
        "author": "Ann Lee",
        "url": None,
    }
    assert (article["published"], article["published_from"], article["body"]) == ("2024-05-16", "field", "They met.")


def test_the_text_is_kept_as_it_came():
    """Blanks, junk and line ends stay; only NFC and LF are made."""
    text = "  SORREL BAY (AP) -- They met.\r\n\r\nShare\u00a0 cafe\u0301 "

    assert read({"text": text}).articles[0]["body"] == "  SORREL BAY (AP) -- They met.\n\nShare\u00a0 café "


def test_a_headline_alone_is_its_own_body():
    """And the ledger says so."""
    reading = read({"title": "Talks begin", "text": "  "})

    assert (reading.articles[0]["body"], reading.articles[0]["title"]) == ("Talks begin", "Talks begin")
    assert reading.ledger[0]["reason"] == "no text: the headline is its text"


def test_a_text_without_headline_gets_a_derived_one():
    """Its opening words, marked so."""
    (article,) = read({"text": "They met. They talked."}).articles

    assert (article["title"], article["title_from"]) == ("They met.", "derived")


def test_every_record_has_its_fate():
    """In = kept + merged + dropped, each with a reason."""
    reading = read(ROW, ROW, {**ROW, "text": "They left."}, "{broken", {"date": "2024-05-16"}, "[]")

    assert [row["fate"] for row in reading.ledger] == ["kept", "merged", "kept", "dropped", "dropped", "dropped"]
    assert reading.ledger[1]["article_id"] == reading.articles[0]["article_id"]
    assert reading.ledger[3]["reason"].startswith("line 4 is not JSON: ")
    assert reading.ledger[4]["reason"] == "neither text nor title"
    assert (reading.source["n_records"], reading.source["n_articles"]) == (6, 2)
    assert {frozenset(row) for row in reading.ledger} == {frozenset(LEDGER.names)}


def test_the_same_id_with_other_words_is_another_record():
    """Only the whole record twice is merged."""
    assert len(read(ROW, {**ROW, "text": "They left."}).articles) == 2


@pytest.mark.parametrize(
    ("date", "published", "reason"),
    [
        ("0001-11-30", None, "read as it came; date '0001-11-30' refused: before 1800"),
        ("9/6/17", None, "read as it came; date '9/6/17' refused: day and month cannot be told apart"),
        ("", None, "read as it came"),
        (None, None, "read as it came"),
        ("2024-05-16T10:20:00+08:00", "2024-05-16", "read as it came"),
        ("2024-05-16T10:20:00Z", "2024-05-16", "read as it came; the day is the printed one, in UTC"),
    ],
)
def test_odd_dates_leave_the_story_undated_and_say_why(date, published, reason):
    """The record is kept in any case."""
    reading = read({**ROW, "date": date})

    assert (reading.articles[0]["published"], reading.ledger[0]["reason"]) == (published, reason)


def test_ambiguous_dates_are_listed_and_others_tell_the_order():
    """What one file cannot settle is handed on: the outlet's order of day and month, and what waits for it."""
    reading = read({**ROW, "date": "9/6/17"}, {**ROW, "date": "12/22/16"})

    assert reading.orders == {"The Guardian": (0, 1)}
    assert [(row["article_id"], row["about"], row["printed"]) for row in reading.doubts] == [
        (reading.articles[0]["article_id"], "date", "9/6/17")
    ]


def test_outlets_that_the_file_does_not_know_stay_as_they_are():
    """Editions are two unless data/outlets.toml says otherwise."""
    outlets = [read({**ROW, "outlet": name}).articles[0]["outlet"] for name in ("CNN (Web News)", "CNN", "Some Blog")]

    assert outlets == ["CNN (Web News)", "CNN", "Some Blog"]


def test_odd_fields_do_no_harm():
    """Numbers, lists, objects and unknown columns are read or left out."""
    (article,) = read(
        {"id": 7, "title": 2024, "author": ["Ann", "Bo"], "url": {"a": 1}, "text": "They met.", "x": None}
    ).articles

    assert (article["title"], article["author"], article["url"]) == ("2024", "Ann, Bo", None)


def test_ids_repeat_and_differ():
    """The same file gives the same ids; appending a record leaves them."""
    ids = [article["article_id"] for article in read(ROW, {**ROW, "id": "2"}).articles]

    assert ids == [article["article_id"] for article in read(ROW, {**ROW, "id": "2"}, {**ROW, "id": "3"}).articles][:2]
    assert len(set(ids)) == 2


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["id", "title", "text", "date", "outlet"]), st.text(max_size=20)), max_size=6
    )
)
def test_no_record_is_lost(rows):
    """Every record has one row, in order, and its span in the file."""
    if not rows:
        return
    reading = read(*rows)

    assert [row["record"] for row in reading.ledger] == list(range(len(rows)))
    assert len(reading.articles) == sum(row["fate"] == "kept" for row in reading.ledger)
    assert all(article["body"] for article in reading.articles)
