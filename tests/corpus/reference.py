"""What a token is, in plain Python: slow, readable, and the definition that the compiled scanner is held to.

Three steps: the text is cut into pieces, neighbouring pieces are joined across one character
that belongs inside a word, and the term is read off the joined span.
"""

import unicodedata
from dataclasses import dataclass

APOSTROPHES = "'’"

# Letters of these blocks are written without spaces: Han ideographs, Hiragana, Katakana and the
# marks that repeat or lengthen them.
HAN_AND_KANA = (
    (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x3035), (0x3038, 0x303C), (0x3041, 0x3096), (0x309D, 0x309F),
    (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F), (0x16FE3, 0x16FE3), (0x1AFF0, 0x1B16F), (0x20000, 0x3FFFD),
)  # fmt: skip


def is_han_or_kana(character: str) -> bool:
    """A letter, or a number sign such as 〇, of a script that puts no spaces between words."""
    inside = any(first <= ord(character) <= last for first, last in HAN_AND_KANA)
    return inside and (unicodedata.category(character)[0] == "L" or unicodedata.category(character) == "Nl")


def is_letter(character: str) -> bool:
    """A letter that builds words together with its neighbours."""
    return unicodedata.category(character)[0] == "L" and not is_han_or_kana(character)


def is_digit(character: str) -> bool:
    """A decimal digit of any script; superscripts, fractions and Roman numeral signs are none."""
    return unicodedata.category(character) == "Nd"


def is_mark(character: str) -> bool:
    """An accent or vowel sign: part of the character before it."""
    return unicodedata.category(character)[0] == "M"


@dataclass(frozen=True)
class Piece:
    """A run of characters with nothing between them: `text` is `start` to `end` of the whole."""

    start: int
    end: int
    text: str

    @property
    def bases(self) -> str:
        """The piece without its marks."""
        return "".join(character for character in self.text if not is_mark(character))

    @property
    def is_word(self) -> bool:
        """False for a Han or Kana character, which is never joined to anything."""
        return not is_han_or_kana(self.text[0])

    @property
    def is_single_letter(self) -> bool:
        """One letter, with or without marks."""
        return len(self.bases) == 1 and is_letter(self.bases)


def pieces(text: str) -> list[Piece]:
    """Maximal runs of letters, digits and the marks after them; each Han or Kana character apart.

    A mark that follows none of these (the colour sign of an emoji) belongs to no token.
    """
    found: list[Piece] = []
    place = 0
    while place < len(text):
        start = place
        if is_han_or_kana(text[place]):
            place += 1
            while place < len(text) and is_mark(text[place]):
                place += 1
        elif is_letter(text[place]) or is_digit(text[place]):
            while place < len(text) and (is_letter(text[place]) or is_digit(text[place]) or is_mark(text[place])):
                place += 1
        else:
            place += 1
            continue
        found.append(Piece(start, place, text[start:place]))
    return found


def joint(text: str, left: Piece, right: Piece) -> str:
    """Why two neighbouring pieces are one token: "apostrophe", "number", "initials"; or "" when they are not."""
    if right.start - left.end != 1 or not (left.is_word and right.is_word):
        return ""
    between, before, after = text[left.end], left.bases[-1], right.text[0]
    if between in APOSTROPHES and is_letter(before) and is_letter(after):
        return "apostrophe"
    if between in ".," and is_digit(before) and is_digit(after):
        return "number"
    if between == "." and left.is_single_letter and right.is_single_letter:
        return "initials"
    return ""


def term_of(span: str) -> str:
    """The span lower-cased code point by code point, ’ folded to ', a final 's dropped."""
    term = "".join(character.lower() for character in span).replace("’", "'")
    return term.removesuffix("'s")


def tokens(text: str) -> list[tuple[str, int, int]]:
    """(term, start, end) of every token, in order.

    Example:
        >>> tokens("U.S. trade")
        [('u.s.', 0, 4), ('trade', 5, 10)]
    """
    found: list[tuple[str, int, int]] = []
    cut = pieces(text)
    place = 0
    while place < len(cut):
        start, why = cut[place].start, ""
        while place + 1 < len(cut) and (next_why := joint(text, cut[place], cut[place + 1])):
            place, why = place + 1, next_why
        end = cut[place].end
        if why == "initials" and text[end : end + 1] == ".":
            end += 1  # the last dot of U.S. belongs to it
        found.append((term_of(text[start:end]), start, end))
        place += 1
    return found
