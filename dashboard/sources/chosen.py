"""Columns that the reader names: --map text=body_text, held against the files before anything is built."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from dashboard.errors import SourceError, UsageError
from dashboard.sections import ReadingSettings
from dashboard.settings import Settings
from dashboard.sources.columns import USUAL, names_of
from dashboard.sources.long_records import is_long
from dashboard.sources.packed_lines import blocks_of
from dashboard.sources.plain import decode
from dashboard.sources.reader import raws
from dashboard.sources.tabular import HEAD, read_jsonl

TABLES = re.compile(
    r"\.(jsonl|ndjson|jsonlines|json|csv|tsv|tab|psv|xlsx?|ods|parquet|pq)(\.(gz|bz2|xz))?$", re.IGNORECASE
)
ARCHIVES = re.compile(r"\.(zip|tar|tgz|tbz2?|txz|gz|bz2|xz)$", re.IGNORECASE)
MOST_OTHERS = 50  # files with other names that are opened to look for a column


def chosen_columns(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of our name and the file's, from words like text=body_text.

    Raises:
        UsageError: a word is no such pair, or its first half is no column of ours.

    Example:
        >>> chosen_columns(["text=body_text", "date=pub"])
        (('text', 'body_text'), ('date', 'pub'))
    """
    pairs: dict[str, str] = {}
    for word in words:
        ours, sign, theirs = word.partition("=")
        if not sign or not theirs.strip():
            raise UsageError(f"--map {word}: there is no column after an = sign. Write --map text=NAME.")
        if ours not in USUAL:
            raise UsageError(f"--map {word}: {ours!r} is no column of Refrain. There are: {', '.join(USUAL)}.")
        if ours in pairs:
            raise UsageError(f"--map {word}: {ours} is named twice. One column belongs there; leave one of them out.")
        pairs[ours] = theirs.strip()
    return tuple(pairs.items())


def with_columns(settings: Settings, columns: Sequence[tuple[str, str]]) -> Settings:
    """Settings under which these columns are taken; their digest tells them from others.

    Example:
        >>> from dashboard.settings import load_settings
        >>> with_columns(load_settings(), [("text", "body")]).reading.columns
        (('text', 'body'),)
    """
    if not columns:
        return settings
    digest = hashlib.sha256(f"{settings.digest}{tuple(columns)}".encode()).hexdigest()[:16]
    return replace(settings, reading=replace(settings.reading, columns=tuple(columns)), digest=digest)


def check_columns(files: Sequence[Path], limits: ReadingSettings) -> None:
    """Whether every column that was chosen is in at least one file; looks no further than needed.

    Raises:
        UsageError: a column is in none of them; lists those that are there.
    """
    missing = dict(limits.columns)
    seen: dict[str, None] = {}
    faults: list[str] = []
    for path in _likely_first(files):
        if not missing:
            return
        for names, fault in _names(path, limits):
            seen |= dict.fromkeys(names)
            faults += [fault] * bool(fault)
        missing = {ours: theirs for ours, theirs in missing.items() if theirs not in seen}
    for ours, theirs in missing.items():
        near = get_close_matches(theirs, seen, 1)
        there = f"There are: {', '.join(seen)}." if seen else (faults or ["No file has columns."])[0]
        guess = f" Did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"--map {ours}={theirs}: no file has a column {theirs!r}.{guess} {there}")


def _likely_first(files: Sequence[Path]) -> list[Path]:
    """Files named as tables, then archives, then a few others."""
    tables = [path for path in files if TABLES.search(path.name)]
    archives = [path for path in files if ARCHIVES.search(path.name) and not TABLES.search(path.name)]
    known = {*tables, *archives}
    return [*tables, *archives, *[path for path in files if path not in known][:MOST_OTHERS]]


def _names(path: Path, limits: ReadingSettings) -> Iterator[tuple[Sequence[str], str]]:
    """The columns of a file's documents, as the file names them, and what is wrong with one that cannot be read."""
    head = _head(path, limits)
    if head:
        records = read_jsonl(decode(head).text)
        yield names_of(record.fields for record in records if record.fields is not None), ""
        return
    for raw in raws(path, limits):
        yield raw.columns, raw.reason if raw.status == "failed" else ""


def _head(path: Path, limits: ReadingSettings) -> bytes:
    """The beginning of a long file of JSON lines, packed or not; nothing of a file that is read as a whole."""
    if is_long(path):
        with path.open("rb") as file:
            return file.read(HEAD)
    try:
        return next(blocks_of(path, limits), b"")[:HEAD]
    except SourceError:
        return b""
