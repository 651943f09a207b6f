"""Files to raw documents: what a file is, decided by its content, and what is wrong with it."""

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from dashboard.errors import SourceError
from dashboard.sections import ReadingSettings
from dashboard.sources.addresses import address_of
from dashboard.sources.archives import MEGABYTE, Budget, check_packed, members, unpacked
from dashboard.sources.delimited import is_table, read_table
from dashboard.sources.folders import no_access
from dashboard.sources.html import Extract
from dashboard.sources.jsonvalue import read_json
from dashboard.sources.kinds import ARCHIVES, PACKED, kind_of_bytes, kind_of_text
from dashboard.sources.limited import parse
from dashboard.sources.plain import decode
from dashboard.sources.raw import Raw as Raw
from dashboard.sources.raw import empty, failed, page, records
from dashboard.sources.raw import shown as shown
from dashboard.sources.raw import source_id as source_id
from dashboard.sources.tabular import from_objects, is_jsonl, read_lines

KNOWN = (
    "Refrain reads text, HTML, PDF, Word (.docx), RTF, CSV, Excel, JSON, JSON lines and Parquet files, "
    "also in zip, tar and gzip archives"
)
NO_LIMITS = ReadingSettings()
WITH_TEXT = ("pdf", "docx", "rtf")
WITH_ROWS = ("xlsx", "parquet")
ZIPPED = ("docx", "xlsx")
REFUSED = {
    "doc": "it is an old Word file. Save it as .docx",
    "odt": "it is an OpenDocument text. Save it as .docx",
    "epub": "it is an e-book. Save its chapters as text or HTML",
    "pptx": "it is a PowerPoint file. Save its text as .docx or .txt",
}


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
    name = address_of(path) or path.name  # a page from the network bears its address
    try:
        what = _no_file(path)
        if what:
            yield failed(name, b"", what)
            return
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > limits.file_megabytes * MEGABYTE:
                what = f"it holds {before.st_size:,} bytes, more than fits in memory. Split it into smaller files"
                yield failed(name, b"", what)
                return
            for raw in _raws(name, file, Budget(before.st_size, limits), 1):
                yield raw if _same(before, os.fstat(file.fileno())) else _changed(raw)
    except OSError as fault:
        yield failed(name, b"", no_access(fault))


def from_bytes(name: str, data: bytes, limits: ReadingSettings = NO_LIMITS) -> Raw:
    r"""Read the bytes of a file of that name, as `raws` does; of an archive, its first document.

    Example:
        >>> from_bytes("a.txt", b"Two leaders met.\n").format
        'page'
    """
    return next(raws_of(name, data, limits))


def raws_of(name: str, data: bytes, limits: ReadingSettings = NO_LIMITS) -> Iterator[Raw]:
    """Every document of a file of that name and these bytes, as `raws` gives those of one on disk.

    Example:
        >>> [raw.name for raw in raws_of("a.txt", b"Two leaders met.")]
        ['a.txt']
    """
    return _raws(name, io.BytesIO(data), Budget(len(data), limits), 1)


def _no_file(path: Path) -> str:
    """Why a path is not opened at all: a link in a folder, a folder, a device; empty for a file."""
    if path.is_symlink():
        return "it is a link that leads out of its folder, or nowhere. Give the file itself to build"
    if path.is_dir():
        return no_access(IsADirectoryError())
    return "it is a device or a pipe, no file" if path.exists() and not path.is_file() else ""


