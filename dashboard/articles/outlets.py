"""Who published a story: names joined only through data/outlets.toml, never guessed from prose."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from dashboard.settings import Outlet

TRIM = " \t\u00a0|:;,.·•-–—/\\[](){}\"'“”‘’«»©®"
SHORT = 4
SMALL = frozenset("of the and for de la du del der et & und".split())


@dataclass(frozen=True)
class Registry:
    """Every way to say an outlet; names of fewer than four letters only as written."""

    folded: Mapping[str, Outlet]
    written: Mapping[str, Outlet]
    hosts: Mapping[str, Outlet]


@dataclass(frozen=True)
class Named:
    """An outlet as found: canonical name (or the source's own words), and where it was read."""

    name: str | None
    read_from: str | None
    distributor: str | None = None


@lru_cache(maxsize=8)
def registry(outlets: tuple[Outlet, ...]) -> Registry:
    """The look-up tables of data/outlets.toml; built once per list.

    Example:
        >>> table = registry((Outlet("Example Times", aliases=("ET",), hosts=("example.com",)),))
        >>> sorted(table.folded), sorted(table.written)
        (['example times'], ['ET'])
    """
    folded: dict[str, Outlet] = {}
    written: dict[str, Outlet] = {}
    hosts: dict[str, Outlet] = {}
    for outlet in outlets:
        for name in (outlet.name, *outlet.aliases):
            if len(name) < SHORT and name.isascii():
                written.setdefault(name, outlet)
            else:
                folded.setdefault(_fold(name), outlet)
        for host in outlet.hosts:
            hosts.setdefault(host.lower(), outlet)
    return Registry(folded, written, hosts)


def find(table: Registry, text: str) -> Outlet | None:
    """The outlet that a text names, when it names an outlet and nothing else.

    Example:
        >>> table = registry((Outlet("Example Times", aliases=("ET",)),))
        >>> find(table, "(EXAMPLE  TIMES)").name, find(table, "ET").name
        ('Example Times', 'Example Times')
        >>> find(table, "et"), find(table, "the Example Times said")
        (None, None)
    """
    if len(text) > 80:
        return None
    bare = text.strip(TRIM)
    if "." in bare and bare.isascii() and " " not in bare:
        return of_address(table, f"https://{bare.lower()}") or table.folded.get(_fold(bare))
    return table.written.get(bare) or table.folded.get(_fold(bare))


def is_name(text: str) -> bool:
    """Whether a text reads like a name: at most six words, each but the small ones with a capital.

    Example:
        >>> is_name("Ministry of Railways"), is_name("the minister at a meeting")
        (True, False)
    """
    words = text.strip(TRIM).split()
    large = [word for word in words if word.lower() not in SMALL]
    return 0 < len(large) <= len(words) <= 6 and all(not word[0].islower() or "." in word for word in large)


def of_address(table: Registry, url: str | None) -> Outlet | None:
    """The outlet whose site an address lies on; "edition.cnn.com" lies on cnn.com.

    Example:
        >>> table = registry((Outlet("Example Times", hosts=("example.com",)),))
        >>> of_address(table, "https://www.example.com/a").name
        'Example Times'
    """
    try:
        host = (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return None
    while host:
        if host in table.hosts:
            return table.hosts[host]
        host = host.partition(".")[2]
    return None


def of_record(table: Registry, field: str | None, url: str | None) -> Named:
    """The outlet of a record: its field in canonical form, or the field as it is; else its address.

    Example:
        >>> table = registry((Outlet("Example Times", aliases=("ET",)),))
        >>> of_record(table, "ET", None).name, of_record(table, "Some Blog", None).name
        ('Example Times', 'Some Blog')
    """
    if field:
        known = find(table, field)
        return Named(known.name if known else field, "field")
    known = of_address(table, url)
    if known and not known.distributor:
        return Named(known.name, "address")
    return Named(None, None, known.name if known else None)


def choose(found: Sequence[tuple[str, str]], table: Registry) -> Named:
    """One outlet out of all that a page names, the surest place first.

    `found` holds (name, place) pairs, places from surest to least sure. A distributor never
    becomes the outlet.

    Example:
        >>> table = registry((Outlet("Wire", distributor=True), Outlet("Example Times")))
        >>> choose([("Wire", "dateline"), ("example times", "source line")], table)
        Named(name='Example Times', read_from='source line', distributor='Wire')
    """
    known = [(find(table, name), name, place) for name, place in found]
    distributor = next((outlet.name for outlet, _, _ in known if outlet and outlet.distributor), None)
    for outlet, name, place in known:
        if not (outlet and outlet.distributor):
            return Named(outlet.name if outlet else name.strip(TRIM), place, distributor)
    return Named(None, None, distributor)


def _fold(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("’", "'")).strip().casefold()
