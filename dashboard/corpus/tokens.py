"""Texts to tokens: what a token is, and where each stands.

A token is a maximal run of Unicode letters, marks and decimal digits, in which are kept:

- an apostrophe (' or ’) between letters: `don't`, `O’Brien`;
- a `.` or `,` between digits: `3,000.50`;
- the dots of a chain of two or more single letters, the last one included: `U.S.`, `e.g.`, but not `J. Smith`.

A hyphen or dash separates, as does everything else. A mark belongs to the character before it, and one that
follows no letter or digit (the colour sign of an emoji) to no token. Numbers that are no decimal digits (², ½, Ⅷ)
are none here. Each Han or Kana character is a token of its own.

The term is the token lower-cased code point by code point, ’ folded to ', a final 's dropped from the term but not
from the span: `Xi's` is the term `xi`, four characters long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dashboard.corpus.characters import characters
from dashboard.corpus.scanner import scan


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch of texts; those of text t are places offsets[t] to offsets[t + 1].

    term: int32 per token, a place in `vocabulary`.
    start, end: uint32 per token, code points in its text, end excluded.
    offsets: int64, one more than there are texts.
    vocabulary: every term of the batch once, sorted by code point; a list, or an Arrow array where texts came as one.
    """

    term: np.ndarray
    start: np.ndarray
    end: np.ndarray
    offsets: np.ndarray
    vocabulary: Any


def tokenise(texts: Sequence[str]) -> Tokens:
    """Cut texts into tokens.

    Every token is one occurrence; start and end are code points of its own text. Lone surrogates separate.

    Example:
        >>> found = tokenise(["Xi's visit", "A visit to the U.S."])
        >>> [found.vocabulary[term] for term in found.term]
        ['xi', 'visit', 'a', 'visit', 'to', 'the', 'u.s.']
        >>> found.offsets.tolist(), found.start[:2].tolist(), found.end[:2].tolist()
        ([0, 2, 7], [0, 5], [4, 10])
    """
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    bounds = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(data) for data in encoded], out=bounds[1:])
    return tokenise_buffer(b"".join(encoded), bounds)


def tokenise_arrow(texts: Any) -> Tokens:
    """Cut the texts of a pyarrow string or large_string array into tokens; neither they nor terms become Python's.

    A null counts as an empty text. Chunked arrays are for the caller to take chunk by chunk.

    Example:
        >>> import pyarrow
        >>> tokenise_arrow(pyarrow.array(["多极化", None])).vocabulary.to_pylist()
        ['化', '多', '极']
    """
    import pyarrow.compute as pc

    texts = texts.fill_null("") if texts.null_count else texts
    width = np.int64 if str(texts.type) == "large_string" else np.int32
    _, bounds, data = texts.buffers()
    if len(texts) == 0 or data is None:
        return _read(b"", np.zeros(len(texts) + 1, dtype=np.int64))
    kept = np.frombuffer(bounds, dtype=width)[texts.offset : texts.offset + len(texts) + 1]
    found = _read(data, kept.astype(np.int64))
    order = pc.sort_indices(found.vocabulary)  # bytes of UTF-8 sort as code points do
    return _in_order(found, order.to_numpy(), found.vocabulary.take(order))


def tokenise_buffer(data: Any, bounds: np.ndarray) -> Tokens:
    """Cut texts that lie back to back in one UTF-8 buffer; text t is bytes bounds[t] to bounds[t + 1].

    Args:
        data: bytes or anything with the buffer interface; valid UTF-8.
        bounds: int64, ascending, one more than there are texts.

    Raises:
        ValueError: the bounds do not fit the buffer.

    Example:
        >>> tokenise_buffer(b"one two", np.array([0, 4, 7])).offsets.tolist()
        [0, 1, 2]
    """
    found = _read(data, bounds)
    seen = found.vocabulary.to_pylist()
    order = sorted(range(len(seen)), key=seen.__getitem__)
    return _in_order(found, order, [seen[k] for k in order])


def _read(data: Any, bounds: np.ndarray) -> Tokens:
    """The tokens of texts in a buffer, their vocabulary an Arrow array in order of first sight."""
    octets = (np.frombuffer(data, dtype=np.uint8) if len(data) else np.zeros(0, dtype=np.uint8)).view()
    octets.flags.writeable = False  # one kind of array only: numba would compile the scan again for another
    bounds = np.ascontiguousarray(bounds, dtype=np.int64)
    if len(bounds) == 0 or bounds[0] < 0 or bounds[-1] > len(octets) or (np.diff(bounds) < 0).any():
        raise ValueError(f"The bounds of {len(bounds) - 1} texts do not ascend inside a buffer of {len(octets)} bytes.")
    table = characters()
    (term, start, end, n_tokens), offsets, store = scan(octets, bounds, (table.kind, table.folded, table.plain))
    return Tokens(term[:n_tokens], start[:n_tokens], end[:n_tokens], offsets, _terms(*store))


def _in_order(found: Tokens, order: Sequence[int] | np.ndarray, vocabulary: Any) -> Tokens:
    """The same tokens with their vocabulary sorted; `order` holds the places of its terms before."""
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return replace(found, term=place[found.term], vocabulary=vocabulary)


def _terms(words: np.ndarray, first: np.ndarray, n_terms: int) -> Any:
    """The terms as an Arrow array in order of first sight; the words hold their bytes, lowest first, zeros behind."""
    import pyarrow as pa

    data = words[: first[n_terms]].astype("<u8", copy=False).view(np.uint8)
    is_byte = data != 0
    bounds = np.concatenate([[0], np.cumsum(is_byte, dtype=np.int64)])[first[: n_terms + 1] * 8]
    return pa.LargeStringArray.from_buffers(n_terms, pa.py_buffer(bounds), pa.py_buffer(data[is_byte]))
