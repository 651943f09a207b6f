"""Lines that come back on the pages of one outlet: what its site prints on every page is no part of a story."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.articles.ledger import Reading
from dashboard.articles.samestory import number
from dashboard.articles.titles import derived_title

# From so many pages of an outlet on, a line that stands on so large a share of them is the site's.
LEAST_PAGES = 5
LEAST_SHARE = 0.5
LEAST_TIMES = 4
# Only the first and last lines of a story's text may be the site's; the middle of prose never is.
REACH = 3
PAGES = frozenset(("page", "html"))

Ends = tuple[str, tuple[int, ...]]
Times = Mapping[tuple[str, int], tuple[int, int]]


def ends_of(reading: Reading) -> Ends | None:
    """The outlet of a page's own story, and numbers for its first and last lines; None for all but such pages."""
    if not _is_page(reading):
        return None
    lines = _lines(reading)
    ends = lines if len(lines) <= 2 * REACH else (*lines[:REACH], *lines[-REACH:])
    return reading.articles[0]["outlet"], tuple(number(line) for line in ends)


def repeats(pages: Iterable[Ends]) -> dict[tuple[str, int], tuple[int, int]]:
    """(outlet, line) → on how many of how many of its pages the line opens or closes a story.

    From five pages of an outlet on: lines at the head or the foot of the story of at least half of them, and
    at least four. Pages that share all these lines are one page, saved more than once.

    Example:
        >>> pages = [("Herald", (n, 7)) for n in range(1, 6)]
        >>> repeats(pages)
        {('Herald', 7): (5, 5)}
    """
    different = dict.fromkeys(pages)
    n_pages = Counter(outlet for outlet, _ in different)
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for outlet, lines in different:
        if n_pages[outlet] >= LEAST_PAGES:
            counts[outlet].update({*lines[:REACH], *lines[-REACH:]})
    return {
        (outlet, line): (times, n_pages[outlet])
        for outlet, own in counts.items()
        for line, times in own.items()
        if times >= max(LEAST_TIMES, LEAST_SHARE * n_pages[outlet])
    }


def known(ends: Ends, times: Times) -> dict[tuple[str, int], tuple[int, int]]:
    """What is known of the lines of one page.

    Example:
        >>> known(("Herald", (3, 7)), {("Herald", 7): (5, 5), ("Tribune", 3): (9, 9)})
        {('Herald', 7): (5, 5)}
    """
    outlet, lines = ends
    return {(outlet, line): times[outlet, line] for line in lines if (outlet, line) in times} if times else {}


def without_repeats(reading: Reading, times: Times) -> Reading:
    """Take the lines that `times` knows out of a page's story; the ledger says how often each stands.

    From the head and the foot inwards: lines between others that stay are never touched, a story keeps at
    least one line, and records are kept as they came.

    Returns:
        The reading; the same object when nothing goes.
    """
    if not times or not _is_page(reading):
        return reading
    lines, outlet = _lines(reading), reading.articles[0]["outlet"]
    first, last = 0, len(lines)
    while last - first > 1 and first < REACH and (outlet, number(lines[first])) in times:
        first += 1
    while last - first > 1 and last > len(lines) - REACH and (outlet, number(lines[last - 1])) in times:
        last -= 1
    rows = [place for place, row in enumerate(reading.ledger) if _is_text(reading, row)]
    if last - first == len(lines) or len(rows) != len(lines):
        return reading
    gone = {rows[place]: times[outlet, number(lines[place])] for place in (*range(first), *range(last, len(lines)))}
    ledger = tuple(_said(row, gone.get(place)) for place, row in enumerate(reading.ledger))
    story = {**reading.articles[0], "body": "\n".join(lines[first:last])}
    if story["title_from"] == "derived":
        story["title"] = derived_title(story["body"])
    return replace(reading, articles=(story, *reading.articles[1:]), ledger=ledger)


def _is_page(reading: Reading) -> bool:
    """A page with a story and a named outlet, as against records and exports of a database."""
    return bool(
        reading.articles
        and reading.source["format"] in PAGES
        and reading.articles[0]["outlet"]
        and all(row["line_start"] is not None for row in reading.ledger)
    )


def _lines(reading: Reading) -> tuple[str, ...]:
    """The lines of the text of a page's own story, as the ledger counts them."""
    return tuple(reading.articles[0]["body"].split("\n"))


def _is_text(reading: Reading, row: Mapping[str, Any]) -> bool:
    return row["fate"] == "body" and row["article_id"] == reading.articles[0]["article_id"]


def _said(row: Mapping[str, Any], times: tuple[int, int] | None) -> Mapping[str, Any]:
    if times is None:
        return row
    reason = f"stands on {times[0]:,} of {times[1]:,} pages of this outlet"
    return {**row, "fate": "junk", "reason": reason, "article_id": None}
