"""The guard: which names are answered, what a page may load, and headers on every kind of answer."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit

from dashboard.guard import LOCAL, ahead, guarded, is_known, known_names, policy

NAMED = {
    b"content-security-policy", b"x-content-type-options", b"x-frame-options", b"referrer-policy",
    b"cross-origin-opener-policy", b"cross-origin-resource-policy",
}  # fmt: skip


def answer(scope, start, names=("*",)):
    """The messages that come out where the app answers with `start` and a body; `scope` says who asks for what."""
    sent = []

    async def app(_scope, _receive, send):
        await send(start)
        await send({"type": "http.response.body", "body": b"x"})

    async def keep(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:  # the browser tests keep a loop of their own in this thread
        apart.submit(asyncio.run, guarded(app, names)(scope, None, keep)).result()
    return sent


def headers_of(content=b"b"):
    """The headers of an answer of this type of content."""
    start = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", content)]}
    return answer({"type": "http", "headers": [(b"host", b"localhost")]}, start)[0]["headers"]


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
    assert (b"link", ahead().encode()) in headers_of(b"text/html; charset=utf-8")
    assert b"link" not in dict(headers_of(b"application/javascript"))


@pytest.mark.parametrize("kind", ["http.response.start", "websocket.accept", "websocket.http.response.start"])
def test_every_answer_carries_the_headers(kind):
    """Pages, sockets and refused sockets: what the app said stays, six headers come to it, the body is passed on."""
    start = {"type": kind, "headers": [(b"content-type", b"b")]}
    told, body = answer({"type": kind.split(".")[0], "headers": [(b"host", b"localhost")]}, start)

    assert dict(told["headers"]).keys() == {b"content-type", *NAMED}
    assert (b"content-type", b"b") in told["headers"]
    assert body == {"type": "http.response.body", "body": b"x"}


def test_the_socket_is_named_with_the_host_that_was_asked():
    """Nothing but this server's own socket may be opened."""
    start = {"type": "http.response.start", "headers": []}
    scope = {"type": "http", "headers": [(b"host", b"localhost:8501")]}
    said = dict(answer(scope, start)[0]["headers"])[b"content-security-policy"].decode()

    assert "connect-src 'self' ws://localhost:8501 wss://localhost:8501;" in said


@pytest.mark.parametrize(
    "host", [b"evil.example", b"evil.example:8501", b"localhost.evil.example", b"", b"a b; x 'self'"]
)
def test_a_strange_name_is_refused_with_a_sentence(host):
    """A page that renamed itself to this machine learns nothing, and neither its name nor ours is told."""
    scope = {"type": "http", "headers": [(b"host", host)]}
    told, body = answer(scope, {"type": "http.response.start", "headers": []}, known_names("127.0.0.1", []))

    assert told["status"] == 403
    assert dict(told["headers"]).keys() == {b"content-type", *NAMED}
    assert body["body"].startswith(b"Refrain does not answer under this name.")


def test_a_strange_name_gets_no_socket():
    """With a sentence where the server can say one, else by closing."""
    scope = {"type": "websocket", "headers": [(b"host", b"evil.example")]}
    able = {**scope, "extensions": {"websocket.http.response": {}}}

    assert answer(scope, {}, LOCAL) == [{"type": "websocket.close", "code": 1008}]
    assert [part["type"] for part in answer(able, {}, LOCAL)] == [
        "websocket.http.response.start", "websocket.http.response.body",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("host", "allowed", "asked", "answered"),
    [
        ("127.0.0.1", [], "127.0.0.1:8501", True),
        ("127.0.0.1", [], "[::1]:8501", True),
        ("127.0.0.1", [], "localhost.", True),
        ("127.0.0.1", [], "10.0.0.7", False),
        ("10.0.0.7", [], "10.0.0.7:8501", True),
        ("10.0.0.7", [], "10.0.0.8:8501", False),
        ("0.0.0.0", [], "10.0.0.8", True),
        ("0.0.0.0", [], "[fe80::1]:8501", True),
        ("0.0.0.0", [], "news.example", False),
        ("0.0.0.0", ["News.Example"], "news.example", True),
        ("127.0.0.1", ["*.news.example"], "a.news.example", True),
        ("127.0.0.1", ["*.news.example"], "news.example", False),
        ("127.0.0.1", ["*.news.example"], "a.news.example.evil", False),
        ("127.0.0.1", ["*"], "whatever.example", True),
        ("127.0.0.1", ["*"], "localhost@evil.example", False),
        ("127.0.0.1", ["*"], "localhost/evil", False),
        ("127.0.0.1", ["*"], "lo\ncalhost", False),
    ],
)  # fmt: skip
def test_who_is_answered(host, allowed, asked, answered):
    """This machine's names, the address it listens on, and names that were allowed."""
    assert is_known(asked, known_names(host, allowed)) is answered
