"""Lists of stories whose columns mean something of their own: Media Cloud, GDELT DOC, feeds."""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from dashboard.articles.outlets import Registry, find, of_address, registry
from dashboard.settings import Settings
from dashboard.sources.reader import Raw
from dashboard.sources.tabular import Record

PARTS = re.compile(r"\s+[|·–—-]\s+|\s*[|»:]\s+")


@dataclass(frozen=True)
class Listing:
    """A kind of list: its columns beside title, url and date, and a sentence about what it gives."""

    format: str
    columns: frozenset[str]
    said: str


LISTINGS = (
    Listing(
        "mediacloud",
        frozenset(("id", "indexed_date", "media_url")),
        "It is a list by Media Cloud: headlines and addresses, no texts.",
    ),
    Listing(
        "mediacloud",
        frozenset(("stories_id", "media_id", "media_url")),
        "It is a list by Media Cloud: headlines and addresses, no texts.",
    ),
    Listing(
        "gdelt",
        frozenset(("MobileURL",)),
        "It is a list by GDELT: headlines without texts; a date says when GDELT saw the page, in UTC.",
    ),
    Listing(
        "gdelt",
        frozenset(("url_mobile", "socialimage", "sourcecountry")),
        "It is a list by GDELT: headlines without texts; a date says when GDELT saw the page, in UTC.",
    ),
)


def as_listing(raw: Raw, settings: Settings) -> Raw:
    r"""A record file with what its kind adds: Media Cloud and GDELT are named, outlets of GDELT and feeds filled in.

    GDELT's CSV names no outlet: it is the host of the address. A feed's outlet is the one that its title, a part of
    its title ("World news | The Guardian") or the item's address names in data/outlets.toml; else the title.

    Example:
        >>> from dashboard.settings import load_settings
        >>> from dashboard.sources.reader import from_bytes
        >>> table = b"URL,MobileURL,Date,Title\nhttps://www.courier.example/a,,2024-05-16 10:30:00,Boats\n"
        >>> raw = as_listing(from_bytes("a.csv", table), load_settings())
        >>> raw.format, raw.records[0].fields["outlet"]
        ('gdelt', 'courier.example')
    """
    if raw.records is None or raw.status != "read":
        return raw
    if raw.format == "feed":
        table = registry(settings.outlets)
        return replace(raw, records=tuple(_filled(record, _of_feed(record, table)) for record in raw.records))
    names = next((set(record.fields) for record in raw.records if record.fields), set[str]())
    found = next((listing for listing in LISTINGS if listing.columns <= names), None)
    if found is None or not {"title", "url"} <= names:
        return raw
    reason = f"{raw.reason} {found.said}" if raw.reason else f"{raw.name}: {found.said}"
    rows = raw.records
    if found.format == "gdelt":
        rows = tuple(_filled(record, _host(record)) if not _said(record, "outlet") else record for record in rows)
    return replace(raw, format=found.format, records=rows, reason=reason)


def _said(record: Record, field: str) -> str:
    value: Any = (record.fields or {}).get(field)
    return value if isinstance(value, str) else ""


def _filled(record: Record, outlet: str) -> Record:
    return replace(record, fields={**record.fields, "outlet": outlet}) if record.fields and outlet else record


def _host(record: Record) -> str:
    """The host of a record's address, without www."""
    try:
        return (urlsplit(_said(record, "url")).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _of_feed(record: Record, table: Registry) -> str:
    """The canonical name of a feed's outlet where data/outlets.toml has one; else empty."""
    title = _said(record, "outlet")
    named = next((outlet for part in (title, *PARTS.split(title)) if (outlet := find(table, part))), None)
    known = named or of_address(table, _said(record, "url"))
    return known.name if known and not known.distributor else ""
