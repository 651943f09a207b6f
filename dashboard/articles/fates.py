"""A fate for every line of a page: the plan that the ledger and the stories are written from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.articles.bylines import Byline
from dashboard.articles.clean import SURE_JUNK, Page, filled_between, junk_of
from dashboard.articles.credits import Credits, credits_of, notes_below
from dashboard.articles.datelines import Head, read_head, tail_start
from dashboard.articles.dates import moments
from dashboard.articles.ledger import Fate
from dashboard.articles.likely import unlike
from dashboard.articles.lines import Line, is_sentence
from dashboard.articles.outlets import Named
from dashboard.articles.repeats import lone_link, repeat, repeat_inside
from dashboard.articles.survey import Survey, survey
from dashboard.articles.titles import clean_title

NEAR = 6
LEAD_LINES = 2
BLANK = Fate("blank", "blank line")


@dataclass(frozen=True)
class Story:
    """One story of a page before its text is put together."""

    kind: str
    title: str | None
    credits: Credits


@dataclass(frozen=True)
class Plan:
    """Stories of a page (the first is its own) and, line by line, the fates of its parts."""

    lines: tuple[Line, ...]
    stories: tuple[Story, ...]
    fates: tuple[tuple[Fate, ...], ...]


def plan_page(text: str, page: Page) -> Plan:
    """Find the stories of a page and give every line its fate; a page without running text has no story."""
    seen = survey(page)
    if seen is None:
        return _no_story(page)
    fates = [_fate(seen, place) for place in range(len(page.lines))]
    head, fates = _cut_head(text, seen, fates)
    fates = _cut_tail(text, seen, fates)
    if not any(part.is_text and part.story == 0 for parts in fates for part in parts):
        return _no_story(page)
    return Plan(page.lines, (_own_story(seen, head, _stamps(text, page)), *_others(seen)), tuple(fates))


def _no_story(page: Page) -> Plan:
    junk = junk_of(page)
    fates = (
        _blank_or_junk(line, junk.get(place, "no running text on the page")) for place, line in enumerate(page.lines)
    )
    return Plan(page.lines, (), tuple((fate,) for fate in fates))


def _blank_or_junk(line: Line, reason: str) -> Fate:
    return BLANK if line.is_blank else Fate("junk", reason)


def _fate(seen: Survey, place: int) -> tuple[Fate, ...]:
    line = seen.page.lines[place]
    if line.is_blank:
        return (BLANK,)
    if seen.headline and place == seen.headline.place:
        return (Fate("title", "headline: shares its words with the story below", 0),)
    if place in seen.owners:
        number = seen.owners[place]
        return (seen.others[number - 1].fate_of(seen.page, seen.junk, place, number),)
    if seen.main.first <= place <= seen.main.last:
        return (_inside(seen, place),)
    return (_outside(seen, place),)


def _inside(seen: Survey, place: int) -> Fate:
    """A line between the first and the last line of the story."""
    line = seen.page.lines[place]
    reason = seen.junk.get(place)
    if place not in seen.page.kept:
        reason = reason or repeat_inside(seen, place) or lone_link(seen.page, place)
    if reason:
        return Fate("junk", reason)
    if place in seen.speaks:
        return Fate("meta", f"{seen.speaks[place].kind} of the story", 0)
    if seen.likely and place not in seen.likely:
        return Fate("junk", unlike(line))
    if line.prose:
        return Fate("body", "running text of the story", 0, is_text=True)
    if is_sentence(line):
        return Fate("body", "short sentence inside the story", 0, is_text=True)
    return Fate("body", "heading or short line inside the story", 0, is_text=True)


def _outside(seen: Survey, place: int) -> Fate:
    """A line above or below the story that no other story claims."""
    if place in seen.speaks and (place not in seen.junk or place < seen.main.first) and _is_near(seen, place):
        return Fate("meta", f"{seen.speaks[place].kind} of the story", 0)
    reason = seen.junk.get(place) or repeat(seen, place)
    if reason:
        return Fate("junk", reason)
    if seen.headline and place in seen.headline.subtitle:
        return Fate("meta", "subtitle: stands between headline and story", 0)
    if place < seen.main.first:
        between = seen.headline and place > seen.headline.place
        return Fate("junk", "label between headline and story" if between else "above the story: menu or label")
    return Fate("junk", "below the story: neither its text nor another story's")


def _is_near(seen: Survey, place: int) -> bool:
    """Between the headline and the story, or a few filled lines above or below them."""
    top = seen.headline.place if seen.headline else seen.main.first
    if place > seen.main.last:
        limit = min(
            (other.start for other in seen.others if other.first > seen.main.last), default=len(seen.page.lines)
        )
        return place < limit and _filled(seen.page, seen.main.last + 1, place) < 3
    return place > top or _filled(seen.page, place + 1, top) < NEAR


def _filled(page: Page, first: int, last: int) -> int:
    return len(filled_between(page, first, min(last, first + 40)))


def _cut_head(text: str, seen: Survey, fates: Sequence[tuple[Fate, ...]]) -> tuple[Head | None, list[tuple[Fate, ...]]]:
    """Give stamps before a line's text, and the dateline before the lead, a span of their own."""
    result = [
        (Fate("meta", "stamp before the text", 0, line.start + line.lead), *parts) if line.lead else parts
        for line, parts in zip(seen.page.lines, fates, strict=True)
    ]
    lead = [n for n in range(seen.main.first, seen.main.last + 1) if fates[n][0].fate == "body"][:LEAD_LINES]
    above = filled_between(seen.page, 0, seen.main.first)[-1:]
    alone = [place for place in above if fates[place][0].fate == "junk"]
    for place in alone + lead:
        line = seen.page.lines[place]
        head = read_head(text[line.start + line.lead : line.end]) if not line.bullet else None
        if head:
            until = line.start + line.lead + head.end
            said = "stamp and dateline before the lead" if head.has_stamp or line.lead else "dateline before the lead"
            rest = fates[place] if text[until : line.end].strip() else ()
            if rest and place in alone:
                continue
            result[place] = (Fate("meta", said, 0, until if rest else None), *rest)
            return head, result
    return None, result


