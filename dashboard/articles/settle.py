"""What only all files together can tell: which number of a date is the day, what came twice, what people mended.

Of a date like 9/6/17 the other dates of its outlet tell which number is the day. A story is the same again, and merged,
when its raw record is; when its text, outlet and day are; or its text, day and address (under 300 characters its
headline too). The first one stays. Corrections by hand come last.

A build need not hold all stories at once: `glance` at each reading, `decide`, `applied`; `settle` does all three.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from dashboard.articles.boilerplate import Ends, Times, ends_of, known, repeats, without_repeats
from dashboard.articles.dates import AMBIGUOUS, read_field
from dashboard.articles.ledger import Reading
from dashboard.articles.mended import latest, mend, outcomes
from dashboard.articles.samestory import came_twice, keys_of, story_key, text_number
from dashboard.sources.corrections import FIELDS, Correction

SETTLED = "day and month in the order of this outlet's other dates"


@dataclass(frozen=True)
class Waiting:
    """A story whose date waits for the order of day and month; `words` is its text's number."""

    place: int
    article_id: str
    outlet: str | None
    printed: str
    words: int


@dataclass(frozen=True)
class Glance:
    """What one reading tells the others.

    Attributes:
        source_id: Its file.
        ids: Its stories, in order.
        keys: Three numbers per story (same record; same text, outlet and day; same text and address), 0 for none.
        orders: Outlet → how many of its numeric dates show the day first, how many the month first.
        waiting: Stories whose date waits for the order of day and month.
        values: Of stories that a correction names: article_id → field → value.
        ends: Of a page of a named outlet: the outlet, and numbers for the first and last lines of its own story.
    """

    source_id: str
    ids: tuple[str, ...]
    keys: np.ndarray
    orders: Mapping[str, tuple[int, int]]
    waiting: tuple[Waiting, ...]
    values: Mapping[str, Mapping[str, str]]
    ends: Ends | None = None


@dataclass(frozen=True)
class Decisions:
    """What is to be changed.

    Attributes:
        times: Lines that an outlet prints on page after page → on how many of how many.
        days: Days by story.
        merged: Stories that came twice → the one that stays, and why they are the same.
        mended: Corrections by story.
        sources: The files that any of this concerns.
        told: A row per correction with what becomes of it.
    """

    days: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    mended: Mapping[str, Mapping[str, Correction]] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    told: tuple[Mapping[str, Any], ...] = ()
    times: Times = field(default_factory=dict)


@dataclass(frozen=True)
class Settled:
    """The readings as they are counted, and a row per correction with what became of it."""

    readings: tuple[Reading, ...]
    corrections: tuple[Mapping[str, Any], ...]


def settle(readings: Sequence[Reading], corrections: Sequence[Correction] = ()) -> Settled:
    """Settle what only all readings together can tell, in this order.

    Lines that an outlet prints on page after page; days that wait for their outlet's order of day and month; the same
    story again (`merged`); corrections.

    Returns:
        The readings in their order, and one row per correction.
    """
    decisions = decide([glance(reading, corrections) for reading in readings], corrections)
    return Settled(tuple(applied(reading, decisions) for reading in readings), decisions.told)


def glance(reading: Reading, corrections: Sequence[Correction] = ()) -> Glance:
    """The little of one reading that matters to the others; cheap enough for every worker to do."""
    articles = reading.articles
    digests = reading.digests or ("",) * len(articles)
    words = [text_number(article) for article in articles]
    rows = [keys_of(*parts) for parts in zip(articles, digests, words, strict=True)]
    places = {article["article_id"]: place for place, article in enumerate(articles)} if reading.doubts else {}
    waits = [doubt for doubt in reading.doubts if doubt["about"] == "date" and doubt["reason"] == AMBIGUOUS]
    return Glance(
        source_id=reading.source["source_id"],
        ids=tuple(article["article_id"] for article in articles),
        keys=np.array(rows, np.uint64).reshape(-1, 3),
        orders=reading.orders,
        waiting=tuple(
            Waiting(place, doubt["article_id"], articles[place]["outlet"], doubt["printed"], words[place])
            for doubt, place in ((doubt, places[doubt["article_id"]]) for doubt in waits)
        ),
        values=named_values(reading, corrections),
        ends=ends_of(reading),
    )


def named_values(reading: Reading, corrections: Sequence[Correction]) -> dict[str, dict[str, str]]:
    """Of the stories of a reading that a correction names: article_id → field → value."""
    named = {correction.article_id for correction in corrections}
    return {ident: _values(article) for article in reading.articles if (ident := article["article_id"]) in named}


def _values(article: Mapping[str, Any]) -> dict[str, str]:
    return {name: article[name] or "" for name in FIELDS}


