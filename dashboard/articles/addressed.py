"""Stories of a page that was fetched: its address, and the outlet whose site it lies on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.articles.ledger import Reading
from dashboard.articles.outlets import of_record, registry
from dashboard.settings import Settings


def with_address(reading: Reading, name: str, settings: Settings) -> Reading:
    """A page's own story with the address that the page bears as its name; other files, and records, stay as they are.

    Where the page names no outlet, it is the one to whose site the address belongs in data/outlets.toml.

    Example:
        >>> from dashboard.settings import load_settings
        >>> story = {"kind": "main", "url": None, "outlet": None, "outlet_from": None, "distributor": None}
        >>> page = Reading({}, (story,), ())
        >>> told = with_address(page, "https://www.theguardian.com/a", load_settings()).articles[0]
        >>> told["url"], told["outlet"], told["outlet_from"]
        ('https://www.theguardian.com/a', 'The Guardian', 'address')
    """
    if not name.startswith(("http://", "https://")):
        return reading
    return replace(reading, articles=tuple(_told(article, name, settings) for article in reading.articles))


def _told(article: Mapping[str, Any], address: str, settings: Settings) -> dict[str, Any]:
    if article["kind"] != "main" or article["url"]:
        return dict(article)
    told = {**article, "url": address}
    if article["outlet"]:
        return told
    named = of_record(registry(settings.outlets), None, address)
    passed_on = article["distributor"] or named.distributor
    return told | {"outlet": named.name, "outlet_from": named.read_from, "distributor": passed_on}
