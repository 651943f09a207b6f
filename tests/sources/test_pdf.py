"""PDF: the text layer, pages in order, lines joined to paragraphs; scans and damage are told."""

import pytest

from dashboard.errors import SourceError
from dashboard.sources.pdf import joined, read_pdf
from dashboard.sources.reader import from_bytes
from tests.sources.written import paragraph, pdf

FIRST = ("The two ports signed a long trade agree-", "ment on Thursday after a year of long-", "term talks, said the")
THEN = ("mayor. A second sentence of the same story", "ends here.")
REST = "mayor. A second sentence of the same story ends here."


def test_lines_become_paragraphs():
    """A headline, a paragraph whose words were cut at line ends, a gap, a paragraph; a hyphen that belongs stays."""
    page = paragraph("Ports sign pact", top=760, size=20)
    page += paragraph(*FIRST, *THEN) + paragraph("Their long-term plan is next. It stands on", "two lines.", top=580)

    assert read_pdf(pdf(page))["text"].splitlines() == [
        "Ports sign pact",
        f"The two ports signed a long trade agreement on Thursday after a year of long-term talks, said the {REST}",
        "Their long-term plan is next. It stands on two lines.",
    ]


def test_pages_come_in_order():
    """One page after the other, a blank line between them."""
    assert read_pdf(pdf(paragraph("First page."), paragraph("Second page.")))["text"] == "First page.\n\nSecond page.\n"


def test_a_scan_says_so():
    """No text layer: the sentence says what to do."""
    raw = from_bytes("a.pdf", pdf([], []))

    assert raw.status == "failed"
    assert raw.reason == (
        "a.pdf: its 2 pages hold pictures and no text, as scans do. Run text recognition (OCR) on it first."
    )


@pytest.mark.parametrize("cut", [9, 60])
def test_a_damaged_file_is_a_sentence(cut):
    """What PDFium says of it."""
    with pytest.raises(SourceError, match=r"it is a PDF file that cannot be opened|no text"):
        read_pdf(pdf(paragraph("First page."))[:cut])


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("the eco-", "nomy", "the economy"),
        ("from 2024-", "2025", "from 2024- 2025"),
        ("Franco-", "German", "Franco-German"),
        ("the eco\x02", "nomy", "the economy"),
        ("两国元首", "会晤", "两国元首会晤"),
        ("a dash –", "and more", "a dash – and more"),
    ],
)
def test_line_ends_are_put_together(first, second, text):
    """Words cut by a hyphen become whole, Chinese takes no blank, everything else one."""
    assert joined(first, second) == text
