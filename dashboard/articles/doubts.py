"""What wants a person's look: dates that were refused, and what they tell about the order of day and month."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.articles.dates import Reading as DateReading


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


def doubt(article_id: str, about: str, printed: str, reason: str) -> dict[str, Any]:
    """A row of `doubts`."""
    return {"article_id": article_id, "about": about, "printed": printed, "reason": reason}