def _same(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def _changed(raw: Raw) -> Raw:
    """A document of a file that was written to meanwhile: what was read is kept, and the reason says so."""
    note = "It was changed while it was read, so a part of it may be missing. Build again when it is whole."
    return replace(raw, reason=f"{raw.reason or f'{raw.name}:'} {note}")


def _raws(name: str, file: BinaryIO, budget: Budget, depth: int) -> Iterator[Raw]:
    """The documents of an open file; `depth` counts the archives around it, itself included."""
    kind = kind_of_bytes(name, file)
    if kind not in ARCHIVES:
        yield _document(name, file, kind, budget)
        return
    if depth > budget.limits.depth:
        yield failed(name, b"", f"it is an archive inside {depth - 1} others. Unpack them by hand", kind=kind)
        return
    n_members = 0
    try:
        for member in members(kind, file, budget):
            n_members += 1
            inside = f"{name}/{member.name}"
            if member.data is None:
                yield failed(inside, b"", member.fault)
            else:
                yield from _raws(inside, io.BytesIO(member.data), budget, depth + 1)
    except SourceError as fault:
        yield failed(name, b"", str(fault), kind=kind)
        return
    if not n_members:
        yield empty(name, b"", "the archive holds no file", kind=kind)


def _document(name: str, file: BinaryIO, kind: str, budget: Budget) -> Raw:
    """One document that is no archive, unpacked if it is compressed."""
    data = file.read()
    if kind in ZIPPED:
        try:
            check_packed(file, budget)
        except SourceError as fault:
            return failed(name, data, str(fault), kind=kind)
    if kind not in PACKED:
        return _bounded(_of_kind(name, data, kind, budget.limits), budget.limits)
    file.seek(0)
    try:
        content = unpacked(kind, file, budget)
    except SourceError as fault:
        return failed(name, data, str(fault))
    inner = kind_of_bytes(name, io.BytesIO(content))
    if inner in ARCHIVES or inner in PACKED:
        return failed(name, data, "it is an archive that was compressed once more. Unpack it by hand")
    raw = _bounded(_of_kind(name, content, inner, budget.limits), budget.limits)
    return replace(raw, source_id=source_id(name, data))


def _bounded(raw: Raw, limits: ReadingSettings) -> Raw:
    """The same document, or its failure when its text is longer than a page can be."""
    if raw.text is None or len(raw.text) <= limits.page_megabytes * 1_000_000:
        return raw
    what = f"{raw.name}: its text has {raw.n_characters:,} characters, more than one page can hold."
    advice = "Split it into stories, or raise page_megabytes under [reading] in data/settings.toml."
    return replace(raw, text=None, extract=None, status="failed", reason=f"{what} {advice}", n_characters=0)


def _of_kind(name: str, data: bytes, kind: str, limits: ReadingSettings) -> Raw:
    """A document whose bytes are of a known kind; vendor exports and feeds are told by their text."""
    if not data.strip():
        return empty(name, data, "it holds 0 bytes" if not data else "it holds blanks only")
    if kind == "ole":
        kind = "xlsx" if name.lower().endswith(".xls") else "doc"
    try:
        if kind in REFUSED:
            return failed(name, data, f"{REFUSED[kind]}. {KNOWN}", kind=kind)
        if kind == "mhtml":
            return _html(name, data, parse("mhtml", data, limits))
        if kind in WITH_TEXT:
            return _written(name, data, kind, parse(kind, data, limits))
        if kind in WITH_ROWS:
            found = parse(kind, data, limits, [theirs for _, theirs in limits.columns])
            return records(name, data, from_objects(found["rows"], limits.columns), kind=kind, notes=found["notes"])
        return _decoded(name, data, limits)
    except SourceError as fault:
        named = kind_of_text(name, "")
        told = kind if kind != "text" else named if named in ("csv", "jsonl") else ""
        return failed(name, data, str(fault), kind=told)


def _decoded(name: str, data: bytes, limits: ReadingSettings) -> Raw:
    """A document whose bytes are text of some kind."""
    n_nulls = data.count(0) if kind_of_text(name, "") == "csv" and data[:2] not in (b"\xff\xfe", b"\xfe\xff") else 0
    is_spoilt = 0 < n_nulls <= len(data) // 20  # more of them is UTF-16 without its mark, or no text at all
    try:
        decoded = decode(data.replace(b"\0", b"") if is_spoilt else data)
    except SourceError as fault:
        raise SourceError(f"{fault}. {KNOWN}") from fault
    text, notes = decoded.text, [decoded.note] * bool(decoded.note)
    if is_spoilt:
        notes.append(f"{n_nulls:,} NUL {'byte was' if n_nulls == 1 else 'bytes were'} left out.")
    if not text.strip():
        return empty(name, data, "it holds blanks only")
    kind = kind_of_text(name, text)
    if kind == "html":
        return _html(name, data, parse("html", data, limits))
    if kind == "markdown":
        return _written(name, data, "page", parse("markdown", data, limits))
    if kind == "xml":
        found = parse("feed", data, limits)
        return records(name, data, from_objects(found["rows"], limits.columns), kind="feed", notes=found["notes"])
    if kind == "jsonl" or (is_jsonl(text) and (kind != "json" or "\n{" in text)):
        return records(name, data, read_lines(text, limits.columns), kind="jsonl", notes=notes)
    if kind == "json":
        return records(name, data, read_json(text, limits.columns), kind="json", notes=notes)
    if kind == "csv" or is_table(text):
        return records(name, data, read_table(text, limits.columns), kind="csv", notes=notes)
    return page(name, data, text, note=" ".join(notes))


def _html(name: str, data: bytes, found: dict[str, Any]) -> Raw:
    if not found["text"].strip():
        return failed(
            name, data, "no text could be read from the page, as when a program in it writes its text", kind="html"
        )
    extract = Extract(**found["extract"]) if found["extract"] else None
    return page(name, data, found["text"], kind="html", note=found["note"], extract=extract)


def _written(name: str, data: bytes, kind: str, found: dict[str, Any]) -> Raw:
    if not found["text"].strip():
        return empty(name, data, "it holds no text", kind=kind)
    return page(name, data, found["text"], kind=kind, note=found["note"])
