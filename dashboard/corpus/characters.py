"""What each Unicode character is to a word, as arrays that the scanner indexes by code point.

Classes and lower-case forms come from the running Python's `unicodedata`, so that they agree with
everything else that this Python says about a character.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

# In this order: what may join two pieces, what continues a token, what starts one. The scanner compares by rank.
OTHER, APOSTROPHE, DOT, COMMA, MARK, LETTER, DIGIT, HAN = range(8)
GAP, LOOK = range(2)  # what `plain` holds where a byte is no ASCII letter or digit

# Letters of these blocks are written without spaces: each is a token. Han ideographs, Hiragana,
# Katakana, and the signs that repeat or lengthen them (Unicode's scripts Han, Hiragana, Katakana,
# and the kana signs that both share). First and last code point.
HAN_AND_KANA = (
    (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x3035), (0x3038, 0x303C), (0x3041, 0x3096), (0x309D, 0x309F),
    (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F), (0x16FE3, 0x16FE3), (0x1AFF0, 0x1B16F), (0x20000, 0x3FFFD),
)  # fmt: skip

# Planes 4 to 13 and the private planes hold no letters, marks or digits (a test watches this), so
# that a quarter of Unicode need be asked.
ASKED = (range(0x40000), range(0xE0000, 0xE0200))
CASED_BELOW = 0x1F000
EVERY_VALUE = 0x200000  # four bytes of broken UTF-8 can spell numbers up to here; behind U+10FFFF all are OTHER


@dataclass(frozen=True)
class Characters:
    """`kind` uint8 per code point below `EVERY_VALUE`; `folded` uint64 per code point below `CASED_BELOW`.

    `folded` packs the UTF-8 bytes of the lower-case form, first byte lowest; 0 means "as it stands".
    `plain` uint8 per byte: an ASCII letter or digit lower-cased; GAP for ASCII that always does; LOOK for
    bytes whose character must be looked up.
    """

    kind: np.ndarray
    folded: np.ndarray
    plain: np.ndarray


@lru_cache(maxsize=1)
def characters() -> Characters:
    """The tables of the running Python, built at first use (about 40 ms) and kept.

    Example:
        >>> table = characters()
        >>> [int(table.kind[ord(character)]) for character in "é多²"] == [LETTER, HAN, OTHER]
        True
        >>> int(table.folded[ord("É")]) == int.from_bytes("é".encode(), "little")
        True
    """
    kind, folded = _kinds(), _folded()
    plain = _plain(kind)
    for table in (kind, folded, plain):
        table.flags.writeable = False
    return Characters(kind, folded, plain)


def _kinds() -> np.ndarray:
    """The class of every code point; numbers that are not decimal digits (², ½, Ⅷ) are OTHER."""
    of_category = {"Nd": DIGIT, "Mn": MARK, "Mc": MARK, "Me": MARK}
    of_category.update(dict.fromkeys(("Lu", "Ll", "Lt", "Lm", "Lo"), LETTER))
    kind = np.zeros(EVERY_VALUE, dtype=np.uint8)
    for asked in ASKED:
        found = bytes(of_category.get(unicodedata.category(chr(code)), OTHER) for code in asked)
        kind[asked.start : asked.stop] = np.frombuffer(found, dtype=np.uint8)
    for first, last in HAN_AND_KANA:
        block = kind[first : last + 1]
        block[block == LETTER] = HAN
    for code in (0x3007, *range(0x3021, 0x302A), *range(0x3038, 0x303B)):
        kind[code] = HAN  # 〇 and the Hangzhou numerals: category Nl, script Han
    for text, value in (("'’", APOSTROPHE), (".", DOT), (",", COMMA)):
        for character in text:
            kind[ord(character)] = value
    return kind


def _folded() -> np.ndarray:
    """Lower-case forms where they differ, one code point at a time (so Σ is σ at a word's end too)."""
    folded = np.zeros(CASED_BELOW, dtype=np.uint64)
    for code in range(CASED_BELOW):
        character = chr(code)
        lower = character.lower()
        if lower != character:
            folded[code] = int.from_bytes(lower.encode("utf-8"), "little")
    folded[ord("’")] = ord("'")
    return folded


def _plain(kind: np.ndarray) -> np.ndarray:
    """The short cut for ASCII, which is nearly all of an English text."""
    plain = np.full(256, LOOK, dtype=np.uint8)
    for code in range(0x80):
        if LETTER <= kind[code] <= DIGIT:
            plain[code] = ord(chr(code).lower())
        elif kind[code] == OTHER:
            plain[code] = GAP
    return plain
