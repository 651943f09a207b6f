"""A fate for every line of a page: the plan that the ledger and the stories are written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.articles.bylines import Byline, read_byline
from dashboard.articles.clean import Page, junk_of
from dashboard.articles.credits import Credits, credits_of, notes_below
from dashboard.articles.datelines import Head, read_head, tail_start
from dashboard.articles.ledger import Fate
from dashboard.articles.lines import Line, is_prose, is_sentence
from dashboard.articles.outlets import Named
from dashboard.articles.related import Other, other_stories
from dashboard.articles.split import Stretch, above_comments, breaks, main_stretch, neighbours, next_filled, stretches
from dashboard.articles.titles import Headline, clean_title, headline_above

NEAR = 6
LEAD_LINES = 2


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


@dataclass(frozen=True)
class Seen:
    """All that was found on a page before fates are given."""

    page: Page
    junk: Mapping[int, str]
    speaks: Mapping[int, Byline]
    main: Stretch
    headline: Headline | None
    others: tuple[Other, ...]


def plan_page(text: str, page: Page) -> Plan:
    """Find the stories of a page and give every line its fate."""
    seen = look(page)
    if seen is None:
        return Plan(page.lines, (), tuple((_blank_or_junk(line, "no running text on the page"),) for line in page.lines))
    fates = [_fate(seen, place) for place in range(len(page.lines))]
    head, fates = _cut_head(text, seen, fates)
    fates = _cut_tail(text, seen, fates)
    return Plan(page.lines, (_own_story(seen, head), *_others(seen)), tuple(fates))


def look(page: Page) -> Seen | None:
    """Judge the lines one by one, then find the page's own story, its headline and the other stories."""
    found_junk = junk_of(page)
    speaks = {
        place: byline for place, line in enumerate(page.lines) if (byline := read_byline(line, page.table)) is not None
    }
    speaks = _with_clocks(page, speaks)
    junk = {place: reason for place, reason in found_junk.items() if place not in speaks or reason in SURE_JUNK}
    junk = {place: reason for place, reason in junk.items() if not (place in speaks and speaks[place].published)}
    dated = {place for place, byline in speaks.items() if byline.published}
    cuts = breaks(page, junk, dated)
    found = above_comments(stretches(page, junk, cuts), junk) or _fallback(page, junk, speaks)
    heads = {stretch.first: headline_above(page, junk, speaks, stretch) for stretch in found}
    main = main_stretch(found, {first: head.fit for first, head in heads.items() if head})
    if main is None:
        return None
    headline = heads[main.first]
    main = _after_byline(page, main, speaks)
    others = other_stories(page, junk, [s for s in found if s.last < main.first or s.first > main.last], (main, headline))
    return Seen(page, junk, speaks, main, headline, others)


SURE_JUNK = frozenset({"end mark or source note of the story", "copyright or legal notice", "navigation crumb"})


def _fallback(page: Page, junk: Mapping[int, str], speaks: Mapping[int, Byline]) -> tuple[Stretch, ...]:
    """A page without a closed sentence: its lines that are nothing else are the story."""
    places = [
        place for place, line in enumerate(page.lines)
        if not line.is_blank and line.n_words >= 3 and place not in junk and place not in speaks
    ]  # fmt: skip
    places = places[1:] if len(places) > 1 else places
    n_words = sum(page.lines[place].n_words for place in places)
    return (Stretch(places[0], places[-1], n_words),) if places and n_words >= 5 else ()


def _with_clocks(page: Page, speaks: Mapping[int, Byline]) -> dict[int, Byline]:
    """A day on one line and its time alone on the next are one stamp; a time without a day is none."""
    joined = dict(speaks)
    filled = [place for place, line in enumerate(page.lines) if not line.is_blank]
    for above, place in zip([-1, *filled], filled, strict=False):
        time = speaks[place].time if place in speaks else None
        if not time:
            continue
        stamp = speaks.get(above)
        if stamp and stamp.published and not stamp.published.time:
            joined[above] = replace(stamp, published=replace(stamp.published, time=time))
        else:
            del joined[place]
    return joined


