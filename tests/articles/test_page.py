"""Pages to stories: invented pages of many shapes, each line labelled by hand, and the laws of the ledger.

`shapes/*.txt` hold one page each. Lines that start with # say what the story must know; then every line of the
page follows with its fate in front: t title, m meta, b body, r related, j junk, - blank.
"""

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.page import read_page
from dashboard.schema import ARTICLES, LEDGER, SOURCES
from dashboard.settings import load_settings
from dashboard.sources.reader import Raw, from_bytes
from tests.articles.pages import Shape, shapes

ENCODED = ("agency_source_row", "spam_tail", "stamp_before_headline")
COUNTED_LATER = {"n_words", "n_sentences", "copy_of"}
ODD = st.text(alphabet=st.sampled_from("aB .\n\r\t|-/()é\u2028\x0b\x85\u200b中ы1:2025#*“”"), max_size=200)
LINES = st.lists(
    st.sampled_from(
        [
            "",
            "Home / China",
            "Two ministers meet again",
            "2025-05-09 10:20",
            "By Ann Lee | Xinhua | Updated: 2025-05-09",
            "BEIJING, May 9 (Xinhua) -- The two ministers met on Thursday and signed a long paper. Enditem",
            "The two ministers met on Thursday and signed a paper that nobody had seen before.",
            "SOURCE Global Times",
            "Related Stories",
            "无码 608",
            "* Weather",
        ]
    ),
    max_size=24,
).map("\n".join)


@cache
def settings():
    """The project's own settings."""
    return load_settings()


def read(text, name="page.txt"):
    """A reading of a page with this text."""
    return read_page(Raw("0" * 16, name, "page", text, None, "read", "", len(text)), settings())


def fates(reading):
    """Fate of every line: that of its largest span."""
    largest = {}
    for row in reading.ledger:
        size = row["end"] - row["start"]
        if size > largest.get(row["line_start"], (0, ""))[0]:
            largest[row["line_start"]] = (size, row["fate"])
    return [fate for _, (_, fate) in sorted(largest.items())]


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_every_line_of_an_invented_page_has_its_fate(shape: Shape):
    """Line by line, the fate is the one that a reader gave it."""
    wrong = [
        (number, line, got, want)
        for number, (line, got, want) in enumerate(
            zip(shape.lines, fates(read(shape.text)), shape.fates, strict=True), start=1
        )
        if got != want
    ]

    assert wrong == []


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_the_story_of_an_invented_page_knows_what_the_page_says(shape: Shape):
    """Title, dates, outlet and the other stories are those that the page prints, or null."""
    main, *others = read(shape.text).articles
    known = {**main, "n_related": str(len(others)), "title": main["title"] if main["title_from"] == "page" else None}
    if others:
        known |= {"related": others[0]["title"], "related_published": others[0]["published"]}

    assert {key: known[key] for key in shape.story} == shape.story


@given(st.one_of(ODD, LINES, st.text(max_size=300)))
def test_the_spans_of_any_text_are_exactly_the_text(text):
    """Every character has one fate: spans follow each other from first to last, and know their lines."""
    rows = read(text).ledger
    ends = [0, *(row["end"] for row in rows)]

    assert [row["start"] for row in rows] == ends[:-1]
    assert ends[-1] == len(text)
    assert all(row["start"] < row["end"] for row in rows)
    for row in rows:
        line = 1 + text.count("\n", 0, row["start"])
        assert row["line_start"] == row["line_end"] == line
        assert text.count("\n", row["start"], row["end"] - 1) == 0


@given(st.one_of(ODD, LINES))
def test_bodies_are_their_spans_and_nothing_else(text):
    """The main body is its body spans, stripped, joined with line ends; no story is without text."""
    reading = read(text)
    for article in reading.articles:
        spans = [row for row in reading.ledger if row["article_id"] == article["article_id"] and row["fate"] == "body"]
        pieces = [piece for row in spans if (piece := text[row["start"] : row["end"]].strip())]

        assert article["body"].strip()
        assert article["kind"] == "related" or article["body"] == "\n".join(pieces)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("shape", [shape for shape in shapes() if shape.name in ENCODED], ids=lambda shape: shape.name)
