"""What a file is: decided by its first bytes, and by its name where bytes cannot tell."""

import bz2
import gzip
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

HEAD = 65_536
PACKED: dict[str, Callable[..., Any]] = {"gzip": gzip.open, "bzip2": bz2.open, "xz": lzma.open}
ARCHIVES = ("zip", "tar")
MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0", "ole"),
)
RECORD_NAMES = re.compile(r"\.(jsonl|ndjson|jsonlines)(\.(gz|bz2|xz))?$", re.IGNORECASE)
TABLE_NAMES = re.compile(r"\.(csv|tsv|tab|psv)(\.(gz|bz2|xz))?$", re.IGNORECASE)
JSON_NAMES = re.compile(r"\.json(\.(gz|bz2|xz))?$", re.IGNORECASE)
MARKUP = re.compile(
    r"\s*(<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
TAGS = re.compile(r"</(p|div|span|h1|h2|li|article|section|a|td)\s*>", re.IGNORECASE)
HTML_NAMES = re.compile(r"\.(html?|xhtml|shtml)(\.(gz|bz2|xz))?$", re.IGNORECASE)
MARKDOWN_NAMES = re.compile(r"\.(md|markdown)(\.(gz|bz2|xz))?$", re.IGNORECASE)
XML = re.compile(r"\s*<(\?xml|rss\b|feed\b|rdf:rdf\b)", re.IGNORECASE)
MIME = re.compile(rb"(?im)^content-type:\s*multipart/related\b")
MHTML_NAMES = re.compile(r"\.(mht|mhtml)$", re.IGNORECASE)
ZIP_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
)
ZIP_TYPES = {
    b"application/vnd.oasis.opendocument.spreadsheet": "xlsx",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/epub+zip": "epub",
}


def kind_of_bytes(name: str, file: BinaryIO) -> str:
    """What the bytes of a file are: a kind by name, or `text` when it may be read as text; never moves the file.

    Example:
        >>> import io
        >>> kind_of_bytes("a.dat", io.BytesIO(b"%PDF-1.7 ...")), kind_of_bytes("a.txt", io.BytesIO(b"A headline"))
        ('pdf', 'text')
    """
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(file)
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return "tar" if kind in PACKED and is_tar(_opening(kind, file)) else kind
    if is_tar(head):
        return "tar"
    if b"%PDF-" in head[:1024] and name.lower().endswith(".pdf"):  # some writers put a line before it
        return "pdf"
    if MIME.search(head[:8192]) and (MHTML_NAMES.search(name) or head[:5].lower() in (b"from:", b"mime-")):
        return "mhtml"
    return "text"


def kind_of_text(name: str, text: str) -> str:
    """What a text is: html, xml, jsonl, json, markdown, csv or page, by its beginning and the file's name.

    Example:
        >>> kind_of_text("a.txt", "<!DOCTYPE html><p>Two leaders met."), kind_of_text("a.txt", "Two leaders met.")
        ('html', 'page')
    """
    start = text[:HEAD].lstrip("\ufeff \t\n")
    if MARKUP.match(start) or (HTML_NAMES.search(name) and TAGS.search(start)):
        return "html"
    if XML.match(start):
        return "xml"
    if RECORD_NAMES.search(name):
        return "jsonl"
    if start.startswith("[") and (JSON_NAMES.search(name) or re.match(r"\[\s*\{\s*\"", start)):
        return "json"
    if start.startswith("{") and JSON_NAMES.search(name):
        return "json"
    if MARKDOWN_NAMES.search(name):
        return "markdown"
    return "csv" if TABLE_NAMES.search(name) else "page"


def is_tar(head: bytes) -> bool:
    """Whether the first bytes are those of a tar archive.

    Example:
        >>> is_tar(b"Two leaders met on Thursday.")
        False
    """
    return head[257:262] == b"ustar"


def _opening(kind: str, file: BinaryIO) -> bytes:
    """The first unpacked bytes of a compressed file; none when it is broken."""
    try:
        return bytes(PACKED[kind](file).read(512))
    except (OSError, EOFError, zlib.error, lzma.LZMAError):
        return b""
    finally:
        file.seek(0)


def _zipped(file: BinaryIO) -> str:
    """A zip archive, or one of the document formats that are zip archives inside."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            kind = next((kind for part, kind in ZIP_PARTS if part in names), "")
            if not kind and "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = ZIP_TYPES.get(archive.read("mimetype").strip(), "")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        kind = ""
    file.seek(0)
    return kind or "zip"
