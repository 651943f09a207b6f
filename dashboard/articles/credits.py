"""Who wrote a story, who published it and when: gathered from the places where pages say so."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.articles import phrases
from dashboard.articles.bylines import Byline
from dashboard.articles.datelines import Head
from dashboard.articles.dates import Moment
from dashboard.articles.outlets import Named, Registry, choose, find, is_name

FIRST_APPEARED = re.compile(
    r"(?:appeared first on|first published (?:in|on|by)"
    r"|(?:first|originally) (?:appeared|published|ran|posted)(?: (?:in|on|by))?)"
    r"\s+(?P<name>[^:.]{2,60})",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"\b(?:agencies|wires|staff|various|social media)\b|^(?:the )?(?:agency|internet|web|website|online)$",
    re.IGNORECASE,
)
YEARS = r"(?:\s*\d{4}(?:\s*[-–]\s*\d{4})?)"
OWNER = re.compile(
    rf"(?:belongs? to|copyright(?:\s*(?:©|\(c\)))?{YEARS}?(?:,| by| of)?|©{YEARS}(?:,| by)?)"
    r"\s+(?P<name>[A-Z\u4e00-\u9fff][^.;|]{1,80})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Credits:
    """What a page says about one story."""

    outlet: Named
    author: str | None = None
    published: str | None = None
    time: str | None = None
    published_from: str | None = None
    updated: str | None = None


def credits_of(
    bylines: Sequence[Byline], head: Head | None, notes: Sequence[tuple[str, str]], table: Registry
) -> Credits:
    """Join what bylines, the dateline and notes below the story say; the surest place wins.

    A stamp is surer than a byline, a byline than a dateline. Of several stamps the first that is
    a day of publication wins; one that only says "updated" stands in when there is no other.
    """
    day, time, place = _published(bylines, head)
    updated = next((line.updated for line in bylines if line.updated), None)
    named = [(line.outlet, line.kind) for line in bylines if line.outlet]
    named += [(head.agency, "dateline")] if head and head.agency else []
    return Credits(
        outlet=choose([*named, *notes], table),
        author=next((line.author for line in bylines if line.author), None),
        published=day,
        time=time,
        published_from=place,
        updated=updated,
    )


def _published(bylines: Sequence[Byline], head: Head | None) -> tuple[str | None, str | None, str | None]:
    dated = [(line.published, line) for line in bylines if line.published]
    plain = [pair for pair in dated if pair[0].iso != pair[1].updated]
    candidates = [
        (moment, "stamp" if line.updated or line.kind == "stamp" else line.kind) for moment, line in plain or dated
    ]
    if head and head.moment:
        candidates.append((head.moment, "stamp" if head.has_stamp else "dateline"))
    if not candidates:
        return None, None, None
    first, place = candidates[0]
    return first.day, first.time or _same_day_time(first, candidates), place


def _same_day_time(first: Moment, candidates: Iterable[tuple[Moment, str]]) -> str | None:
    return next((moment.time for moment, _ in candidates if moment.day == first.day and moment.time), None)


def notes_below(texts: Iterable[str], table: Registry) -> list[tuple[str, str]]:
    """Outlets named by notes under a story: "first appeared in", SOURCE, who owns the copyright.

    Example:
        >>> from dashboard.articles.outlets import registry
        >>> from dashboard.settings import Outlet
        >>> notes_below(["SOURCE Example Times"], registry((Outlet("Example Times"),)))
        [('Example Times', 'source note')]
    """
    appeared: list[tuple[str, str]] = []
    owners: list[tuple[str, str]] = []
    for text in texts:
        for pattern in (FIRST_APPEARED, phrases.SOURCE):
            match = pattern.search(text[:400])
            name = _named(match["name"], table) if match else None
            if name:
                appeared.append((name, "source note"))
                break
        match = OWNER.search(text[:400])
        owner = _leading_outlet(match["name"], table) if match else None
        if owner:
            owners.append((owner, "copyright line"))
    return appeared + owners


def _named(text: str, table: Registry) -> str | None:
    """The first known outlet of a list ("Al Jazeera and news agencies"); the text itself if it is one name."""
    parts = [part.strip() for part in re.split(r",|;|/|\band\b|\bvia\b", text) if part.strip()]
    known = next((part for part in parts if find(table, part)), None)
    return known or (text if is_name(text) and not GENERIC.search(text) else None)


def _leading_outlet(text: str, table: Registry) -> str | None:
    """The known outlet that a text begins with."""
    words = text.split()[:8]
    for n in range(len(words), 0, -1):
        name = " ".join(words[:n])
        if find(table, name):
            return name
    return None
