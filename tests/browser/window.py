"""A served dashboard, and the windows that look at it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds for a server on a busy machine; a start takes two
QUIET = (
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
OURS = ("127.0.0.1", "localhost")
PROBES = ("/_stcore/health", "/_stcore/host-config")  # Streamlit first looks for these below a page's own path
PAGES = {
    "overview": "/", "themes": "/themes", "keywords": "/keywords", "topics": "/topics", "echoes": "/echoes",
    "articles": "/articles", "files": "/files", "add": "/add", "method": "/method",
}  # fmt: skip
DONE = "[data-testid=stApp][data-test-script-state=notRunning]"
UNFINISHED = "[data-testid=stSkeleton], [data-testid=stAppSkeleton], [data-stale=true]"


@dataclass(frozen=True)
class Log:
    """What a window asked for outside this machine, and what went wrong inside it."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def watch(context: BrowserContext, log: Log) -> None:
    """Write every request that leaves this machine, and every error, of all pages of a context into a log."""

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in OURS:
            log.outside.append(url)

    def heard(kind: str, text: str) -> None:
        if kind == "error" and not text.startswith("Failed to load resource"):  # `answered` tells which
            log.errors.append(text)

    def answered(status: int, url: str) -> None:
        if status >= 400 and not url.endswith(PROBES):
            log.errors.append(f"{status} {url}")

    def opened(page: Page) -> None:
        page.on("websocket", lambda link: note(link.url))
        page.on("pageerror", lambda error: log.errors.append(str(error)))
        page.on("console", lambda said: heard(said.type, said.text))

    context.on("request", lambda request: note(request.url))
    context.on("response", lambda response: answered(response.status, response.url))
    context.on("page", opened)


def visit(page: Page, path: str = "/") -> Page:
    """Go to an address below the dashboard's, and wait until the page stands."""
    page.goto(path)
    return settled(page)


def settled(page: Page) -> Page:
    """Wait until Streamlit has run the script to its end and nothing on the page is left over from before."""
    page.wait_for_selector(DONE)
    page.wait_for_function(f"() => !document.querySelector('{UNFINISHED}')")
    return page


def dashboard(*words: str) -> list[str]:
    """The command line of Refrain, run by this Python."""
    return [sys.executable, "-m", "dashboard", *words]


@contextmanager
def serving(snapshots: Path, told: Path) -> Iterator[str]:
    """A dashboard on a free port, ended with the block; what it says goes into a file.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    port = _free_port()
    command = dashboard("serve", "--corpus", str(snapshots), "--port", str(port))
    with told.open("w") as sink:
        process = subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, start_new_session=True
        )
    try:
        address = f"http://127.0.0.1:{port}"
        if not _answers(f"{address}/_stcore/health", process):
            raise RuntimeError(f"The server did not start: {told.read_text()}")
        yield address
    finally:
        _end(process)


def _end(process: subprocess.Popen) -> None:
    """End a server with all that it started; ask first, then insist."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(10)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _answers(address: str, process: subprocess.Popen) -> bool:
    """Whether the server says that it is well before patience ends."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False
