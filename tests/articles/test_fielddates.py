"""A record's dates beside its date field."""

import pytest

from dashboard.articles.dates import read_field
from dashboard.articles.fielddates import completed, day_in_address


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://herald.example/politics/2017/09/06/talks", "2017-09-06"),
        ("https://herald.example/2017/9/6/", "2017-09-06"),
        ("https://herald.example/news/2017-09-06-talks", "2017-09-06"),
        ("https://herald.example/news/2017-09-06", "2017-09-06"),
        ("https://herald.example/2017/09/talks", None),
        ("https://herald.example/2017/13/06/talks", None),
        ("https://herald.example/2017/02/31/talks", None),
        ("https://herald.example/2999/01/01/talks", None),
        ("https://herald.example/12017/09/06/", None),
        ("https://herald.example/talks?since=/2017/09/06/", None),
        (None, None),
    ],
)
def test_a_day_in_an_address_is_whole_or_none(url, day):
    """Year, month and day as parts of the path."""
    assert day_in_address(url) == day


def test_a_day_of_the_field_is_never_replaced():
    """The address only fills a gap."""
    when = completed(read_field("2017-09-07"), {"url": "https://herald.example/2017/09/06/talks"})

    assert (when.day, when.read_from, when.note) == ("2017-09-07", "field", "")


def test_an_empty_field_takes_the_day_of_the_address():
    """And says where it was read."""
    when = completed(read_field(""), {"url": "https://herald.example/2017/09/06/talks"})

    assert (when.day, when.read_from, when.refused) == ("2017-09-06", "address", "")


def test_the_last_update_has_its_own_field():
    """ISO, with its time; what cannot be read is left out."""
    assert completed(read_field("2017-09-06"), {"updated": "7 Sept. 2017 10:30"}).updated == "2017-09-07T10:30"
    assert completed(read_field("2017-09-06"), {"updated": "soon"}).updated is None
