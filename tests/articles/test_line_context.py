"""Neighbours, places and shared words of lines."""

import numpy as np

from dashboard.articles.clean import junk_of, page_of
from dashboard.articles.line_context import headline, shifted, since, window
from dashboard.articles.line_features import rows_of
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry

PAGE = """Home
Harbour town votes for new bridge
By Ann Lee
The harbour town voted on Monday for a new bridge, and the mayor said that work would begin in the spring.
The bridge, which the town has wanted for years, will carry two lanes and a tramway over the harbour.
"""


def test_a_window_sums_what_lies_within_it():
    """Both ends are included; what lies outside the page counts nothing; each row may have a window of its own."""
    ones = np.array([[1.0, 2.0, 4.0]])

    assert window(ones, -1, -1).tolist() == [[0, 1, 2]]
    assert window(ones[[0, 0]], np.array([[1], [-1]]), np.array([[5], [0]])).tolist() == [[6, 4, 0], [1, 3, 6]]


def test_values_move_down_or_up():
    """Zeros come in at the end of the page that nothing moves from."""
    assert shifted(np.array([1.0, 2.0, 3.0]), 1).tolist() == [0, 1, 2]
    assert shifted(np.array([1.0, 2.0, 3.0]), -2).tolist() == [3, 0, 0]


def test_a_flag_fades_below_it():
    """One on its own line, less on the next, nothing above it."""
    above, own, below = since(np.array([0, 1, 0]))

    assert above == 0
    assert own == 1
    assert 0.5 < below < 1


def test_the_headline_is_the_line_whose_words_the_prose_below_uses():
    """Not the menu above it and not the byline."""
    page = page_of(lines_of(PAGE), registry(()))
    _, features = rows_of(page, junk_of(page), {})

    assert features["title"].tolist() == [0, 1, 0, 0, 0]


def test_a_page_without_prose_has_no_headline():
    """-1, and not sure at all."""
    page = page_of(lines_of("Home\nSport today\nMore\n"), registry(()))
    _, features = rows_of(page, junk_of(page), {})
    words = [frozenset[str]()] * 3

    assert headline(words, features | {"words": np.ones(3)}, features) == (-1, 0.0)
