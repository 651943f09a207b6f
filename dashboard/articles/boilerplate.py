"""Lines that come back on the pages of one outlet: what its site prints on every page is no part of a story."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.articles.ledger import Reading
from dashboard.articles.titles import derived_title

# From so many pages of an outlet on, a line that stands on so large a share of them is the site's.
LEAST_PAGES = 5
LEAST_SHARE = 0.5
LEAST_TIMES = 4
# Only the first and last lines of a story's text may be the site's; the middle of prose never is.
REACH = 3
PAGES = frozenset(("page", "html"))

Times = Mapping[tuple[str, str], tuple[int, int]]


def without_repeats(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Take lines that stand on many pages of an outlet out of its stories; the ledger says how often each stands.

    Learned from the given readings alone: from five pages of an outlet on, lines at the head or the foot
    of the story of at least half of them, and at least four. Lines between others that stay are never
    touched, a story keeps at least one line, and records are kept as they came. The order of the readings
    changes nothing.

    Returns:
        The readings in their order; untouched ones are the same objects.

    Example:
        >>> without_repeats([])
        ()
    """
    times = repeats([(outlet_of(reading), lines_of_story(reading)) for reading in readings if is_page(reading)])
    return tuple(mended(reading, times) if is_page(reading) else reading for reading in readings)


def is_page(reading: Reading) -> bool:
    """A page with a story and a named outlet, as against records and exports of a database."""
    return bool(
        reading.articles
        and reading.source["format"] in PAGES
        and outlet_of(reading)
        and all(row["line_start"] is not None for row in reading.ledger)
    )


def outlet_of(reading: Reading) -> str:
    """The outlet of a page's own story; empty where it is not named."""
    return reading.articles[0]["outlet"] or "" if reading.articles else ""


def lines_of_story(reading: Reading) -> tuple[str, ...]:
    """The lines of the text of a page's own story, as the ledger counts them."""
    return tuple(reading.articles[0]["body"].split("\n"))


def repeats(pages: Sequence[tuple[str, Sequence[str]]]) -> dict[tuple[str, str], tuple[int, int]]:
    """(outlet, line) → on how many of how many of its pages the line opens or closes a story.

    Example:
        >>> pages = [("Herald", (f"Story {n}.", "Send us your tips.")) for n in range(5)]
        >>> repeats(pages)
        {('Herald', 'Send us your tips.'): (5, 5)}
    """
    n_pages = Counter(outlet for outlet, _ in pages)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for outlet, lines in pages:
        if n_pages[outlet] >= LEAST_PAGES:
            counts[outlet].update({*lines[:REACH], *lines[-REACH:]})
    return {
        (outlet, line): (times, n_pages[outlet])
        for outlet, own in counts.items()
        for line, times in own.items()
        if times >= max(LEAST_TIMES, LEAST_SHARE * n_pages[outlet])
    }


def mended(reading: Reading, times: Times) -> Reading:
    """The reading without the lines that `times` knows, from the head and the foot of its story inwards."""
    lines, outlet = lines_of_story(reading), outlet_of(reading)
    first, last = 0, len(lines)
    while last - first > 1 and first < REACH and (outlet, lines[first]) in times:
        first += 1
    while last - first > 1 and last > len(lines) - REACH and (outlet, lines[last - 1]) in times:
        last -= 1
    rows = [place for place, row in enumerate(reading.ledger) if _is_text(reading, row)]
    if last - first == len(lines) or len(rows) != len(lines):
        return reading
    gone = {rows[place]: times[outlet, lines[place]] for place in (*range(first), *range(last, len(lines)))}
    ledger = tuple(_said(row, gone.get(place)) for place, row in enumerate(reading.ledger))
    story = {**reading.articles[0], "body": "\n".join(lines[first:last])}
    if story["title_from"] == "derived":
        story["title"] = derived_title(story["body"])
    return replace(reading, articles=(story, *reading.articles[1:]), ledger=ledger)


def _is_text(reading: Reading, row: Mapping[str, Any]) -> bool:
    return row["fate"] == "body" and row["article_id"] == reading.articles[0]["article_id"]


def _said(row: Mapping[str, Any], times: tuple[int, int] | None) -> Mapping[str, Any]:
    if times is None:
        return row
    reason = f"stands on {times[0]:,} of {times[1]:,} pages of this outlet"
    return {**row, "fate": "junk", "reason": reason, "article_id": None}