def _stamps(text: str, page: Page) -> list[Byline]:
    """Stamps that stand before a line's text, as bylines of the page."""
    stamps = (text[line.start : line.start + line.lead] for line in page.lines if line.lead)
    return [Byline("stamp", found[0]) for stamp in stamps if (found := moments(stamp))]


def _cut_tail(text: str, seen: Survey, fates: Sequence[tuple[Fate, ...]]) -> list[tuple[Fate, ...]]:
    """Give the wire's sign-off at the end of the story a span of its own."""
    result = list(fates)
    ends = [n for n in range(seen.main.first, seen.main.last + 1) if fates[n][-1].fate == "body"][-2:]
    for place in ends:
        line = seen.page.lines[place]
        start = tail_start(text[line.start : line.end])
        if start:
            *before, last = result[place]
            result[place] = (*before, replace(last, until=line.start + start), Fate("junk", "wire sign-off"))
    return result


def _own_story(seen: Survey, head: Head | None, stamps: Sequence[Byline]) -> Story:
    page = seen.page
    title, from_title = None, None
    if seen.headline:
        title, from_title = clean_title(page.lines[seen.headline.place].text, page.table)
    near = [seen.speaks[place] for place in sorted(seen.speaks) if _speaks_for_main(seen, place)]
    notes = [(from_title, "headline")] if from_title else []
    limit = min((other.start for other in seen.others if other.first > seen.main.last), default=len(page.lines))
    below = [
        place for place in range(seen.main.last, len(page.lines)) if place < limit or seen.junk.get(place) in SURE_JUNK
    ]
    notes += notes_below([page.lines[place].text[:400] for place in below], page.table)
    return Story("main", title, credits_of([*near, *stamps], head, notes, page.table))


def _speaks_for_main(seen: Survey, place: int) -> bool:
    inside = seen.main.first <= place <= seen.main.last
    return (place not in seen.junk or place < seen.main.first) and not inside and _is_near(seen, place)


def _others(seen: Survey) -> list[Story]:
    """The other stories; undated unless one prints a stamp between its own headline and text."""
    stories: list[Story] = []
    for other in seen.others:
        near = [seen.speaks[place] for place in other.header if place in seen.speaks]
        said = credits_of(near, None, [], seen.page.table) if near else Credits(Named(None, None))
        title = clean_title(seen.page.lines[other.titles[0]].text, seen.page.table)[0] if other.titles else None
        stories.append(Story("related", title, said))
    return stories
