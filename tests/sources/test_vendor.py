"""Vendor exports recognised and cut: every document found, the first and the last included."""

import pytest

from dashboard.sources.vendor import Export, export_of, shortfall
from tests.exports import CLASSIC, CODES, FRENCH, GERMAN, NEXIS, PLAIN


@pytest.mark.parametrize(
    ("text", "vendor", "layout", "found", "announced"),
    [
        (CLASSIC, "lexis", "classic", 3, 3),
        (FRENCH, "lexis", "classic", 2, 2),
        (GERMAN, "lexis", "classic", 1, 1),
        (NEXIS, "lexis", "nexis", 2, 2),
        (PLAIN, "factiva", "plain", 3, 3),
        (CODES, "factiva", "codes", 2, None),
    ],
)
def test_documents_found_and_announced(text, vendor, layout, found, announced):
    """Each layout is recognised by its content, with as many documents as it announces."""
    export = export_of(text)

    assert (export.vendor, export.layout, len(export.documents), export.announced) == (vendor, layout, found, announced)
    assert shortfall(export) == ""


def first_lines(text):
    """The first filled line of every document."""
    lines = [line.strip() for line in text.split("\n")]
    return [next(line for line in lines[first:last] if line) for first, last in export_of(text).documents]


def test_the_cover_stays_outside():
    """Search terms and the list of documents are no part of the first document."""
    assert first_lines(NEXIS) == ["Ministers meet in Sorrel Bay", "Boats are back"]
    assert first_lines(CLASSIC) == ["1 of 3 DOCUMENTS", "2 of 3 DOCUMENTS", "3 of 3 DOCUMENTS"]


@pytest.mark.parametrize(
    "cover", ["", "\n", "Factiva RTF Display Format\n© 2024 Factiva, Inc. All rights reserved.\n\n"]
)
def test_the_first_document_of_a_file_is_found(cover):
    """With and without anything over it."""
    assert (first_lines(cover + PLAIN)[0], len(export_of(cover + PLAIN).documents)) == ("News", 3)


def test_classic_without_its_count_lines():
    """No "1 of 3 DOCUMENTS" line at all: lengths and trailers tell the documents apart."""
    bare = "\n".join(line for line in CLASSIC.split("\n") if "DOCUMENTS" not in line)

    assert len(export_of(bare).documents) == 3
    assert first_lines(bare)[1] == "The Sorrel Bay Courier"


def test_a_document_over_the_first_count_line():
    """A file that was put together by hand may lack the first count line only."""
    headless = CLASSIC.replace("1 of 3 DOCUMENTS", "")

    assert len(export_of(headless).documents) == 3


def test_a_missing_end_does_not_swallow_a_document():
    """Without "End of Document", or without the line with the number, the next header still begins a document."""
    assert len(export_of(NEXIS.replace("End of Document", "", 1)).documents) == 2
    assert len(export_of(PLAIN.replace("Document SBCOUR0020240516ek5g0001\n", "")).documents) == 3
    assert len(export_of(PLAIN.replace("Document SBCOUR0020240518ek5i0003\n", "")).documents) == 3


@pytest.mark.parametrize(
    ("export", "sentence"),
    [
        (Export("factiva", "plain", ((0, 9),), 2), "it announces 2 documents and 1 was found."),
        (
            Export("lexis", "classic", ((0, 9), (9, 20)), 100, (51, 52)),
            "it announces 100 documents and 2 were found; they are numbers 51 to 52.",
        ),
        (
            Export("lexis", "classic", ((0, 9), (9, 20)), 7, (1, 7)),
            "it announces 7 documents and 2 were found; numbers 2, 3, 4, 5, 6 are missing.",
        ),
    ],
)
def test_what_is_missing_is_said(export, sentence):
    """A part of a longer download is told apart from one with holes."""
    assert shortfall(export) == f"{sentence} Download it again, or look for the rest elsewhere."
