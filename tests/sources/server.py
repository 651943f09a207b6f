"""A server on this machine that behaves as badly as servers do, for the tests of the network."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<!DOCTYPE html><html><head><title>Boats</title></head><body><p>The boats are back.</p></body></html>"
FEED = b"<rss><channel><title>Courier</title><item><title>Boats</title></item></channel></rss>"
ROBOTS = b"User-agent: *\nDisallow: /private/\nDisallow: /*.secret$\n"
BOMB = gzip.compress(b"0" * 30_000_000)


@dataclass(frozen=True)
class Server:
    """Where it listens, and how often each path was asked."""

    port: int
    asked: Counter[str] = field(default_factory=Counter)

    def url(self, path: str) -> str:
        """The address of a path on it."""
        return f"http://127.0.0.1:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    asked: Counter[str]

    def do_GET(self) -> None:
        """Send what the path promises; a client that leaves is no fault."""
        self.asked[self.path] += 1
        try:
            getattr(self, f"on_{self.path.strip('/').split('/')[0].split('.')[0] or 'page'}", self.on_missing)()
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(self, data: bytes, status: int = 200, **headers: str) -> None:
        """One whole answer."""
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(data))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def on_robots(self) -> None:
        """The rules for programs."""
        self.send(ROBOTS)

    def on_page(self) -> None:
        """A page."""
        self.send(PAGE, Content_Type="text/html")

    on_private = on_a = on_page

    def on_feed(self) -> None:
        """A feed with another item each time."""
        self.send(FEED.replace(b"Boats", b"Boats %d" % self.asked[self.path]))

    def on_packed(self) -> None:
        """A page, packed."""
        self.send(gzip.compress(PAGE), Content_Encoding="gzip")

    def on_bomb(self) -> None:
        """Thirty megabytes in thirty kilobytes."""
        self.send(BOMB, Content_Encoding="gzip")

    def on_moved(self) -> None:
        """Leads to the page."""
        self.send(b"", 302, Location="/page")

    def on_round(self) -> None:
        """Leads to itself."""
        self.send(b"", 302, Location="/round")

    def on_inward(self) -> None:
        """Leads to a service of this machine."""
        self.send(b"", 302, Location="http://localhost:1/admin")

    def on_file(self) -> None:
        """Leads to a file of this machine."""
        self.send(b"", 302, Location="file:///etc/passwd")

    def on_later(self) -> None:
        """Busy the first time."""
        self.send(b"busy", 500) if self.asked[self.path] < 2 else self.on_page()

    def on_broken(self) -> None:
        """Always busy."""
        self.send(b"broken", 503)

    def on_cut(self) -> None:
        """Less than it promised."""
        self.send(PAGE, Content_Length="5000")

    def on_missing(self) -> None:
        """Nothing there."""
        self.send(b"none", 404)

    def on_endless(self) -> None:
        """A body without end."""
        self.send_response(200)
        self.end_headers()
        for _ in range(100_000):
            self.wfile.write(b"0" * 65_536)

    def on_drip(self) -> None:
        """A byte now and then."""
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"0")
            self.wfile.flush()
            time.sleep(0.05)

    def on_slowhead(self) -> None:
        """A status line, a byte now and then."""
        for _ in range(100):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.05)


@contextmanager
def serving() -> Iterator[Server]:
    """The server in a thread of its own, until the block ends."""
    asked: Counter[str] = Counter()
    handler = type("Counting", (Handler,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield Server(server.server_port, asked)
        server.shutdown()
