"""HTML and saved pages: the text that a reader sees, line by line, and what the extraction library says of it."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources.plain import decode, tidy

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
UNSEEN = frozenset("script style template noscript head iframe object svg canvas audio video select textarea".split())
BLOCKS = frozenset(
    """address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table
    tbody tfoot thead tr ul""".split()
)
CELLS = frozenset(("td", "th"))
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLANKS = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True)
class Extract:
    """What the extraction library read from a page's markup; `date` is an ISO day; None where it found nothing.

    `published` and `updated` are the stamps as the page's own metadata print them, zone and all.
    """

    body: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    sitename: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    updated: str | None = None


def read_html(data: bytes, url: str | None = None) -> dict[str, Any]:
    r"""The text, the note of its encoding, and the extraction of a page.

    Raises:
        SourceError: the bytes are no text, or no markup that can be read.

    Example:
        >>> read_html(b"<p>Two <b>leaders</b><p>met.<script>x</script>")["text"]
        'Two leaders\nmet.\n'
    """
    text, note = _decoded(data)
    tree = _tree(text)
    lines = list(visible_lines(tree))
    shown = "".join(f"{line}\n" for line in lines)
    return {"text": shown, "note": note, "extract": _extract(text, url, tree)}


def read_mhtml(data: bytes) -> dict[str, Any]:
    """The page inside a file that a browser saved as one (.mht, .mhtml), as `read_html` gives it.

    Raises:
        SourceError: there is no page in it.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            charset = part.get_content_charset()
            if isinstance(content, bytes):
                return read_html(_as_utf8(content, charset), url and str(url).strip())
    raise SourceError("there is no page in it. Save the page again, as one HTML file")


def visible_lines(tree: Any) -> Iterator[str]:
    """The lines that a reader of the page sees: block elements end a line, blanks are folded, blank lines left out."""
    pieces: list[str] = []
    hidden = 0
    for event, node in _walk(tree):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += _is_hidden(node, tag)
            if tag in BLOCKS:
                yield from _line(pieces)
                pieces = []
            if not hidden and node.text and tag:
                pieces.append(node.text)
        else:
            hidden -= _is_hidden(node, tag)
            if tag in BLOCKS:
                yield from _line(pieces)
                pieces = []
            elif tag in CELLS:
                pieces.append(" ")
            if not hidden and node.tail:
                pieces.append(node.tail)
    yield from _line(pieces)


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    return iter(etree.iterwalk(tree, events=("start", "end", "comment", "pi")))


def _line(pieces: list[str]) -> Iterator[str]:
    line = BLANKS.sub(" ", "".join(pieces)).strip()
    if line:
        yield line


def _is_hidden(node: Any, tag: str) -> bool:
    return bool(tag) and (tag in UNSEEN or "hidden" in node.attrib or bool(NOT_SHOWN.search(node.get("style", ""))))


def _decoded(data: bytes) -> tuple[str, str]:
    """Text by byte-order mark, else by what the page itself declares when that fits, else by a guess with a note."""
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return tidy(data.decode(declared[1].decode("ascii"))), ""
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data)
    return decoded.text, decoded.note


def _as_utf8(content: bytes, charset: str | None) -> bytes:
    """Bytes whose encoding a mail header declares, as UTF-8 with a mark, so that nothing else is believed."""
    try:
        return b"\xef\xbb\xbf" + content.decode(charset or "").encode() if charset else content
    except (LookupError, UnicodeDecodeError):
        return content


def _tree(text: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8", no_network=True, huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        raise SourceError("there is no markup in it that can be read. Save the page again") from fault


def _extract(text: str, url: str | None, tree: Any) -> dict[str, Any] | None:
    """Fields of `Extract`, or None when the library finds no story."""
    from trafilatura import bare_extraction

    found = bare_extraction(text, url=url, with_metadata=True, include_comments=False, include_tables=True)
    if found is None:
        return None
    said = {"published": _stamp(tree, text, "published"), "updated": _stamp(tree, text, "updated")}
    names = {"body": "text", "title": "title", "author": "author", "date": "date", "sitename": "sitename"}
    names |= {"url": "url", "language": "language"}
    fields = {ours: getattr(found, theirs, None) or None for ours, theirs in names.items()}
    return fields | said | {"body": tidy(fields["body"] or "")}


STAMPS = {
    "published": ("article:published_time", "datePublished", "date", "DC.date.issued", "pubdate", "dcterms.created"),
    "updated": ("article:modified_time", "dateModified", "og:updated_time", "last-modified", "dcterms.modified"),
}


def _stamp(tree: Any, text: str, which: str) -> str | None:
    """A date as the page's own metadata print it: meta tags first, then its linked data."""
    for name in STAMPS[which]:
        for attribute in ("property", "name", "itemprop"):
            for node in tree.iter("meta", "time"):
                value = node.get("content") or node.get("datetime")
                if value and (node.get(attribute) or "").lower() == name.lower():
                    return tidy(value.strip())[:40]
    word = {"published": "datePublished", "updated": "dateModified"}[which]
    found = re.search(rf'"{word}"\s*:\s*"([^"\\]{{8,40}})"', text)
    return found[1].strip() if found else None
