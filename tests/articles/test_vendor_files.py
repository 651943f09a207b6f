"""Vendor exports in the formats in which they come: Word, RTF, HTML."""

import html
import io

import pytest

from dashboard.articles.reading import reading_of
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes
from tests.exports import CODES, NEXIS, PLAIN


def docx(text):
    """A Word file with a paragraph a line."""
    from docx import Document

    document, file = Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def rtf(text):
    """An RTF file with a paragraph a line."""
    letters = "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in text)
    return ("{\\rtf1\\ansi\\deff0 " + letters.replace("\n", "\\par\n") + "}").encode("ascii")


def plain_html(text):
    """Factiva's plain layout: a block a line, a paragraph of text each."""
    blocks = "".join(f"<div>{html.escape(line)}</div>" for line in text.split("\n") if line)
    return f"<html><head><title>Factiva</title></head><body>{blocks}</body></html>".encode()


def coded_html(text):
    """Factiva's layout with codes: a table a document, a row a code."""
    rows: list[list[str]] = []
    for line in text.split("\n"):
        code, _, value = line.partition("   ")
        if code.isupper() and len(code) <= 3:
            rows.append([code, value])
        elif line and rows:
            rows[-1][1] = f"{rows[-1][1]} {line}".strip()
    cells = "".join(f"<tr><td><b>{code}</b></td><td>{html.escape(value)}</td></tr>" for code, value in rows)
    return f"<html><body><table>{cells}</table></body></html>".encode()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "a.docx",
            docx(NEXIS),
            [
                ("The Sorrel Bay Courier", "2024-05-16", "Ministers meet in Sorrel Bay"),
                ("Example Times Online", "2024-05-18", "Boats are back"),
            ],
        ),
        (
            "a.rtf",
            rtf(PLAIN),
            [
                ("The Sorrel Bay Courier", "2024-05-16", "Ministers meet in Sorrel Bay"),
                ("The Sorrel Bay Courier", "2024-05-17", "Boats are back"),
                ("The Sorrel Bay Courier", "2024-05-18", "Rain until Sunday"),
            ],
        ),
        (
            "a.html",
            plain_html(PLAIN),
            [
                ("The Sorrel Bay Courier", "2024-05-16", "Ministers meet in Sorrel Bay"),
                ("The Sorrel Bay Courier", "2024-05-17", "Boats are back"),
                ("The Sorrel Bay Courier", "2024-05-18", "Rain until Sunday"),
            ],
        ),
        (
            "a.html",
            coded_html(CODES),
            [
                ("Le Courrier du Cap", "2019-03-03", "Le traité est signé"),
                ("Hafenbote", "2024-05-16", "Der Vertrag ist unterschrieben"),
            ],
        ),
    ],
    ids=["docx", "rtf", "html", "html with codes"],
)
def test_documents_in_each_format(name, data, said):
    """As many documents as the text holds, with outlets, days and headlines; every character has its fate."""
    raw = from_bytes(name, data)
    reading = reading_of(raw, load_settings())

    assert [(story["outlet"], story["published"], story["title"]) for story in reading.articles] == said
    assert "".join(raw.text[row["start"] : row["end"]] for row in reading.ledger) == raw.text
    assert "announces" not in reading.source["reason"]
