"""Who published a story: names joined only through data/outlets.toml, never guessed from prose."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from dashboard.settings import Outlet

TRIM = " \t\u00a0|:;,.·•-–—/\\[](){}\"'“”‘’«»©®"
SHORT = 4
# Below these a host is the outlet's own front door; "moe.gov.cn" is not the publisher of "gov.cn".
DOORS = frozenset("www www1 www2 m mobile amp edition en english".split())
SHARED = frozenset("gov com org net co ac edu".split())
# An address as most are written: its host is told without taking it apart.
PLAIN_ADDRESS = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|\Z)")
KEPT = 4_096  # answers that are kept: a pile names the same outlets in record after record
SMALL = frozenset("of the and for de la du del der et & und".split())


@dataclass(frozen=True, eq=False)
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


@lru_cache(maxsize=KEPT)
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
        return of_address(table, f"https://{bare.lower().rpartition('//')[2]}") or table.folded.get(_fold(bare))
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
    """The outlet whose site an address lies on; "edition.cnn.com" lies on cnn.com, unless it has an entry of its own.

    A host that others share ("gov.cn") is an outlet's only with a front door before it ("www.gov.cn").

    Example:
        >>> table = registry((Outlet("Example Times", hosts=("example.com",)), Outlet("State", hosts=("gov.cn",))))
        >>> of_address(table, "https://www.example.com/a").name, of_address(table, "https://moe.gov.cn/a")
        ('Example Times', None)
    """
    if not url:
        return None
    if plain := PLAIN_ADDRESS.match(url):
        return _of_host(table, plain[1])
    try:
        return _of_host(table, (urlsplit(url).hostname or "").lower())
    except ValueError:
        return None


@lru_cache(maxsize=KEPT)
def _of_host(table: Registry, host: str) -> Outlet | None:
    doors = True
    while host:
        labels = host.split(".")
        if host in table.hosts and (doors or len(labels) != 2 or labels[0] not in SHARED):
            return table.hosts[host]
        doors = doors and labels[0] in DOORS
        host = host.partition(".")[2]
    return None


def of_record(table: Registry, field: str | None, url: str | None) -> Named:
    """The outlet of a record: its field in canonical form, or the field as it is; else its address.

    A distributor never becomes the outlet, wherever it is named; signs alone are no name.

    Example:
        >>> table = registry((Outlet("Example Times", aliases=("ET",)), Outlet("Wire", distributor=True)))
        >>> of_record(table, "ET", None).name, of_record(table, "Some Blog", None).name
        ('Example Times', 'Some Blog')
        >>> of_record(table, "~", None).name is None
        True
        >>> of_record(table, "Wire", None)
        Named(name=None, read_from=None, distributor='Wire')
    """
    field = field if field and any(map(str.isalnum, field)) else None  # "-", "~" and "…" name nothing
    known, there = find(table, field) if field else None, of_address(table, url)
    distributor = next((outlet.name for outlet in (known, there) if outlet and outlet.distributor), None)
    if field and not (known and known.distributor):
        return Named(known.name if known else _bare_host(field), "field", distributor)
    if there and not there.distributor:
        return Named(there.name, "address", distributor)
    return Named(None, None, distributor)


@lru_cache(maxsize=KEPT)
def _bare_host(field: str) -> str:
    """A field that is an address as its host alone; anything else as it is.

    Example:
        >>> _bare_host("https://www.herald.example/news"), _bare_host("The Herald")
        ('herald.example', 'The Herald')
    """
    try:
        parts = urlsplit(field if "//" in field else f"//{field}")
    except ValueError:
        return field
    host = (parts.hostname or "").removeprefix("www.")
    is_host = (
        " " not in field and "." in host and (parts.scheme in ("http", "https") or field.lower().startswith("www."))
    )
    return host if is_host else field


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
    return " ".join(name.replace("’", "'").split()).casefold()
