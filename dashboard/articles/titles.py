"""Headlines: which line it is, what belongs to it, and what stands in when a page has none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.articles.clean import Page, filled_between, is_heading
from dashboard.articles.lines import Line, is_sentence, story_words
from dashboard.articles.outlets import TRIM, Registry, find
from dashboard.articles.split import Stretch, next_filled

REACH = 40
FAR = 0.01
BESIDE = 0.2
OVER_STAMP = 0.3
STAMP_REACH = 6
LONGEST_DERIVED = 80
MOST_WORDS = 30
COLUMN = (
    "headlines|commentary|exclusive|explainer|insights?|analysis|opinion|editorial|feature|focus|special|live|news|voice"
    "|roundup|interview|world|economic watch|quick take|in focus|profile"
)
COLUMNS = (
    "full text|updated?|roundup|urgent|breaking(?: news)?|(?:exclusive |micro |short )?video|exclusive|watch|live"
    "|feature|interview|commentary|explainer|backgrounder|spotlight|profile|photos?|in pics|flash|world insights?"
    "|economic watch|china focus|yearender|news analysis|factbox|graphics|infographic"
)
LABELS = re.compile(rf"^(?:(?:{COLUMNS})(?: \d+)?)\s*[:：|]\s+(?=\S)", re.IGNORECASE)
SUFFIX = re.compile(
    r"\s+[-–—|_]\s*(?P<spaced>[^-–—|_]{2,60})$|[-_](?P<glued>[^-–—|_\s][^-–—|_]{1,40})$|\s\((?P<bracketed>[^()]{2,40})\)$"
)
FIRST_TAG = re.compile(r"(?<=[a-z]{3}[.!?])\s+\w+(?:\s\w+)?$")
TAGS = re.compile(r"(?:\s\|\s[^|]{2,40}){2,}$")


@dataclass(frozen=True)
class Headline:
    """The line of the headline, how well it fits its story (0 to 1), and the line of the subtitle, if any."""

    place: int
    fit: float
    subtitle: tuple[int, ...] = ()


def headline_above(
    page: Page, junk: Mapping[int, str], speaks: Mapping[int, object], story: Stretch
) -> Headline | None:
    """The headline of a stretch: the line above it that shares most words with it.

    Looks at most forty filled lines up. Of two lines that fit alike the upper one is the
    headline and the lower one its subtitle.
    """
    above = _above(page, story.first)
    words = story_words(page.lines[story.first : story.last + 1])
    fits = {
        place: _fit(page, place, words, distance) + (BESIDE if _has_byline_below(page, place, speaks) else 0.0)
        for distance, place in enumerate(above)
        if place not in junk and place not in speaks and _can_head(page, page.lines[place])
    }
    fits = {place: fit for place, fit in fits.items() if fit > BESIDE}
    fits = fits or _over_stamp(page, junk, speaks, above)
    if not fits:
        return None
    place = _climb(page, fits, [other for other in above if other not in speaks])
    first = min(other for other in above if page.lines[other].key == page.lines[place].key)
    return Headline(first, min(1.0, fits[place]), _subtitle(page, first, story, fits))


def _over_stamp(
    page: Page, junk: Mapping[int, str], speaks: Mapping[int, object], above: Sequence[int]
) -> dict[int, float]:
    """Where no line shares words with the story: the nearest headline-like line over its byline or stamp."""
    stamps = [place for place in above[:STAMP_REACH] if place in speaks]
    over = [
        place for place in above
        if stamps and place < stamps[0] and place not in junk and place not in speaks
        and _can_head(page, page.lines[place]) and page.lines[place].n_words >= 4 and not is_sentence(page.lines[place])
    ]  # fmt: skip
    return {over[0]: OVER_STAMP} if over and above.index(over[0]) <= STAMP_REACH + 4 else {}


def _climb(page: Page, fits: Mapping[int, float], above: Sequence[int]) -> int:
    """From the line that fits best up to the headline over it: a subtitle often fits better than its headline."""
    place = max(fits, key=lambda other: fits[other])
    enough = 0.35 * fits[place]
    rank = {other: n for n, other in enumerate(above)}
    while True:
        near = (other for other in fits if other < place and rank[other] - rank[place] <= 2)
        higher = [other for other in near if fits[other] >= enough and page.lines[other].n_words >= 4]
        if not higher:
            return place
        place = max(higher)


def _above(page: Page, first: int) -> list[int]:
    return list(reversed(filled_between(page, 0, first)[-REACH:]))


def _can_head(page: Page, line: Line) -> bool:
    return is_heading(page, line) and line.n_words <= MOST_WORDS and not line.bullet


def _has_byline_below(page: Page, place: int, speaks: Mapping[int, object]) -> bool:
    """Whether a byline or stamp stands within two filled lines below."""
    below = next_filled(page, place)
    after = next_filled(page, below) if below is not None else None
    return below in speaks or after in speaks


def _fit(page: Page, place: int, story: frozenset[str], distance: int) -> float:
    """Share of its content words that the story uses, more when it is repeated, less when far off."""
    line = page.lines[place]
    mine = line.words
    if not mine:
        return 0.0
    share = len(mine & story) / len(mine)
    repeated = 0.15 if page.seen[line.key] > 1 else 0.0
    closed = 0.25 if line.text.endswith((".", ":", "…")) else 0.0
    fit = share * min(1.0, 0.4 + 0.15 * len(mine)) + repeated - closed - FAR * distance
    return fit if share >= 0.3 else 0.0


def _subtitle(page: Page, place: int, story: Stretch, fits: Mapping[int, float]) -> tuple[int, ...]:
    """Lines between headline and story that fit the story too, and are not the headline again."""
    return tuple(
        other
        for other in sorted(fits)
        if place < other < story.first and fits[other] >= 0.3 and not _same(page.lines[place], page.lines[other])
    )


def _same(line: Line, other: Line) -> bool:
    """One headline twice, once perhaps with the outlet behind it."""
    return line.key.startswith(other.key) or other.key.startswith(line.key)


def clean_title(text: str, table: Registry) -> tuple[str, str | None]:
    """A headline without its column label and its "- Outlet" end; the outlet it named there, if any.

    Example:
        >>> from dashboard.articles.outlets import registry
        >>> from dashboard.settings import Outlet
        >>> table = registry((Outlet("Example Times"),))
        >>> clean_title("Example Times Headlines: Two leaders meet", table)
        ('Two leaders meet', None)
        >>> clean_title("Two leaders meet - Example Times", table)
        ('Two leaders meet', 'Example Times')
        >>> clean_title("Putin: we will meet", table)
        ('Putin: we will meet', None)
    """
    text = " ".join(_without_tags(text).split())
    outlet = None
    while match := SUFFIX.search(text):
        name = match["spaced"] or match["glued"] or match["bracketed"]
        if not find(table, name):
            break
        outlet = outlet or name.strip(TRIM)
        text = text[: match.start()].rstrip()
    return _without_label(text, table), outlet


def _without_tags(text: str) -> str:
    """A headline without the tags behind it: "… of relations. People | Palestine | Partner"."""
    bare = TAGS.sub("", text)
    return bare if bare == text else FIRST_TAG.sub("", bare)


def _without_label(text: str, table: Registry) -> str:
    rest = LABELS.sub("", text, count=1)
    head, colon, tail = text.partition(": ")
    if rest == text and colon and len(head.split()) <= 5 and len(tail.split()) >= 3:
        bare = re.sub(rf"\s+(?:{COLUMN})$", "", head, flags=re.IGNORECASE)
        if bare != head and find(table, bare):
            rest = tail
    return rest if len(rest.split()) >= 2 else text


def derived_title(body: str) -> str | None:
    """The opening words of a story that has no headline, cut at a word.

    Example:
        >>> derived_title("Two leaders met on Thursday. They talked.")
        'Two leaders met on Thursday.'
    """
    opening = " ".join(body[:600].split())
    if not opening:
        return None
    end = re.search(r"(?<=[^A-Z.]{3})[.!?。！？][\"”’]?(?:\s|$)", opening[:LONGEST_DERIVED])
    if end:
        return opening[: end.end()].strip()
    if len(opening) <= LONGEST_DERIVED:
        return opening
    cut = opening[:LONGEST_DERIVED].rfind(" ")
    return opening[: cut if cut > 20 else LONGEST_DERIVED].rstrip(" ,;:–—-") + " …"


def shared_words(page: Page, place: int, story: frozenset[str]) -> float:
    """How much of a line's content words the words of a story hold (0 to 1)."""
    mine = page.lines[place].words
    return len(mine & story) / len(mine) if mine else 0.0
