"""What on a page is never a story: one small named rule per kind of junk, each with its reason in plain words."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.articles import phrases, triggers
from dashboard.articles.letters import WORD
from dashboard.articles.lines import Line, page_script
from dashboard.articles.outlets import Registry, is_name
from dashboard.articles.scan import HEAD

COMMENTS_HEADING = "heading of readers' comments"
END_NOTE = "end mark or source note of the story"
LEGAL_NOTICE = "copyright or legal notice"
LINKS_HEADING = "heading of a list of other stories"


@dataclass(frozen=True)
class Page:
    """The lines of a page and what is known of it as a whole.

    `filled` are the places of the lines that are not blank, `kept` those that an extraction from the page's markup
    took for the story; empty without one.
    """

    lines: tuple[Line, ...]
    script: str
    seen: Mapping[str, int]
    first: Mapping[str, int]
    table: Registry
    filled: tuple[int, ...]
    kept: frozenset[int] = frozenset()


def page_of(lines: Sequence[Line], table: Registry, kept: frozenset[int] = frozenset()) -> Page:
    """Look at the page as a whole: its script, and how often and where first each line stands on it."""
    first: dict[str, int] = {}
    for place, line in enumerate(lines):
        first.setdefault(line.key, place)
    seen = Counter(line.key for line in lines if line.key)
    filled = tuple(place for place, line in enumerate(lines) if not line.is_blank)
    return Page(tuple(lines), page_script(lines), seen, first, table, filled, kept)


def filled_between(page: Page, first: int, last: int) -> tuple[int, ...]:
    """Places of the filled lines from one place up to another, this excluded."""
    return page.filled[bisect_left(page.filled, first) : bisect_left(page.filled, last)]


def other_script(page: Page, line: Line) -> bool:
    """Spam tails and switches of language: letters of another alphabet than the page's."""
    return line.script not in {"", page.script}


def id_or_number(line: Line) -> bool:
    """Ids and counters."""
    return not line.n_words and not WORD.search(line.text) and any(char.isdigit() for char in line.text)


def signs(line: Line) -> bool:
    """Bare bullets, rules of dashes."""
    return not line.n_words and not any(char.isalnum() for char in line.text)


def address(line: Line) -> bool:
    """A link or mail address and nothing else."""
    return bool(phrases.ADDRESS.match(line.text))


def crumb(line: Line) -> bool:
    """Home / China / Politics."""
    return line.n_words <= 16 and bool(phrases.CRUMB.search(line.text))


def buttons(line: Line) -> bool:
    """Share bars, menus, language switches: every word is a control's."""
    words = line.key.split() if line.n_words <= 10 and len(line.text) < HEAD else []
    return bool(words) and phrases.BUTTON_WORDS.issuperset(words)


def legal(line: Line) -> bool:
    """Copyright, licences, cookies."""
    return line.n_words <= 120 and bool(phrases.LEGAL.search(line.text))


def promotion(line: Line) -> bool:
    """The page asks for something: sign up, download, get started."""
    return line.n_words <= 45 and bool(phrases.PROMOTION.search(line.text))


def photo_credit(line: Line) -> bool:
    """Photo credits and captions that end in one."""
    return line.n_words <= 90 and bool(phrases.CREDIT.search(line.text))


def end_mark(line: Line) -> bool:
    """Where the story came from, printed after its end."""
    if line.n_words > 50:
        return False
    source = phrases.SOURCE.match(line.text)
    return bool(phrases.END_MARK.match(line.text) or (source and is_name(source["name"])))


def teaser(line: Line) -> bool:
    """One line that leads to another story: see also, read more."""
    return 5 < line.n_words <= 40 and bool(phrases.TEASER.match(line.text))


def links_heading(line: Line) -> bool:
    """The heading of a list of links to other stories."""
    return line.n_words <= 10 and bool(phrases.OTHER_STORIES.match(line.text))


def comments_heading(line: Line) -> bool:
    """The heading of the readers' comments."""
    return line.n_words <= 8 and bool(phrases.COMMENTS.match(line.text))


ANY = 1 << 40
# The first rule that holds gives the reason; a rule is tried where the line holds a word of its family.
RULES: tuple[tuple[Callable[[Line], bool], str, int], ...] = (
    (id_or_number, "a number alone", ANY),
    (signs, "signs without words", ANY),
    (address, "an address alone", triggers.ADDRESS),
    (crumb, "navigation crumb", triggers.CRUMB),
    (legal, LEGAL_NOTICE, triggers.LEGAL),
    (promotion, "promotion", triggers.PROMOTION),
    (buttons, "buttons and menus", ANY),
    (photo_credit, "photo credit or caption", triggers.CREDIT),
    (end_mark, END_NOTE, triggers.END_NOTE),
    (comments_heading, COMMENTS_HEADING, triggers.COMMENTS),
    (teaser, "link to another story", triggers.TEASER),
    (links_heading, LINKS_HEADING, triggers.LINKS),
)
# After these lines a story does not go on, however much prose follows.
END_RULES = frozenset({LEGAL_NOTICE, END_NOTE, COMMENTS_HEADING})
# A note of these kinds is junk even where it names the outlet: it is evidence, not the story's byline.
SURE_JUNK = frozenset({END_NOTE, LEGAL_NOTICE, "navigation crumb"})
# What the rules see more surely than an extraction from the markup does.
NEVER_KEPT = frozenset({"promotion", "link to another story", LINKS_HEADING})
COSTLY = {LINKS_HEADING: 40, COMMENTS_HEADING: 120, LEGAL_NOTICE: 60}


def junk_of(page: Page) -> dict[int, str]:
    r"""Lines that are junk by themselves: place of the line → reason (the first rule that holds).

    Example:
        >>> from dashboard.articles.lines import lines_of
        >>> from dashboard.articles.outlets import registry
        >>> junk_of(page_of(lines_of("Home / China\nShare - WeChat\nThe talks began."), registry(())))
        {0: 'navigation crumb', 1: 'buttons and menus'}
    """
    found: dict[int, str] = {}
    for place in page.filled:
        line = page.lines[place]
        head = replace(line, text=line.text[:HEAD]) if len(line.text) > HEAD else line
        reason = _reason(page, head, line.hits | ANY)
        if reason:
            found[place] = reason
    return found


def _reason(page: Page, line: Line, hits: int) -> str:
    if other_script(page, line):
        return "other script than the page"
    for rule, reason, family in RULES:
        if hits & family and rule(line):
            return reason
    return ""


def is_heading(page: Page, line: Line) -> bool:
    """Could be a headline: some words, no prose; a long one without a full stop if it stands there twice."""
    if line.n_words < 3 or len(line.text) > HEAD:
        return False
    return not line.prose or (not line.closed and page.seen[line.key] > 1)
