"""The network, only when asked: one address at a time, politely, within limits of time, size and place."""

import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from dashboard.errors import SourceError
from dashboard.sections import WebSettings
from dashboard.sources.addresses import checked, is_public

AGENT = "Refrain"
HEADERS = {
    "User-Agent": f"{AGENT}/0.1 (news coverage for research; each page once, by robots.txt)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
MEGABYTE = 1024**2
CHUNK = 65_536
AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
MOVED = frozenset((301, 302, 303, 307, 308))
LONGEST_PAUSE = 30.0  # seconds; a site that asks for longer ones is asked at this pace
ROBOTS_BYTES = 512 * 1024


class _AgainError(Exception):
    """A fault that may pass; its text is a clause, `seconds` what the server asks to wait."""

    def __init__(self, said: str, seconds: float = 0.0) -> None:
        super().__init__(said)
        self.seconds = seconds


@dataclass(frozen=True)
class Page:
    """What an address gave: the bytes without their compression, and the address that it led to."""

    url: str
    final: str
    kind: str
    data: bytes


@dataclass(frozen=True)
class Session:
    """Visits to many addresses by the same rules: remembers each site's robots.txt and the last visit to each host."""

    rules: WebSettings
    robots: dict[str, Any] = field(default_factory=dict)
    visited: dict[str, float] = field(default_factory=dict)

    def get(self, url: str) -> Page:
        """Fetch one address.

        Redirects are followed, each hop checked as the first one was; faults that may pass are tried again after
        growing pauses. Nothing is sent but the address and who is asking.

        Raises:
            SourceError: it could not be fetched, or may not be; one clause without a full stop.
        """
        return self._tried(checked(url), obey=True)

    def _tried(self, url: str, *, obey: bool) -> Page:
        for trial in range(1, self.rules.tries + 1):
            try:
                return self._followed(url, obey=obey)
            except _AgainError as fault:
                if trial == self.rules.tries:
                    times = "once" if trial == 1 else f"{trial} times"
                    raise SourceError(f"{fault}; it was tried {times}. Try again later") from fault
                time.sleep(min(max(fault.seconds, self.rules.pause * 2 ** (trial - 1)), LONGEST_PAUSE))
        raise SourceError("it was not tried: tries under [web] in data/settings.toml is below 1")

    def _followed(self, url: str, *, obey: bool) -> Page:
        here = url
        for _ in range(self.rules.redirects + 1):
            if obey:
                self._obey(here)
            self._pause(here)
            status, headers, data = _answer(here, self.rules)
            target = headers.get("location")
            if status in MOVED and target:
                here = _next(here, target)
            elif status in AGAIN:
                raise _AgainError(f"the server answered {status}", _seconds(headers.get("retry-after")))
            elif 400 <= status < 500 and not obey:  # a site without robots.txt lets everybody read
                return Page(url, here, "", b"")
            elif status != 200:
                raise SourceError(f"the server answered {status}, not 200. Open it in a browser to see why")
            else:
                return Page(url, here, headers.get("content-type", ""), data)
        raise SourceError(f"it leads on more than {self.rules.redirects} times. Give the address that it ends at")

    def _obey(self, url: str) -> None:
        if not self._robots(url).can_fetch(url, AGENT):
            raise SourceError("the site's robots.txt asks programs not to read it. Save the page by hand")

    def _robots(self, url: str) -> Any:
        """A site's robots.txt, read once."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.robots:
            from protego import Protego

            try:
                page = self._tried(f"{site}/robots.txt", obey=False)
            except SourceError as fault:
                raise SourceError(f"its robots.txt cannot be read: {fault}") from fault
            self.robots[site] = Protego.parse(page.data[:ROBOTS_BYTES].decode("utf-8", "replace"))
        return self.robots[site]

    def _pause(self, url: str) -> None:
        """Wait until this host may be asked again."""
        parts = urlsplit(url)
        rules = self.robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = float(rules.crawl_delay(AGENT) or 0.0) if rules else 0.0
        pause = max(self.rules.pause, min(asked, LONGEST_PAUSE))
        left = self.visited.get(parts.netloc, -pause) + pause - time.monotonic()
        if left > 0:
            time.sleep(left)
        self.visited[parts.netloc] = time.monotonic()


def _next(here: str, target: str) -> str:
    """Where an answer leads on to."""
    try:
        return checked(urljoin(here, target))
    except ValueError as fault:
        raise SourceError(f"it leads on to what is no address ({fault}). Open it in a browser to see why") from fault


def _seconds(given: str | None) -> float:
    return float(given) if given and given.isascii() and given.isdigit() else 0.0


def _answer(url: str, rules: WebSettings) -> tuple[int, dict[str, str], bytes]:
    """Ask one address once, no redirect followed; everything within the limits of time and size."""
    late = threading.Event()
    start = time.monotonic()
    with ExitStack() as opened:
        try:
            connection = _connection(url, rules)
            opened.callback(connection.close)
            connection.connect()
            # The connection lets go of its socket before the body is read, so the alarm holds it.
            alarm = threading.Timer(start + rules.seconds - time.monotonic(), _cut, (connection.sock, late))
            opened.callback(alarm.cancel)
            alarm.start()
            response = _asked(connection, url)
            opened.callback(response.close)
            headers = {name.lower(): value for name, value in response.headers.items()}
            data = b"" if response.status != 200 else _body(response, headers, rules)
        except (urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError) as fault:
            if late.is_set():
                raise _too_slow(rules) from fault
            raise _AgainError(f"the connection failed ({type(fault).__name__})") from fault
    if late.is_set():
        raise _too_slow(rules)
    return response.status, headers, data


def _asked(connection: HTTPConnection, url: str) -> Any:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", target, headers=HEADERS | {"Host": parts.netloc}, preload_content=False)
    return connection.getresponse()


def _too_slow(rules: WebSettings) -> SourceError:
    return SourceError(
        f"it took longer than {rules.seconds:g} seconds. Raise seconds under [web] in data/settings.toml"
    )


def _cut(connected: Any, late: threading.Event) -> None:
    """End a visit from outside: a timeout of the socket alone starts anew with every byte that drips in."""
    late.set()
    with suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _connection(url: str, rules: WebSettings) -> HTTPConnection:
    """A connection to the very address that was checked: a name that resolves anew to another place has no effect."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _resolved(host, port, rules)
    if parts.scheme == "https":
        return HTTPSConnection(address, port, timeout=rules.seconds, server_hostname=host, assert_hostname=host)
    return HTTPConnection(address, port, timeout=rules.seconds)


def _resolved(host: str, port: int, rules: WebSettings) -> str:
    """The numeric address of a host; all that it resolves to have to be public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise _AgainError(f"the host {host} was not found") from fault
    addresses = [str(place[0]) for *_, place in found]
    private = [address for address in addresses if not is_public(address)]
    if private and not rules.allow_private:
        raise SourceError(
            f"{host} is {private[0]}, an address of this machine or its own network. "
            "Use --allow-private if that is meant"
        )
    return addresses[0]


def _body(response: Any, headers: dict[str, str], rules: WebSettings) -> bytes:
    """The bytes of an answer, unpacked; never more of them in memory than the limit."""
    most = int(rules.megabytes * MEGABYTE)
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise SourceError(f"it came packed as {coding}, which was not asked for")
    pieces: list[bytes] = []
    size = 0
    chunks = iter(lambda: response.read(CHUNK, decode_content=False), b"")
    for piece in _unpacked(chunks) if "gzip" in coding else chunks:
        size += len(piece)
        if size > most:
            raise SourceError(
                f"it is longer than {rules.megabytes:g} MB. Raise megabytes under [web] in data/settings.toml"
            )
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Gzip, a small piece at a time, whatever the ratio."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, CHUNK)
                rest = unpacker.unconsumed_tail
    except zlib.error as fault:
        raise SourceError(f"its compression is broken ({fault})") from fault
