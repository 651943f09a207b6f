"""What each character is, as bits in one table: compiled passes over texts look it up there."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

INSIDE, LETTER, UPPER, LOWER, DIGIT, DECIMAL = (1 << n for n in range(6))
# No letter or digit of Unicode lies above this.
LAST = 0x33480


@lru_cache(maxsize=1)
def kinds() -> np.ndarray:
    r"""Code point → bits: inside a word, letter, upper case, lower case, digit, decimal digit.

    Inside a word is what the pattern `\w` matches, a decimal digit what `\d` does, and a letter any other
    sign inside a word but the low line.

    Example:
        >>> [int(kinds()[ord(char)]) for char in "aB1_ "]
        [11, 7, 49, 1, 0]
    """
    chars = "".join(map(chr, range(LAST)))
    table = np.zeros(0x110000, np.uint8)
    table[:LAST] |= _flags(str.isalnum, chars) * np.uint8(INSIDE)
    table[:LAST] |= _flags(str.isupper, chars) * np.uint8(UPPER)
    table[:LAST] |= _flags(str.islower, chars) * np.uint8(LOWER)
    table[:LAST] |= _flags(str.isdigit, chars) * np.uint8(DIGIT)
    table[:LAST] |= _flags(str.isdecimal, chars) * np.uint8(DECIMAL)
    table[(table & (INSIDE | DECIMAL)) == INSIDE] |= LETTER
    table[ord("_")] |= INSIDE
    return table


def _flags(is_one: Callable[[str], bool], chars: str) -> np.ndarray:
    return np.fromiter(map(is_one, chars), np.uint8, len(chars))


def codes_of(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The code points of some texts, one after the other, and where each ends.

    Example:
        >>> codes, ends = codes_of(["ab", "", "c"])
        >>> codes.tolist(), ends.tolist()
        ([97, 98, 99], [2, 2, 3])
    """
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes, np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
