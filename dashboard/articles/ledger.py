"""The ledger: every character of a page, every record of a file, and what became of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.articles.lines import Line


@dataclass(frozen=True)
class Fate:
    """What became of a line, or of the part of it up to `until` (characters of the page; None: to its end).

    `story` is 0 for the page's own story, 1, 2 … for others, None for none; `is_text` marks what
    is counted: the story's text, not its headline.
    """

    fate: str
    reason: str
    story: int | None = None
    until: int | None = None
    is_text: bool = False


@dataclass(frozen=True)
class Reading:
    """One source read: its row for `sources`, its stories, its ledger, and what `settle` needs to know.

    Attributes:
        source: The row of `sources`.
        articles: Rows of `articles`, all but their counts.
        ledger: Rows of `ledger`.
        digests: A hash of the raw record per story, so that a record given twice is known again; may be empty.
        orders: Outlet (or the file, where none is named) → how many of its numeric dates can only be read with the
            day first, how many only with the month first.
        doubts: Rows of `doubts`: what wants a person's look.
        n_merged: Records that were merged into another story.
    """

    source: Mapping[str, Any]
    articles: tuple[Mapping[str, Any], ...]
    ledger: tuple[Mapping[str, Any], ...]
    digests: tuple[str, ...] = ()
    orders: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    doubts: tuple[Mapping[str, Any], ...] = ()
    n_merged: int = 0


def article_id(name: str, record: int, story: int, content: str) -> str:
    """16 hex digits of a hash of a record's raw content and its place in its source.

    Example:
        >>> article_id("a.txt", 0, 0, "Two leaders met.")
        '66ac6185f109321a'
    """
    place = f"{name}\0{record}\0{story}\0"
    return hashlib.sha256((place + content).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def page_rows(
    source_id: str, lines: Sequence[Line], fates: Sequence[Sequence[Fate]], ids: Sequence[str]
) -> tuple[dict[str, Any], ...]:
    """Ledger rows of a page: one span per fate, in order, together exactly the page."""
    rows: list[dict[str, Any]] = []
    for line, parts in zip(lines, fates, strict=True):
        start = line.start
        for part in parts:
            end = line.end if part.until is None else part.until
            if end > start:
                rows.append(_row(source_id, line.number, (start, end), part, ids))
                start = end
    return tuple(rows)


def source_row(raw: Any, *, n_records: int, n_articles: int, reason: str | None = None) -> dict[str, Any]:
    """The row of `sources` for a file."""
    return {
        "source_id": raw.source_id,
        "name": raw.name,
        "format": raw.format,
        "n_records": n_records,
        "n_characters": raw.n_characters,
        "n_articles": n_articles,
        "status": raw.status,
        "reason": raw.reason if reason is None else reason,
    }


def unread(raw: Any) -> Reading:
    """What is left of a source that is empty or could not be read: its row, with the reason."""
    return Reading(source_row(raw, n_records=0, n_articles=0), (), ())


def _row(source_id: str, number: int, span: tuple[int, int], part: Fate, ids: Sequence[str]) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "record": 0,
        "line_start": number,
        "line_end": number,
        "start": span[0],
        "end": span[1],
        "fate": part.fate,
        "reason": part.reason,
        "article_id": None if part.story is None else ids[part.story],
    }
