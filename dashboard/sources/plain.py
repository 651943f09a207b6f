"""Bytes to text: which encoding, and an honest note when a byte did not fit."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass

from dashboard.errors import SourceError

BOMS = (
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (Word, Excel and EPUB files are such archives)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
)
SAMPLE = 65_536
# Marks of Windows-1252 below 0xA0 that printed text really uses: … ‘ ’ “ ” • – — and €, Š/š, Œ/œ, Ž/ž, ™.
CP1252_SIGNS = frozenset(b"\x80\x85\x8a\x8c\x8e\x91\x92\x93\x94\x95\x96\x97\x99\x9a\x9c\x9e")
CP1252_SYMBOLS = frozenset(b"\xa0\xa1\xa3\xa7\xa9\xab\xad\xae\xb0\xb4\xb7\xba\xbb\xbc\xbd\xbe\xbf")
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Decoded:
    """Text with NFC and LF line ends; `note` is a sentence when something had to be guessed or mended."""

    text: str
    note: str = ""


def decode(data: bytes) -> Decoded:
    r"""Turn the bytes of a text file into text.

    UTF-8 is tried first; byte-order marks and the zero bytes of UTF-16 are recognised; a page in
    Windows-1252 (Latin-1), Windows-1251 or GB 18030 is read as such and the note says so; a broken
    byte in UTF-8 is shown as U+FFFD and the note says where.

    Raises:
        SourceError: the bytes are no text.

    Example:
        >>> decode("Türkiye\r\n".encode()).text
        'Türkiye\n'
        >>> decode("Café".encode("latin-1")).note
        'The file is not UTF-8; it was read as Windows-1252 (Latin-1). Save it as UTF-8 if letters look wrong.'
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _mended(data[len(bom) :], encoding)
    wide = _wide(data[:SAMPLE])
    if wide:
        return _mended(data, wide, guessed=True)
    _refuse_binary(data)
    try:
        return Decoded(from_utf8(data))
    except UnicodeDecodeError:
        return _not_utf8(data)


def from_utf8(data: bytes) -> str:
    r"""Bytes of UTF-8 as tidy text, without a mark at their start; no other encoding is thought of.

    Raises:
        UnicodeDecodeError: they are no UTF-8.

    Example:
        >>> from_utf8("\ufeffcafe\u0301".encode())
        'café'
    """
    return _composed(data.decode("utf-8-sig"))  # which lets no lone surrogate pass


def tidy(text: str) -> str:
    r"""NFC, LF line ends, and no lone surrogates (they cannot be stored).

    Example:
        >>> tidy("cafe\u0301\r\nbar\rend")
        'café\nbar\nend'
    """
    return _composed(text if text.isascii() or _storable(text) else SURROGATE.sub("\ufffd", text))


def _composed(text: str) -> str:
    """NFC and LF line ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _storable(text: str) -> bool:
    """Whether a text has no lone surrogates; encoding it tells ten times as fast as looking for them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _mended(data: bytes, encoding: str, *, guessed: bool = False) -> Decoded:
    """Decode with a known encoding; broken places become U+FFFD."""
    shown = encoding.upper().replace("-LE", "").replace("-BE", "")
    try:
        text, note = data.decode(encoding), ""
    except UnicodeDecodeError as fault:
        text = data.decode(encoding, errors="replace")
        note = f"Byte {fault.start} is not {shown}; {_replaced(text)}."
    if guessed:
        note = f"The file has no byte-order mark; its zero bytes show that it is {shown}. {note}".strip()
    return Decoded(tidy(text), note)