def _after_byline(page: Page, main: Stretch, speaks: Mapping[int, Byline]) -> Stretch:
    """A story starts below its byline: a sentence or two above one are a subtitle."""
    filled = [place for place in range(main.first, main.last + 1) if not page.lines[place].is_blank]
    below = [n for n, place in enumerate(filled[:4]) if place in speaks]
    if not below or below[-1] + 1 >= len(filled) or below[0] > 2:
        return main
    return replace(main, first=filled[below[-1] + 1])


def _blank_or_junk(line: Line, reason: str) -> Fate:
    return Fate("blank", "blank line") if line.is_blank else Fate("junk", reason)


def _fate(seen: Seen, place: int) -> tuple[Fate, ...]:
    line = seen.page.lines[place]
    if line.is_blank:
        return (Fate("blank", "blank line"),)
    if seen.headline and place == seen.headline.place:
        return (Fate("title", "headline: shares its words with the story below", 0),)
    for number, other in enumerate(seen.others, start=1):
        fate = other.fate_of(seen.page, seen.junk, place, number)
        if fate:
            return (fate,)
    if seen.main.first <= place <= seen.main.last:
        return (_inside(seen, place),)
    return (_outside(seen, place),)


def _inside(seen: Seen, place: int) -> Fate:
    """A line between the first and the last line of the story."""
    line = seen.page.lines[place]
    reason = seen.junk.get(place) or _repeat_inside(seen, place) or _lone_link(seen.page, place)
    if reason:
        return Fate("junk", reason)
    if place in seen.speaks:
        return Fate("meta", f"{seen.speaks[place].kind} of the story", 0)
    if is_prose(line):
        return Fate("body", "running text of the story", 0, is_text=True)
    if is_sentence(line):
        return Fate("body", "short sentence inside the story", 0, is_text=True)
    return Fate("body", "heading or short line inside the story", 0, is_text=True)


def _outside(seen: Seen, place: int) -> Fate:
    """A line above or below the story that no other story claims."""
    if place in seen.speaks and (place not in seen.junk or place < seen.main.first) and _is_near(seen, place):
        return Fate("meta", f"{seen.speaks[place].kind} of the story", 0)
    reason = seen.junk.get(place) or _repeat(seen, place)
    if reason:
        return Fate("junk", reason)
    if seen.headline and place in seen.headline.subtitle:
        return Fate("meta", "subtitle: stands between headline and story", 0)
    if place < seen.main.first:
        between = seen.headline and place > seen.headline.place
        return Fate("junk", "label between headline and story" if between else "above the story: menu or label")
    return Fate("junk", "below the story: neither its text nor another story's")


def _repeat(seen: Seen, place: int) -> str:
    """Lines that stand on the page again: captions, headlines in galleries, doubled paragraphs."""
    line = seen.page.lines[place]
    times = seen.page.seen[line.key]
    if times < 2 or line.n_words < 2 or is_sentence(line) and not is_prose(line):
        return ""
    said = "same line twice" if times == 2 else f"same line {_number(times)} times"
    if seen.headline and line.key == seen.page.lines[seen.headline.place].key:
        return f"the headline again: {said}"
    first = next(n for n, other in enumerate(seen.page.lines) if other.key == line.key)
    if is_prose(line):
        return f"repeats line {first + 1}" if first < place and line.n_words >= 8 else ""
    return said if line.n_words >= 4 or times > 2 else ""


def _repeat_inside(seen: Seen, place: int) -> str:
    """Inside a story a heading may come back; only the page's headline, twins and doubled paragraphs are junk."""
    line = seen.page.lines[place]
    own = seen.headline is not None and line.key == seen.page.lines[seen.headline.place].key
    return _repeat(seen, place) if own or is_prose(line) or line.key in neighbours(seen.page, place) else ""


