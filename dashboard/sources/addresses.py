"""Addresses on the network: which may be asked at all, and how one is kept as a file's name."""

import ipaddress
import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from dashboard.errors import SourceError

PIECE = 180  # characters of one file name; file systems take 255 bytes
KEPT = re.compile(r"^https?%3A%2F%2F", re.IGNORECASE)
SHARED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def checked(url: str) -> str:
    """An address as it is asked: http or https, a host, no user name, no part behind #.

    Raises:
        SourceError: it is none; one clause without a full stop.

    Example:
        >>> checked(" https://Courier.example/a b#top ")
        'https://courier.example/a%20b'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as fault:
        raise SourceError(f"it is no address ({fault}). Write it as a browser shows it") from fault
    if parts.scheme not in ("http", "https") or not host:
        raise SourceError("only http and https addresses are fetched. Write it as a browser shows it")
    if parts.username or parts.password:
        raise SourceError("it holds a user name or password, which are never sent. Save the page by hand")
    try:
        name = host if ":" in host or host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as fault:
        raise SourceError("its host is no name of the network") from fault
    where = f"[{name}]" if ":" in name else name
    where += f":{port}" if port else ""
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~?-._") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, where, path, query, ""))


def is_public(address: str) -> bool:
    """Whether a numeric address lies on the public network, also when an IPv6 address carries an IPv4 one inside.

    Example:
        >>> [is_public(a) for a in ("93.184.215.14", "127.0.0.1", "10.0.0.7", "169.254.169.254", "::ffff:10.0.0.7")]
        [True, False, False, False, False]
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inside = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if any(found in network for network in SHARED):
            inside.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if any(inner is not None and not is_public(str(inner)) for inner in inside):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def interleaved(urls: Sequence[str]) -> list[str]:
    """Addresses, each once, hosts by turns, so that the pause for one host is spent on the others.

    Example:
        >>> interleaved(["https://a.example/1", "https://a.example/2", "https://b.example/1"])
        ['https://a.example/1', 'https://b.example/1', 'https://a.example/2']
    """
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        hosts.setdefault(_host(url), []).append(url)
    return [url for turn in zip_longest(*hosts.values()) for url in turn if url is not None]


def _host(url: str) -> str:
    """The host of what may be no address at all; `checked` says so later."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def place_of(url: str) -> Path:
    """The path under which an address is kept; a long one takes several folders.

    Example:
        >>> place_of("https://courier.example/a").as_posix()
        'https%3A%2F%2Fcourier.example%2Fa'
    """
    whole = quote(url, safe="")
    pieces = [whole[start : start + PIECE] for start in range(0, len(whole), PIECE)]
    return Path(*(f"{piece}+" for piece in pieces[:-1]), pieces[-1])


def address_of(path: Path) -> str | None:
    """The address that a kept file was fetched from; None for any other file.

    Example:
        >>> address_of(Path("fetched") / place_of("https://courier.example/a")), address_of(Path("a.txt"))
        ('https://courier.example/a', None)
    """
    parts = path.parts
    first = next((place for place, part in enumerate(parts) if KEPT.match(part)), None)
    if first is None or not all(part.endswith("+") for part in parts[first:-1]):
        return None
    return unquote("".join(_joined(parts[first:])))


def _joined(parts: Iterable[str]) -> Iterable[str]:
    *folders, last = parts
    return [*(folder[:-1] for folder in folders), last]
