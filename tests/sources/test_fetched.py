"""Pages and feeds kept as files."""

import json

import pytest

from dashboard.errors import UsageError
from dashboard.sections import WebSettings
from dashboard.sources.addresses import address_of
from dashboard.sources.fetched import Wanted, gather, read_urls
from tests.sources.server import PAGE, serving

QUICK = WebSettings(pause=0.0, seconds=2.0, tries=1, allow_private=True)


def test_a_page_is_fetched_once(tmp_path):
    """A second build reads the kept page, also when the server is gone."""
    with serving() as server:
        url = server.url("/page")
        first = gather(Wanted(pages=(url,)), tmp_path, QUICK)
    second = gather(Wanted(pages=(url,)), tmp_path, QUICK)

    assert (first, first.failed) == (second, ())
    assert [(address_of(file), file.read_bytes()) for file in first.files] == [(url, PAGE)]


def test_every_version_of_a_feed_is_kept(tmp_path):
    """A feed is fetched each time; without the network its kept versions are read, and that is said."""
    with serving() as server:
        url = server.url("/feed")
        n_files = [len(gather(Wanted(feeds=(url,)), tmp_path, QUICK).files) for _ in range(2)]
    offline = gather(Wanted(feeds=(url,)), tmp_path, QUICK)

    assert (n_files, len(offline.files), len(offline.failed)) == ([1, 2], 2, 1)
    assert offline.failed[0].startswith(f"{url}: its robots.txt cannot be read: the connection failed")


def test_what_fails_costs_the_others_nothing(tmp_path):
    """One sentence for it; the log says what was asked, what came, when."""
    with serving() as server:
        urls = (server.url("/missing"), server.url("/page"), "nonsense")
        found = gather(Wanted(pages=urls), tmp_path, QUICK)
    log = [json.loads(line) for line in (tmp_path / "fetched" / "fetched.jsonl").read_text().splitlines()]

    assert (len(found.files), len(found.failed)) == (1, 2)
    assert {line["url"]: "failed" in line for line in log} == {urls[0]: True, urls[1]: False, "nonsense": True}


def test_a_list_of_addresses(tmp_path):
    """One a line; blank lines and remarks are left out; a list without any is wrong use."""
    path = tmp_path / "urls.txt"
    path.write_text("\ufeff# today\nhttps://a.example/1\n\n  https://b.example/2  \n", encoding="utf-8")

    assert read_urls(path) == ("https://a.example/1", "https://b.example/2")
    path.write_text("# none\n")
    with pytest.raises(UsageError, match="it holds no address"):
        read_urls(path)
