"""What the line model looks at: every filled line of a page as a row of numbers, mostly from 0 to 1."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dashboard.articles.bylines import Byline
from dashboard.articles.clean import Page, is_heading
from dashboard.articles.line_context import Columns, around, kinship, page_wide
from dashboard.articles.lines import HEAD, WORD, Line, content_words, is_sentence

LENGTHS = (0, 1, 2, 4, 10, 20, 40)
# What a junk rule says of a line is evidence too; the model weighs it.
KINDS = {
    "other script than the page": "script",
    "a number alone": "number",
    "an address alone": "address",
    "navigation crumb": "crumb",
    "copyright or legal notice": "legal",
    "promotion": "promotion",
    "buttons and menus": "buttons",
    "photo credit or caption": "photo",
    "end mark or source note of the story": "end_mark",
    "heading of readers' comments": "comments",
    "link to another story": "teaser",
    "heading of a list of other stories": "links",
}
SITE_WORDS = frozenset(
    """
    comment comments reply subscribe newsletter newsletters cookie cookies advertisement advertising advertise
    sponsored sponsor photo photos getty video videos watch related popular trending share sign log posted tag tags
    filed category categories
    """.split()
)
YOU = frozenset("you your we our us".split())
CLOCK = re.compile(r"\bago\b|\d:\d\d")
STOP_INSIDE = re.compile(r"[.!?] [A-Z“\"]")
TRAITS = (
    "words", "closed", "sentence", "prose", "bullet", "caps", "digits", "commas", "stops", "quote", "pipe",
    "address_in", "colon_end", "dots", "clock", "small_start", "quote_start", "all_caps", "you", "site_words",
    "heading",
)  # fmt: skip


def rows_of(page: Page, junk: Mapping[int, str], speaks: Mapping[int, Byline]) -> tuple[list[int], Columns]:
    r"""Places of the lines that hold words or numbers, and the features of each: name → one number a line.

    Example:
        >>> from dashboard.articles.clean import junk_of, page_of
        >>> from dashboard.articles.lines import lines_of
        >>> from dashboard.articles.outlets import registry
        >>> page = page_of(lines_of("Home / China\n\nThe talks began on Monday."), registry(()))
        >>> places, features = rows_of(page, junk_of(page), {})
        >>> places, features["crumb"].tolist(), features["closed"].tolist()
        ([0, 2], [1.0, 0.0], [0.0, 1.0])
    """
    places = [
        place for place, line in enumerate(page.lines)
        if not line.is_blank and junk.get(place) != "signs without words"
    ]  # fmt: skip
    if not places:
        return [], {}
    lines = [page.lines[place] for place in places]
    table = np.array([_traits(page, line) for line in lines], dtype=float)
    seen = dict(zip(TRAITS, table.T, strict=True))
    own = _own(page, places, seen) | _said(junk, speaks, places)
    words = [_stems(line) for line in lines]
    return places, own | around(seen, own) | page_wide(seen, own) | kinship(words, seen, own)


def _traits(page: Page, line: Line) -> tuple[float, ...]:
    """What can be seen on the line by itself, in the order of TRAITS."""
    text = line.text[:HEAD]
    words = WORD.findall(text)
    n = max(1, len(words))
    folded = {word.lower() for word in words}
    return (
        line.n_words, line.closed, is_sentence(line), line.prose, line.bullet,
        sum(word[0].isupper() for word in words) / n,
        sum(map(str.isdigit, text)) / max(1, len(text)),
        min(3, text.count(",")) / 3, STOP_INSIDE.search(text) is not None, "“" in text or '"' in text, "|" in text,
        "http" in text or "www." in text or "@" in text, text.endswith(":"), text.endswith(("...", "…")),
        CLOCK.search(text) is not None, text[:1].islower(), text[:1] in {'"', "“", "«"}, text.isupper(),
        not YOU.isdisjoint(folded), min(3, len(SITE_WORDS & folded)) / 3 / max(1, line.n_words / 8),
        is_heading(page, line),
    )  # fmt: skip


def _stems(line: Line) -> frozenset[str]:
    return content_words(line.text[:2000])


def _own(page: Page, places: Sequence[int], seen: Columns) -> Columns:
    words, n = seen["words"], len(places)
    keys = [page.lines[place].key for place in places]
    times = np.array([page.seen[key] if key else 1 for key in keys])
    gaps = np.diff(np.array(places), prepend=-9, append=10**9)
    own = {name: seen[name] for name in TRAITS[1:]}
    own["bias"] = np.ones(n)
    own["log_words"] = np.minimum(np.log1p(words), 5) / 5
    for low, high in zip(LENGTHS, (*LENGTHS[1:], np.inf), strict=True):
        own[f"words_{low}"] = (words >= low) & (words < high)
    own["caps_long"] = seen["caps"] * (words >= 6)
    own["title_case"] = (seen["caps"] > 0.75) & (words >= 4)
    own["prose_closed"] = seen["prose"] * seen["closed"]
    own["twice"], own["thrice"] = times > 1, times > 2
    own["again"] = np.array([page.first.get(key, place) < place for key, place in zip(keys, places, strict=True)])
    own["blank_above"], own["blank_below"] = gaps[:-1] > 1, gaps[1:] > 1
    return {name: np.asarray(values, dtype=float) for name, values in own.items()}


def _said(junk: Mapping[int, str], speaks: Mapping[int, Byline], places: Sequence[int]) -> Columns:
    """What the rules say of the lines."""
    reasons = [junk.get(place, "") for place in places]
    said = {name: np.array([reason == kind for reason in reasons], dtype=float) for kind, name in KINDS.items()}
    said["junk"] = np.array([bool(reason) for reason in reasons], dtype=float)
    said["byline"] = np.array([place in speaks for place in places], dtype=float)
    said["dated"] = np.array([place in speaks and bool(speaks[place].published) for place in places], dtype=float)
    return said


def as_matrix(features: Mapping[str, Any], names: Sequence[str]) -> np.ndarray:
    """The features of the given names as columns, in that order."""
    return np.column_stack([features[name] for name in names])
