"""RSS and Atom files as records."""

import pytest

from dashboard.errors import SourceError
from dashboard.sources.feeds import read_feed
from dashboard.sources.reader import from_bytes

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Sorrel Bay Courier</title><link>https://courier.example/</link><language>en-gb</language>
<item><title>Boats &amp;amp; nets</title><link>/news/boats</link><pubDate>Thu, 16 May 2024 23:30:00 -0300</pubDate>
<dc:creator>Ann Lee</dc:creator><description>A teaser.</description>
<content:encoded><![CDATA[<p>The boats <b>are</b> back.</p>
<p>It rained.</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Rain</title><guid isPermaLink="true">https://courier.example/rain</guid>
<source url="https://herald.example/feed">The Herald</source>
<description>Rain &lt;i&gt;fell&lt;/i&gt;.</description></item>
<item><description></description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Courrier</title>
<link rel="self" href="https://courrier.example/feed.xml"/><link href="https://courrier.example/"/>
<entry><title type="html">Le &lt;em&gt;traité&lt;/em&gt;</title><link rel="alternate" href="traite.html"/>
<published>2019-03-03T01:00:00+02:00</published><updated>2019-03-04T09:00:00+02:00</updated>
<author><name>Anne Petit</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Signé.</p><p>Enfin.</p></div></content></entry></feed>""".encode()


def test_items_become_records():
    """Whole text before teaser, markup off, links made whole, the item's own source before the feed's title."""
    boats, rain = read_feed(RSS)["rows"]

    assert boats == {
        "title": "Boats & nets",
        "text": "The boats are back.\nIt rained.",
        "url": "https://courier.example/news/boats",
        "date": "Thu, 16 May 2024 23:30:00 -0300",
        "author": "Ann Lee",
        "outlet": "The Sorrel Bay Courier",
        "language": "en-gb",
    }
    assert (rain["text"], rain["url"], rain["outlet"]) == ("Rain fell.", "https://courier.example/rain", "The Herald")


def test_atom():
    """Author's name, both days, xhtml content and links as Atom writes them."""
    assert read_feed(ATOM)["rows"] == [
        {
            "title": "Le traité",
            "text": "Signé.\nEnfin.",
            "url": "https://courrier.example/traite.html",
            "date": "2019-03-03T01:00:00+02:00",
            "updated": "2019-03-04T09:00:00+02:00",
            "author": "Anne Petit",
            "outlet": "Le Courrier",
            "language": "fr",
        }
    ]


def test_a_broken_feed_gives_what_can_be_read():
    """A feed that was cut off has a note."""
    found = read_feed(RSS[: RSS.index(b"<item><title>Rain")])

    assert [row["title"] for row in found["rows"]] == ["Boats & nets"]
    assert found["notes"] == ["Its XML has faults; what could be read was read."]


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><svg/>", b"<?xml version='1.0'?>", b"<page>"])
def test_other_xml_is_refused(data):
    """XML that is no feed is no source."""
    with pytest.raises(SourceError, match="no RSS or Atom feed"):
        read_feed(data)


def test_entities_are_never_expanded():
    """Neither a billion laughs nor a file of this machine comes out of a feed."""
    bomb = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(SourceError, match="entities of its own"):
        read_feed(bomb + b"<rss><channel><item><title>&b;&f;</title></item></channel></rss>")


def test_a_feed_is_a_record_file():
    """The reader knows it by its content; a day is the publisher's own."""
    raw = from_bytes("news", RSS)

    assert (raw.format, raw.status, len(raw.records)) == ("feed", "read", 2)
    assert raw.records[0].fields["date"] == "Thu, 16 May 2024 23:30:00 -0300"
