"""The network from door to story: --urls and --feed, against a server on this machine."""

from dataclasses import replace

from dashboard.__main__ import main
from dashboard.articles.reading import reading_of
from dashboard.settings import load_settings
from dashboard.sources.fetched import Wanted, gather
from dashboard.sources.reader import raws
from tests.sources.server import serving


def test_this_machine_is_not_asked_unless_meant(tmp_path, capsys):
    """Nothing usable: exit code 3, a sentence for each address, and nothing is built."""
    urls = tmp_path / "urls.txt"
    with serving() as server:
        urls.write_text(f"{server.url('/page')}\n", encoding="utf-8")
        code = main(["build", "--urls", str(urls), "--feed", server.url("/feed"), "--out", str(tmp_path / "corpus")])
    told = capsys.readouterr().err

    assert (code, server.asked.total()) == (3, 0)
    assert told.count("an address of this machine or its own network") == 2
    assert "none of the addresses could be fetched" in told


def test_addresses_become_stories(tmp_path):
    """A page and the items of a feed, each named by its address."""
    settings = load_settings()
    with serving() as server:
        wanted = Wanted((server.url("/page"),), (server.url("/feed"),), private=True)
        found = gather(wanted, tmp_path, replace(settings.web, pause=0.0))
    names = {raw.name.partition("#")[0]: reading_of(raw, settings) for file in found.files for raw in raws(file)}
    (page,) = names[server.url("/page")].articles
    (item,) = names[server.url("/feed")].articles

    assert (page["body"], page["url"]) == ("The boats are back.", server.url("/page"))
    assert (item["title"], item["outlet"]) == ("Boats 1", "Courier")