def _replaced(text: str) -> str:
    n = text.count("\ufffd")
    return "one character is shown as \ufffd" if n == 1 else f"{n} characters are shown as \ufffd"


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: zeros (or the high bytes of spaces and line ends) sit on one side only."""
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.02 * half and even <= 0.02 * odd and _reads(sample, "utf-16-le"):
        return "utf-16-le"
    if even > 0.02 * half and odd <= 0.02 * even and _reads(sample, "utf-16-be"):
        return "utf-16-be"
    return ""


def _reads(sample: bytes, encoding: str) -> bool:
    """Whether nearly all of a sample is letters, digits, spaces and common signs in an encoding."""
    text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")[:4000]
    good = sum(char.isalnum() or char.isspace() or unicodedata.category(char)[0] in "PMS" for char in text)
    return good >= 0.97 * len(text)


def _refuse_binary(data: bytes) -> None:
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise SourceError(f"it is {kind}, no text")
    sample = data[:SAMPLE] + data[-SAMPLE:]
    controls = sum(sample.count(bytes([byte])) for byte in range(32) if byte not in b"\t\n\r\f\v\x1b")
    if controls > max(2, len(sample) // 200):
        raise SourceError(f"{controls} of its first {len(sample):,} bytes are control bytes, as in a binary file")


def _not_utf8(data: bytes) -> Decoded:
    """UTF-8 with a few broken bytes, or another encoding altogether."""
    mended = data.decode("utf-8", errors="replace")
    n_broken = mended.count("\ufffd") - data.count("\ufffd".encode())
    has_utf8 = any(ord(char) > 127 and char != "\ufffd" for char in mended)
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if has_utf8 and n_broken <= max(3, high // 20):
        return _line_by_line(data)
    for encoding, shown, fits in (
        ("gb18030", "GB 18030 (Chinese)", _is_chinese),
        ("cp1251", "Windows-1251 (Russian)", _is_russian),
        ("cp1252", "Windows-1252 (Latin-1)", _is_western),
    ):
        if fits(data) and has_utf8 and encoding == "cp1252":
            return _line_by_line(data)
        if fits(data):
            text = data.decode(encoding, errors="replace")
            advice = "Save it as UTF-8 if letters look wrong."
            return Decoded(tidy(text), f"The file is not UTF-8; it was read as {shown}. {advice}")
    if n_broken > max(20, len(mended) // 10):
        raise SourceError(f"{n_broken:,} of its {len(mended):,} characters fit no known text encoding")
    return _mended(data, "utf-8")


def _line_by_line(data: bytes) -> Decoded:
    """UTF-8 with some lines in another encoding, as when files were put together; other broken places are shown."""
    lines = data.split(b"\n")
    told = [_told(line) for line in lines]
    n_western = told.count("cp1252")
    if not n_western:
        return _mended(data, "utf-8")
    text = "\n".join(line.decode(one, errors="replace") for line, one in zip(lines, told, strict=True))
    note = f"{n_western:,} of {len(lines):,} lines are not UTF-8; they were read as Windows-1252 (Latin-1)."
    return Decoded(tidy(text), note)


def _told(line: bytes) -> str:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if _is_western(line) else "utf-8"
    return "utf-8"


def _is_chinese(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")[:SAMPLE]
    except UnicodeDecodeError:
        return False
    foreign = [char for char in text if ord(char) > 127]
    common = sum(char in "的一是在不了有和人这中大国，。、：；“”（）" for char in foreign)
    return len(foreign) >= 8 and common >= 0.08 * len(foreign)


def _is_russian(data: bytes) -> bool:
    letters = data[:SAMPLE].decode("cp1251", errors="replace")
    foreign = [char for char in letters if ord(char) > 127]
    lower = sum("а" <= char <= "я" for char in foreign)
    return len(foreign) >= 8 and lower >= 0.6 * len(foreign) and len(foreign) > 0.2 * len(letters)


def _is_western(data: bytes) -> bool:
    """Every high byte is a letter beside a letter, or a sign that Western text uses."""
    return all(_western_byte(data, found.start()) for found in re.finditer(rb"[\x80-\xff]", data[: 16 * SAMPLE]))


def _western_byte(data: bytes, place: int) -> bool:
    byte = data[place]
    if byte in CP1252_SIGNS or byte in CP1252_SYMBOLS:
        return True
    if byte < 0xC0 or byte in b"\xd7\xf7\xff":
        return False
    around = data[max(0, place - 1) : place] + data[place + 1 : place + 2]
    return any((chr(other).isalpha() and other < 128) or other >= 0xC0 for other in around)
