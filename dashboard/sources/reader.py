"""Files to raw documents: what a file is, decided by its content, and what is wrong with it."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from dashboard.errors import SourceError
from dashboard.sections import ReadingSettings
from dashboard.sources.archives import MEGABYTE, Budget, members, unpacked
from dashboard.sources.folders import no_access
from dashboard.sources.html import Extract
from dashboard.sources.kinds import ARCHIVES, PACKED, RECORD_NAMES, kind_of_bytes, kind_of_text
from dashboard.sources.limited import parse
from dashboard.sources.plain import decode, tidy
from dashboard.sources.tabular import Record, is_jsonl, read_jsonl

KNOWN = "Refrain reads pages (text, HTML) and records (JSON lines), also in zip, tar and gzip archives."
NO_LIMITS = ReadingSettings()


@dataclass(frozen=True)
class Raw:
    """One document as received: `text` of a page, or `records` of a record file; `reason` is a sentence or empty.

    `status` is read, empty or failed; a file that was read may still carry a note in `reason`. `name` is the file's
    name, for a file of an archive after the archive's: `saved.zip/pages/1.html`. For HTML `text` is what a reader of
    the page sees, line by line, and `extract` what the extraction library says of it (None: it found no story).
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


def raws(path: Path, limits: ReadingSettings = NO_LIMITS) -> Iterator[Raw]:
    """Every document of one file: each member of an archive, every other file as one; never raises for what is in it.

    A document that cannot be used has status `failed` and a reason in full sentences, so that the
    others can still be built.

    Example:
        >>> from dashboard.settings import PROJECT
        >>> [raw.status for raw in raws(PROJECT / "seeds" / "none.txt")]
        ['failed']
    """
    path = Path(path)
    try:
        what = _no_file(path)
        if what:
            yield _failed(path.name, b"", what)
            return
        with path.open("rb") as file:
            size = path.stat().st_size
            if size > limits.file_megabytes * MEGABYTE:
                what = f"it holds {size:,} bytes, more than fits in memory. Split it into smaller files"
                yield _failed(path.name, b"", what)
            else:
                yield from _raws(path.name, file, Budget(size, limits), 1)
    except OSError as fault:
        yield _failed(path.name, b"", no_access(fault))


def _no_file(path: Path) -> str:
    """Why a path is not opened at all: a link in a folder, a folder, a device; empty for a file."""
    if path.is_symlink():
        return "it is a link that leads out of its folder, or nowhere. Give the file itself to build"
    if path.is_dir():
        return no_access(IsADirectoryError())
    return "it is a device or a pipe, no file" if path.exists() and not path.is_file() else ""


def _raws(name: str, file: BinaryIO, budget: Budget, depth: int) -> Iterator[Raw]:
    """The documents of an open file; `depth` counts the archives around it, itself included."""
    kind = kind_of_bytes(name, file)
    if kind not in ARCHIVES:
        yield _document(name, file, kind, budget)
        return
    if depth > budget.limits.depth:
        what = f"it is an archive inside {depth - 1} others. Unpack them by hand"
        yield _failed(name, b"", what)
        return
    n_members = 0
    try:
        for member in members(kind, file, budget):
            n_members += 1
            inside = f"{name}/{member.name}"
            if member.data is None:
                yield _failed(inside, b"", member.fault)
            else:
                yield from _raws(inside, io.BytesIO(member.data), budget, depth + 1)
    except SourceError as fault:
        yield _failed(name, b"", f"{fault}")
        return
    if not n_members:
        yield _empty(name, b"", "the archive holds no file")


def _document(name: str, file: BinaryIO, kind: str, budget: Budget) -> Raw:
    """One document that is no archive, unpacked if it is compressed."""
    data = file.read()
    if kind not in PACKED:
        return _of_kind(name, data, kind, budget.limits)
    file.seek(0)
    try:
        content = unpacked(kind, file, budget)
    except SourceError as fault:
        return _failed(name, data, str(fault))
    inner = kind_of_bytes(name, io.BytesIO(content))
    if inner in ARCHIVES or inner in PACKED:
        return _failed(name, data, "it is an archive that was compressed once more. Unpack it by hand")
    raw = _of_kind(name, content, inner, budget.limits)
    return replace(raw, source_id=source_id(name, data))


