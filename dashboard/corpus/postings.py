"""Two indexes of a token stream: where each term stands, and how often it stands in each story."""

import numba
import numpy as np


@numba.njit(cache=True, nogil=True)
def _places(term: np.ndarray, n_terms: int) -> tuple[np.ndarray, np.ndarray]:
    """Token positions grouped by term, ascending inside each group: a counting sort."""
    offsets = np.zeros(n_terms + 1, np.int64)
    for slot in term:
        offsets[slot + 1] += 1
    offsets = np.cumsum(offsets)
    free = offsets[:-1].copy()
    places = np.empty(len(term), np.uint32)
    for position in range(len(term)):
        slot = term[position]
        places[free[slot]] = position
        free[slot] += 1
    return offsets, places


def postings(term: np.ndarray, n_terms: int) -> tuple[np.ndarray, np.ndarray]:
    """Where each term stands: offsets (one more than terms) into ascending token positions.

    Example:
        >>> offsets, places = postings(np.array([1, 0, 1], np.int32), 2)
        >>> offsets.tolist(), places.tolist()
        ([0, 1, 3], [1, 0, 2])
    """
    return _places(term, n_terms)


@numba.njit(cache=True, nogil=True)
def _rows(posting_offsets: np.ndarray, posting_tokens: np.ndarray, article_tokens: np.ndarray) -> tuple:
    """Story × term counts from postings: walking terms in order leaves each story's terms ascending.

    The story of a token comes from a table of every 64th token and a step or two: a binary search per token was the
    slowest part, and a table of all tokens is too big for the processor's own memory.
    """
    n_articles = len(article_tokens) - 1
    near = np.zeros((article_tokens[-1] >> 6) + 1, np.int32)
    row = 0
    for block in range(len(near)):
        while row < n_articles - 1 and article_tokens[row + 1] <= block << 6:
            row += 1
        near[block] = row
    widths = np.zeros(n_articles + 1, np.int64)
    for term in range(len(posting_offsets) - 1):
        last = -1
        for place in range(posting_offsets[term], posting_offsets[term + 1]):
            position = posting_tokens[place]
            row = near[position >> 6]
            while article_tokens[row + 1] <= position:
                row += 1
            if row != last:
                widths[row + 1] += 1
                last = row
    offsets = np.cumsum(widths)
    free = offsets[:-1].copy()
    terms = np.empty(offsets[-1], np.int32)
    counts = np.zeros(offsets[-1], np.int32)
    for term in range(len(posting_offsets) - 1):
        last = -1
        for place in range(posting_offsets[term], posting_offsets[term + 1]):
            position = posting_tokens[place]
            row = near[position >> 6]
            while article_tokens[row + 1] <= position:
                row += 1
            if row != last:
                terms[free[row]] = term
                free[row] += 1
                last = row
            counts[free[row] - 1] += 1
    return offsets, terms, counts


def article_terms(
    posting_offsets: np.ndarray, posting_tokens: np.ndarray, article_tokens: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How often each term stands in each story, as CSR: offsets, term ids (ascending), counts.

    Example:
        >>> offsets, places = postings(np.array([1, 0, 1, 1], np.int32), 2)
        >>> [part.tolist() for part in article_terms(offsets, places, np.array([0, 3, 4]))]
        [[0, 2, 3], [0, 1, 1], [1, 2, 1]]
    """
    return _rows(posting_offsets, posting_tokens, article_tokens)
