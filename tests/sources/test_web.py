"""The network: limits, redirects, retries and robots.txt, against a server on this machine."""

import socket
import time
from dataclasses import replace

import pytest

from dashboard.errors import SourceError
from dashboard.sections import WebSettings
from dashboard.sources import web
from dashboard.sources.web import Session
from tests.sources.server import PAGE, serving

QUICK = WebSettings(pause=0.0, seconds=0.4, megabytes=1.0, redirects=3, tries=2, allow_private=True)


@pytest.fixture(scope="module")
def server():
    """One server for all tests."""
    with serving() as running:
        yield running


def refused(server, path, **rules):
    """What is said when a path is refused."""
    with pytest.raises(SourceError) as caught:
        Session(replace(QUICK, **rules)).get(server.url(path))
    return str(caught.value)


@pytest.mark.parametrize("path", ["/page", "/packed", "/moved", "/later"])
def test_a_page_comes_whole(server, path):
    """Plain, packed, moved elsewhere, or at the second try."""
    page = Session(QUICK).get(server.url(path))

    assert page.data == PAGE
    assert page.url == server.url(path)


def test_where_a_page_was_found_is_told(server):
    """The address at the end of the redirects."""
    assert Session(QUICK).get(server.url("/moved")).final == server.url("/page")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/missing", "the server answered 404, not 200"),
        ("/broken", "the server answered 503; it was tried 2 times"),
        ("/round", "it leads on more than 3 times"),
        ("/file", "only http and https addresses are fetched"),
        ("/cut", "the connection failed"),
        ("/private/page", "the site's robots.txt asks programs not to read it"),
        ("/a.secret", "the site's robots.txt asks programs not to read it"),
    ],
)
def test_what_cannot_be_fetched_says_why(server, path, said):
    """One clause for each, with what to do."""
    assert refused(server, path).startswith(said)


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_a_body_without_end_is_left(server, path):
    """Neither an endless page nor one that unpacks to a multiple fills the memory."""
    start = time.perf_counter()

    assert refused(server, path, seconds=5.0).startswith("it is longer than 1 MB")
    assert time.perf_counter() - start < 4


@pytest.mark.parametrize("path", ["/drip", "/slowhead"])
def test_a_slow_drip_is_cut(server, path):
    """The limit is on the whole visit: each byte that drips in does not start it anew."""
    start = time.perf_counter()

    assert refused(server, path, tries=1).startswith("it took longer than 0.4 seconds")
    assert time.perf_counter() - start < 4


def test_this_machine_is_refused(server):
    """Unless it is meant: by number, and by a name that resolves to it."""
    assert "127.0.0.1, an address of this machine" in refused(server, "/page", allow_private=False)
    with pytest.raises(SourceError, match="an address of this machine"):
        Session(replace(QUICK, allow_private=False)).get(f"http://localhost:{server.port}/page")


def test_a_redirect_inward_is_refused(server, monkeypatch):
    """A public page that leads to this machine: the second hop is checked as the first one was."""
    public = web._resolved
    monkeypatch.setattr(
        web, "_resolved", lambda host, port, rules: "127.0.0.1" if host == "127.0.0.1" else public(host, port, rules)
    )

    assert refused(server, "/inward", allow_private=False).startswith(("its robots.txt cannot be read", "localhost is"))
    assert "address of this machine" in refused(server, "/inward", allow_private=False)


def test_a_name_is_resolved_once(server, monkeypatch):
    """The connection goes to the address that was checked, not to what the name says a moment later."""
    answers = iter(["127.0.0.1", "127.0.0.1", "203.0.113.7"])  # for robots.txt, for the page, and for nobody
    real = socket.getaddrinfo

    def resolve(host, *rest, **more):
        return real(next(answers) if host == "name.example" else host, *rest, **more)

    monkeypatch.setattr(web.socket, "getaddrinfo", resolve)

    assert Session(QUICK).get(f"http://name.example:{server.port}/page").data == PAGE


def test_one_private_answer_among_public_ones_is_enough(monkeypatch):
    """A name with a public and a private address is refused."""
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.7")]
    monkeypatch.setattr(web.socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(SourceError, match=r"is 10\.0\.0\.7, an address"):
        Session(replace(QUICK, allow_private=False, tries=1)).get("http://name.example/")


def test_a_host_is_asked_once_a_pause(server):
    """robots.txt counts as a visit and is read once."""
    session = Session(replace(QUICK, pause=0.1))
    before = server.asked["/robots.txt"]
    start = time.perf_counter()
    session.get(server.url("/page"))
    session.get(server.url("/page"))

    assert time.perf_counter() - start >= 0.2
    assert server.asked["/robots.txt"] == before + 1


def test_a_redirect_to_what_is_no_address_is_told():
    """Half a bracket: no library may stumble over it."""
    with pytest.raises(SourceError, match="it leads on to what is no address"):
        web._next("http://a.example/", "http://[::1")


@pytest.mark.parametrize(("given", "seconds"), [("7", 7.0), ("²", 0.0), ("soon", 0.0), (None, 0.0)])
def test_a_wait_that_is_asked_for_is_a_number(given, seconds):
    """A digit to Unicode is none to us."""
    assert web._seconds(given) == seconds
