"""RSS and Atom feeds: each item a record, the markup in its text taken off."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from dashboard.errors import SourceError
from dashboard.sources.html import visible_lines

ITEMS = frozenset(("item", "entry"))
ROOTS = frozenset(("rss", "rdf", "feed", "channel"))
TEXTS = ("encoded", "content", "description", "summary")  # the whole text first, the teaser last
DATES = ("pubdate", "published", "issued", "date", "created")
UPDATES = ("updated", "modified")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")


def read_feed(data: bytes) -> dict[str, Any]:
    r"""The items of a feed as rows with our names, and notes.

    The text is the item's whole text where the feed gives it, else its summary. Outlet is the item's own source where
    it names one, else the feed's title. Entities are not resolved and nothing is fetched.

    Raises:
        SourceError: it is no RSS or Atom.

    Example:
        >>> item = b"<item><title>Talks</title><description>They &lt;b&gt;met&lt;/b&gt;.</description></item>"
        >>> read_feed(b"<rss><channel><title>Courier</title>" + item + b"</channel></rss>")["rows"]
        [{'title': 'Talks', 'text': 'They met.', 'outlet': 'Courier'}]
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    root = etree.fromstring(data.lstrip(), parser)
    if root is None or _name(root) not in ROOTS:
        raise SourceError("it is XML, but no RSS or Atom feed")
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data[:65_536]:
        raise SourceError("its XML defines entities of its own, as feeds never do")
    channel = next((node for node in root if _name(node) == "channel"), root)
    about = {"language": root.get(LANG, "")} | _texts(node for node in channel if _name(node) not in ITEMS)
    home = _link(channel, "")
    rows = [_row(item, about, home) for item in root.iter() if _name(item) in ITEMS]
    notes = [] if not parser.error_log else ["Its XML has faults; what could be read was read."]
    return {"rows": [row for row in rows if row], "notes": notes}


def _name(node: Any) -> str:
    """The name of an element without its namespace; empty for anything else."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _row(item: Any, about: dict[str, str], home: str) -> dict[str, str]:
    """One item; what it does not say is left out, what the feed says of all its items is added."""
    said = _texts(item)
    link = _link(item, home)
    host = urlsplit(link or home).hostname if _is_address(link or home) else ""
    fields = {
        "title": _first(said, ("title",)),
        "text": _text(item),
        "url": link or (said.get("guid", "") if _is_address(said.get("guid", "")) else ""),
        "date": _first(said, DATES),
        "updated": _first(said, UPDATES),
        "author": _first(said, ("creator", "author")),
        "outlet": said.get("source") or about.get("title") or host or "",
        "language": _first(said, ("language",)) or about.get("language", ""),
    }
    plain = {name: value if name == "text" else " ".join(_shown(value).split()) for name, value in fields.items()}
    return {name: value for name, value in plain.items() if value} if plain["title"] or plain["text"] else {}


def _texts(nodes: Iterable[Any]) -> dict[str, str]:
    """Name → what the first element of that name says; of an author or a source its name or title."""
    said: dict[str, str] = {}
    for node in nodes:
        inner = next((child for child in node if _name(child) in ("name", "title")), None)
        text = "".join((node if inner is None else inner).itertext()).strip()
        if text:
            said.setdefault(_name(node), text)
    return said


def _first(said: dict[str, str], names: Iterable[str]) -> str:
    return next((said[name] for name in names if name in said), "")


def _text(item: Any) -> str:
    """The text of an item without markup, a paragraph a line."""
    nodes = {name: node for node in reversed(item) if (name := _name(node)) in TEXTS}
    node = next((nodes[name] for name in TEXTS if name in nodes and "".join(nodes[name].itertext()).strip()), None)
    if node is None:
        return ""
    from lxml import etree

    inner = etree.tostring(node, encoding="unicode") if len(node) else node.text or ""
    return _shown(inner)  # Atom's xhtml has its markup as part of the feed


def _shown(text: str) -> str:
    """What a reader sees of a text that may hold markup."""
    if not MARKUP.search(text):
        return text.strip()
    from lxml import html

    return "\n".join(visible_lines(html.document_fromstring(f"<div>{text}</div>")))


def _link(node: Any, home: str) -> str:
    """The address of a feed or an item: a link to the page itself, made whole with the feed's address."""
    found = [_address(link, home) for link in _links(node)]
    return next((address for address in found if _is_address(address)), "")


def _links(node: Any) -> Iterator[Any]:
    return (link for link in node if _name(link) == "link" and link.get("rel", "alternate") == "alternate")


def _address(link: Any, home: str) -> str:
    given = (link.get("href") or link.text or "").strip()
    try:
        return urljoin(home, given) if given else ""
    except ValueError:
        return ""


def _is_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)
    except ValueError:
        return False
