"""One document as received, and the sentences for one that cannot be read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.sources.html import Extract
from dashboard.sources.kinds import RECORD_NAMES
from dashboard.sources.plain import tidy
from dashboard.sources.tabular import Record, Table


@dataclass(frozen=True)
class Raw:
    """One document as received: `text` of a page, or `records` of a record file; `reason` is a sentence or empty.

    `status` is read, empty or failed; a file that was read may still carry a note in `reason`. `name` is the file's
    name, for a file of an archive after the archive's: `saved.zip/pages/1.html`. For HTML `text` is what a reader of
    the page sees, line by line, and `extract` what the extraction library says of it (None: it found no story).
    `columns` are those of a record file, as it names them.
    `n_characters` counts the text; of an Excel, Parquet or JSON file its records as JSON lines, line ends included.
    """

    source_id: str
    name: str
    format: str
    text: str | None
    records: tuple[Record, ...] | None
    status: str
    reason: str
    n_characters: int = 0
    extract: Extract | None = None
    columns: tuple[str, ...] = ()


def source_id(name: str, data: bytes) -> str:
    """16 hex digits of a hash of the file's name and bytes.

    Example:
        >>> source_id("a.txt", b"x")
        '764b43446b2d7366'
    """
    return hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()[:16]


def shown(name: str) -> str:
    r"""A file's name as it can be stored and printed: on one line, NFC, bytes that are no text as U+FFFD.

    Example:
        >>> shown("caf\udce9.txt")
        'caf\ufffd.txt'
    """
    return tidy(name.replace("\n", " ").replace("\r", " "))


def page(
    name: str, data: bytes, text: str, *, kind: str = "page", note: str = "", extract: Extract | None = None
) -> Raw:
    """A document that is one text.

    Example:
        >>> page("a.txt", b"x", "x").n_characters
        1
    """
    reason = f"{shown(name)}: {note}" if note else ""
    return Raw(source_id(name, data), shown(name), kind, text, None, "read", reason, len(text), extract)


def records(name: str, data: bytes, table: Table, *, kind: str, notes: Sequence[str] = ()) -> Raw:
    """A document that is a table of records; one whose every record is bad has failed.

    Example:
        >>> records("a.csv", b"x", Table((), 1), kind="csv").status
        'empty'
    """
    bad = [record for record in table.records if record.fields is None]
    n_records = len(table.records)
    if not n_records:
        return empty(name, data, "it holds no record", kind=kind)
    if len(bad) == n_records:
        said = "lines is a JSON object" if kind == "jsonl" else "rows fits the names of its columns"
        return failed(name, data, f"none of its {n_records:,} {said}; {bad[0].fault}", kind=kind)
    told = [*notes, *table.notes]
    if bad:
        rows = "lines" if kind == "jsonl" else "rows"
        told.append(f"{len(bad):,} of {n_records:,} {rows} are no record and were left out; the first: {bad[0].fault}")
    reason = f"{shown(name)}: {' '.join(told)}" if told else ""
    ident, n_characters = source_id(name, data), table.n_characters
    return Raw(ident, shown(name), kind, None, table.records, "read", reason, n_characters, columns=table.columns)


def empty(name: str, data: bytes, what: str, *, kind: str = "") -> Raw:
    """A document in which there is nothing; `what` is a clause.

    Example:
        >>> empty("a.txt", b"", "it holds 0 bytes").reason[:24]
        'a.txt: it holds 0 bytes.'
    """
    reason = f"{shown(name)}: {what}. A page of text or records belong there. Save it again, or take it away."
    return Raw(source_id(name, data), shown(name), kind or _kind(name), None, None, "empty", reason)


def failed(name: str, data: bytes, what: str, *, kind: str = "") -> Raw:
    """A document that cannot be read; `what` says why and what to do, from its first clause on.

    Example:
        >>> failed("a.txt", b"", "it is a folder").reason
        'a.txt: it is a folder.'
    """
    reason = f"{shown(name)}: {what.rstrip('.')}."
    return Raw(source_id(name, data), shown(name), kind or _kind(name), None, None, "failed", reason)


def _kind(name: str) -> str:
    return "jsonl" if RECORD_NAMES.search(name) else "page"
