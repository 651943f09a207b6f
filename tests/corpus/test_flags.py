"""How a token stands in its text."""

import numpy as np
import pytest

from dashboard.analysis import phrases
from dashboard.corpus import flags
from dashboard.corpus.flags import CAPITAL, HYPHEN, JOINED, OPENS
from dashboard.corpus.pieces import cut


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Win-win ties, Xi hopes. Yes", [OPENS | CAPITAL, JOINED | HYPHEN, JOINED, CAPITAL, JOINED, OPENS | CAPITAL]),
        ("𐐨 Österreich grows", [OPENS, JOINED | CAPITAL, JOINED]),  # a letter beyond 65,536 shifts nothing
        ("one  two\u00a0three", [OPENS, 0, JOINED]),
        ("多极", [OPENS, JOINED]),
        ("", []),
    ],
)
def test_flags_say_how_a_token_stands(text, found):
    """A new sentence opens; one hyphen or one blank joins; Ö is a capital."""
    piece, _ = cut(["Before.", text, "after"], [None] * 3)
    low, high = piece.article_tokens[1:3]

    assert piece.flags[low:high].tolist() == found


def test_compiled_loops_of_two_files_mean_the_same_flags():
    """They share no constant, as numba would not see it change."""
    names = ("JOINED", "HYPHEN", "CAPITAL", "OPENS")

    assert [getattr(phrases, name) for name in names] == [getattr(flags, name) for name in names]
    assert np.unique([phrases.OUTLET, phrases.BYLINE, 1, 2, 4, 8]).size == 6
