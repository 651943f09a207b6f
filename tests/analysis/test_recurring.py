"""Runs of words that recur, against a count of every run."""

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.recurring import counted, recurring, streaks
from tests.analysis.two_subjects import corpus_of

WORDS = st.sampled_from("ship tide crew the of".split())
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=3)


def counted_runs(corpus, width, least):
    """Every run of words of one sentence without a comma, a word of content at both ends, and its stories."""
    stories = defaultdict(set)
    for row, body in enumerate(corpus.bodies(range(len(corpus.articles)))):
        for part in body.replace(",", ".").split("."):
            words = part.split()
            for first in range(len(words) - width + 1):
                run = tuple(word.lower() for word in words[first : first + width])
                if {run[0], run[-1]}.isdisjoint({"the", "of"}):
                    stories[run].add(row)
    return {run: found for run, found in stories.items() if len(found) >= least}


@settings(max_examples=25)
@given(st.lists(SENTENCES, min_size=2, max_size=6), st.integers(1, 3), st.integers(2, 3))
def test_the_runs_that_recur_are_those_that_a_count_of_all_finds(sentences, shortest, least):
    """Whatever the shortest run is, runs of up to five words are found with their stories, none more."""
    corpus = corpus_of([". ".join(some) + ", ship tide." for some in sentences])
    found = recurring(corpus, lambda number: np.ones(len(corpus.shards[number].term), bool), range(shortest, 6), least)
    for width in range(shortest, 6):
        said = {tuple(corpus.vocabulary.terms[term] for term in one.terms): set(one.rows.tolist()) for one in found}

        assert {run: rows for run, rows in said.items() if len(run) == width} == counted_runs(corpus, width, least)


def test_shared_wording_does_not_count():
    """Three stories say it, one of them in wording of another: two are too few."""
    corpus = corpus_of(["Ship tide crew."] * 3)
    own = np.array([True] * 6 + [False] * 3)
    last, streak = streaks(corpus.shards[0], 3, counted(corpus, 3, 2), 2)

    assert last.tolist() == [2, 5, 8]
    assert streak.tolist() == [1, 1, 1]
    assert recurring(corpus, lambda _number: own, range(3, 4), 3) == []
    assert recurring(corpus, lambda _number: own, range(3, 4), 2)[0].n_stories == 2


def test_a_phrase_says_where_it_stands():
    """Each occurrence has the place of each of its words in the text, and its end."""
    corpus = corpus_of(["Ship tide.", "The ship  tide. A ship tide."])
    (phrase,) = recurring(corpus, lambda _number: np.ones(7, bool), range(2, 3), 2)

    assert phrase.rows.tolist() == [0, 1]
    assert phrase.starts.tolist() == [[0, 5], [18, 23]]
    assert phrase.ends.tolist() == [9, 27]
