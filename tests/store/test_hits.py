"""Hits of themes are matched once for a story: what an update takes over is what a full build would match."""

import json
from dataclasses import replace

import pytest

from dashboard import build as door
from dashboard.settings import Rule, load_settings
from dashboard.sources.corrections import Correction
from dashboard.store import parts
from dashboard.store.snapshot import open_corpus
from tests.articles.test_boilerplate import PLACES
from tests.invented import records
from tests.store.test_making import files_of
from tests.store.test_settling import text_of

HITS = ("theme_hits", "broad_hits", "title_hits", "article_themes")


@pytest.fixture
def given(tmp_path):
    """Three files, each of them a part of its own for the test."""
    folder = tmp_path / "given"
    folder.mkdir()
    for name, low, high in (("a", 0, 12), ("b", 12, 20), ("c", 20, 24)):
        lines = [json.dumps(record) + "\n" for record in records()[low:high]]
        (folder / f"{name}.jsonl").write_text("".join(lines))
    return folder


@pytest.fixture
def matched(monkeypatch):
    """How many stories each part had whose hits were looked for."""
    sizes = []

    def noted(folder, articles, *others):
        sizes.append(len(articles))
        write_hits(folder, articles, *others)

    write_hits = parts.write_hits
    monkeypatch.setattr(parts, "write_hits", noted)
    monkeypatch.setattr(parts, "OPENS_A_PART", tuple("0123456789abcdef"))
    return sizes


def test_an_update_matches_what_is_new_and_is_a_full_build(given, matched, tmp_path, monkeypatch):
    """A headline set by hand and a file less; both taken back; a rule more: files are those of a full build."""
    door.build([given], tmp_path / "out")
    first, corpus = files_of(tmp_path / "out"), open_corpus(tmp_path / "out")
    story = corpus.articles["article_id"][3]
    by_hand = Correction("2026-01-02", "Ann", story, "title", "", "Trade in a multipolar world", "")
    assert sorted(matched) == [4, 8, 12]

    matched.clear()
    gone = (given / "c.jsonl").rename(tmp_path / "c.jsonl")
    monkeypatch.setattr(door, "load_corrections", lambda: (by_hand,))
    door.build([given], tmp_path / "out")
    assert not matched
    door.build([given], tmp_path / "full")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "full")
    titles = open_corpus(tmp_path / "out").table("title_hits")
    assert titles.query("article_id == @story")["text"].tolist() == ["multipolar", "Trade"]

    gone.rename(given / "c.jsonl")
    monkeypatch.setattr(door, "load_corrections", lambda: ())
    door.build([given], tmp_path / "out")
    assert files_of(tmp_path / "out") == first

    matched.clear()
    settings = load_settings()
    more = replace(settings.themes[0], rules=(*settings.themes[0].rules, Rule("grain")))
    settings = replace(settings, themes=(more, *settings.themes[1:]), digest="with grain")
    monkeypatch.setattr(door, "load_settings", lambda: settings)
    door.build([given], tmp_path / "out")
    assert sorted(matched) == [4, 8, 12]
    assert "grain" in set(open_corpus(tmp_path / "out").table("theme_hits")["rule"])


def test_lines_that_go_when_pages_are_compared_take_their_hits_along(tmp_path):
    """Five pages end in the site's own line, which speaks of a multipolar world; four of them keep it."""
    pages = [tmp_path / f"{number}.txt" for number in range(5)]
    for number, page in enumerate(pages):
        page.write_text(text_of(number, PLACES[number]).replace("islands", "islands of a multipolar world"))
    n_hits = []
    for n_pages in (4, 5, 4):
        door.build(pages[:n_pages], tmp_path / "out")
        texts = open_corpus(tmp_path / "out").table("theme_hits")["text"].tolist()
        n_hits.append(texts.count("multipolar"))

    assert n_hits == [4, 0, 4]
