"""Stories cut into words and sentences, a batch at a time, and batches put together without cutting anything again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.compiled import compiled
from dashboard.corpus.flags import flags_of
from dashboard.corpus.locked import lock, locked
from dashboard.corpus.postings import article_terms
from dashboard.corpus.sentences import Sentences, split_sentences
from dashboard.corpus.tokens import Tokens, tokenise_arrow

# What the runs of stories are, by the offsets that bound them.
RUNS = {
    "article_tokens": ("term", "start", "end", "flags"),
    "article_sentences": ("sentence_widths", "sentence_start", "sentence_end", "is_heading"),
    "row_offsets": ("row_terms", "row_counts"),
    "article_letters": ("letters",),
}
OF_TERMS = ("term", "row_terms")


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
        row_offsets: Range of story i in row_terms and row_counts.
        row_terms: Term ids of each story, ascending.
        row_counts: How often each stands there.
        article_letters: Range of story i in letters.
        letters: The texts, as bytes of UTF-8.
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
    row_offsets: np.ndarray
    row_terms: np.ndarray
    row_counts: np.ndarray
    article_letters: np.ndarray
    letters: np.ndarray

    def __post_init__(self) -> None:
        lock(self)


def cut(texts: Sequence[str], languages: Sequence[str | None]) -> tuple[Piece, Any]:
    """Texts as integers, and the vocabulary of their term ids as an Arrow array.

    Example:
        >>> piece, terms = cut(["Talks open. Talks end."], ["en"])
        >>> terms.to_pylist(), piece.term.tolist(), piece.sentence_widths.tolist()
        (['end', 'open', 'talks'], [2, 1, 2, 0], [2, 2])
    """
    given = pa.array(texts, pa.large_string())
    stream, pieces = tokenise_arrow(given), split_sentences(texts, languages)
    bounds = _sentence_tokens(stream, pieces)
    opens = np.zeros(len(stream.term) + 1, np.uint8)
    opens[bounds[:-1]] = 1
    term, offsets = locked(stream.term), locked(stream.offsets)
    row_offsets, row_terms, row_counts = article_terms(term, offsets, len(stream.vocabulary))
    article_letters, letters = _letters(given)
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
        row_offsets=row_offsets,
        row_terms=row_terms,
        row_counts=row_counts,
        article_letters=article_letters,
        letters=letters,
    )
    return piece, stream.vocabulary


def _letters(given: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Where each text begins, and one past the last, among the bytes of all of them."""
    _, bounds, data = given.buffers()
    if data is None:
        return np.zeros(len(given) + 1, np.int64), np.zeros(0, np.uint8)
    offsets = np.frombuffer(bounds, np.int64, len(given) + 1)
    return offsets, np.frombuffer(data, np.uint8, offsets[-1])


def texts_of(piece: Piece) -> pa.Array:
    """The texts that a piece was cut from, not copied.

    Example:
        >>> texts_of(cut(["Talks open.", "多极化"], ["en", "zh"])[0]).to_pylist()
        ['Talks open.', '多极化']
    """
    return text_array(piece.article_letters, piece.letters)


def text_array(bounds: np.ndarray, letters: np.ndarray) -> pa.Array:
    """Texts as one Arrow array, from where each begins among the bytes of all of them; nothing is copied."""
    return pa.LargeStringArray.from_buffers(len(bounds) - 1, pa.py_buffer(bounds), pa.py_buffer(letters))


def _sentence_tokens(stream: Tokens, pieces: Sentences) -> np.ndarray:
    """Token range of each sentence: tokens are ordered, so one sorted search over (story, start) finds them."""
    story_of_token = np.repeat(np.arange(len(stream.offsets) - 1, dtype=np.int64), np.diff(stream.offsets))
    story_of_piece = np.repeat(np.arange(len(pieces.offsets) - 1, dtype=np.int64), np.diff(pieces.offsets))
    keys = (story_of_token << 32) | stream.start
    firsts = np.searchsorted(keys, (story_of_piece << 32) | pieces.start)
    return np.append(firsts, len(stream.term)).astype(np.int64)


def joined(picks: Sequence[tuple[Piece, np.ndarray, np.ndarray, np.ndarray]], n_stories: int) -> Piece:
    """One piece from parts of others, its stories in a new order; `runs` says from what."""
    return Piece(**dict(runs(picks, n_stories)))


def runs(
    picks: Sequence[tuple[Piece, np.ndarray, np.ndarray, np.ndarray]], n_stories: int
) -> Iterator[tuple[str, np.ndarray]]:
    """The arrays of the piece that `joined` gives, by name, one after the other: not all of them need be held at once.

    Args:
        picks: Per piece: the piece, the new id of each of its term ids (which keep their order), places of stories in
            it, and the places that they take in the new piece.
        n_stories: Stories of the new piece; every place from 0 on is taken once.
    """
    for by, names in RUNS.items():
        bounds = np.zeros(n_stories + 1, np.int64)
        for piece, _, places, taken in picks:
            given = getattr(piece, by)
            bounds[taken + 1] = given[places + 1] - given[places]
        bounds = np.cumsum(bounds)
        yield by, bounds
        for name in names:
            yield name, _run(picks, by, name, bounds)


def _run(picks: Sequence[tuple], by: str, name: str, bounds: np.ndarray) -> np.ndarray:
    """One array of the new piece, whose stories have these bounds in it."""
    kind = getattr(picks[0][0], name).dtype
    width = np.dtype(f"u{kind.itemsize}")  # numbers are copied by their bytes: a loop is compiled for each kind
    values = np.empty(bounds[-1], kind)
    for piece, ids, places, taken in picks:
        offsets, given = getattr(piece, by), getattr(piece, name)
        if name in OF_TERMS:
            _copy_terms((offsets, given), places, ids, (bounds, values), taken)
        else:
            _copy((offsets, given.view(width)), places, (bounds, values.view(width)), taken)
    return values


@compiled
def _copy(given: tuple, places: np.ndarray, made: tuple, taken: np.ndarray) -> None:
    """Copy the runs of some stories; given and made are (offsets, values).

    Runs are cut out first: with an index into the whole, the loop took four times as long.
    """
    offsets, values = given
    to_offsets, to_values = made
    for k in range(len(places)):
        run = values[offsets[places[k]] : offsets[places[k] + 1]]
        to = to_values[to_offsets[taken[k]] : to_offsets[taken[k] + 1]]
        for step in range(len(run)):
            to[step] = run[step]


@compiled
def _copy_terms(given: tuple, places: np.ndarray, ids: np.ndarray, made: tuple, taken: np.ndarray) -> None:
    """The same for term ids, each by its new id."""
    offsets, values = given
    to_offsets, to_values = made
    for k in range(len(places)):
        run = values[offsets[places[k]] : offsets[places[k] + 1]]
        to = to_values[to_offsets[taken[k]] : to_offsets[taken[k] + 1]]
        for step in range(len(run)):
            to[step] = ids[run[step]]


def used(piece: Piece, places: np.ndarray, n_terms: int) -> np.ndarray:
    """Which terms stand in some stories of a piece."""
    found = np.zeros(n_terms, bool)
    for low, high in zip(piece.row_offsets[places].tolist(), piece.row_offsets[places + 1].tolist(), strict=True):
        found[piece.row_terms[low:high]] = True
    return found
