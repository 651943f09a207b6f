"""What the stories of a filter share with each other, and how many words that is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.echo_prints import covered, n_quoted, prints, quotes_before
from tests.echoed import echoed, names, row, silent

ALL = np.ones(8, bool)
SPANS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(0, 12)), max_size=12)


def test_a_passage_counts_when_two_stories_of_the_filter_have_it():
    """Without e5 the harbour stands in one story only and is gone; the bridge loses a print."""
    mask = ALL.copy()
    mask[[row("e5"), row("e1")]] = False
    found = prints(echoed(), mask)

    assert names(found.row) == ["e2", "e3", "e4"]
    assert found.place.tolist() == [0, 1, 2]
    assert found.n.tolist() == [3, 3, 3]


def test_quoted_passages_can_be_left_out():
    """The harbour stands inside quotation marks in both stories."""
    assert len(prints(echoed(), ALL).row) == 6
    assert names(prints(echoed(), ALL, quoted=False).row) == ["e1", "e2", "e3", "e4"]


def test_words_inside_quotation_marks_are_counted_before_each_word():
    """e5 begins with its ten quoted words; five follow."""
    before = quotes_before(echoed(), np.array([row("e5")]))[0]

    assert n_quoted(echoed(), np.array([row("e1"), row("e5")])).tolist() == [0, 10]
    assert before.tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 10, 10]


@given(SPANS)
def test_a_word_in_several_spans_counts_once(spans):
    """Law: as many words as the set of the spans' words has, group by group."""
    group, first, length = (np.array([span[place] for span in spans], np.int64) for place in range(3))
    words = {(g, at) for g, f, n in spans for at in range(f, f + n)}

    expected = [sum(1 for g, _ in words if g == number) for number in range(4)]
    assert covered(group, first, first + length, 4).tolist() == expected


@given(st.lists(st.booleans(), min_size=8, max_size=8), st.lists(st.booleans(), min_size=8, max_size=8))
def test_narrowing_never_adds_a_print(one, other):
    """Law: a part of the stories shares a part of the passages."""
    wide, narrow = np.array(one), np.array(one) & np.array(other)

    def pairs(mask):
        found = prints(echoed(), mask)
        return set(zip(found.passage.tolist(), found.row.tolist(), strict=True))

    assert pairs(narrow) <= pairs(wide)


def test_nothing_shared_is_no_print():
    """Empty tables, no prints, with or without quoted words."""
    assert len(prints(silent(), ALL).row) == len(prints(silent(), ALL, quoted=False).row) == 0
