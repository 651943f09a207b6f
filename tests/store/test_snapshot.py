"""Snapshots: whole or not at all, and told in sentences when something is wrong."""

import fcntl

import numpy as np
import pandas as pd
import pytest

from dashboard.corpus.shards import encode
from dashboard.errors import SnapshotError
from dashboard.store.snapshot import current_id, lock, manifest_of, open_corpus
from dashboard.store.tables import open_frame
from dashboard.store.writing import write_snapshot
from tests.small import ARTICLES, SETTINGS, small

MADE = {"n_articles": 6}


@pytest.fixture
def out(tmp_path):
    """A folder with one snapshot of the six stories."""
    write_snapshot(tmp_path, small(), {"themes": pd.DataFrame({"theme": ["trade"]})}, MADE)
    return tmp_path


def test_an_opened_snapshot_holds_what_was_written(out):
    """Every array, every text and every story comes back."""
    opened = open_corpus(out)

    assert opened.snapshot_id == "small"
    assert opened.bodies(range(6)) == small().bodies(range(6))
    assert np.array_equal(opened.shards[0].term, small().shards[0].term)
    assert np.array_equal(opened.shards[0].posting_tokens, small().shards[0].posting_tokens)
    assert opened.vocabulary.terms == small().vocabulary.terms
    assert opened.articles["article_id"].tolist() == small().articles["article_id"].tolist()
    assert opened.articles["outlet"].isna().tolist() == small().articles["outlet"].isna().tolist()


def test_arrays_are_memory_maps_that_nobody_can_change(out):
    """Opening copies nothing, and no page can spoil another's numbers."""
    assert not open_corpus(out).shards[0].term.flags.writeable


def test_sql_sees_every_story_with_its_text(out):
    """The engine joins the memory-mapped texts to the rows that they belong to."""
    asked = open_corpus(out).sql("SELECT body FROM articles WHERE article_id = ?", ["a5"])

    assert asked["body"].tolist() == ["Nothing happened near the World Trade Center."]


def test_a_new_snapshot_leaves_the_one_before_it_readable(out):
    """A reader keeps what it has open; the third-last goes."""
    from dataclasses import replace

    for name in ("second", "third"):
        write_snapshot(out, replace(small(), snapshot_id=name), {}, MADE)

    assert current_id(out) == "third"
    assert sorted(path.name for path in (out / "snapshots").iterdir()) == ["second", "third"]


def test_a_stray_file_among_snapshots_is_left_alone(out):
    """File managers drop notes of their own into folders."""
    (out / "snapshots" / ".DS_Store").write_text("note")
    write_snapshot(out, small(), {}, MADE)

    assert (out / "snapshots" / ".DS_Store").read_text() == "note"
    assert current_id(out) == "small"


def test_what_a_killed_build_left_is_cleared_by_the_next(out):
    """Half a snapshot is never served and never stays."""
    (out / "snapshots" / "unfinished-dead" / "tables").mkdir(parents=True)

    write_snapshot(out, small(), {}, MADE)

    assert [path.name for path in (out / "snapshots").iterdir()] == ["small"]


def test_no_snapshot_says_how_to_make_one(tmp_path):
    """The sentence names the folder and the command."""
    with pytest.raises(SnapshotError, match=r"there is no snapshot\. .* Run: python -m dashboard build"):
        open_corpus(tmp_path)


@pytest.mark.parametrize("name", ["tables/themes.parquet", "shards/000/term.arrow", "settings/themes.toml"])
def test_a_missing_file_is_named(out, name):
    """A damaged snapshot is told with what is missing, and how to mend it."""
    (out / "snapshots" / "small" / name).unlink()

    with pytest.raises(SnapshotError, match=rf"damaged, {name} is missing\. .* Run: python -m dashboard build"):
        open_corpus(out)


def test_a_cut_file_is_named_with_its_sizes(out):
    """A disk that was full leaves short files."""
    path = out / "snapshots" / "small" / "shards" / "000" / "term.arrow"
    path.write_bytes(path.read_bytes()[:100])

    with pytest.raises(SnapshotError, match=r"term\.arrow has 100 bytes where [\d,]+ were written"):
        manifest_of(out)


def test_a_manifest_that_is_none_is_told(out):
    """Half a manifest is damage, not a trace."""
    (out / "snapshots" / "small" / "manifest.json").write_text('{"snapshot_id": ')

    with pytest.raises(SnapshotError, match=r"its manifest\.json cannot be read"):
        open_corpus(out)


def test_a_second_build_is_told_who_builds(tmp_path):
    """Two builds at once would write over each other."""
    with lock(tmp_path), pytest.raises(SnapshotError, match=r"process \d+ is building there"), lock(tmp_path):
        pass


def test_the_lock_is_let_go(tmp_path):
    """After a build the next one may start."""
    with lock(tmp_path):
        pass
    with (tmp_path / "lock").open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    assert (tmp_path / "lock").exists()


def test_a_table_opens_by_memory_map_with_the_rows_of_its_parquet_file(out):
    """The two files of a table say the same; the map is read-only, so that no page can spoil another's numbers."""
    parquet = next((out / "snapshots").glob("*/tables/articles.parquet"))
    mapped = open_frame(parquet)

    assert mapped.equals(pd.read_parquet(parquet))
    assert not mapped["n_words"].to_numpy().flags.writeable


def test_texts_come_from_any_shard_in_the_order_asked_for(tmp_path, monkeypatch):
    """Four shards; the same story twice, the last one first."""
    monkeypatch.setattr("dashboard.corpus.shards.SHARD_ARTICLES", 2)
    corpus = encode(ARTICLES, SETTINGS)
    write_snapshot(tmp_path, corpus, {}, MADE)

    assert open_corpus(tmp_path).bodies([5, 0, 3, 0]) == corpus.bodies([5, 0, 3, 0])
