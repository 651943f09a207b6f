"""What a compiled pass counts on the lines of a page: words, capitals, digits, and which patterns are worth a try."""

from collections.abc import Sequence
from dataclasses import dataclass

import numba
import numpy as np

from dashboard.articles import letters
from dashboard.articles.letters import codes_of, kinds
from dashboard.articles.lines import HEAD
from dashboard.articles.triggers import families

WORDS, CAPITALS, SMALL, DIGITS, DECIMALS, COMMAS, STOPS, QUOTES, BARS, CLOCKS = range(10)
LETTER, UPPER, LOWER, DIGIT, DECIMAL = letters.LETTER, letters.UPPER, letters.LOWER, letters.DIGIT, letters.DECIMAL
APOSTROPHES = (ord("'"), ord("’"))
COMMA, BAR, BLANK, QUOTE, OPENING = (ord(char) for char in ',| "“')
CLOSING = (ord("."), ord("!"), ord("?"))


@dataclass(frozen=True, eq=False)
class Scan:
    """Numbers per line, of its first 600 characters.

    Attributes:
        hits: The families of patterns that the line may match, a bit each (see triggers.py).
        counts: Lines × ten: words, words with a capital, words with a small letter in front, digits, decimal digits,
            commas; and whether there is a sentence's end inside, a quotation mark, a bar, the time of a clock.
    """

    hits: np.ndarray
    counts: np.ndarray


def scan(texts: Sequence[str]) -> Scan:
    """Look through the lines of a page once.

    Example:
        >>> found = scan(["Two leaders met at 10:30, he said.", "* A | b"])
        >>> found.counts[:, [WORDS, CAPITALS, DIGITS, COMMAS, BARS, CLOCKS]].tolist()
        [[6, 1, 4, 1, 0, 1], [2, 1, 0, 0, 1, 0]]
    """
    heads = [text if len(text) <= HEAD else text[:HEAD] for text in texts]
    return Scan(families(heads), _counts(*codes_of(heads), kinds()))


@numba.njit(cache=True)
def _counts(codes: np.ndarray, ends: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    found = np.zeros((len(ends), 10), np.int64)
    at = 0
    for line in range(len(ends)):
        end, own = ends[line], found[line]
        inside = False  # a word goes on
        for place in range(at, end):
            code = codes[place]
            kind = kinds[code]
            own[DIGITS] += kind & DIGIT > 0
            if kind & LETTER:
                if not inside:
                    own[WORDS] += 1
                    own[CAPITALS] += kind & UPPER > 0
                    own[SMALL] += kind & LOWER > 0
                inside = True
                continue
            joins = inside and code in APOSTROPHES and place + 1 < end
            inside = joins and kinds[codes[place + 1]] & LETTER > 0
            if kind & DECIMAL:
                own[DECIMALS] += 1
            elif code == COMMA:
                own[COMMAS] += 1
            elif code == BAR:
                own[BARS] = 1
            elif code in (QUOTE, OPENING):
                own[QUOTES] = 1
            elif code == ord(":"):
                if at < place < end - 2:
                    beside = kinds[codes[place - 1]] & kinds[codes[place + 1]] & kinds[codes[place + 2]]
                    own[CLOCKS] |= beside & DECIMAL > 0
            elif code in CLOSING and place < end - 2:
                after = codes[place + 2]
                opens = ord("A") <= after <= ord("Z") or after in (QUOTE, OPENING)
                own[STOPS] |= codes[place + 1] == BLANK and opens
        at = end
    return found
