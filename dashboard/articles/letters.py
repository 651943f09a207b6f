"""What each character is, as bits in one table, where compiled passes look it up; and which script a text is in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

INSIDE, LETTER, UPPER, LOWER, DIGIT, DECIMAL = (1 << n for n in range(6))
# No letter or digit of Unicode lies above this.
LAST = 0x33480
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
ASCII_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FOREIGN_LETTERS = re.compile(r"[^\W\d_\x00-\x7f]+")
ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}


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


@lru_cache(maxsize=1)
def folds() -> np.ndarray:
    """Code point → the letter it is taken for where case does not count, a blank for all but letters.

    0 stands for the hundred letters that fold to several (`ß`) or to none: their texts are folded by Python.

    Example:
        >>> [chr(folds()[ord(char)]) for char in "aB1_"], int(folds()[ord("ß")])
        (['a', 'b', ' ', ' '], 0)
    """
    is_letter = kinds() & LETTER > 0
    table = np.where(is_letter, np.arange(0x110000, dtype=np.uint32), np.uint32(ord(" ")))
    for char in map(chr, range(LAST)):
        folded = char.casefold()
        if folded != char:
            single = len(folded) == 1 and is_letter[ord(folded)] == is_letter[ord(char)]
            table[ord(char)] = (ord(folded) if is_letter[ord(char)] else ord(" ")) if single else 0
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


def script_of(text: str) -> str:
    """The script of most letters: LATIN, CYRILLIC, CJK …; empty without letters.

    Example:
        >>> script_of("Xi 习近平主席"), script_of("2024")
        ('CJK', '')
    """
    ascii_only = text.encode("ascii", "ignore")
    n_latin = len(ascii_only) - len(ascii_only.translate(None, ASCII_LETTERS))
    if n_latin > len(text) - len(ascii_only):  # whatever the others are, they are fewer
        return "LATIN"
    foreign = "".join(FOREIGN_LETTERS.findall(text)) if len(ascii_only) < len(text) else ""
    if not foreign:
        return "LATIN" if n_latin else ""
    scripts = {_script(char) for char in set(foreign)}
    counts = Counter({scripts.pop(): len(foreign)}) if len(scripts) == 1 else Counter(map(_script, foreign))
    counts["LATIN"] += n_latin
    return max(counts.items(), key=lambda pair: pair[1])[0]


@lru_cache(maxsize=65_536)
def _script(char: str) -> str:
    first = unicodedata.name(char, "OTHER").split(" ")[0].split("-")[0]
    return ONE_SCRIPT.get(first, first)
