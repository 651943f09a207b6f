"""Stories of pages that were fetched."""

from dashboard.articles.addressed import with_address
from dashboard.articles.ledger import Reading
from dashboard.settings import load_settings

STORY = {"kind": "main", "url": None, "outlet": None, "outlet_from": None, "distributor": None}


def told(name, **fields):
    """The story of a page of this name."""
    return with_address(Reading({}, ({**STORY, **fields},), ()), name, load_settings()).articles[0]


def test_the_address_is_the_pages_name():
    """With the outlet of its host, where the outlet is known and the page names none."""
    assert told("https://www.theguardian.com/a")["outlet"] == "The Guardian"
    assert told("https://courier.example/a") == {**STORY, "url": "https://courier.example/a"}


def test_what_the_page_says_stays():
    """An outlet or an address that the page names itself, and other stories on it."""
    assert told("https://www.theguardian.com/a", outlet="Herald", outlet_from="byline")["outlet"] == "Herald"
    assert told("https://www.theguardian.com/a", url="https://x.example/")["outlet"] is None
    assert told("https://www.theguardian.com/a", kind="related")["url"] is None


def test_other_files_stay_as_they_are():
    """A file on disk has no address."""
    assert told("page.html") == STORY
