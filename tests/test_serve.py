"""The served door: its headers, its policy, and what it says when a port cannot be had."""

import asyncio
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit

from dashboard.errors import SnapshotError, UsageError
from dashboard.serve import ahead, free, guarded, policy, serve


def test_a_port_in_use_is_a_sentence():
    """Where, what is there, what belongs there, what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(UsageError) as fault:
            free("127.0.0.1", port)

    assert str(fault.value) == (
        f"Port {port} of 127.0.0.1 is in use by another program. A free port belongs there. "
        f"Stop that program, or take another port: python -m dashboard serve --port {port + 1}"
    )


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_a_number_that_is_no_port_is_a_sentence(port):
    """Ports run from 1 to 65535."""
    with pytest.raises(UsageError, match="A number from 1 to 65535 belongs there"):
        free("127.0.0.1", port)


def test_a_free_port_is_left_free():
    """Looking takes nothing away: a second look finds it free too."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    free("127.0.0.1", port)
    free("127.0.0.1", port)


def test_a_folder_without_a_snapshot_is_a_sentence(tmp_path):
    """Before any server starts."""
    with pytest.raises(SnapshotError, match="Run: python -m dashboard build"):
        serve(tmp_path, 8501)


def test_the_policy_asks_nobody_else():
    """No host but our own, no eval, and no script in the page but Streamlit's one, by its hash."""
    said = dict(part.split(" ", 1) for part in policy().split("; "))

    assert said["default-src"] == "'self'"
    assert said["frame-ancestors"] == "'none'"
    assert said["object-src"] == "'none'"
    assert "unsafe-eval" not in policy()
    assert "unsafe-inline" not in said["script-src"]
    assert "sha256-" in said["script-src"]
    assert "http" not in policy()


def test_the_chart_library_is_fetched_ahead():
    """The header names a file that the installed Streamlit has."""
    name = re.fullmatch(r"<\./static/js/(PlotlyChart\.[\w-]+\.js)>; rel=modulepreload", ahead())[1]

    assert (Path(streamlit.__file__).parent / "static" / "static" / "js" / name).is_file()


def test_only_pages_fetch_ahead():
    """A page's answer carries the header, a script's does not."""
    assert (b"link", ahead().encode()) in headers_of("http", b"text/html; charset=utf-8")[0]["headers"]
    assert b"link" not in dict(headers_of("http", b"application/javascript")[0]["headers"])


def headers_of(kind, content=b"b"):
    """The messages that come out for an answer of some kind."""
    sent = []

    async def app(_scope, _receive, send):
        await send({"type": f"{kind}.response.start", "status": 200, "headers": [(b"content-type", content)]})
        await send({"type": f"{kind}.response.body", "body": b"x"})

    async def keep(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:  # the browser tests keep a loop of their own in this thread
        apart.submit(asyncio.run, guarded(app)({"type": kind}, None, keep)).result()
    return sent


def test_every_answer_carries_the_headers():
    """What the app said stays; four headers come to it; the body is passed on as it is."""
    start, body = headers_of("http")

    assert (b"content-type", b"b") in start["headers"]
    assert dict(start["headers"]).keys() == {
        b"content-type", b"content-security-policy", b"x-content-type-options", b"x-frame-options", b"referrer-policy",
    }  # fmt: skip
    assert body == {"type": "http.response.body", "body": b"x"}


def test_sockets_pass_untouched():
    """The policy is for pages; a socket's messages go through as they are."""
    assert headers_of("websocket")[0]["headers"] == [(b"content-type", b"b")]
