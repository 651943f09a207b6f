"""Stories cut into words and sentences, a batch at a time, and batches put together without cutting anything again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.corpus.compiled import compiled
from dashboard.corpus.flags import flags_of
from dashboard.corpus.locked import lock
from dashboard.corpus.sentences import Sentences, split_sentences
from dashboard.corpus.tokens import Tokens, tokenise_arrow

BY_SENTENCE = ("sentence_widths", "sentence_start", "sentence_end")


@dataclass(frozen=True, eq=False)
class Piece:
    """Some stories as integers, in any order; term ids are those of the vocabulary that comes with it.

    Attributes:
        article_tokens: Token range of story i is article_tokens[i] to article_tokens[i + 1].
        article_sentences: Sentence range of story i, in the same way.
        sentence_widths: Tokens of each sentence.
        sentence_start: First code point of each sentence.
        sentence_end: One past its last code point.
        is_heading: 1 for a heading.
        term: Term id of each token.
        start: First code point of each token.
        end: One past its last code point.
        flags: How it stands in its text (`flags.py`).
    """

    article_tokens: np.ndarray
    article_sentences: np.ndarray
    sentence_widths: np.ndarray
    sentence_start: np.ndarray
    sentence_end: np.ndarray
    is_heading: np.ndarray
    term: np.ndarray
    start: np.ndarray
    end: np.ndarray
    flags: np.ndarray

    def __post_init__(self) -> None:
        lock(self)


def cut(texts: Sequence[str], languages: Sequence[str | None]) -> tuple[Piece, Any]:
    """Texts as integers, and the vocabulary of their term ids as an Arrow array.

    Example:
        >>> piece, terms = cut(["Talks open. Talks end."], ["en"])
        >>> terms.to_pylist(), piece.term.tolist(), piece.sentence_widths.tolist()
        (['end', 'open', 'talks'], [2, 1, 2, 0], [2, 2])
    """
    import pyarrow as pa

    given = pa.array(texts, pa.large_string())
    stream, pieces = tokenise_arrow(given), split_sentences(texts, languages)
    bounds = _sentence_tokens(stream, pieces)
    opens = np.zeros(len(stream.term) + 1, np.uint8)
    opens[bounds[:-1]] = 1
    piece = Piece(
        article_tokens=stream.offsets,
        article_sentences=pieces.offsets,
        sentence_widths=np.diff(bounds).astype(np.uint32),
        sentence_start=pieces.start,
        sentence_end=pieces.end,
        is_heading=pieces.is_heading.astype(np.uint8),
        term=stream.term,
        start=stream.start,
        end=stream.end,
        flags=flags_of(given, (stream.offsets, stream.start, stream.end), opens),
    )
    return piece, stream.vocabulary


def _sentence_tokens(stream: Tokens, pieces: Sentences) -> np.ndarray:
    """Token range of each sentence: tokens are ordered, so one sorted search over (story, start) finds them."""
    story_of_token = np.repeat(np.arange(len(stream.offsets) - 1, dtype=np.int64), np.diff(stream.offsets))
    story_of_piece = np.repeat(np.arange(len(pieces.offsets) - 1, dtype=np.int64), np.diff(pieces.offsets))
    keys = (story_of_token << 32) | stream.start
    firsts = np.searchsorted(keys, (story_of_piece << 32) | pieces.start)
    return np.append(firsts, len(stream.term)).astype(np.int64)


def joined(picks: Sequence[tuple[Piece, np.ndarray, np.ndarray, np.ndarray]], n_stories: int) -> Piece:
    """One piece from parts of others, its stories in a new order.

    Args:
        picks: Per piece: the piece, the new id of each of its term ids, places of stories in it, and the places that
            they take in the new piece.
        n_stories: Stories of the new piece; every place from 0 on is taken once.
    """
    tokens, sentences = np.zeros(n_stories + 1, np.int64), np.zeros(n_stories + 1, np.int64)
    for piece, _, places, taken in picks:
        tokens[taken + 1] = (piece.article_tokens[places + 1] - piece.article_tokens[places]).astype(np.int64)
        sentences[taken + 1] = (piece.article_sentences[places + 1] - piece.article_sentences[places]).astype(np.int64)
    tokens, sentences = np.cumsum(tokens), np.cumsum(sentences)
    n_tokens, n_sentences = int(tokens[-1]), int(sentences[-1])
    per_token = {name: np.empty(n_tokens, np.uint32) for name in ("start", "end")}
    per_sentence = {name: np.empty(n_sentences, np.uint32) for name in BY_SENTENCE}
    is_heading, flags = np.empty(n_sentences, np.uint8), np.empty(n_tokens, np.uint8)
    term = np.empty(n_tokens, np.int32)
    for piece, ids, places, taken in picks:
        _copy_terms((piece.article_tokens, piece.term), places, ids, (tokens, term), taken)
        for name, made in per_token.items():
            _copy((piece.article_tokens, getattr(piece, name)), places, (tokens, made), taken)
        for name, made in per_sentence.items():
            _copy((piece.article_sentences, getattr(piece, name)), places, (sentences, made), taken)
        _copy((piece.article_sentences, piece.is_heading), places, (sentences, is_heading), taken)
        _copy((piece.article_tokens, piece.flags), places, (tokens, flags), taken)
    return Piece(tokens, sentences, is_heading=is_heading, term=term, flags=flags, **per_token, **per_sentence)


@compiled
def _copy(given: tuple, places: np.ndarray, made: tuple, taken: np.ndarray) -> None:
    """Copy the runs of some stories; given and made are (offsets, values)."""
    offsets, values = given
    to_offsets, to_values = made
    for k in range(len(places)):
        low, to = offsets[places[k]], to_offsets[taken[k]]
        for step in range(offsets[places[k] + 1] - low):
            to_values[to + step] = values[low + step]


@compiled
def _copy_terms(given: tuple, places: np.ndarray, ids: np.ndarray, made: tuple, taken: np.ndarray) -> None:
    """The same for term ids, each by its new id."""
    offsets, values = given
    to_offsets, to_values = made
    for k in range(len(places)):
        low, to = offsets[places[k]], to_offsets[taken[k]]
        for step in range(offsets[places[k] + 1] - low):
            to_values[to + step] = ids[values[low + step]]


@compiled
def used(term: np.ndarray, offsets: np.ndarray, places: np.ndarray, n_terms: int) -> np.ndarray:
    """Which terms stand in some stories of a piece."""
    found = np.zeros(n_terms, np.bool_)
    for place in places:
        for token in range(offsets[place], offsets[place + 1]):
            found[term[token]] = True
    return found
