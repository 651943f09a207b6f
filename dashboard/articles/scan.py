"""What a compiled pass sees on the lines of a page: words, capitals, digits, and which patterns are worth a try."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numba
import numpy as np

from dashboard.articles import letters
from dashboard.articles.letters import WORD, codes_of, folds, kinds
from dashboard.articles.triggers import families

# Patterns and counts only ever see this much of a line: a line may be 50 MB long.
HEAD = 600
# And this much is split into words.
READ = 2000
WORDS, CAPITALS, SMALL, DIGITS, DECIMALS, COMMAS, STOPS, QUOTES, BARS, CLOCKS, HAN, ODD = range(12)
LETTER, UPPER, LOWER, DIGIT, DECIMAL = letters.LETTER, letters.UPPER, letters.LOWER, letters.DIGIT, letters.DECIMAL
APOSTROPHES = (ord("'"), ord("’"))
COMMA, BAR, BLANK, QUOTE, OPENING = (ord(char) for char in ',| "“')
CLOSING = (ord("."), ord("!"), ord("?"))


@dataclass(frozen=True, eq=False)
class Scan:
    """What stands on each line.

    Attributes:
        hits: The families of patterns that its first 600 characters may match, a bit each (see triggers.py).
        counts: Lines × twelve, of the first 600 characters: words, words with a capital, words with a small letter in
            front, digits, decimal digits, commas; whether there is a sentence's end inside, a quotation mark, a bar,
            the time of a clock. Of the first 2,000: Han and Kana, and letters that fold to several.
        folded: The words of its first 2,000 characters without regard to case, blanks between them.
    """

    hits: np.ndarray
    counts: np.ndarray
    folded: tuple[str, ...]


def scan(texts: Sequence[str]) -> Scan:
    """Look through the lines of a page once.

    Example:
        >>> found = scan(["Two leaders met at 10:30, he said.", "* A | b"])
        >>> found.counts[:, [WORDS, CAPITALS, DIGITS, COMMAS, BARS, CLOCKS]].tolist()
        [[6, 1, 4, 1, 0, 1], [2, 1, 0, 0, 1, 0]]
        >>> [line.split() for line in found.folded]
        [['two', 'leaders', 'met', 'at', 'he', 'said'], ['a', 'b']]
    """
    read = [text if len(text) <= READ else text[:READ] for text in texts]
    codes, ends = codes_of(read)
    counts, letters = _seen(codes, ends, kinds(), folds())
    whole = letters.tobytes().decode("utf-32-le")
    folded = [whole[start:end] for start, end in pairwise([0, *ends.tolist()])]
    for line in np.flatnonzero(counts[:, ODD]).tolist():
        folded[line] = " ".join(WORD.findall(read[line].casefold()))
    return Scan(families(codes, ends, most=HEAD), counts, tuple(folded))


@numba.njit(cache=True)
def _seen(codes: np.ndarray, ends: np.ndarray, kinds: np.ndarray, folds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    found, folded = np.zeros((len(ends), 12), np.int64), np.empty(len(codes), np.uint32)
    at = 0
    for line in range(len(ends)):
        end, own = ends[line], found[line]
        head = min(end, at + HEAD)
        inside = False  # a word goes on
        for place in range(at, end):
            code = codes[place]
            kind = kinds[code]
            folded[place] = folds[code]
            own[ODD] |= folds[code] == 0
            own[HAN] += 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF
            if kind & LETTER:
                if not inside and place < head:
                    own[WORDS] += 1
                    own[CAPITALS] += kind & UPPER > 0
                    own[SMALL] += kind & LOWER > 0
                own[DIGITS] += kind & DIGIT > 0 and place < head
                inside = True
                continue
            joins = inside and code in APOSTROPHES and place + 1 < end
            inside = joins and kinds[codes[place + 1]] & LETTER > 0
            if inside:
                folded[place] = code
            if place >= head:
                continue
            own[DIGITS] += kind & DIGIT > 0
            if kind & DECIMAL:
                own[DECIMALS] += 1
            elif code == COMMA:
                own[COMMAS] += 1
            elif code == BAR:
                own[BARS] = 1
            elif code in (QUOTE, OPENING):
                own[QUOTES] = 1
            elif code == ord(":"):
                if at < place < head - 2:
                    beside = kinds[codes[place - 1]] & kinds[codes[place + 1]] & kinds[codes[place + 2]]
                    own[CLOCKS] |= beside & DECIMAL > 0
            elif code in CLOSING and place < head - 2:
                after = codes[place + 2]
                opens = ord("A") <= after <= ord("Z") or after in (QUOTE, OPENING)
                own[STOPS] |= codes[place + 1] == BLANK and opens
        at = end
    return found, folded
