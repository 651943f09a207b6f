"""Metadata inside pictures: PNG iTXt, SVG <metadata>, PDF document information."""

import io
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

SIGN = b"\x89PNG\r\n\x1a\n"
SPACE = "https://example.org/refrain"  # an XML name, no address: example.org is kept for such uses
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
METRE = 39.37  # inches


def fit(text: str) -> str:
    r"""The text without the signs that no XML may hold.

    Example:
        >>> fit("a\x00b\ud800c")
        'abc'
    """
    return _UNFIT.sub("", text)


def png_stamped(data: bytes, facts: Mapping[str, str], *, dpi: float) -> bytes:
    """The PNG with an iTXt chunk per fact, and the size it is meant to be printed at."""
    parts = [(name, body) for name, body in chunks(data) if name != b"pHYs"]
    per_metre = round(dpi * METRE)
    told = [(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))]
    told += [(b"iTXt", _itxt(name, text)) for name, text in facts.items()]
    return SIGN + b"".join(_chunk(name, body) for name, body in (parts[0], *told, *parts[1:]))


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG: name and content."""
    at = len(SIGN)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _itxt(name: str, text: str) -> bytes:
    """Keyword in Latin letters, not compressed, English, no translated keyword, UTF-8 text."""
    return name.encode("latin-1") + b"\0\0\0en\0\0" + fit(text).encode()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def svg_metadata(facts: Mapping[str, str]) -> str:
    """The facts as an SVG's <metadata>, one element each."""
    parts = "".join(
        f'<r:fact name={quoteattr(fit(name))}>{escape(fit(text))}</r:fact>' for name, text in facts.items()
    )  # fmt: skip
    return f'<metadata><r:facts xmlns:r="{SPACE}">{parts}</r:facts></metadata>'


def pdf_stamped(data: bytes, facts: Mapping[str, str]) -> bytes:
    """The PDF with the facts as its document information."""
    from pypdf import PdfReader, PdfWriter

    known = {"Title": "/Title", "How to read": "/Subject", "Software": "/Creator"}
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata(
        {known.get(name, f"/{name.title().replace(' ', '')}"): fit(text) for name, text in facts.items()}
    )
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()
