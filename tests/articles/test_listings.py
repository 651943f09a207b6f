"""Lists of stories by Media Cloud and GDELT, and the outlets of feeds."""

import pytest

from dashboard.articles.listings import as_listing
from dashboard.articles.reading import reading_of
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes

MEDIA_CLOUD = """id,indexed_date,language,media_name,media_url,publish_date,title,url
1f2e,2024-05-19 03:00:00,en,courier.example,courier.example,2024-05-16,Boats are back,https://courier.example/boats
"""
OLD_MEDIA_CLOUD = """stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name,media_url
12,2024-05-16 05:12:00,Boats are back,https://courier.example/b,en,False,,1,courier.example,https://courier.example
"""
GDELT = "URL,MobileURL,Date,Title\nhttps://www.courier.example/boats,,2024-05-16 10:30:00,Boats are back\n"
GDELT_JSON = """{"articles": [{"url": "https://courier.example/boats", "url_mobile": "", "title": "Boats are back",
"seendate": "20240516T103000Z", "socialimage": "", "domain": "courier.example", "language": "English",
"sourcecountry": "Utopia"}]}"""


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.csv", MEDIA_CLOUD, "mediacloud"),
        ("a.csv", OLD_MEDIA_CLOUD, "mediacloud"),
        ("a.csv", GDELT, "gdelt"),
        ("a.json", GDELT_JSON, "gdelt"),
    ],
)
def test_each_list_is_known_by_its_columns(name, text, kind):
    """Outlet, day and headline are right, and the file says that it holds no texts."""
    reading = reading_of(from_bytes(name, text.encode()), load_settings())
    (story,) = reading.articles

    assert (story["title"], story["outlet"], story["published"]) == ("Boats are back", "courier.example", "2024-05-16")
    assert reading.source["format"] == kind
    assert "texts" in reading.source["reason"]


def test_an_ordinary_table_stays_one():
    """A table with a title and an address is no list by anyone."""
    raw = from_bytes("a.csv", b"title,url,date\nBoats,https://courier.example/b,2024-05-16\n")

    assert as_listing(raw, load_settings()) is raw


@pytest.mark.parametrize(
    ("title", "link", "outlet"),
    [
        ("World news | The Guardian", "https://x.example/a", "The Guardian"),
        ("Latest", "https://www.theguardian.com/a", "The Guardian"),
        ("The Sorrel Bay Courier", "https://x.example/a", "The Sorrel Bay Courier"),
    ],
)
def test_the_outlet_of_a_feed(title, link, outlet):
    """A known name in the feed's title, else a known address, else the title."""
    item = f"<item><title>Boats</title><link>{link}</link></item>"
    raw = from_bytes("a.xml", f"<rss><channel><title>{title}</title>{item}</channel></rss>".encode())
    (story,) = reading_of(raw, load_settings()).articles

    assert (story["outlet"], story["url"]) == (outlet, link)
