"""What wants a person's look."""

from dashboard.articles.dates import read_field
from dashboard.articles.doubts import dates_told, doubt


def test_refused_dates_are_listed_as_printed():
    """Ambiguous, too early, too late; empty ones are no doubt."""
    printed = ["9/6/17", "0001-11-30", "2999-01-01", "", "2024-05-16"]
    stories = [{"article_id": str(place), "outlet": "Herald"} for place in range(5)]
    orders, doubts = dates_told("file", stories, [read_field(text) for text in printed])

    assert orders == {}
    assert doubts == (
        doubt("0", "date", "9/6/17", "day and month cannot be told apart"),
        doubt("1", "date", "0001-11-30", "before 1800"),
        doubt("2", "date", "2999-01-01", "in the future"),
    )


def test_where_no_outlet_is_named_the_file_stands_in():
    """Its dates were written by one hand, as far as anyone can tell."""
    orders, _ = dates_told("file", [{"article_id": "a", "outlet": None}], [read_field("22.12.2016")])

    assert orders == {"file": (1, 0)}
