"""Files to raw documents: what a file is, decided by its content, and what is wrong with it."""

import gzip
import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import SourceError
from dashboard.sources.plain import decode
from dashboard.sources.tabular import Record, is_jsonl, read_jsonl

GZIP = b"\x1f\x8b"
RECORD_NAMES = re.compile(r"\.(jsonl|ndjson|jsonlines)(\.gz)?$", re.IGNORECASE)
TABLE_NAMES = re.compile(r"\.(csv|tsv|xlsx?|ods)(\.gz)?$", re.IGNORECASE)
MARKUP = re.compile(r"\s*(<!doctype html|<html|<\?xml|<rss|<head\b|<body\b)", re.IGNORECASE)
KNOWN = "Refrain reads pages saved as plain text (.txt) and records as JSON lines (.jsonl, .jsonl.gz)."
MOST_BYTES = 4 * 1024**3


@dataclass(frozen=True)
class Raw:
    """One file as received: `text` of a page, or `records` of a record file; `reason` is a sentence or empty.

    `status` is read, empty or failed; a file that was read may still carry a note in `reason`.
    """

    source_id: str
    name: str
    format: str
    text: str | None
    records: tuple[Record, ...] | None
    status: str
    reason: str
    n_characters: int = 0


def find_sources(paths: Sequence[Path]) -> list[Path]:
    """Every file that was meant: folders are opened, hidden files left out, sorted, each once.

    Raises:
        SourceError: a path does not exist, or a folder cannot be opened.

    Example:
        >>> from dashboard.settings import PROJECT
        >>> [path.suffix for path in find_sources([PROJECT / "seeds"])][:2]
        ['.txt', '.txt']
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _inside(Path(path)):
            found.setdefault(file.resolve(), file)
    return sorted(found.values(), key=lambda file: (file.name, str(file)))


def read_source(path: Path) -> Raw:
    """Read one file; never raises for what is in it.

    A file that cannot be used has status `failed` and a reason in full sentences, so that the
    other files can still be built.

    Example:
        >>> from dashboard.settings import PROJECT
        >>> read_source(PROJECT / "seeds" / "none.txt").status
        'failed'
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return _failed(path, b"", f"it holds {size:,} bytes, more than fits in memory. Split it into smaller files")
        data = path.read_bytes()
    except OSError as fault:
        return _failed(path, b"", _no_access(fault))
    return from_bytes(path.name, data)


def from_bytes(name: str, data: bytes) -> Raw:
    r"""Read the bytes of a file of that name, as `read_source` does.

    Example:
        >>> from_bytes("a.txt", b"Two leaders met.\n").format
        'page'
    """
    path = Path(name)
    try:
        content = _unzipped(data) if data.startswith(GZIP) else data
        decoded = decode(content)
    except SourceError as fault:
        return _failed(path, data, f"{fault}. {KNOWN}")
    text, note = decoded.text, decoded.note
    if not text.strip():
        return _empty(path, data, "it holds 0 bytes" if not data else "it holds blanks only")
    if RECORD_NAMES.search(name) or is_jsonl(text):
        return _records(path, data, text, note)
    other = _other_kind(name, text)
    if other:
        return _failed(path, data, f"it looks like {other}. {KNOWN}")
    return Raw(source_id(name, data), name, "page", text, None, "read", note and f"{name}: {note}", len(text))


def source_id(name: str, data: bytes) -> str:
    """16 hex digits of a hash of the file's name and bytes.

    Example:
        >>> source_id("a.txt", b"x")
        '764b43446b2d7366'
    """
    return hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()[:16]


def _inside(path: Path) -> list[Path]:
    if path.is_dir():
        try:
            inside = sorted(path.rglob("*"))
        except OSError as fault:
            raise SourceError(f"{path}: {_no_access(fault)}. Give the folder read permission.") from fault
        parts = len(path.parts)
        return [file for file in inside if file.is_file() and not _is_hidden(file.parts[parts:])]
    if path.exists():
        return [path]
    near = path.parent if path.parent.is_dir() else Path.cwd()
    raise SourceError(
        f"{path}: there is no such file or folder. A folder of text pages or a .jsonl file belongs there. "
        f"Check the name; {near} holds {_listing(near)}."
    )


def _is_hidden(parts: Sequence[str]) -> bool:
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts)


def _listing(folder: Path) -> str:
    try:
        names = sorted(file.name for file in folder.iterdir() if not file.name.startswith("."))
    except OSError:
        return "nothing that can be listed"
    return ", ".join(names[:6]) + (" …" if len(names) > 6 else "") if names else "nothing"


def _no_access(fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return "it cannot be opened, because reading it is not permitted. Change its permissions (chmod u+r)"
    if isinstance(fault, FileNotFoundError):
        return "there is no such file. It may have been moved while the build ran; check the name"
    if isinstance(fault, IsADirectoryError):
        return "it is a folder, not a file. Give its files, or the folder itself, to build"
    return f"it cannot be read ({fault.strerror or fault}). Copy it to a local disk and try again"


def _unzipped(data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as fault:
        raise SourceError(f"it starts like a gzip file, but cannot be unpacked ({fault})") from fault


def _other_kind(name: str, text: str) -> str:
    """Kinds of files that would make nonsense if read as a page of text."""
    if MARKUP.match(text[:2000]):
        return "HTML or XML, not the plain text of a page"
    if TABLE_NAMES.search(name):
        return "a table"
    if name.lower().endswith((".json", ".json.gz")) or text[:200].lstrip().startswith('[{"'):
        return "one JSON value, not JSON lines"
    return ""


def _records(path: Path, data: bytes, text: str, note: str) -> Raw:
    records = read_jsonl(text)
    bad = [record for record in records if record.fields is None]
    if bad and len(bad) == len(records):
        reason = f"none of its {len(records):,} lines is a JSON object; {bad[0].fault} {KNOWN}"
        return _failed(path, data, reason.rstrip("."), kind="jsonl")
    notes = [note] if note else []
    if bad:
        notes.append(
            f"{len(bad):,} of {len(records):,} lines are no record and were left out; the first: {bad[0].fault}"
        )
    reason = f"{path.name}: {' '.join(notes)}" if notes else ""
    return Raw(source_id(path.name, data), path.name, "jsonl", None, records, "read", reason, len(text))


def _empty(path: Path, data: bytes, what: str) -> Raw:
    reason = f"{path.name}: {what}. A page of text or JSON lines belongs there. Save it again, or take it away."
    kind = "jsonl" if RECORD_NAMES.search(path.name) else "page"
    return Raw(source_id(path.name, data), path.name, kind, None, None, "empty", reason)


def _failed(path: Path, data: bytes, what: str, *, kind: str = "") -> Raw:
    kind = kind or ("jsonl" if RECORD_NAMES.search(path.name) else "page")
    return Raw(source_id(path.name, data), path.name, kind, None, None, "failed", f"{path.name}: {what.rstrip('.')}.")