def from_bytes(name: str, data: bytes, limits: ReadingSettings = NO_LIMITS) -> Raw:
    r"""Read the bytes of a file of that name, as `raws` does; of an archive, its first document.

    Example:
        >>> from_bytes("a.txt", b"Two leaders met.\n").format
        'page'
    """
    return next(_raws(name, io.BytesIO(data), Budget(len(data), limits), 1))


def _of_kind(name: str, data: bytes, kind: str, limits: ReadingSettings) -> Raw:
    """A document whose bytes are of a known kind."""
    if not data.strip():
        return _empty(name, data, "it holds 0 bytes" if not data else "it holds blanks only")
    try:
        if kind in ("html", "mhtml"):
            return _html(name, data, parse(kind, data, limits))
        decoded = decode(data)
        kind = kind_of_text(name, decoded.text)
        if kind == "html":
            return _html(name, data, parse(kind, data, limits))
    except SourceError as fault:
        return _failed(name, data, f"{fault}. {KNOWN}", kind=kind)
    return _text(name, data, decoded.text, decoded.note)


def _html(name: str, data: bytes, found: dict[str, Any]) -> Raw:
    text = found["text"]
    if not text.strip():
        return _failed(name, data, "the page holds no text, as pages do that a program in them writes", kind="html")
    extract = Extract(**found["extract"]) if found["extract"] else None
    reason = f"{shown(name)}: {found['note']}" if found["note"] else ""
    ident = source_id(name, data)
    return Raw(ident, shown(name), "html", text, None, "read", reason, len(text), extract)


def _text(name: str, data: bytes, text: str, note: str) -> Raw:
    """A document that is plain text: JSON lines or a page."""
    kind = kind_of_text(name, text)
    if not text.strip():
        return _empty(name, data, "it holds blanks only")
    if kind == "jsonl" or is_jsonl(text):
        return _records(name, data, text, note)
    if kind != "page":
        said = {"xml": "XML", "json": "one JSON value, not JSON lines", "csv": "a table"}[kind]
        return _failed(name, data, f"it looks like {said}. {KNOWN}")
    reason = f"{shown(name)}: {note}" if note else ""
    return Raw(source_id(name, data), shown(name), "page", text, None, "read", reason, len(text))


def shown(name: str) -> str:
    r"""A file's name as it can be stored and printed: NFC, bytes that are no text as U+FFFD.

    Example:
        >>> shown("caf\udce9.txt")
        'caf�.txt'
    """
    return tidy(name.replace("\n", " ").replace("\r", " "))


def source_id(name: str, data: bytes) -> str:
    """16 hex digits of a hash of the file's name and bytes.

    Example:
        >>> source_id("a.txt", b"x")
        '764b43446b2d7366'
    """
    return hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()[:16]


def _records(name: str, data: bytes, text: str, note: str) -> Raw:
    records = read_jsonl(text)
    bad = [record for record in records if record.fields is None]
    if bad and len(bad) == len(records):
        reason = f"none of its {len(records):,} lines is a JSON object; {bad[0].fault} {KNOWN}"
        return _failed(name, data, reason, kind="jsonl")
    notes = [note] if note else []
    if bad:
        notes.append(
            f"{len(bad):,} of {len(records):,} lines are no record and were left out; the first: {bad[0].fault}"
        )
    reason = f"{shown(name)}: {' '.join(notes)}" if notes else ""
    return Raw(source_id(name, data), shown(name), "jsonl", None, records, "read", reason, len(text))


def _empty(name: str, data: bytes, what: str) -> Raw:
    reason = f"{shown(name)}: {what}. A page of text or JSON lines belongs there. Save it again, or take it away."
    kind = "jsonl" if RECORD_NAMES.search(name) else "page"
    return Raw(source_id(name, data), shown(name), kind, None, None, "empty", reason)


def _failed(name: str, data: bytes, what: str, *, kind: str = "") -> Raw:
    kind = kind or ("jsonl" if RECORD_NAMES.search(name) else "page")
    reason = f"{shown(name)}: {what.rstrip('.')}."
    return Raw(source_id(name, data), shown(name), kind, None, None, "failed", reason)
