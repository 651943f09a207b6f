"""What a compiled pass sees on the lines of a page: words, capitals, digits, and which patterns are worth a try."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dashboard.articles import letters
from dashboard.articles.letters import WORD, codes_of, folds, kinds
from dashboard.articles.triggers import families
from dashboard.compiled import compiled

# Patterns and counts only ever see this much of a line: a line may be 50 MB long.
HEAD = 600
# And this much is split into words.
READ = 2000
WORDS, CAPITALS, SMALL, DIGITS, DECIMALS, COMMAS, STOPS, QUOTES, BARS, CLOCKS, ASCII, FOREIGN = range(12)
ALL_WORDS, HAN, ODD = range(12, 15)
# Content words are those of three letters and more, cut to a stem of six.
LEAST, STEM = 3, 6
LETTER, UPPER, LOWER, DIGIT, DECIMAL = letters.LETTER, letters.UPPER, letters.LOWER, letters.DIGIT, letters.DECIMAL
APOSTROPHES = (ord("'"), ord("’"))
COMMA, BAR, BLANK, QUOTE, OPENING = (ord(char) for char in ',| "“')
CLOSING = (ord("."), ord("!"), ord("?"))


@dataclass(frozen=True, eq=False)
class Scan:
    """What stands on each line.

    Attributes:
        hits: The families of patterns that its first 600 characters may match, a bit each (see triggers.py).
        counts: Lines × fifteen, of the first 600 characters: words, words with a capital, words with a small letter
            in front, digits, decimal digits, commas; whether there is a sentence's end inside, a quotation mark, a
            bar, the time of a clock; letters of ASCII and others. Of the first 2,000: words, Han and Kana, and
            letters that fold to several.
        keys: The words of its first 600 characters without regard to case, a blank between them.
        stems: The content words of its first 2,000 characters, Han as it stands; a blank between them.
    """

    hits: np.ndarray
    counts: np.ndarray
    keys: Sequence[str]
    stems: Sequence[str]


def scan(texts: Sequence[str]) -> Scan:
    """Look through the lines of a page once.

    Example:
        >>> found = scan(["Two leaders met at 10:30, he said.", "* A | b"])
        >>> found.counts[:, [WORDS, CAPITALS, DIGITS, COMMAS, BARS, CLOCKS]].tolist()
        [[6, 1, 4, 1, 0, 1], [2, 1, 0, 0, 1, 0]]
        >>> list(zip(found.keys, found.stems))
        [('two leaders met at he said', 'two leader met said'), ('a b', '')]
    """
    read = [text if len(text) <= READ else text[:READ] for text in texts]
    codes, ends = codes_of(read)
    sizes, *found = _words(codes, ends, kinds(), folds())
    counts = np.hstack((_counts(codes, ends, kinds()), sizes))
    keys, stems = (_texts(*texts) for texts in found)
    for line in np.flatnonzero(counts[:, ODD]).tolist():
        words = WORD.findall(read[line].casefold())
        keys[line] = " ".join(WORD.findall(read[line][:HEAD].casefold()))
        stems[line] = " ".join(word[:STEM] for word in words if len(word) >= LEAST)
    return Scan(families(codes, ends, most=HEAD), counts, keys, stems)


def _texts(codes: np.ndarray, ends: np.ndarray) -> list[str]:
    """Texts that each end in a blank, without it."""
    whole = codes[: ends[-1]].tobytes().decode("utf-32-le") if len(ends) else ""
    return [whole[start : end - 1] for start, end in pairwise([0, *ends.tolist()])]


@compiled
def _counts(codes: np.ndarray, ends: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    found = np.zeros((len(ends), 12), np.int64)
    at = 0
    for line in range(len(ends)):
        end, own = min(ends[line], at + HEAD), found[line]
        inside = False  # a word goes on
        for place in range(at, end):
            code = codes[place]
            kind = kinds[code]
            own[DIGITS] += kind & DIGIT > 0
            if kind & LETTER:
                own[ASCII if code < 128 else FOREIGN] += 1
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
        at = ends[line]
    return found


@compiled
def _words(
    codes: np.ndarray, ends: np.ndarray, kinds: np.ndarray, folds: np.ndarray
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Words, Han and letters that fold to several; keys and stems, a blank behind each word or line without words."""
    found = np.zeros((len(ends), 3), np.int64)
    keys, stems = np.full((2, len(codes) + len(ends)), np.uint32(BLANK))
    key_ends, stem_ends = np.zeros((2, len(ends)), np.int64)
    at = key = stem = 0
    for line in range(len(ends)):
        key_start, stem_start, length = key, stem, 0  # `length` of the word that goes on
        for place in range(at, ends[line] + 1):
            code = codes[place] if place < ends[line] else np.uint32(BLANK)
            letter = folds[code] if kinds[code] & LETTER else code
            found[line, 1] += 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF
            found[line, 2] += folds[code] == 0
            joins = length > 0 and code in APOSTROPHES and place + 1 < ends[line]
            if kinds[code] & LETTER or (joins and kinds[codes[place + 1]] & LETTER):
                if place < at + HEAD and (kinds[code] & LETTER or place + 1 < at + HEAD):
                    keys[key] = letter
                    key += 1
                if length < STEM:
                    stems[stem] = letter
                    stem += 1
                length += 1
            elif length:
                found[line, 0] += 1
                key += keys[key - 1] != BLANK  # a word that begins behind the head has no place among the keys
                stem += 1 if length >= LEAST else -length
                stems[stem] = BLANK
                length = 0
        key, stem = max(key, key_start + 1), max(stem, stem_start + 1)
        key_ends[line], stem_ends[line], at = key, stem, ends[line]
    return found, (keys, key_ends), (stems, stem_ends)
