"""Runs of words that recur, against a count of every run."""

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.recurring import recurring, streaks
from tests.analysis.two_subjects import corpus_of

WORDS = st.sampled_from("ship tide crew the of".split())
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=3)


def counted(corpus, width, least):
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
    own = [np.ones(len(shard.term), bool) for shard in corpus.shards]
    known = streaks(corpus, shortest, least)
    for width in range(shortest, 6):
        ends = [last[streak > width - shortest] for last, streak in known]
        found = recurring(corpus, own, ends, width, least)
        said = {tuple(corpus.vocabulary.terms[term] for term in one.terms): set(one.rows.tolist()) for one in found}

        assert said == counted(corpus, width, least)


def test_shared_wording_does_not_count():
    """Three stories say it, one of them in wording of another: two are too few."""
    corpus = corpus_of(["Ship tide crew."] * 3)
    own = [np.array([True] * 6 + [False] * 3)]
    (last, streak), *_ = streaks(corpus, 3, 2)

    assert last.tolist() == [2, 5, 8]
    assert streak.tolist() == [1, 1, 1]
    assert recurring(corpus, own, [last], 3, 3) == []
    assert recurring(corpus, own, [last], 3, 2)[0].n_stories == 2
