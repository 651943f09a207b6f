"""Long files of JSON lines, read a stretch of lines at a time, so that no process holds a whole one."""

import hashlib
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from dashboard.errors import SourceError
from dashboard.sources.columns import Guess
from dashboard.sources.kinds import RECORD_NAMES
from dashboard.sources.plain import decode, from_utf8
from dashboard.sources.raw import Raw, shown
from dashboard.sources.tabular import HEAD, Chosen, Table, guess_of_lines, is_jsonl, read_jsonl, with_names

STRETCH = 4 * 1024**2  # bytes: about 1,300 stories of 3 KB
SAMPLE = 65_536
# A line end in front of a blank line, or of nothing.
_BEFORE_BLANK = re.compile(rb"\n(?=[ \t\r\x0b\x0c\x1c-\x1f]*(?:\n|\Z))")


@dataclass(frozen=True)
class Stretch:
    """Whole lines of a file of JSON lines: its bytes `start` to `stop`; `record` and `line` number the first one.

    The bytes of a compressed file are those of `loose`, where it lies unpacked.
    """

    path: Path
    source_id: str
    start: int
    stop: int
    record: int
    line: int
    loose: Path | None = None


def is_long(path: Path) -> bool:
    """Whether a file is JSON lines in UTF-8, longer than one stretch; others are read whole."""
    try:
        if path.is_symlink() or path.stat().st_size <= STRETCH:
            return False
        with path.open("rb") as file:
            head = file.read(SAMPLE)
    except OSError:
        return False
    return is_lines(path.name, head)


def is_lines(name: str, head: bytes) -> bool:
    r"""Whether the first bytes of a file of that name are those of JSON lines in UTF-8, one record a line.

    Example:
        >>> is_lines("a.jsonl", b'{"title": "Talks"}\n'), is_lines("a.jsonl", b"A page")
        (True, False)
    """
    try:
        text = decode(head[: head.rfind(b"\n") + 1]).text if b"\n" in head else ""
    except SourceError:
        return False
    plain = head.lstrip()[:1] == b"{" and b"\0" not in head and b"\r" not in head.replace(b"\r\n", b"")
    return plain and (bool(RECORD_NAMES.search(name)) or is_jsonl(text))


def stretches(path: Path, source_id: str, loose: Path | None = None) -> Iterator[Stretch]:
    """A long file cut at line ends, every stretch knowing which record it begins with.

    Args:
        path: The file as received.
        source_id: What its stories call it.
        loose: Where it lies unpacked, if it is compressed.
    """
    start, record, line = 0, 0, 1
    with (loose or path).open("rb") as file:
        for data in _blocks(file):
            yield Stretch(path, source_id, start, start + len(data), record, line, loose)
            n_lines = data.count(b"\n")
            blank = len(_BEFORE_BLANK.findall(b"\n" + data)) - data.endswith(b"\n")
            start, record, line = start + len(data), record + n_lines - blank, line + n_lines


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while data := file.read(STRETCH):
        yield data if data.endswith(b"\n") else data + file.readline()


def read_stretch(stretch: Stretch, chosen: Chosen = ()) -> Raw | None:
    """The records of a stretch, numbered as in the whole file, their places counted from the stretch's start.

    None when the stretch alone cannot tell what it holds (it is not UTF-8, or has line ends of its own kind):
    then the file has to be read whole. Which column is which is told by the beginning of the file, and said in the
    reason of its first stretch; `chosen` names columns as for `reader.raws`.
    """
    lies = stretch.loose or stretch.path
    try:
        about = lies.stat()
        found = _guess(lies, (about.st_size, about.st_mtime_ns), tuple(map(tuple, chosen)))
        with lies.open("rb") as file:
            file.seek(stretch.start)
            data = file.read(stretch.stop - stretch.start)
        text = from_utf8(data)
    except (OSError, UnicodeDecodeError, SourceError):
        return None
    if b"\r" in data and b"\r" in data.replace(b"\r\n", b""):
        return None
    name = shown(stretch.path.name)
    table = with_names(Table(read_jsonl(text, place=stretch.record, line=stretch.line), len(text)), found)
    reason = f"{name}: {found.note}" if found.note and stretch.record == 0 else ""
    return Raw(stretch.source_id, name, "jsonl", None, table.records, "read", reason, len(text))


@lru_cache(maxsize=4)
def _guess(path: Path, _state: tuple[int, int], chosen: tuple[tuple[str, ...], ...]) -> Guess:
    """Which column is which in a long file: its stretches are read one after the other, and all ask the same."""
    with path.open("rb") as file:
        return guess_of_lines(decode(file.read(4 * HEAD)).text, chosen)


def file_digest(path: Path, seen: Callable[[int], None] | None = None) -> str:
    """The hash of a file's name and bytes, read in pieces; its first 16 digits are the source_id.

    A file that cannot be read has the fault's number instead; a link or a device (could be endless) is not opened.

    Example:
        >>> from dashboard.settings import PROJECT
        >>> file_digest(PROJECT / "seeds" / "none.txt")
        '2'
    """
    digest = hashlib.sha256(path.name.encode("utf-8", "surrogateescape") + b"\0")
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return digest.hexdigest()
        with path.open("rb") as file:
            while data := file.read(1 << 20):
                digest.update(data)
                if seen is not None:
                    seen(len(data))
    except OSError as fault:
        return str(fault.errno)
    return digest.hexdigest()
