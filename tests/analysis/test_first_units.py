"""The first rows of a mark: what the page shows at once is the beginning of the whole, and the count is the whole's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from dashboard.analysis.evidence import units
from dashboard.analysis.first_units import first_units
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection
from dashboard.analysis.terms import occurrences
from dashboard.analysis.themes import theme_tables
from dashboard.analysis.uses import uses
from dashboard.corpus import shards
from dashboard.corpus.shards import encode, with_tables
from tests.small import ARTICLES, SETTINGS, THEMES, counted

BOTH = Selection(kinds=("main", "related"))
PICKS = (
    Pick("words", term="trade"),
    Pick("words", term="multipolar world"),
    Pick("words", term="multipolar", family="yes"),
    Pick("words", term="nowhere"),
    Pick("articles", term="trade"),
    Pick("sentences", term="trade"),
    Pick("articles", outlet="Herald"),
    Pick("articles", outlet="~"),
    Pick("articles", theme="trade"),
    Pick("articles", theme="trade", measure="takes_up", broad="yes"),
    Pick("articles", theme="nothing"),
    Pick("sentences", theme="trade", period="2024-01"),
    Pick("sentences", theme="trade", broad="yes"),
    Pick("sentences", theme="trade", rule="trade"),
    Pick("sentences", theme="trade", also="order"),
)


@pytest.fixture(scope="module")
def dealt():
    """The six stories in four shards, with the tables of their themes."""
    usual, shards.SHARD_ARTICLES = shards.SHARD_ARTICLES, 2
    corpus = encode(ARTICLES, SETTINGS)
    shards.SHARD_ARTICLES = usual
    return with_tables(corpus, theme_tables(corpus, THEMES))


@given(st.sampled_from(PICKS), st.integers(1, 7), st.sampled_from([Selection(), BOTH]))
@effort(max_examples=60)
def test_the_first_rows_are_the_head_of_all(dealt, pick, size, selection):
    """As many units as `units` makes, and the same first ones, in one shard and in four."""
    for corpus in (counted(), dealt):
        n, rows = first_units(corpus, selection, pick, size)
        whole = units(corpus, selection, pick)

        assert n == len(whole)
        assert rows.to_dict("list") == whole.head(size).to_dict("list")


def test_stories_come_by_day_whatever_shard_they_are_in(dealt):
    """January to February, the undated one last."""
    assert len(dealt.shards) == 4
    rows = units(dealt, BOTH, Pick("articles"))["row"]

    assert dealt.articles["article_id"].iloc[rows].tolist() == ["a1", "a2", "a3", "a4", "a5", "a6"]


@given(st.lists(st.sampled_from(["trade", "multipolar", "world", "order", "the"]), min_size=1, max_size=3))
@effort(max_examples=40)
def test_uses_are_occurrences(dealt, phrase):
    """Per story as many as `occurrences` lists, and none outside the mask."""
    mask = np.array([True, True, False, True, True, True])
    places = occurrences(dealt, np.flatnonzero(mask), phrase)["row"].to_numpy(np.int64)

    assert uses(dealt, mask, phrase).tolist() == np.bincount(places, minlength=6).tolist()
