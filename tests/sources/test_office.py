"""Word and RTF: every paragraph a line, nothing that was deleted, and no harm from what is inside."""

import pytest

from dashboard.errors import SourceError
from dashboard.sources.office import read_docx, read_rtf
from dashboard.sources.reader import from_bytes
from tests.sources.written import docx, words


def test_every_paragraph_is_a_line():
    """Tables, links, tabs, breaks and accepted changes are read; deleted text is not."""
    data = docx(
        words("Ports sign pact")
        + "<w:p><w:ins><w:r><w:t>Two ports</w:t></w:r></w:ins><w:r><w:tab/><w:t>signed.</w:t><w:br/></w:r>"
        + "<w:hyperlink><w:r><w:t>More</w:t></w:r></w:hyperlink>"
        + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        + f"<w:tbl><w:tr><w:tc>{words('Berths')}</w:tc><w:tc>{words('4')}</w:tc></w:tr></w:tbl>"
        + f"<w:sdt><w:sdtContent>{words('Held in a box')}</w:sdtContent></w:sdt>"
    )

    assert read_docx(data)["text"].splitlines() == [
        "Ports sign pact", "Two ports\tsigned.", "More", "Berths", "4", "Held in a box",
    ]  # fmt: skip


def test_a_word_file_becomes_a_page():
    """Its text is the text of the ledger."""
    raw = from_bytes("a.docx", docx(words("Ports sign pact", "Two ports signed.")))

    assert (raw.status, raw.format, raw.text) == ("read", "docx", "Ports sign pact\nTwo ports signed.\n")
    assert from_bytes("a.docx", docx("<w:p/>")).reason.startswith("a.docx: it holds no text.")


def test_entities_are_not_expanded():
    """XML that grows a thousandfold when its entities are followed stays as small as it is."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )

    raw = from_bytes("a.docx", docx(words("before &i; after"), bomb + "]>"))

    assert raw.status == "failed" or len(raw.text) < 100


def test_a_damaged_word_file_is_a_sentence():
    """What python-docx says of it, and what to do."""
    with pytest.raises(SourceError, match="it is a Word file that cannot be opened"):
        read_docx(docx("")[:300])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1251 \'cf\'ee\'f0\'f2\'fb\par}", "Порты\n"),
        (rb"{\rtf1\ansi Two \u8217?quoted\u8217? ports\line met\tab here.}", "Two ’quoted’ ports\nmet\there."),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\info{\title x}}{\*\generator y;}Body}", "Body"),
        (b"{\\rtf1\\ansi\\ansicpg99999 plain caf\xe9}", "plain café"),
    ],
)
def test_rtf_keeps_its_text_alone(data, text):
    """Code pages and Unicode signs are read; fonts, titles and writers' marks are no text."""
    assert read_rtf(data)["text"] == text
