"""HTML: what a reader of the page sees, line by line, and what the extraction library says of it."""

import pytest

from dashboard.errors import SourceError
from dashboard.sources.html import read_html, read_mhtml

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Ports sign pact | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ada Quay">
<meta property="article:published_time" content="2024-05-16T23:30:00-07:00"><style>p {{ color: red }}</style></head>
<body><nav><ul><li>Home</li><li>World</li></ul></nav><article><h1>Ports sign pact</h1>
<p>Two ports signed a <b>trade</b>&nbsp;pact on Thursday after a   year of talks in the café on the quay.</p>
<p>The pact opens four berths<br>to ships of both countries, the harbour master told reporters on the quay.</p>
<script>var x = "<p>not shown</p>";</script><p hidden>not shown</p><p style="display: none">not shown</p></article>
<table><tr><td>Berths</td><td>4</td></tr></table></body></html>"""


def test_text_is_what_a_reader_sees():
    """Blocks end a line, blanks are folded, cells stand apart, and what is not shown is left out."""
    assert read_html(PAGE.format(charset="utf-8").encode())["text"].splitlines() == [
        "Home",
        "World",
        "Ports sign pact",
        "Two ports signed a trade pact on Thursday after a year of talks in the café on the quay.",
        "The pact opens four berths",
        "to ships of both countries, the harbour master told reporters on the quay.",
        "Berths 4",
    ]


def test_the_library_says_body_and_metadata():
    """Title, outlet, author, and the publisher's own day: never shifted into another zone."""
    extract = read_html(PAGE.format(charset="utf-8").encode())["extract"]

    assert extract["title"] == "Ports sign pact"
    assert (extract["sitename"], extract["author"]) == ("Harbour Post", "Ada Quay")
    assert extract["date"] == "2024-05-16"
    assert extract["published"] == "2024-05-16T23:30:00-07:00"
    assert "Two ports signed a trade pact on Thursday" in extract["body"]


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "no-such-charset"])
def test_the_page_says_its_encoding(charset):
    """What a page declares is believed when it fits; a declaration that does not is passed over."""
    known = "latin-1" if charset == "windows-1252" else "utf-8"

    assert "the café on the quay" in read_html(PAGE.format(charset=charset).encode(known))["text"]


def test_a_wrong_declaration_is_noticed():
    """A page that declares UTF-8 and is Latin-1 is read as what it is, with a note."""
    found = read_html(PAGE.format(charset="utf-8").encode("latin-1"))

    assert "the café on the quay" in found["text"]
    assert found["note"].startswith("The file is not UTF-8; it was read as Windows-1252")


def test_a_page_saved_as_one_file_is_opened():
    """The page in an .mhtml is read in the encoding that its part declares, with its address."""
    mail = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/pact\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="XX"\r\n\r\n--XX\r\n'
        b"Content-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://example.org/pact\r\n\r\n<html><p>=CF=EE=F0=F2=FB</p></html>\r\n--XX--\r\n"
    )

    found = read_mhtml(mail)

    assert found["text"] == "Порты\n"
    with pytest.raises(SourceError, match="there is no page in it"):
        read_mhtml(b"Content-Type: image/png\n\nx")


def test_a_page_nested_ten_thousand_deep_is_read():
    """Depth costs no recursion."""
    assert read_html(b"<p>x" + b"<div>" * 10_000 + b"deep")["text"].startswith("x\n")
