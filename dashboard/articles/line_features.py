"""What the line model looks at: every filled line of a page as a row of numbers, mostly from 0 to 1."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from dashboard.articles.bylines import Byline
from dashboard.articles.clean import Page, is_heading
from dashboard.articles.line_context import Columns, around, kinship, page_wide, summed
from dashboard.articles.lines import is_sentence
from dashboard.articles.scan import BARS, CAPITALS, CLOCKS, COMMAS, DIGITS, HEAD, QUOTES, STOPS, WORDS
from dashboard.articles.triggers import ADDRESS, AGO, SITE, YOU

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
NUMBERS = {reason: n for n, reason in enumerate(["", *KINDS])}
ONE_EACH = np.eye(len(NUMBERS))[1:]
SITE_WORDS = frozenset(
    """
    comment comments reply subscribe newsletter newsletters cookie cookies advertisement advertising advertise
    sponsored sponsor photo photos getty video videos watch related popular trending share sign log posted tag tags
    filed category categories
    """.split()
)
YOU_WORDS = frozenset("you your we our us".split())
ADDRESS_IN = re.compile(r"http|www\.|@")
AGO_WORD = re.compile(r"\bago\b")
QUOTES_BEFORE = frozenset('"“«')


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
    places = [place for place in page.filled if junk.get(place) != "signs without words"]
    if not places:
        return [], {}
    seen = _traits(page, places)
    own = _own(page, places, seen) | _said(junk, speaks, places)
    words = [page.lines[place].words for place in places]
    sums = summed(seen, own)
    density = sums["density"]
    return places, own | around(seen, own, sums) | page_wide(seen, own, density) | kinship(words, seen, own, density)


def _traits(page: Page, places: Sequence[int]) -> Columns:
    """What can be seen on each line by itself."""
    lines = [page.lines[place] for place in places]
    heads = [line.text[:HEAD] for line in lines]
    hits = np.array([line.hits for line in lines])
    counts = np.array([line.counts for line in lines], dtype=float).T
    n_words = np.array([line.n_words for line in lines], dtype=float)
    rows = [
        (
            line.closed, is_sentence(line), line.prose, line.bullet, text.endswith(":"), text.endswith(("...", "…")),
            text[:1].islower(), text[:1] in QUOTES_BEFORE, text.isupper(), is_heading(page, line), len(text),
        )
        for line, text in zip(lines, heads, strict=True)
    ]  # fmt: skip
    table = np.array(rows, dtype=float).T
    seen: Columns = {"words": n_words}
    seen |= dict(zip(("closed", "sentence", "prose", "bullet"), table[:4], strict=True))
    seen["caps"] = counts[CAPITALS] / np.maximum(counts[WORDS], 1)
    seen["digits"] = counts[DIGITS] / np.maximum(table[10], 1)
    seen["commas"] = np.minimum(counts[COMMAS], 3) / 3
    seen["stops"], seen["quote"], seen["pipe"] = counts[STOPS], counts[QUOTES], counts[BARS]
    seen["address_in"] = _where(hits & ADDRESS, heads, lambda text: bool(ADDRESS_IN.search(text)))
    seen["colon_end"], seen["dots"] = table[4], table[5]
    seen["clock"] = np.maximum(counts[CLOCKS], _where(hits & AGO, heads, lambda text: bool(AGO_WORD.search(text))))
    seen |= dict(zip(("small_start", "quote_start", "all_caps"), table[6:9], strict=True))
    keys = [line.key for line in lines]
    seen["you"] = _where(hits & YOU, keys, lambda key: not YOU_WORDS.isdisjoint(key.split()))
    n_site = _where(hits & SITE, keys, lambda key: len(SITE_WORDS.intersection(key.split())))
    seen["site_words"] = np.minimum(n_site, 3) / 3 / np.maximum(n_words / 8, 1)
    seen["heading"] = table[9]
    return seen


def _where(hits: np.ndarray, texts: Sequence[str], value: Callable[[str], float]) -> np.ndarray:
    """A value for each line with a hit, 0 for all others."""
    found = np.zeros(len(texts))
    for place in np.flatnonzero(hits).tolist():
        found[place] = value(texts[place])
    return found


def _own(page: Page, places: Sequence[int], seen: Columns) -> Columns:
    words = seen["words"]
    keys = [page.lines[place].key for place in places]
    times = np.array([page.seen[key] if key else 1 for key in keys])
    above = np.array([below - place > 1 for place, below in pairwise([-9, *places])])
    own = {name: values for name, values in seen.items() if name != "words"}
    own["bias"] = np.ones(len(places))
    own["log_words"] = np.minimum(np.log1p(words), 5) / 5
    sizes = np.searchsorted(LENGTHS, words, side="right") == np.arange(1, len(LENGTHS) + 1)[:, None]
    own |= {f"words_{low}": size for low, size in zip(LENGTHS, sizes, strict=True)}
    own["caps_long"] = seen["caps"] * (words >= 6)
    own["title_case"] = (seen["caps"] > 0.75) & (words >= 4)
    own["prose_closed"] = seen["prose"] * seen["closed"]
    own["twice"], own["thrice"] = times > 1, times > 2
    own["again"] = np.array([page.first.get(key, place) < place for key, place in zip(keys, places, strict=True)])
    own["blank_above"], own["blank_below"] = above, np.append(above[1:], True)
    return own


def _said(junk: Mapping[int, str], speaks: Mapping[int, Byline], places: Sequence[int]) -> Columns:
    """What the rules say of the lines."""
    reasons = np.array([NUMBERS[junk.get(place, "")] for place in places])
    said = dict(zip(KINDS.values(), ONE_EACH[:, reasons], strict=True))
    said["junk"] = (reasons > 0).astype(float)
    said["byline"] = np.array([place in speaks for place in places], dtype=float)
    said["dated"] = np.array([place in speaks and bool(speaks[place].published) for place in places], dtype=float)
    return said


def as_matrix(features: Mapping[str, Any], names: Sequence[str]) -> np.ndarray:
    """The features of the given names as columns, in that order."""
    columns = np.concatenate([features[name] for name in names], dtype=float).reshape(len(names), -1)
    return np.ascontiguousarray(columns.T)
