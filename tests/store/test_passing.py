"""The corpus of a snapshot in the making: the same stories, with few shards open at a time."""

import numpy as np
import pytest

from dashboard.corpus import shards
from dashboard.store import passing
from dashboard.store.passing import corpus_of
from dashboard.store.snapshot import current_id, open_corpus
from dashboard.store.writing import write_snapshot
from tests.analysis.coverage_of import coverage_of
from tests.analysis.wording import prose


@pytest.fixture
def whole(tmp_path, monkeypatch):
    """A snapshot of eight shards, opened as a reader does."""
    monkeypatch.setattr(shards, "SHARD_ARTICLES", 4)
    write_snapshot(tmp_path, coverage_of(*(prose(seed, 20) for seed in range(30))), {}, {})
    return open_corpus(tmp_path)


def test_stories_and_texts_are_those_of_the_shards(whole, tmp_path, monkeypatch):
    """Every shard has its words, and each text comes where it was asked for, whatever was open before."""
    monkeypatch.setattr(passing, "AT_ONCE", 2)
    folder = tmp_path / "snapshots" / current_id(tmp_path)
    corpus = corpus_of(folder, "id", whole.articles, whole.vocabulary, whole.settings)
    rows = np.random.default_rng(1).permutation(30).tolist()

    assert corpus.firsts.tolist() == whole.firsts.tolist()
    assert [shard.term.tolist() for shard in corpus.shards] == [shard.term.tolist() for shard in whole.shards]
    assert [corpus.shard_of(row).first for row in rows] == [whole.shard_of(row).first for row in rows]
    assert corpus.bodies(rows) == whole.bodies(rows)
    assert corpus.bodies([]) == []
    assert corpus.shards.opened.cache_info().currsize == 2
