"""Bytes to text, and what is said when a byte does not fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources.plain import decode, tidy

RUSSIAN = "Министры договорились о дороге через северный перевал."
CHINESE = "两国的部长在边境车站签署了文件，双方同意拓宽铁路。"


@pytest.mark.parametrize(
    ("data", "text", "said"),
    [
        ("Türkiye".encode(), "Türkiye", ""),
        ("\ufeffTürkiye".encode(), "Türkiye", ""),
        ("Türkiye".encode("utf-16"), "Türkiye", ""),
        ("Türkiye".encode("utf-16-be"), "Türkiye", "UTF-16"),
        ("Two ministers met.".encode("utf-16-le"), "Two ministers met.", "UTF-16"),
        ("Two ministers met.".encode("utf-32"), "Two ministers met.", ""),
        ("Le café de Zoë".encode("latin-1"), "Le café de Zoë", "Windows-1252 (Latin-1)"),
        ("“We met” – he said…".encode("cp1252"), "“We met” – he said…", "Windows-1252 (Latin-1)"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "Windows-1251"),
        (CHINESE.encode("gb18030"), CHINESE, "GB 18030"),
        (b"Two \xff ministers", "Two \ufffd ministers", "Byte 4 is not UTF-8"),
        ("Türkiye and ".encode() + b"\xc3" + b" Iran", "Türkiye and \ufffd Iran", "Byte 13 is not UTF-8"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_every_encoding_of_a_page_is_read_and_named(data, text, said):
    """The letters come out right, and whatever was guessed or mended is said."""
    decoded = decode(data)

    assert decoded.text == text
    assert said in decoded.note
    assert bool(decoded.note) == bool(said)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 \xe2\xe3", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a PNG picture"),
        (b"PK\x03\x04\x14\0", "a ZIP archive"),
        (bytes(range(256)) * 40, "control bytes"),
    ],
)
def test_binary_files_are_refused_by_kind(data, kind):
    """A file that is no text says what it is."""
    with pytest.raises(SourceError, match=kind):
        decode(data)


def test_lines_of_two_encodings_are_read_each_as_what_it_is():
    """Files that were put together: what is UTF-8 stays, a Latin-1 line is read as such, and the note says so."""
    data = "Türkiye hat gewählt\n".encode() + "Grenzen öffnen\n".encode("latin-1") + "Über\n".encode()

    assert decode(data).text == "Türkiye hat gewählt\nGrenzen öffnen\nÜber\n"
    assert decode(data).note == "1 of 4 lines are not UTF-8; they were read as Windows-1252 (Latin-1)."


def test_line_ends_and_letters_are_made_one():
    """CRLF and CR become LF, letters with marks become one code point, half surrogates become U+FFFD."""
    assert tidy("a\r\nb\rc e\u0301 \ud800") == "a\nb\nc é \ufffd"


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_a_sentence(data):
    """Nothing but SourceError comes out, and text can always be stored as UTF-8."""
    try:
        text = decode(data).text
    except SourceError:
        return

    assert text.encode("utf-8").decode("utf-8") == text


@given(st.text(alphabet=st.characters(exclude_characters="\r\0", exclude_categories=("Cs", "Cc")), max_size=200))
def test_utf8_comes_back_as_it_was(text):
    """UTF-8 without a broken byte loses nothing but its normal form."""
    assert decode(text.encode()).text == tidy(text).removeprefix("\ufeff")
