"""Which lines hold a word that a family of patterns cannot do without: patterns are tried on these lines alone.

All words of all families are looked for at once (an automaton after Aho and Corasick 1975), upper and lower case
alike. A word marked with ^ counts only at the start of a word. A line without a family's words matches none of the
family's patterns; a line with one may.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from dashboard.articles import letters
from dashboard.articles.letters import kinds
from dashboard.articles.months import PUBLISHED_WORDS, UPDATED_WORDS
from dashboard.compiled import compiled

ADDRESS, CRUMB, LEGAL, PROMOTION, CREDIT, END_NOTE, TEASER, LINKS, COMMENTS, SPEAKS, YOU, SITE, AGO = (
    1 << n for n in range(13)
)
WORDS: dict[int, str] = {
    ADDRESS: "http|www.|@",
    CRUMB: "you are here|home|首页|главная|index|>|»|›",
    LEGAL: (
        "all rights reserved|版权所有|все права|copyright|©|(c)|terms of|privacy|cookie|registration number|licen|icp|"
        "公网安备|may not be|authorization|permission|consent|browser|do not sell|recaptcha|guidelines|expressed"
    ),
    PROMOTION: (
        "^want |^get |^sign up|^subscribe|^register|^log in|^join |^you are signed in|^download|^scan |newsletter|"
        "^have a |^follow |us on|^click |^tap here|^share |^contact |^to contact|^become a|^support |^donate|a member|"
        "a subscriber|^thank you for|^sharing is|^view|^read|^share|^hits|^enable javascript|javascript |^please "
    ),
    CREDIT: (
        "^image|^file|photo|^picture|^pic|credit|^illustration|^graphic|фото|图|image|xinhua|picture|cgtn|getty|reuters|"
        "afp|epa|vcg|cfp|tass|sputnik|(ap"
    ),
    END_NOTE: "^source|^this |^the post |^first published|^enditem|^end|^the end|完|###|-30-",
    TEASER: "^see also|^read also|^also read|^read more|^related|^don't miss|^dont miss",
    LINKS: (
        "^recommended|^related|^trending|^popular|^promoted|^featured|^latest|^up next|^don't miss|^dont miss|"
        "^what to read|^more |^read |^see also|^also read|^most |^you may|^you might|^in case|^in other|^top |^today|"
        "^editor|^next |^other |^recent |^from the|^from around|^around the|^paid content|^partner |^leia |^veja |"
        "^читайте|^по теме|^похожие|相关|推荐阅读|热门"
    ),
    COMMENTS: "comment|leave a|conversation|^discussion|^join the|^response|комментарии|评论|coment|deixe um",
    SPEAKS: (
        "^by|^source|^from|^author|^responsible|^web editor|^edit|^written by|^reporter|来源|作者|编辑|记者|источник|"
        "автор|^first publ|^first post|^first creat|^first iss|^first rel|^publi|^post|^release|^create|^issue|^last |"
        "^update|^modified|^date|^datum|^fecha|^data|^time|^pubdate|时间|日期|дата|责任"
    ),
    YOU: "^you|^your|^we|^our|^us",
    SITE: (
        "^comment|^reply|^subscribe|^newsletter|^cookie|^advertis|^sponsor|^photo|^getty|^video|^watch|^related|"
        "^popular|^trending|^share|^sign|^log|^posted|^tag|^filed|^categor"
    ),
    AGO: "^ago",
}
# What the stamps of other languages say: the words up to a bracket, at the start of a word where they are spelt.
OTHER_STAMPS = tuple(word.partition("(")[0] for word in f"{UPDATED_WORDS}|{PUBLISHED_WORDS}".split("|"))
# Letters that patterns take for one another beside upper and lower case.
TWINS = {"s": "ſ", "k": "\u212a", "i": "ıİ", "в": "ᲀ", "д": "ᲁ", "о": "ᲂ", "с": "ᲃ", "т": "ᲄᲅ", "å": "\u212b"}
START = "^"
WORD_START = 1
INSIDE = 256


@dataclass(frozen=True, eq=False)
class Automaton:
    """The words of all families as a table of steps.

    Attributes:
        signs: Code point → its number among the signs that words are spelt with, 0 for all others; INSIDE more for
            what words are made of.
        steps: State × sign → the next state.
        found: State → the families whose words end here, a bit each.
    """

    signs: np.ndarray
    steps: np.ndarray
    found: np.ndarray


def families(codes: np.ndarray, ends: np.ndarray, *, most: int) -> np.ndarray:
    """The families with a word in the first characters of each text (see `codes_of`), a bit each.

    Example:
        >>> from dashboard.articles.letters import codes_of
        >>> found = families(*codes_of(["Share this story", "The talks began."]), most=600)
        >>> [bool(line & PROMOTION) for line in found.tolist()]
        [True, False]
    """
    known = automaton()
    return _families(codes, ends, (known.signs, known.steps, known.found), most)


@lru_cache(maxsize=1)
def automaton() -> Automaton:
    """The automaton of all words, made when first needed."""
    spelt = [(_spelt(word), family) for family, words in WORDS.items() for word in words.split("|")]
    spelt += [(_spelt(word), SPEAKS) for word in OTHER_STAMPS]
    used = sorted({char for word, _ in spelt for char in word} - {START})
    number = {START: WORD_START, **{char: place for place, char in enumerate(used, start=WORD_START + 1)}}
    signs = (kinds() & np.uint8(letters.INSIDE)).astype(np.uint16) * np.uint16(INSIDE)
    for char in used:
        for same in {char, char.upper(), char.lower(), char.title(), *TWINS.get(char, "")}:
            if len(same) == 1:
                signs[ord(same)] = (signs[ord(same)] & INSIDE) | number[char]
    words = [(tuple(number[char] for char in word), family) for word, family in spelt]
    return Automaton(signs, *_table(words, len(used) + WORD_START + 1))


def _spelt(word: str) -> str:
    """A word as the automaton reads it: a mark before each letter that follows none."""
    bare = word.removeprefix(START).replace("ı", "i")  # one sign for patterns that do not tell cases apart
    marked = bare[:1] + "".join(
        START + char if _is_inside(char) and not _is_inside(before) else char for before, char in pairwise(bare)
    )
    return START + marked if word.startswith(START) else marked


def _is_inside(char: str) -> bool:
    return char.isalnum() or char == "_"


def _table(words: Sequence[tuple[tuple[int, ...], int]], n_signs: int) -> tuple[np.ndarray, np.ndarray]:
    """Steps and families of an automaton over words spelt in numbers."""
    tree: list[dict[int, int]] = [{}]
    ends: list[int] = [0]
    for word, family in words:
        at = 0
        for sign in word:
            if sign not in tree[at]:
                tree[at][sign] = len(tree)
                tree.append({})
                ends.append(0)
            at = tree[at][sign]
        ends[at] |= family
    steps, found = np.zeros((len(tree), n_signs), np.int16), np.array(ends, np.int64)
    waiting = deque((below, sign, 0) for sign, below in tree[0].items())
    for sign, below in tree[0].items():
        steps[0, sign] = below
    while waiting:
        at, _, back = waiting.popleft()
        found[at] |= found[back]
        steps[at] = steps[back]
        for sign, below in tree[at].items():
            waiting.append((below, sign, int(steps[back, sign])))
            steps[at, sign] = below
    return steps, found


@compiled
def _families(
    codes: np.ndarray, ends: np.ndarray, known: tuple[np.ndarray, np.ndarray, np.ndarray], most: int
) -> np.ndarray:
    signs, steps, found = known
    lines = np.zeros(len(ends), np.int64)
    at = 0
    for line in range(len(ends)):
        state, hits, before = 0, 0, 0
        for place in range(at, min(ends[line], at + most)):
            sign = signs[codes[place]]
            if sign >= INSIDE and not before:
                state = steps[state, WORD_START]
                hits |= found[state]
            before = sign >= INSIDE
            state = steps[state, sign & (INSIDE - 1)]
            hits |= found[state]
        lines[line] = hits
        at = ends[line]
    return lines