def decide(glances: Sequence[Glance], corrections: Sequence[Correction] = ()) -> Decisions:
    """What is to be changed where, from all glances; the order of the glances says which story came first."""
    orders = learned(glances)
    days: dict[str, str] = {}
    keys = [np.array(glance.keys) for glance in glances]
    for glance, own in zip(glances, keys, strict=True):
        for wait in glance.waiting:
            order = orders.get(wait.outlet or glance.source_id)
            day = read_field(wait.printed, days_first=order).day if order is not None else None
            if day:
                days[wait.article_id] = day
                own[wait.place, 1] = story_key(wait.words, wait.outlet, day) if wait.outlet else 0
    merged = came_twice([glance.ids for glance in glances], keys)
    values = {ident: row for glance in glances for ident, row in glance.values.items()}
    told = outcomes(corrections, {ident: {**row, **_day(days, ident)} for ident, row in values.items()}, merged)
    mended = {ident: row for ident, row in latest(corrections).items() if ident in values and ident not in merged}
    times = repeats(glance.ends for glance in glances if glance.ends and glance.ids[0] not in merged)
    touched = {*days, *merged, *mended}
    sources = {
        glance.source_id for glance in glances
        if (touched and not touched.isdisjoint(glance.ids)) or (glance.ends and known(glance.ends, times))
    }  # fmt: skip
    return Decisions(days, merged, mended, frozenset(sources), told, times)


def _day(days: Mapping[str, str], ident: str) -> dict[str, str]:
    return {"published": days[ident]} if ident in days else {}


def learned(glances: Iterable[Glance]) -> dict[str, bool]:
    """Outlet → whether its numeric dates put the day first; outlets that show both, or neither, are left out."""
    sums: dict[str, list[int]] = {}
    for glance in glances:
        for outlet, (day, month) in glance.orders.items():
            both = sums.setdefault(outlet, [0, 0])
            both[0] += day
            both[1] += month
    return {outlet: bool(day) for outlet, (day, month) in sums.items() if bool(day) != bool(month)}


def applied(reading: Reading, decisions: Decisions) -> Reading:
    """The reading after the decisions; the same object when none concerns it."""
    if reading.source["source_id"] not in decisions.sources:
        return reading
    bare = without_repeats(reading, decisions.times)
    return mend(_merged(_dated(bare, decisions.days), decisions.merged), decisions.mended)


def _dated(reading: Reading, days: Mapping[str, str]) -> Reading:
    """Stories whose day could be told after all; their doubts go, their ledger rows say why."""
    place = "stamp" if reading.ledger[0]["line_start"] else "field"
    articles = tuple(
        {**row, "published": days[row["article_id"]], "published_from": place} if row["article_id"] in days else row
        for row in reading.articles
    )
    told: set[str] = set()  # a page tells it once, not at every line
    ledger: list[Mapping[str, Any]] = []
    for row in reading.ledger:
        ident = row["article_id"]
        news = ident in days and ident not in told
        ledger.append({**row, "reason": _without_refusal(row["reason"])} if news else row)
        told.add(ident)
    doubts = tuple(doubt for doubt in reading.doubts if not (doubt["article_id"] in days and doubt["about"] == "date"))
    return replace(reading, articles=articles, ledger=tuple(ledger), doubts=doubts)


def _merged(reading: Reading, merged: Mapping[str, tuple[str, str]]) -> Reading:
    """Without the stories that came before: their ledger rows name the one that stays, and why they are the same."""
    articles = tuple(row for row in reading.articles if row["article_id"] not in merged)
    ledger = tuple(
        {
            **row,
            "fate": "merged" if row["fate"] == "kept" else row["fate"],
            "article_id": merged[row["article_id"]][0],
            "reason": f"{row['reason']}; merged: {merged[row['article_id']][1]} as another story",
        }
        if row["article_id"] in merged
        else row
        for row in reading.ledger
    )
    doubts = tuple(doubt for doubt in reading.doubts if doubt["article_id"] not in merged)
    source = {**reading.source, "n_articles": len(articles)}
    n_merged = reading.n_merged + sum(row["article_id"] in merged for row in reading.articles if row["kind"] == "main")
    return Reading(source, articles, ledger, doubts=doubts, n_merged=n_merged)


def _without_refusal(reason: str) -> str:
    kept = [part for part in reason.split("; ") if not part.endswith(AMBIGUOUS)]
    return "; ".join([*kept, SETTLED])


def tally(readings: Iterable[Reading]) -> dict[str, int]:
    """What came in and what became of it, in records (a page is one): in = kept + merged + dropped.

    Example:
        >>> page = Reading({"n_records": 1}, ({"kind": "main"}, {"kind": "related"}), ())
        >>> tally([page, Reading({"n_records": 3}, ({"kind": "main"},), (), n_merged=1)])
        {'in': 4, 'kept': 2, 'merged': 1, 'dropped': 1}
    """
    came = kept = merged = 0
    for reading in readings:
        came += reading.source["n_records"]
        merged += reading.n_merged
        own = sum(row["kind"] == "main" for row in reading.articles)  # a correction may make two of one page
        kept += min(own, reading.source["n_records"] - reading.n_merged)
    return {"in": came, "kept": kept, "merged": merged, "dropped": came - kept - merged}
