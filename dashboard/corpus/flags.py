"""What is true of a token beside its letters: how it hangs on the one before, a capital, the first of a sentence.

It is read off the text where that is cut, so that phrases are looked for later without any text.
"""

from functools import cache
from typing import Any

import numpy as np

from dashboard.compiled import compiled
from dashboard.corpus.locked import locked

# Joined to the one before by a blank or a hyphen, by a hyphen, begins with a capital, opens a sentence.
JOINED, HYPHEN, CAPITAL, OPENS = 1, 2, 4, 8

UPPER, BLANK, DASH = 1, 2, 4  # what is true of a character


def flags_of(texts: Any, tokens: tuple[np.ndarray, np.ndarray, np.ndarray], opens: np.ndarray) -> np.ndarray:
    """JOINED, HYPHEN, CAPITAL and OPENS of each token.

    Args:
        texts: A pyarrow large_string array without nulls.
        tokens: Where each text's tokens begin (one more than texts), and first code point and end of each token.
        opens: Whether a token is the first of a sentence; the first of a text always is.

    Example:
        >>> import pyarrow
        >>> places = np.array([0, 3]), np.array([0, 4, 10], np.uint32), np.array([3, 8, 12], np.uint32)
        >>> flags_of(pyarrow.array(["Win-wins, Xi"], pyarrow.large_string()), places, np.zeros(3, np.uint8)).tolist()
        [12, 3, 4]
    """
    offsets, start, end = (locked(array) for array in tokens)
    _, bounds, data = texts.buffers()
    if data is None or not len(start):
        return np.zeros(len(start), np.uint8)
    first = np.frombuffer(bounds, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return _flags((np.frombuffer(data, np.uint8), first), (offsets, start, end), opens, _look())


@cache
def _look() -> np.ndarray:
    """What the first 65,536 characters are to a phrase: a capital, a blank, a hyphen or dash."""
    look = np.zeros(1 << 16, np.uint8)
    for code in range(len(look)):
        look[code] = UPPER if chr(code).isupper() or chr(code).istitle() else 0
    look[[0x20, 0xA0, 0x202F]] = BLANK
    look[[0x2D, 0x2010, 0x2011, 0x2012, 0x2013]] = DASH
    return look


@compiled
def _flags(text: tuple, tokens: tuple, opens: np.ndarray, look: np.ndarray) -> np.ndarray:
    """The flags; text is (UTF-8 of all stories, first byte of each).

    Offsets of tokens are code points, so one cursor walks the bytes of a story once and counts its characters.
    """
    letters, text_offsets = text
    offsets, start, end = tokens
    flags = np.zeros(len(start), np.uint8)
    for row in range(len(offsets) - 1):
        spot, character = text_offsets[row], 0
        for token in range(offsets[row], offsets[row + 1]):
            here = np.int64(start[token])
            opening = token == offsets[row] or opens[token]
            gap = -1 if opening else here - np.int64(end[token - 1])
            flags[token] = OPENS if opening else JOINED if gap == 0 else 0
            for place in range(here - 1 if gap == 1 else here, here + 1):  # what parts two words, and the first letter
                while character < place:
                    spot += 1
                    character += letters[spot] & 0xC0 != 0x80
                sign = np.int64(letters[spot])
                if sign >= 0xF0:
                    continue
                if sign >= 0xE0:
                    sign = (sign & 0xF) << 12 | (letters[spot + 1] & 0x3F) << 6 | letters[spot + 2] & 0x3F
                elif sign >= 0xC0:
                    sign = (sign & 0x1F) << 6 | letters[spot + 1] & 0x3F
                if place == here:
                    flags[token] |= CAPITAL if look[sign] & UPPER else 0
                elif look[sign] & (BLANK | DASH):
                    flags[token] |= JOINED | (HYPHEN if look[sign] & DASH else 0)
    return flags
