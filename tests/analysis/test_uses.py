"""Uses counted without making their places: the same numbers as the places."""

import numpy as np
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from dashboard.analysis.terms import occurrences
from dashboard.analysis.uses import n_uses, uses
from tests.analysis.coverage_of import coverage_of
from tests.small import small


@given(st.lists(st.booleans(), min_size=6, max_size=6).map(np.array), st.booleans())
@effort(max_examples=30)
def test_a_words_uses_are_its_places(mask, family):
    """Any stories, one form or all: as many as `occurrences` finds."""
    for word in ("trade", "multipolar", "nowhere"):
        found = occurrences(small(), np.flatnonzero(mask), [word], family=family)

        assert n_uses(small(), mask, word, family=family) == len(found)
        assert uses(small(), mask, [word], family=family).tolist() == np.bincount(found["row"], minlength=6).tolist()


def test_the_first_stories_are_counted_whole():
    """Of forty stories with `dam` 20 times each, one is asked for: at least it is counted to its end."""
    corpus = coverage_of(*["dam " * 20] * 40)

    counts = uses(corpus, np.ones(40, bool), ["dam"], most=1)

    assert counts[0] == 20
    assert counts.sum() < 800
