"""Records to stories: the one entry for record files; texts are kept as they came."""

from collections.abc import Mapping
from typing import Any

from dashboard.articles.dates import Reading as DateReading
from dashboard.articles.dates import read_field
from dashboard.articles.doubts import dates_told
from dashboard.articles.fielddates import completed
from dashboard.articles.language import language_of
from dashboard.articles.lead import day_of_lead, outlet_of_lead
from dashboard.articles.ledger import Reading, article_id, source_row, unread
from dashboard.articles.outlets import Registry, of_record, registry
from dashboard.articles.titles import derived_title
from dashboard.articles.vendor_header import Found, language_named
from dashboard.articles.vendor_record import Stripped, headers_off
from dashboard.settings import Settings
from dashboard.sources.reader import Raw
from dashboard.sources.tabular import Record

KEPT = "read as it came"
HEADLINE_ONLY = "no text: the headline is its text"
NOTHING = Found((), (0, 0))


def read_records(raw: Raw, settings: Settings) -> Reading:
    r"""Turn every record into a story, or say why not.

    Ledger fates: `kept`, `merged` (exactly the same record stands higher up), `dropped` (no JSON
    object, or neither text nor title). A date that cannot be trusted leaves the story undated, and
    the reason of its ledger row says why.

    Example:
        >>> from dashboard.settings import load_settings
        >>> from dashboard.sources.reader import from_bytes
        >>> raw = from_bytes("a.jsonl", b'{"title": "Talks", "date": "2024-05-16"}\n{"date": "2024-05-17"}\n')
        >>> reading = read_records(raw, load_settings())
        >>> [(row["fate"], row["reason"]) for row in reading.ledger]
        [('kept', 'no text: the headline is its text'), ('dropped', 'neither text nor title')]
        >>> reading.articles[0]["published"], reading.articles[0]["body"]
        ('2024-05-16', 'Talks')
    """
    if raw.status != "read" or raw.records is None:
        return unread(raw)
    table = registry(settings.outlets)
    articles: list[dict[str, Any]] = []
    ledger: list[dict[str, Any]] = []
    dates: list[DateReading] = []
    first_of: dict[str, str] = {}
    texts = [_long_text(record) for record in raw.records]
    for record, text, header in zip(raw.records, texts, headers_off(texts), strict=True):
        if record.fields is None:
            ledger.append(_row(raw, record, "dropped", record.fault, None))
        elif record.digest in first_of:
            ledger.append(_row(raw, record, "merged", "the same record stands higher up", first_of[record.digest]))
        elif not (text or _text(record, "text") or _text(record, "title")):
            ledger.append(_row(raw, record, "dropped", "neither text nor title", None))
        else:
            when = completed(_when(record, header), record.fields)
            when = day_of_lead(when, text)
            articles.append(_article(raw, record, when, table, header or text))
            dates.append(when)
            first_of[record.digest] = articles[-1]["article_id"]
            reason = "; ".join(filter(None, (_kept(header or text), when.refused, when.note)))
            ledger.append(_row(raw, record, "kept", reason, articles[-1]["article_id"]))
    source = source_row(raw, n_records=len(raw.records), n_articles=len(articles))
    orders, doubts = dates_told(raw.source_id, articles, dates)
    n_merged = sum(row["fate"] == "merged" for row in ledger)
    return Reading(source, tuple(articles), tuple(ledger), tuple(first_of), orders, doubts, n_merged)


def _article(raw: Raw, record: Record, when: DateReading, table: Registry, text: Stripped | str) -> dict[str, Any]:
    """A story's row; `text` is its record's, or what is left of it without a vendor's header."""
    said = NOTHING if isinstance(text, str) else text.found
    title, url = _text(record, "title") or said.headline, _text(record, "url") or None
    body = (text if isinstance(text, str) else text.text) or title or ""
    named = outlet_of_lead(of_record(table, _text(record, "outlet") or said.outlet, url), body, table)
    return {
        "article_id": article_id(raw.name, record.place, 0, record.digest),
        "source_id": raw.source_id,
        "source_name": raw.name,
        "record": record.place,
        "kind": "main",
        "title": title or derived_title(body),
        "title_from": "page" if title else "derived",
        "outlet": named.name,
        "outlet_from": named.read_from,
        "distributor": named.distributor,
        "author": _text(record, "author") or said.author,
        "published": when.day,
        "published_time": when.time,
        "published_from": when.read_from if when.day else None,
        "updated": when.updated,
        "language": said.language or language_of(body) or language_named(_text(record, "language")),
        "url": url,
        "body": body,
    }


def _when(record: Record, header: Stripped | None) -> DateReading:
    """The day of the field, with the time of the header in the text; where the field is empty, the header's day."""
    when = read_field((record.fields or {}).get("date"))
    found = header.found.when if header else when
    same = found.day is not None and (found.day == when.day or not (when.day or when.refused))
    return found if same and not when.time else when


def _kept(text: Stripped | str) -> str:
    if isinstance(text, Stripped):
        return text.told
    return KEPT if text else HEADLINE_ONLY


def _text(record: Record, field: str) -> str:
    """A field on one line; numbers as text, lists joined with commas, anything else as nothing."""
    value = (record.fields or {}).get(field)
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value if isinstance(item, (str, int, float)))
    if isinstance(value, Mapping) or value is None or isinstance(value, bool):
        return ""
    return " ".join(str(value).split())


def _long_text(record: Record) -> str:
    """The text as it came, or empty when it is blank."""
    value = (record.fields or {}).get("text")
    return value if isinstance(value, str) and not value.isspace() else ""


def _row(raw: Raw, record: Record, fate: str, reason: str, ident: str | None) -> dict[str, Any]:
    return {
        "source_id": raw.source_id,
        "record": record.place,
        "line_start": None,
        "line_end": None,
        "start": record.start,
        "end": record.end,
        "fate": fate,
        "reason": reason,
        "article_id": ident,
    }
