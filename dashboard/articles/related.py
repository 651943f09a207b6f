"""Other stories on a page: stubs, second stories, and which headlines are theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.articles.clean import Page, filled_between, is_heading
from dashboard.articles.ledger import Fate
from dashboard.articles.lines import story_words
from dashboard.articles.split import LEAST_STORY, LEAST_STUB, Stretch, is_repeated_heading
from dashboard.articles.titles import Headline, shared_words

GROUP = 6


@dataclass(frozen=True)
class Other:
    """Another story: places of its text, of its headlines, and of all lines in its header."""

    first: int
    last: int
    titles: tuple[int, ...]
    header: tuple[int, ...]

    @property
    def start(self) -> int:
        """Place of its first line, headlines above its text included."""
        return min((self.first, *self.header))

    @property
    def places(self) -> tuple[int, ...]:
        """All lines that are its own."""
        return (*self.titles, *self.header, *range(self.first, self.last + 1))

    def fate_of(self, page: Page, junk: Mapping[int, str], place: int, number: int) -> Fate:
        """The fate of one of its lines."""
        if place in self.titles:
            said = "headline of another story on the page"
            return Fate("related", f"{said}, there twice" if page.seen[page.lines[place].key] == 2 else said, number)
        if place in junk:
            return Fate("junk", junk[place])
        if not self.first <= place <= self.last:
            return Fate("related", "byline, stamp or label of another story on the page", number)
        return Fate("related", "text of another story on the page", number, is_text=True)


def other_stories(
    page: Page, junk: Mapping[int, str], found: Sequence[Stretch], own: tuple[Stretch, Headline | None]
) -> tuple[Other, ...]:
    """Stretches that are stories too: long enough, or short below a headline of their own.

    A headline between two stories goes to the one that uses more of its words; on a draw to the
    one below it.
    """
    main, headline = own
    own_key = page.lines[headline.place].key if headline else ""
    kept = [s for s in found if _is_story(page, s)]
    ranges = sorted([main, *kept], key=lambda stretch: stretch.first)
    words = {stretch: story_words(page.lines[stretch.first : stretch.last + 1]) for stretch in ranges}
    titles: dict[int, list[int]] = {stretch.first: [] for stretch in kept}
    for above, below in zip([None, *ranges], [*ranges, None], strict=True):
        for place in _group(page, junk, above, below):
            owner = _owner(page, place, (above, below), words)
            if owner and owner.first in titles and page.lines[place].key != own_key:
                titles[owner.first].append(place)
    return tuple(_other(page, stretch, titles[stretch.first]) for stretch in kept if _keeps(stretch, titles))


def _keeps(stretch: Stretch, titles: Mapping[int, Sequence[int]]) -> bool:
    return stretch.n_words >= (LEAST_STUB if titles[stretch.first] else LEAST_STORY)


def _is_story(page: Page, stretch: Stretch) -> bool:
    lines = page.lines[stretch.first : stretch.last + 1]
    return stretch.n_words >= LEAST_STUB and any(line.prose and not is_heading(page, line) for line in lines)


def _group(page: Page, junk: Mapping[int, str], above: Stretch | None, below: Stretch | None) -> list[int]:
    """Headline-like lines between two stories: near the one below, or repeated."""
    first = above.last + 1 if above else 0
    last = below.first if below else len(page.lines)
    filled = filled_between(page, first, last)
    near = set(filled[-GROUP:] if below else []) | set(filled[:GROUP] if above else [])
    return [
        place
        for place in filled
        if place not in junk
        and is_heading(page, page.lines[place])
        and (
            is_repeated_heading(page, place)
            or (place in near and page.lines[place].n_words >= 4 and not page.lines[place].bullet)
        )
    ]


def _owner(
    page: Page, place: int, beside: tuple[Stretch | None, Stretch | None], words: Mapping[Stretch, frozenset[str]]
) -> Stretch | None:
    above, below = beside
    scores = [(shared_words(page, place, words[stretch]), stretch) for stretch in (below, above) if stretch]
    best = max(scores, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < 0.3:
        return below if below and is_repeated_heading(page, place) else None
    if best[1] is above and not is_repeated_heading(page, place):
        return None
    return best[1]


def _other(page: Page, stretch: Stretch, titles: Sequence[int]) -> Other:
    above = [place for place in titles if place < stretch.first]
    start = min(above) if above else stretch.first
    header = filled_between(page, start, stretch.first)
    return Other(stretch.first, stretch.last, tuple(sorted(titles)), header)
