"""Every wording of a passage, with what was changed from the earliest."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.echo_wordings import Piece, compared, n_wordings, wordings, words_in
from tests.echoed import BODIES, echoed, names, row

ALL = np.ones(8, bool)


def test_equal_words_are_one_wording():
    """e1, e3 and e4 have the bridge in May; only e2 has it in June."""
    first, second = wordings(echoed(), ALL, 0)

    assert names(first.rows) == ["e1", "e3", "e4"]
    assert (first.n_words, first.n_added, first.n_missing) == (15, 0, 0)
    assert names(second.rows) == ["e2"]
    assert second.pieces == (
        Piece("same", "The bridge over the old river will open in "),
        Piece("missing", "May "),
        Piece("added", "June "),
        Piece("same", "after ten years of work"),
    )


def test_the_earliest_of_the_filter_is_what_others_are_compared_with():
    """Without e1, June is the earliest and May the edit."""
    mask = ALL.copy()
    mask[row("e1")] = False
    first, second = wordings(echoed(), mask, 0)

    assert names(first.rows) == ["e2"]
    assert [piece.text for piece in second.pieces if piece.kind == "added"] == ["May "]


def test_of_many_wordings_the_earliest_stays():
    """A top of one; the number of all is told apart."""
    assert [names(one.rows)[0] for one in wordings(echoed(), ALL, 0, top=1)] == ["e1"]
    assert n_wordings(echoed(), ALL, 0) == 2
    assert n_wordings(echoed(), ALL, 1) == 1


def test_words_of_a_stretch_are_those_that_lie_in_it_whole():
    """The first ten characters hold "The bridge"."""
    terms, starts, ends = words_in(echoed(), row("e1"), (0, 10))

    assert (len(terms), starts, ends) == (2, [0, 4], [3, 10])
    assert BODIES["e1"][:10] == "The bridge"


@given(st.lists(st.integers(0, 5), max_size=12), st.lists(st.integers(0, 5), max_size=12))
def test_pieces_give_back_both_wordings(one, other):
    """Law: same and added pieces are the wording, same and missing ones have the earliest's words."""
    texts = [" ".join("abcdef"[term] for term in terms) for terms in (one, other)]
    words = [(terms, [2 * at for at in range(len(terms))], [2 * at + 1 for at in range(len(terms))])
             for terms in (one, other)]  # fmt: skip
    pieces = compared((words[0], words[1]), (texts[0], texts[1]))

    assert "".join(piece.text for piece in pieces if piece.kind != "missing").split() == texts[1].split()
    assert "".join(piece.text for piece in pieces if piece.kind != "added").split() == texts[0].split()
