"""Runs of words that stories share: every one of them, whatever holds the index."""

import numpy as np
import pytest

from dashboard.analysis import shingles
from dashboard.analysis.shingles import known_runs, ranges_of, reading_order, shared_runs, tokens_in
from tests.analysis.coverage_of import coverage_of
from tests.analysis.wording import prose


def test_stories_of_a_run():
    """A run has each of its stories once, in reading order; one that a single story repeats is none."""
    corpus = coverage_of("one two three one two three", "two three four", "zero one two three", "one two one two")
    runs = shared_runs(corpus, np.array([2, 0, 1, 3]), 3)
    found = [runs.stories[low:high].tolist() for low, high in zip(runs.starts, runs.starts[1:], strict=False)]

    assert found == [[0, 1]]


def test_where_shared_runs_begin():
    """A bit says it of every word, the stories in reading order; a story that repeats a run has two."""
    corpus = coverage_of("one two three one two three", "zero one two three")
    runs = shared_runs(corpus, np.array([1, 0]), 3)

    assert runs.offsets.tolist() == [0, 4, 10]
    assert np.unpackbits(runs.inside, bitorder="little")[:10].tolist() == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0]


def told(runs):
    """Stories of each run, and whether it ends them, as text."""
    parts = (np.split(both, runs.starts[1:-1]) for both in (runs.stories, runs.at_end))
    return sorted(f"{stories} {ends}" for stories, ends in zip(*parts, strict=True))


@pytest.mark.parametrize(("bits", "at_once"), [(2, 4), (5, 2), (5, 2048)])
def test_buckets_change_nothing(monkeypatch, bits, at_once):
    """Many small buckets, in one round or several, on two threads: the same runs as in one bucket."""
    corpus = coverage_of(*(f"{prose(seed, 30)} {prose(seed // 2, 20)}" for seed in range(9)))
    order = reading_order(corpus)
    whole = shared_runs(corpus, order, 4, last=9)
    monkeypatch.setattr(shingles, "BUCKET_BITS", bits)
    monkeypatch.setattr(shingles, "BUCKETS_AT_ONCE", at_once)
    dealt = shared_runs(corpus, order, 4, last=9, threads=2)

    assert len(whole.hashes) > 50
    assert told(dealt) == told(whole)
    assert dealt.inside.tolist() == whole.inside.tolist()


def test_first_stories_come_first():
    """The earliest dated, then the longest; undated stories come last."""
    corpus = coverage_of(
        "one", "two words", "three", published=["2024-01-02", "2024-01-02", None]
    )  # fmt: skip

    assert corpus.articles["article_id"].iloc[reading_order(corpus)].tolist() == ["01", "00", "02"]


def test_tokens_in_runs():
    """Every word of a known run is marked, and no other."""
    corpus = coverage_of("zero one two three nine", "one two three")
    runs = shared_runs(corpus, np.arange(2), 3)
    shard = corpus.shards[0]

    inside = tokens_in(shard, ranges_of(shard), known_runs(runs.hashes), 3)

    assert inside.tolist() == [False, True, True, True, False, True, True, True]
    assert not tokens_in(shard, ranges_of(shard), known_runs(runs.hashes[:0]), 3).any()


def test_runs_at_the_end():
    """A run among the last words of a story is told from one further up."""
    shared = prose(1, 8)
    corpus = coverage_of(f"{prose(2, 30)} {shared}", f"{shared} {prose(3, 30)}")

    assert shared_runs(corpus, np.arange(2), 8, last=20).at_end.tolist() == [True, False]
