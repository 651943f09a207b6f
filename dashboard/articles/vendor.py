"""Vendor exports to stories: the one entry for files of Factiva and LexisNexis; one story per document."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.articles.doubts import dates_told
from dashboard.articles.language import language_of
from dashboard.articles.ledger import Fate, Reading, article_id, page_rows, source_row
from dashboard.articles.lines import Line
from dashboard.articles.outlets import of_record, registry
from dashboard.articles.titles import derived_title
from dashboard.articles.vendor_factiva import read_codes, read_plain, sections_of, top_of
from dashboard.articles.vendor_header import Found, unwrapped
from dashboard.articles.vendor_lexis import read_classic, read_nexis
from dashboard.settings import Settings
from dashboard.sources.reader import Raw
from dashboard.sources.vendor import Export, export_of, shortfall
from dashboard.sources.vendor_marks import FURNITURE

NAMES = {"factiva": "Factiva", "lexis": "LexisNexis"}
HEADER = "header"
HEADLINE_ONLY = "no text: the headline is its text"


@dataclass(frozen=True)
class Document:
    """One document of an export: its lines (from 0, end excluded), what its header says, and its text."""

    first: int
    last: int
    found: Found
    text: str
    digest: str


def read_vendor(raw: Raw, settings: Settings) -> Reading | None:
    r"""Turn every document of a vendor export into a story and say what became of every character; None for no export.

    The spans of the ledger partition the text exactly. The day is the header's; a document whose day cannot be
    read is undated, and the reason of its first line says so. The number that the file announces is held
    against the number found; when they differ, the reason of the source is a sentence about it.

    Example:
        >>> from dashboard.settings import load_settings
        >>> from dashboard.sources.reader import Raw
        >>> top = "Leaders meet\nBy Ann Lee\n4 words\n16 May 2024\nReuters News\nLBA\nEnglish\n(c) Reuters 2024\n"
        >>> text = top + "They met and talked.\nDocument LBA0000020240516ek5g0001\n"
        >>> reading = read_vendor(Raw("1", "a.txt", "page", text, None, "read", "", len(text)), load_settings())
        >>> [row["fate"] for row in reading.ledger]
        ['title', 'meta', 'meta', 'meta', 'meta', 'meta', 'meta', 'meta', 'body', 'meta']
        >>> (story,) = reading.articles
        >>> story["title"], story["published"], story["author"], story["body"]
        ('Leaders meet', '2024-05-16', 'Ann Lee', 'They met and talked.')
    """
    export = export_of(raw.text) if raw.status == "read" and raw.text else None
    if export is None or not raw.text:
        return None
    lines = _lines(raw.text)
    stripped = [raw.text[line.start : line.end].strip() for line in lines]
    documents = _documents(export, stripped)
    rows = [_article(raw, place, document, settings) for place, document in enumerate(documents)]
    fates = _fates(raw, export, lines, documents)
    ledger = page_rows(raw.source_id, lines, fates, [row["article_id"] for row in rows])
    told = shortfall(export)
    reason = " ".join(part for part in (raw.reason, f"{raw.name}: {told}" if told else "") if part)
    as_read = replace(raw, format=export.vendor)
    source = source_row(as_read, n_records=len(documents), n_articles=len(rows), reason=reason)
    digests = tuple(document.digest for document in documents)
    orders, doubts = dates_told(raw.source_id, rows, [document.found.when for document in documents])
    return Reading(source, tuple(rows), ledger, digests, orders, doubts)


def _lines(text: str) -> tuple[Line, ...]:
    """The lines of an export, by their places alone: what the lines of a page tell is not asked here."""
    lines: list[Line] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        lines.append(Line(len(lines) + 1, start, end, "", "", 0, False, "", False, False, 0))
        start = end
    return tuple(lines)


def _documents(export: Export, stripped: Sequence[str]) -> list[Document]:
    pieces = [stripped[first:last] for first, last in export.documents]
    sections = sections_of(
        [[piece[place] for place in top_of(piece)] for piece in pieces] if export.layout == "plain" else []
    )
    readers = {"plain": lambda piece: read_plain(piece, sections), "codes": read_codes, "classic": read_classic}
    read = readers.get(export.layout, read_nexis)
    documents = []
    for (first, last), piece in zip(export.documents, pieces, strict=True):
        found = read(piece)
        start, stop = found.body
        cut = [_unlabelled(piece, found, place) for place in range(start, stop)]
        text = unwrapped(["" if FURNITURE.match(line) else line for line in cut])
        digest = hashlib.sha256("\n".join(piece).encode("utf-8", "surrogatepass")).hexdigest()
        documents.append(Document(first, last, found, text, digest))
    return documents


def _unlabelled(piece: Sequence[str], found: Found, place: int) -> str:
    return piece[place][found.labels.get(place, 0) :]


def _article(raw: Raw, place: int, document: Document, settings: Settings) -> dict[str, Any]:
    """The row of one story, all but its counts."""
    found = document.found
    body = document.text or found.headline or ""
    named = of_record(registry(settings.outlets), found.outlet, found.url)
    return {
        "article_id": article_id(raw.name, place, 0, document.digest),
        "source_id": raw.source_id,
        "source_name": raw.name,
        "record": place,
        "kind": "main",
        "title": found.headline or derived_title(body),
        "title_from": "page" if found.headline else "derived",
        "outlet": named.name,
        "outlet_from": HEADER if named.read_from == "field" else named.read_from,
        "distributor": named.distributor,
        "author": found.author,
        "published": found.when.day,
        "published_time": found.when.time,
        "published_from": HEADER if found.when.day else None,
        "updated": None,
        "language": found.language or language_of(body),
        "url": found.url,
        "body": body,
    }


def _fates(raw: Raw, export: Export, lines: Sequence[Line], documents: Sequence[Document]) -> list[tuple[Fate, ...]]:
    """What became of every line; lines outside the documents are cover, list or search summary."""
    vendor = NAMES[export.vendor]
    outside = Fate("meta", f"{vendor}: outside the documents (cover, list or search summary)")
    text = raw.text or ""
    fates: list[tuple[Fate, ...]] = [
        (outside if text[line.start : line.end].strip() else Fate("blank", "blank line"),) for line in lines
    ]
    for story, document in enumerate(documents):
        for place in range(document.first, document.last):
            if fates[place][0] is outside:
                fates[place] = _of_line(text, lines[place], document, (place, story, vendor))
    return fates


def _of_line(page: str, line: Line, document: Document, where: tuple[int, int, str]) -> tuple[Fate, ...]:
    """The fate of a line of a document; `where` is its place, the story and the vendor."""
    place, story, vendor = where
    whole = page[line.start : line.end]
    text = whole.strip()
    found, inner = document.found, place - document.first
    label = found.labels.get(inner, 0)
    meta = Fate("meta", f"header of {vendor}", story)
    if inner in found.title and not document.text:
        rest = Fate("body", HEADLINE_ONLY, story, is_text=True)
    elif inner in found.title:
        rest = Fate("title", f"headline by {vendor}'s header", story)
    elif found.body[0] <= inner < found.body[1] and not FURNITURE.match(text):
        rest = Fate("body", f"text of document {story + 1:,}", story, is_text=True)
    else:
        return (_meta(inner, text, document, meta),)
    if not label:
        return (rest,)
    cut = line.end if label >= len(text) else line.start + len(whole) - len(whole.lstrip()) + label
    return (replace(meta, until=cut), rest)


def _meta(inner: int, text: str, document: Document, meta: Fate) -> Fate:
    """A header line; the document's number and a day that could not be read are told."""
    found = document.found
    if found.number and text.endswith(found.number):
        return replace(meta, reason=f"number of the document: {found.number}")
    if inner >= found.body[1]:
        return replace(meta, reason=meta.reason.replace("header", "trailer"))
    refused = found.when.refused if found.when.day is None else ""
    return replace(meta, reason=f"{meta.reason}; {refused}") if refused else meta
