"""One document as received to stories and ledger: records, exports of a database, pages."""

from dataclasses import replace

from dashboard.articles.addressed import with_address
from dashboard.articles.foreign import foreign_told
from dashboard.articles.html_page import read_html
from dashboard.articles.ledger import Reading
from dashboard.articles.listings import as_listing
from dashboard.articles.record import read_records
from dashboard.articles.vendor import read_vendor
from dashboard.settings import Settings
from dashboard.sources.raw import Raw


def reading_of(raw: Raw, settings: Settings) -> Reading:
    """Read a document as what it is.

    Example:
        >>> from dashboard.settings import load_settings
        >>> from dashboard.sources.reader import from_bytes
        >>> reading_of(from_bytes("a.jsonl", b'{"title": "Talks"}'), load_settings()).articles[0]["body"]
        'Talks'
    """
    if raw.records is not None:
        reading = read_records(as_listing(raw, settings), settings)
    else:
        reading = read_vendor(raw, settings) or with_address(read_html(raw, settings), raw.name, settings)
    foreign = foreign_told(reading.articles)
    return replace(reading, doubts=reading.doubts + foreign) if foreign else reading
