"""Boxes that stand inside a story and lead to others: a teaser with its standfirst, a list under "Related"."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from dashboard.articles.clean import LINKS_HEADING, Page
from dashboard.articles.lines import line_words
from dashboard.articles.split import KIN, is_twin, shared

IN_LIST = "item of a list of other stories"
IN_BOX = "box that leads to another story"
# A list longer than this under a heading of links is the rest of the page, which the lines around it decide.
LONGEST_LIST = 16
# The story goes on below a box if that many paragraphs do not speak of the box's subject.
LEAST_ON, MOST_ON = 2, 6
MOST_ABOVE = 40
# A line heads the sentence below it if that uses so many of its words.
HEADS = 0.5
# Words of a teaser's headline that the story above it does not use.
LEAST_NEW = 2


def boxes(page: Page, junk: Mapping[int, str]) -> dict[int, str]:
    r"""Lines of boxes that lead to other stories, though prose may go on below them: place → reason.

    Example:
        >>> from dashboard.articles.clean import junk_of, page_of
        >>> from dashboard.articles.lines import lines_of
        >>> from dashboard.articles.outlets import registry
        >>> page = page_of(lines_of("Related news\nStorm over the islands\nThe two ministers met."), registry(()))
        >>> boxes(page, junk_of(page))
        {1: 'item of a list of other stories'}
    """
    filled = page.filled
    found: dict[int, str] = {}
    for at, place in enumerate(filled):
        if junk.get(place) == LINKS_HEADING:
            found |= dict.fromkeys(_listed(page, junk, filled[at + 1 : at + 2 + LONGEST_LIST]), IN_LIST)
        elif place not in found and place not in junk and is_twin(page, place):
            found |= dict.fromkeys(_teaser(page, junk, filled, at), IN_BOX)
    return {place: reason for place, reason in found.items() if place not in junk}


def _listed(page: Page, junk: Mapping[int, str], below: Sequence[int]) -> Sequence[int]:
    """The lines under a heading of links down to the next sentence; none if too many, or if they head its story."""
    for n, place in enumerate(below):
        line = page.lines[place]
        if line.prose or (line.closed and line.text.endswith((".", "。"))) or junk.get(place) == LINKS_HEADING:
            heads = any(
                shared(line_words(page.lines[other]), line_words(line)) >= HEADS for other in below[max(0, n - 3) : n]
            )
            return [] if heads else below[:n]
    return [] if len(below) > LONGEST_LIST else below


def _teaser(page: Page, junk: Mapping[int, str], filled: Sequence[int], at: int) -> Sequence[int]:
    """A headline that stands twice and the line below it, if the story above goes on below them."""
    key = page.lines[filled[at]].key
    last = max(n for n in range(at, min(at + 4, len(filled))) if page.lines[filled[n]].key == key)
    if last == at or page.first[key] < filled[at]:
        return []
    told = [place for place in filled[max(0, at - MOST_ABOVE) : at] if page.lines[place].prose and place not in junk]
    below = filled[last + 1 : last + 1 + 3 * MOST_ON]
    prose = list(takewhile(lambda place: not is_twin(page, place), below))
    prose = [place for place in prose if page.lines[place].prose and place not in junk][: 1 + MOST_ON]
    if len(prose) <= LEAST_ON or not told or prose[0] != below[0]:
        return []
    on, known = _words(page, prose[1:]), _words(page, told)
    headline, standfirst = _words(page, filled[at : at + 1]) - known, _words(page, prose[:1]) - known
    off = len(headline & on) < KIN * len(headline) and len(standfirst & on) < KIN * len(standfirst)
    return filled[at : last + 2] if off and len(headline) >= LEAST_NEW else []


def _words(page: Page, places: Sequence[int]) -> frozenset[str]:
    return frozenset().union(*(page.lines[place].words for place in places))
