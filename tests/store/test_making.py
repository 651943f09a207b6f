"""Making a snapshot: whoever does the work and however it is cut, the same input gives the same files."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from dashboard.articles.reading import reading_of
from dashboard.build import build
from dashboard.corpus import shards
from dashboard.corpus.shards import encode
from dashboard.settings import load_settings
from dashboard.sources import long_records
from dashboard.sources.reader import from_bytes, raws
from dashboard.store import parts, slices
from dashboard.store.snapshot import open_corpus
from tests.invented import records

PAGE = "PORTS SIGN PACT\n\nBy A Writer\n2024-03-0{n}\n\n" + "The two ports signed a trade agreement on Monday. " * 40


def files_of(out: Path) -> dict[str, str]:
    """The files of the current snapshot and their hashes; the manifest tells times, so it is left out."""
    folder = out / "snapshots" / (out / "CURRENT").read_text()
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def spoil(path: Path) -> None:
    """Turn one bit in the middle of a file."""
    data = path.read_bytes()
    path.unlink()  # what is linked elsewhere stays whole
    path.write_bytes(data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :])


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> Path:
    """120 records in two files, one of them packed, two pages, and a file that is none."""
    folder = tmp_path_factory.mktemp("given")
    lines = [json.dumps(record) for record in records()]
    (folder / "stories.jsonl").write_text("\n".join([*lines[:50], "no record", *lines[50:80]]))
    (folder / "more.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[80:]).encode(), mtime=0))
    for n in (1, 2):
        (folder / f"page{n}.txt").write_text(PAGE.format(n=n))
    (folder / "none.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


@pytest.fixture(scope="module")
def built(given, tmp_path_factory) -> Path:
    """These files, built once by this process."""
    out = tmp_path_factory.mktemp("built")
    build([given], out)
    return out


def test_two_workers_write_the_same_bytes(given, built, tmp_path):
    """And so they do when the files come in another order."""
    build(sorted(given.iterdir(), reverse=True), tmp_path, workers=2)

    assert files_of(tmp_path) == files_of(built)


def test_cuts_and_slices_change_no_number(given, built, tmp_path, monkeypatch):
    """Stretches of 2 KB, parts of one file and slices of seven stories give the same tables and arrays."""
    monkeypatch.setattr(long_records, "STRETCH", 2_000)
    monkeypatch.setattr(parts, "MOST_FILES", 1)
    monkeypatch.setattr(slices, "STORIES", 7)
    build([given], tmp_path)
    one, other = open_corpus(built), open_corpus(tmp_path)

    for name in ("ledger", "sources", "theme_hits", "article_themes", "keywords", "passages", "echoes"):
        assert one.table(name).equals(other.table(name)), name
    assert one.articles.equals(other.articles)


def test_a_build_counts_what_a_corpus_in_memory_counts(given, built):
    """Four shards, gathered from parts, hold the arrays that the stories encoded at once have."""
    settings = load_settings()
    raws = [from_bytes(path.name, path.read_bytes()) for path in sorted(given.iterdir())]
    articles = [row for raw in raws for row in reading_of(raw, settings).articles]
    kept = set(open_corpus(built).articles["article_id"])
    reference = encode([row for row in articles if row["article_id"] in kept], settings)
    corpus = open_corpus(built)

    assert corpus.articles["article_id"].tolist() == reference.articles["article_id"].tolist()
    assert corpus.articles["n_words"].tolist() == reference.articles["n_words"].tolist()
    assert list(corpus.vocabulary.terms) == reference.vocabulary.terms
    for one, other in zip(corpus.shards, reference.shards, strict=True):
        for name, array in vars(one).items():
            assert np.array_equal(array, getattr(other, name)), name


def test_many_shards_hold_every_story_once(given, tmp_path, monkeypatch):
    """With 20 stories a shard, each story stands in the shard of its hash, and its text beside it."""
    monkeypatch.setattr(shards, "SHARD_ARTICLES", 20)
    build([given], tmp_path)
    corpus = open_corpus(tmp_path)
    articles = corpus.articles
    asked = corpus.sql("SELECT article_id, body FROM articles", []).set_index("article_id")["body"]

    assert len(corpus.shards) == 8
    assert corpus.shards[-1].rows.stop == len(articles)
    assert articles["article_id"].is_unique
    assert asked[articles["article_id"]].tolist() == corpus.bodies(range(len(articles)))


def test_an_update_reads_only_what_is_new(given, tmp_path, monkeypatch):
    """One page more, one less, one changed: the files are those of a full build, and the rest was not read again."""
    monkeypatch.setattr(parts, "OPENS_A_PART", tuple("0123456789abcdef"))  # each file is a part
    folder = tmp_path / "given"
    shutil.copytree(given, folder)
    build([folder], tmp_path / "out")
    (folder / "page1.txt").unlink()
    (folder / "page2.txt").write_text(PAGE.format(n=5))
    (folder / "page3.txt").write_text(PAGE.format(n=7).replace("trade", "grain"))
    build([folder], tmp_path / "full")
    was_read = []

    def noted(path, limits):
        was_read.append(path.name)
        return raws(path, limits)

    monkeypatch.setattr(parts, "raws", noted)
    build([folder], tmp_path / "out")

    assert files_of(tmp_path / "out") == files_of(tmp_path / "full")
    assert was_read == ["page2.txt", "page3.txt"]


def test_a_damaged_snapshot_is_built_anew(given, built, tmp_path):
    """The same build says that nothing has changed only where every byte is what it wrote."""
    out = Path(shutil.copytree(built, tmp_path / "out"))
    whole = files_of(out)
    assert not build([given], out).fresh
    spoil(next((out / "snapshots").glob("*/shards/000/term.arrow")))

    assert build([given], out).fresh
    assert files_of(out) == whole