def test_encoding_and_line_ends_change_no_fate(shape, encoding):
    """A page saved by another editor is read the same."""
    raw = from_bytes("page.txt", shape.text.replace("\n", "\r\n").encode(encoding))
    told = {"fates": fates(read_page(raw, settings())), "body": read_page(raw, settings()).articles[0]["body"]}

    assert raw.text == shape.text
    assert told == {"fates": list(shape.fates), "body": read(shape.text).articles[0]["body"]}


def test_ids_link_and_repeat():
    """Ids in the ledger are the stories'; the same page gives the same ids, another page others."""
    text = shapes()[0].text
    first, again, other = read(text), read(text), read(text + "\nMore.")

    assert first == again
    assert {row["article_id"] for row in first.ledger} - {None} == {row["article_id"] for row in first.articles}
    assert not {row["article_id"] for row in first.articles} & {row["article_id"] for row in other.articles}


def test_rows_have_the_columns_of_the_contract():
    """Articles lack only what is counted later."""
    reading = read(shapes()[0].text)

    assert set(reading.source) == set(SOURCES.names)
    assert {frozenset(row) for row in reading.ledger} == {frozenset(LEDGER.names)}
    assert {frozenset(row) for row in reading.articles} == {frozenset(ARTICLES.names) - COUNTED_LATER}


def test_every_reason_is_said():
    """No span without a reason in words."""
    assert all(row["reason"].strip() for shape in shapes() for row in read(shape.text).ledger)


def test_a_page_without_prose_has_no_story_and_says_so():
    """Menus alone are no story."""
    reading = read("Home\nShare\n© 2025 Example\n")

    assert reading.articles == ()
    assert reading.source["n_articles"] == 0
    assert reading.source["reason"].startswith("page.txt: no running text was found on the page.")


def test_a_source_that_failed_keeps_its_row():
    """The row of a binary file says why; there is nothing else."""
    raw = from_bytes("a.txt", b"%PDF-1.7")
    reading = read_page(raw, settings())

    assert (reading.source["status"], reading.articles, reading.ledger) == ("failed", (), ())
    assert "a PDF file" in reading.source["reason"]


def test_dates_in_prose_are_never_taken():
    """A day that a sentence speaks of is not the day of the story."""
    text = "Ministers meet\n\nOn May 9, 2025, the ministers met, as they had on 14 June 2024 and in March 2023.\n"

    assert read(text).articles[0]["published"] is None


def test_outlets_in_prose_are_never_taken():
    """An outlet that a sentence quotes did not publish the story."""
    text = (
        "Ministers meet\n\nThe ministers met on Thursday, Xinhua said, and the Global Times and TASS reported it too.\n"
    )

    assert read(text).articles[0]["outlet"] is None


@pytest.mark.parametrize("piece", ["The ministers met on Thursday. ", "a", "1", "- ", "多极化。", "Aa, "])
def test_a_line_of_many_megabytes_is_cleaned_in_seconds(piece):
    """No rule reads more of a line than its head and tail."""
    text = piece * (8_000_000 // len(piece))
    began = time.perf_counter()

    reading = read(text)

    assert reading.ledger[-1]["end"] == len(text)
    assert time.perf_counter() - began < 10


def test_many_lines_cost_in_proportion():
    """Forty thousand lines, half of them repeated, are no trap."""
    text = "".join(
        f"The ministers met again in town number {n}, he said on Monday.\nMenu item\n" for n in range(20_000)
    )
    began = time.perf_counter()

    assert len(read(text).ledger) == 40_000
    assert time.perf_counter() - began < 30


def test_shapes_are_there():
    """The folder of invented pages was found."""
    assert len(list((Path(__file__).parent / "shapes").glob("*.txt"))) >= 20
