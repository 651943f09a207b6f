"""What a build works out beforehand is what would be worked out when asked."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.ahead import worked_out
from dashboard.analysis.once import counted_once
from dashboard.analysis.rules import matching_rows
from dashboard.analysis.terms import idf
from dashboard.store.snapshot import open_corpus
from dashboard.store.writing import write_snapshot
from tests.small import small


@pytest.fixture
def opened(tmp_path):
    """The six stories, a3 a copy of a1, as a snapshot."""
    articles = small().articles.assign(copy_of=[None, None, "a1", None, None, None])
    write_snapshot(tmp_path, replace(small(), articles=articles), {}, {})
    return open_corpus(tmp_path)


@pytest.mark.parametrize("query", ["trade", "multi*", "world order", "'Trade", "nowhere"])
def test_headlines_are_searched_as_if_cut_now(opened, query):
    """Single words, prefixes, phrases, words written so, words that no story has."""
    assert matching_rows(opened, query).tolist() == matching_rows(small(), query).tolist()


def test_the_yardstick_and_the_copies_are_those_of_the_build(opened):
    """Idf counts a copy once; of a1 and a3 the first is kept."""
    fresh = replace(small(), articles=opened.articles)

    assert set(worked_out(fresh)) == {"titles", "idf", "copies"}
    assert np.array_equal(idf(opened), idf(fresh))
    assert not np.array_equal(idf(opened), idf(small()))
    assert counted_once(opened, np.ones(6, bool)).tolist() == [True, True, False, True, True, True]


def test_a_corpus_without_headlines_has_no_words_in_them(tmp_path):
    """No title, no term, and every query still answers."""
    write_snapshot(tmp_path, replace(small(), articles=small().articles.assign(title=None)), {}, {})

    assert matching_rows(open_corpus(tmp_path), "trade").tolist() == [True, True, True, False, True, True]
