"""What is found on a page before any line gets its fate: its stories, headlines, bylines and junk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.articles.boxes import boxes
from dashboard.articles.bylines import Byline, may_speak, read_byline
from dashboard.articles.clean import NEVER_KEPT, SURE_JUNK, Page, filled_between, junk_of
from dashboard.articles.likely import LEAST_LINES, cut_short, likely_lines, likely_stretches
from dashboard.articles.line_model import story_chances
from dashboard.articles.related import Other, other_stories
from dashboard.articles.split import Stretch, above_comments, breaks, main_stretch, stretches
from dashboard.articles.titles import Headline, headline_above


@dataclass(frozen=True)
class Survey:
    """All that was found on a page; places are indices of lines, `owners` says which other story a line is of.

    `likely` are the lines that the line model takes for the story's; empty where the rules decided alone.
    """

    page: Page
    junk: Mapping[int, str]
    speaks: Mapping[int, Byline]
    main: Stretch
    headline: Headline | None
    others: tuple[Other, ...]
    owners: Mapping[int, int]
    likely: frozenset[int] = frozenset()


def survey(page: Page) -> Survey | None:
    """Judge the lines one by one, then find the page's own story, its headline and the other stories."""
    called, speaks = junk_of(page), speaking(page)
    if page.kept:
        called = {place: reason for place, reason in called.items() if place not in page.kept or reason in NEVER_KEPT}
        speaks = {place: byline for place, byline in speaks.items() if place not in page.kept}
        likely = page.kept - called.keys()
    else:
        chances = story_chances(page, called, speaks) if len(page.filled) >= LEAST_LINES else {}
        called = called | boxes(page, called)
        likely = likely_lines(chances, called)
    junk = {
        place: reason for place, reason in called.items()
        if place not in speaks or (reason in SURE_JUNK and not speaks[place].published)
    }  # fmt: skip
    cuts = breaks(page, junk, {place for place, byline in speaks.items() if byline.published})
    aside = junk | {place: byline.kind for place, byline in speaks.items()}
    told = stretches(page, aside, cuts)
    likely = likely | cut_short(page, junk, told) if page.kept else likely
    found = likely_stretches(page, likely, junk, () if page.kept else cuts)
    likely = likely if found else frozenset()
    found = found or above_comments(told, junk) or _fallback(page, junk, speaks)
    heads = {stretch.first: headline_above(page, junk, speaks, stretch) for stretch in found}
    main = main_stretch(found, {first: head.fit for first, head in heads.items() if head})
    if main is None:
        return None
    headline = heads[main.first]
    told = above_comments(told, junk)
    rest = [stretch for stretch in told if stretch.last < main.first or stretch.first > main.last]
    main = main if page.kept else _after_byline(page, main, speaks)
    others = other_stories(page, junk, rest, (main, headline))
    owners = {place: number for number, other in reversed(list(enumerate(others, start=1))) for place in other.places}
    return Survey(page, junk, speaks, main, headline, others, owners, likely)


def speaking(page: Page) -> dict[int, Byline]:
    """Bylines, stamps and source lines by place."""
    found = {
        place: read_byline(page.lines[place], page.table) for place in page.filled
        if may_speak(page.lines[place], page.table)
    }  # fmt: skip
    return _with_clocks(page, {place: byline for place, byline in found.items() if byline})


def _fallback(page: Page, junk: Mapping[int, str], speaks: Mapping[int, Byline]) -> tuple[Stretch, ...]:
    """A page without a closed sentence: its lines that are nothing else are the story."""
    places = [
        place for place in page.filled
        if page.lines[place].n_words >= 3 and place not in junk and place not in speaks
    ]  # fmt: skip
    places = places[1:] if len(places) > 1 else places
    n_words = sum(page.lines[place].n_words for place in places)
    return (Stretch(places[0], places[-1], n_words),) if places and n_words >= 5 else ()


def _with_clocks(page: Page, speaks: Mapping[int, Byline]) -> dict[int, Byline]:
    """A day on one line and its time alone on the next are one stamp; a time without a day is none."""
    joined = dict(speaks)
    for above, place in zip([-1, *page.filled], page.filled, strict=False):
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
    filled = filled_between(page, main.first, main.last + 1)
    below = [n for n, place in enumerate(filled[:4]) if place in speaks]
    if not below or below[-1] + 1 >= len(filled) or below[0] > 2:
        return main
    return replace(main, first=filled[below[-1] + 1])
