"""The rule language: what a person writes to look for, read into patterns of words.

::

    shared future            the words in this order, side by side; case and hyphens never matter
    multipolar*              words that start so
    [world|global] order     one of the choices, each one word or several
    victory ~3 war           up to 3 words may stand between
    =May day                 this word exactly as written, capitals included
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from dashboard.corpus.tokens import tokenise
from dashboard.errors import SettingsError

LONGEST_GAP = 20
LONGEST_MATCH = 64  # words; a matcher keeps the reachable places in one 64-bit word
MOST_VARIANTS = 500

Slip = Callable[[str, str], SettingsError]  # (what is there, what to do) → the error to raise

_PIECES = re.compile(r"[\[\]|]|[^\s\[\]|]+")
_GLUED = re.compile(r"[^\s\[\]|]\[|\][^\s\[\]|]")


@dataclass(frozen=True)
class Word:
    """One word of a rule: `text` is a term; `prefix` lets it go on; `exact` is how the text must write it."""

    text: str
    prefix: bool = False
    exact: str = ""


@dataclass(frozen=True)
class Element:
    """One place of a rule: its choices, each one word or several, and how many words may stand before it."""

    choices: tuple[tuple[Word, ...], ...]
    gap: int = 0


@dataclass(frozen=True, eq=False)  # one is itself: hashing all its words took longer than looking them up
class Pattern:
    """A rule that was understood."""

    text: str
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class Slot:
    """One word of a variant: any of `words` fits; up to `gap` words may stand between it and the one before."""

    words: tuple[Word, ...]
    gap: int = 0


def parse(text: str, *, where: str = "The rule") -> Pattern:
    """Read one rule.

    Args:
        text: The rule as a person wrote it.
        where: Starts every message, e.g. "data/themes.toml: theme 'trade': rule".

    Returns:
        The rule as places in order, its words cut by the tokeniser that cuts the stories.

    Raises:
        SettingsError: a bracket, bar, gap or star stands where the language has none, or no word is left.

    Example:
        >>> [len(element.choices) for element in parse("[world|global] ~2 order*").elements]
        [2, 1]
        >>> parse("[world|global order")
        Traceback (most recent call last):
        dashboard.errors.SettingsError: The rule '[world|global order': a [ is not closed. Write [one|other word].
    """
    slip = _slip(f"{where} {text[:200]!r}")
    if _GLUED.search(text):
        raise slip("a bracket touches a word", "Choices stand as words of their own: put a space before [ and after ].")
    pattern = Pattern(text, tuple(_elements(_PIECES.findall(text), slip)))
    if not pattern.elements:
        raise slip("there is no letter or digit", "At least one word belongs there.")
    if sum(1 + element.gap for element in pattern.elements) > LONGEST_MATCH:
        raise slip(f"it can stretch over more than {LONGEST_MATCH} words", "Shorten it or its gaps.")
    variants(pattern, slip)
    return pattern


def variants(pattern: Pattern, slip: Slip | None = None) -> list[tuple[Slot, ...]]:
    """Every way to say a rule word by word: choices of several words are written out, single words stay sets.

    Example:
        >>> [[word.text for slot in way for word in slot.words] for way in variants(parse("[a|b|c d] e"))]
        [['a', 'b', 'e'], ['c', 'd', 'e']]
    """
    ways = [_ways(element) for element in pattern.elements]
    count = 1
    for way in ways:
        count *= len(way)
    if count > MOST_VARIANTS:
        fault = f"its choices make {count:,} phrases; {MOST_VARIANTS} is the most"
        raise (slip or _slip(f"The rule {pattern.text[:200]!r}"))(fault, "Split it into several rules.")
    return [tuple(slot for part in choice for slot in part) for choice in product(*ways)]


def _ways(element: Element) -> list[tuple[Slot, ...]]:
    """The choices of one place: all plain single words as one slot, every other choice by itself."""
    plain = tuple(words[0] for words in element.choices if len(words) == 1 and not words[0].exact)
    ways = [(Slot(plain, element.gap),)] if plain else []
    other = [words for words in element.choices if len(words) > 1 or words[0].exact]
    return ways + [(Slot(words[:1], element.gap), *(Slot((word,)) for word in words[1:])) for words in other]


def _elements(pieces: Sequence[str], slip: Slip) -> Iterator[Element]:
    """Walk the pieces of a rule: brackets collect choices, a gap waits for the place after it."""
    gap, started = 0, False
    choices: list[list[Word]] | None = None
    for piece in pieces:
        if piece.startswith("~") and (choices is not None or gap or not started):
            raise slip(f"{piece} has no place there", "A gap stands between two words or brackets; write one ~3 other.")
        if piece == "[" and choices is None:
            choices = [[]]
        elif piece == "]" and choices is not None:
            if not all(choices):
                raise slip("a choice is empty", "Every choice needs a word; write [one|other word].")
            yield Element(tuple(tuple(choice) for choice in choices), gap)
            gap, started, choices = 0, True, None
        elif piece == "|" and choices is not None:
            choices = [*choices, []]
        elif piece in "[]|":
            raise slip(f"a {piece} stands where none belongs", "Write [one|other word], and no brackets inside.")
        elif choices is not None:
            choices = [*choices[:-1], [*choices[-1], *_words(piece, slip)]]
        elif piece.startswith("~"):
            gap = _gap(piece, slip)
        else:
            for word in _words(piece, slip):
                yield Element(((word,),), gap)
                gap, started = 0, True
    if choices is not None:
        raise slip("a [ is not closed", "Write [one|other word].")
    if gap:
        raise slip("a gap ends it", "A gap stands between two words; write one ~3 other.")


def _gap(piece: str, slip: Slip) -> int:
    if not piece[1:].isascii() or not piece[1:].isdigit() or not 1 <= int(piece[1:]) <= LONGEST_GAP:
        raise slip(f"there is {piece}", f"~ and a number from 1 to {LONGEST_GAP} belong there, e.g. ~3.")
    return int(piece[1:])


def _words(piece: str, slip: Slip) -> list[Word]:
    """The words of one piece between blanks: `people-to-people` is three, a lone dash is none."""
    bare = piece.strip("=*")
    exact, prefix = piece.startswith("="), piece.endswith("*")
    if "~" in piece or "*" in bare or "=" in bare or (exact and prefix) or piece != "=" * exact + bare + "*" * prefix:
        raise slip(f"there is {piece}", "A star ends a word, = starts one, never both; ~3 stands alone.")
    words = _cut(bare)
    if not words and piece != bare:
        raise slip(f"there is {piece} without a word", "Write the star after a word, and = before one.")
    if prefix:
        return [*(Word(term) for term, _ in words[:-1]), Word(words[-1][0], prefix=True)]
    return [Word(term, exact=written if exact else "") for term, written in words]


@lru_cache(maxsize=8192)
def _cut(piece: str) -> tuple[tuple[str, str], ...]:
    """The terms of a piece with the letters they are written in; kept, as rules repeat their words."""
    text = unicodedata.normalize("NFC", piece)
    stream = tokenise([text])
    spans = zip(stream.term.tolist(), stream.start.tolist(), stream.end.tolist(), strict=True)
    return tuple((stream.vocabulary[term], surface(text[first:last])) for term, first, last in spans)


def surface(text: str) -> str:
    """A token as case-sensitive words compare it: ’ is ', a final 's is left out.

    Example:
        >>> surface("May’s"), surface("O’Brien")
        ('May', "O'Brien")
    """
    folded = text.replace("’", "'")
    return folded[:-2] if folded[-2:] in ("'s", "'S") and len(folded) > 2 else folded


def _slip(where: str) -> Slip:
    """Makes the messages for one rule: where it stands, what is there, what to do."""
    return lambda found, advice: SettingsError(f"{where}: {found}. {advice}")
