"""Corpus: rows of stories and the shards that hold them."""

import numpy as np

from dashboard.corpus import shards
from dashboard.corpus.shards import encode
from tests.small import ARTICLES, SETTINGS


def test_every_row_is_found_in_its_shard(monkeypatch):
    """Rows count through all shards; a shard's own arrays start at 0."""
    monkeypatch.setattr(shards, "SHARD_ARTICLES", 2)
    corpus = encode(ARTICLES, SETTINGS)

    for row in range(6):
        shard = corpus.shard_of(row)
        tokens = slice(*shard.article_tokens[row - shard.first : row - shard.first + 2])
        first = corpus.bodies([row])[0][shard.start[tokens][0] : shard.end[tokens][0]]
        assert corpus.bodies([row])[0].startswith(first)
        assert shard.rows.start <= row < shard.rows.stop


def test_undated_stories_have_no_day():
    """NaT, never a made-up day."""
    corpus = encode(ARTICLES, SETTINGS)

    assert np.isnat(corpus.days).tolist() == [False, False, False, False, False, True]
