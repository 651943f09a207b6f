"""What wants a person's look: dates that were refused, and what they tell about the order of day and month."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.articles.dates import AMBIGUOUS, read_field
from dashboard.articles.dates import Reading as DateReading
from dashboard.articles.dayforms import CENTURY

STAMP = re.compile(rf"(?<![\w/.-])\d{{1,2}}([/.-])\d{{1,2}}\1{CENTURY}(?![\w/-])")
LONGEST_STAMP = 80  # characters of a line that may be a stamp


def dates_told(
    source_id: str, articles: Sequence[Mapping[str, Any]], dates: Sequence[DateReading]
) -> tuple[dict[str, tuple[int, int]], tuple[dict[str, Any], ...]]:
    """What the date fields of a file tell beside their days.

    Args:
        source_id: The file; it stands in for an outlet that is not named.
        articles: Its stories.
        dates: The reading of each story's date field.

    Returns:
        Outlet → how many numeric dates can only be read with the day first, how many only with the month first;
        and a row of `doubts` per date that was refused.

    Example:
        >>> from dashboard.articles.dates import read_field
        >>> stories = [{"article_id": "a", "outlet": "Herald"}, {"article_id": "b", "outlet": "Herald"}]
        >>> orders, doubts = dates_told("file", stories, [read_field("12/22/16"), read_field("9/6/17")])
        >>> orders, doubts[0]["printed"], doubts[0]["reason"]
        ({'Herald': (0, 1)}, '9/6/17', 'day and month cannot be told apart')
    """
    orders: dict[str, tuple[int, int]] = {}
    doubts: list[dict[str, Any]] = []
    for article, when in zip(articles, dates, strict=True):
        if when.order is not None:
            day, month = orders.get(outlet := article["outlet"] or source_id, (0, 0))
            orders[outlet] = (day + when.order, month + (not when.order))
        if when.refused:
            doubts.append(doubt(article["article_id"], "date", when.printed, when.why))
    return orders, tuple(doubts)


def stamps_told(
    source_id: str, articles: Sequence[Mapping[str, Any]], lines: Iterable[str]
) -> tuple[dict[str, tuple[int, int]], tuple[dict[str, Any], ...]]:
    """The same for a page: what dates of numbers alone tell in its lines outside the stories.

    The page's own story waits for the order of its outlet when it has no day and such a line shows one.

    Example:
        >>> story = {"article_id": "a", "outlet": None, "published": None}
        >>> orders, doubts = stamps_told("page", [story], ["Home", "Posted 05/06/2024 10:30"])
        >>> doubts[0]["printed"]
        '05/06/2024'
    """
    found = [STAMP.search(line) for line in lines if len(line) <= LONGEST_STAMP]
    stamps = [read_field(match.group()) for match in found if match]
    if not articles or not stamps:
        return {}, ()
    own = articles[0]
    orders, _ = dates_told(source_id, [own] * len(stamps), stamps)
    unclear = [stamp for stamp in stamps if stamp.why == AMBIGUOUS]
    if own["published"] or not unclear:
        return orders, ()
    return orders, (doubt(own["article_id"], "date", unclear[0].printed, AMBIGUOUS),)


def doubt(article_id: str, about: str, printed: str, reason: str) -> dict[str, Any]:
    """A row of `doubts`."""
    return {"article_id": article_id, "about": about, "printed": printed, "reason": reason}