def _lone_link(page: Page, place: int) -> str:
    """One bulleted headline between two paragraphs leads to another story; a list has more than one."""
    line = page.lines[place]
    if not line.bullet or is_sentence(line) or is_prose(line):
        return ""
    below = next_filled(page, place)
    above = next((n for n in range(place - 1, -1, -1) if not page.lines[n].is_blank), None)
    alone = all(n is not None and not page.lines[n].bullet for n in (above, below))
    return "one link between two paragraphs" if alone else ""


def _number(times: int) -> str:
    words = "three four five six seven eight nine ten eleven twelve".split()
    return words[times - 3] if times - 3 < len(words) else f"{times:,}"


def _is_near(seen: Seen, place: int) -> bool:
    """Between the headline and the story, or a few filled lines above or below them."""
    top = seen.headline.place if seen.headline else seen.main.first
    if place > seen.main.last:
        limit = min((other.start for other in seen.others if other.first > seen.main.last), default=len(seen.page.lines))
        return place < limit and _filled(seen.page, seen.main.last + 1, place) < 3
    return place > top or _filled(seen.page, place + 1, top) < NEAR


def _filled(page: Page, first: int, last: int) -> int:
    return sum(not page.lines[place].is_blank for place in range(first, min(last, first + 40)))


def _cut_head(text: str, seen: Seen, fates: Sequence[tuple[Fate, ...]]) -> tuple[Head | None, list[tuple[Fate, ...]]]:
    """Give the stamp and dateline before the lead a span of their own."""
    result = list(fates)
    lead = [n for n in range(seen.main.first, seen.main.last + 1) if fates[n][0].fate == "body"][:LEAD_LINES]
    for place in lead:
        line = seen.page.lines[place]
        head = read_head(text[line.start : line.end]) if not line.bullet else None
        if head:
            until = line.start + head.end
            said = "stamp and dateline before the lead" if head.has_stamp else "dateline before the lead"
            result[place] = (Fate("meta", said, 0, until), *result[place])
            return head, result
    return None, result


def _cut_tail(text: str, seen: Seen, fates: Sequence[tuple[Fate, ...]]) -> list[tuple[Fate, ...]]:
    """Give the wire's sign-off at the end of the story a span of its own."""
    result = list(fates)
    ends = [n for n in range(seen.main.first, seen.main.last + 1) if fates[n][-1].fate == "body"][-2:]
    for place in ends:
        line = seen.page.lines[place]
        start = tail_start(text[line.start : line.end])
        if start is not None:
            *before, last = result[place]
            result[place] = (*before, replace(last, until=line.start + start), Fate("junk", "wire sign-off"))
    return result


def _own_story(seen: Seen, head: Head | None) -> Story:
    page = seen.page
    title, from_title = None, None
    if seen.headline:
        title, from_title = clean_title(page.lines[seen.headline.place].text, page.table)
    near = [seen.speaks[place] for place in sorted(seen.speaks) if _speaks_for_main(seen, place)]
    notes = [(from_title, "headline")] if from_title else []
    limit = min((other.start for other in seen.others if other.first > seen.main.last), default=len(page.lines))
    below = [place for place in range(seen.main.last, len(page.lines)) if place < limit or seen.junk.get(place) in SURE_JUNK]
    notes += notes_below([page.lines[place].text[:400] for place in below], page.table)
    return Story("main", title, credits_of(near, head, notes, page.table))


def _speaks_for_main(seen: Seen, place: int) -> bool:
    inside = seen.main.first <= place <= seen.main.last
    return (place not in seen.junk or place < seen.main.first) and not inside and _is_near(seen, place)


def _others(seen: Seen) -> list[Story]:
    """The other stories; undated unless one prints a stamp between its own headline and text."""
    stories: list[Story] = []
    for other in seen.others:
        near = [seen.speaks[place] for place in other.header if place in seen.speaks]
        credits = credits_of(near, None, [], seen.page.table) if near else Credits(Named(None, None))
        title = clean_title(seen.page.lines[other.titles[0]].text, seen.page.table)[0] if other.titles else None
        stories.append(Story("related", title, credits))
    return stories
