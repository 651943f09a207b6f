"""Pieces: what is cut once is put together in any order as if it had been cut there."""

from dataclasses import fields

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.corpus.pieces import Piece, cut, joined, texts_of, used
from dashboard.corpus.vocabulary import merge

TEXTS = st.lists(st.text(st.sampled_from("ab .\n’'-éИ多1,")), min_size=1, max_size=4)


def languages(texts):
    """No language given, for each text."""
    return [None] * len(texts)


def same(one, other):
    """Whether two pieces hold the same numbers."""
    return all(np.array_equal(getattr(one, field.name), getattr(other, field.name)) for field in fields(Piece))


@given(TEXTS, TEXTS, st.randoms(use_true_random=False))
def test_joined_pieces_are_the_piece_of_all_texts(first, second, dice):
    """Two batches put together in any order are one batch of these texts in that order."""
    order = list(range(len(first) + len(second)))
    dice.shuffle(order)
    taken = np.array(order)
    (left, left_terms), (right, right_terms) = cut(first, languages(first)), cut(second, languages(second))
    _, maps = merge([left_terms.to_pylist(), right_terms.to_pylist()])
    both = joined(
        [
            (left, maps[0], np.arange(len(first)), taken[: len(first)]),
            (right, maps[1], np.arange(len(second)), taken[len(first) :]),
        ],
        len(order),
    )
    texts = [text for _, text in sorted(zip(order, first + second, strict=True))]

    assert same(both, cut(texts, languages(texts))[0])
    assert texts_of(both).to_pylist() == texts


def test_used_terms_are_those_of_the_chosen_stories():
    """Of two stories, the second alone uses b and c."""
    piece, terms = cut(["a b", "b c"], languages("xy"))

    assert terms.to_pylist() == ["a", "b", "c"]
    assert used(piece, np.array([1]), 3).tolist() == [False, True, True]
