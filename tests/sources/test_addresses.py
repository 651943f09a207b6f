"""Addresses: which may be asked, and how they are kept as names of files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources.addresses import PIECE, address_of, checked, interleaved, is_public, place_of


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::a00:7",
        "2002:7f00:1::", "198.18.0.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    """This machine, its network, link-local, multicast, reserved, and IPv4 inside IPv6."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses(address):
    """The network at large."""
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "file:///etc/passwd", "a.example", "http://", "http://u:p@a.example/"]
)
def test_other_addresses_are_refused(url):
    """Only http and https, with a host, without a password."""
    with pytest.raises(SourceError):
        checked(url)


def test_an_address_in_any_script():
    """Letters beyond ASCII are written as the network wants them, once."""
    assert checked("https://münchen.example/straße?q=ü%20a") == (
        "https://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%BC%20a"
    )
    assert checked(checked("https://münchen.example/straße")) == checked("https://münchen.example/straße")


def test_hosts_take_turns():
    """The pause for one host is spent on another; an address given twice is asked once."""
    urls = ["http://a/1", "http://a/2", "http://b/1", "http://a/1"]

    assert interleaved(urls) == ["http://a/1", "http://b/1", "http://a/2"]


@given(st.text(max_size=40).map(lambda text: "https://a.example/" + text * 20))
def test_a_kept_address_reads_back(url):
    """Whatever its length and letters, each part of its path fits a file system."""
    try:
        place = place_of(checked(url))
    except SourceError:
        return

    assert all(len(part) <= PIECE + 1 for part in place.parts)
    assert address_of(Path("out/fetched") / place) == checked(url)


def test_what_is_no_address_has_its_turn():
    """A list of addresses may hold anything; what is wrong with it is said when it is asked."""
    assert interleaved(["http://[::1", "https://a.example/1"]) == ["http://[::1", "https://a.example/1"]
