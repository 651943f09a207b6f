"""Where one line falls into sentences.

`sentencex` finds the ends of sentences; it keeps a quotation whole, so it is shown a line with the quotation marks
blanked, and the marks are given back afterwards: closing ones to the sentence before, opening ones to the one after. A
few of its cuts are taken back (`_continues`). Where a full stop lacks its space (`the nation.In Beijing`) the sentence
ends all the same, unless that would cut a token (`U.S.A`) or an address (`www.Example.Com`).
"""

import re
from functools import lru_cache

import numpy as np
import sentencex

from dashboard.corpus.tokens import tokenise

# Blanked in front of sentencex, one character for one: quotation marks, apostrophes that do not stand between letters,
# and white space other than U+0020, over which it stumbles. (One class first: so the search for it is fast.)
_MARKS = (
    '"“”„‟«»‹›‘‚‛「」『』〝〞〟＂\ud800-\udfff\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000'
)
_BLANKED = re.compile(rf"[{_MARKS}'’](?:(?<=[{_MARKS}])|(?<![^\W_].)|(?![^\W_]))")
_CLOSES = "”’»›」』〞〟"  # closing wherever they stand against a sentence end
_OPENS_OR_CLOSES = "“‘"  # “ closes in German
_BY_COUNT = "\"'＂"  # every second one closes
_AFTER_SPACE = re.compile(r"\s+[”»›](?=\s|$)")  # French puts a space in front
_NO_WORDS = re.compile(r"[\W_]*$")
_LABEL = re.compile(r"[\W_]*$|\W*(?:[^\W\d_]|\d{1,3}|[IVXivx]{1,4})[.)]\s*$")  # or no word at all
_QUOTED = re.compile(r"[.?!…][\"'”’»›」』]+\s*$")
_ADDRESS = re.compile(r"://|www\.|@")
_HOUR = re.compile(r"\b[ap]\.m\.\s*$")
_DAY = re.compile(r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:[ECMP][SD]?|GM|B[SD])T|UTC)\b")
_LAST_WORD = re.compile(r"([^\W_]+)\.\s*$")

# Abbreviations that sentencex cuts behind. The first stand before a name; the second go on before a small letter or
# a digit, and may otherwise end a sentence.
_BEFORE_NAMES = frozenset("Ms Mx Ft Ste Sra Amb Atty Assoc Ald Dep Treas им пл ген св оз адм пос".split())
_BEFORE_SMALL = frozenset(
    "Vol vol Ch Eq Arts Figs para approx avg max est hrs lbs govt др млн млрд трлн руб коп рис обл км чел".split()
)


def cuts_in(line: str, language: str) -> list[int]:
    """Where a line falls into sentences, its ends left out; the language is an ISO 639-1 code.

    Example:
        >>> cuts_in("He met U.S. President Biden. “We agree,” he said.", "en")
        [28]
    """
    return _kept(line, _segment(language, _BLANKED.sub(" ", line)))


@lru_cache(maxsize=1 << 18)
def ends(word: str, follows: str) -> bool:
    """Whether a sentence ends behind a word and its full stop, between words that nobody knows.

    Example:
        >>> ends("talks.", "Q"), ends("Mr.", "Q")
        (True, False)
    """
    pieces = _segment("en", f"Nothing more Here {word} {follows}xvz")
    return len(pieces) == 2 and len(pieces[1]) == 4 and not _continues(pieces[0].rstrip(), pieces[1])


@lru_cache(maxsize=1 << 16)
def decided(word: str, after: str) -> int:
    """Whether a sentence ends between an abbreviation and a word: 1, 0, or -1 where that depends on what is before.

    Example:
        >>> decided("U.S.", "President"), decided("U.S.", "The"), decided("Md.", "Manning")
        (0, 1, -1)
    """
    told = set()
    for before in ("here", "Here", "5"):
        line = f"Nothing more {before} {word} {after}"
        told.add(len(line) - len(after) - 1 in cuts_in(line, "en"))
    return int(told.pop()) if len(told) == 1 else -1


def _segment(language: str, shown: str) -> list[str]:
    """The pieces that sentencex makes of a line; the line whole where its Rust code gives up.

    Its panic is no `Exception`, and one line must not end a build of a million stories.
    """
    try:
        return sentencex.segment(language, shown)
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        return [shown]


def _kept(line: str, proposed: list[str]) -> list[int]:
    """The cuts that are left of those that sentencex proposes; `proposed` are the pieces that it makes of the line."""
    found: list[int] = []
    begin = 0
    place = 0
    for piece in proposed[:-1]:
        cut = _behind_closing_marks(line, place + len(piece.rstrip()))
        place += len(piece)
        if cut > begin and not _continues(line[begin:cut], line[cut : cut + 80]):
            found.append(cut)
            begin = cut
    while found and _NO_WORDS.match(line, found[-1]):
        found.pop()  # a line's last dashes or marks belong to its last sentence
    return _outside_tokens(line, found) if found else found


def _behind_closing_marks(line: str, stop: int) -> int:
    """The place behind a sentence's last punctuation mark and the quotation marks that close with it."""
    if line[stop : stop + 1] == " " and line[stop + 1 : stop + 2].isalnum():
        return stop
    place = stop
    while place < len(line):
        mark, after = line[place], line[place + 1 : place + 2]
        before_space = not after or after.isspace()
        by_count = mark in _BY_COUNT and (before_space or line.count(mark, 0, place) % 2 == 1)
        if not (mark in _CLOSES or by_count or (mark in _OPENS_OR_CLOSES and before_space)):
            break
        place += 1
    spaced = _AFTER_SPACE.match(line, place)
    return spaced.end() if spaced else place


def _continues(left: str, right: str) -> bool:
    """Whether the sentence goes on behind a cut that sentencex proposed."""
    if _LABEL.match(left):
        return True  # "...", a dash, "1." or "M." belong to what follows
    follows = right.lstrip()[:1]
    if follows.islower() and _QUOTED.search(left[-8:]):
        return True  # “Why?” he asked
    word = _LAST_WORD.search(left[-12:])
    if word is None:
        return False
    if _HOUR.search(left[-8:]) and _DAY.match(right):
        return True  # 5 p.m. Monday
    small = follows.islower() or follows.isdigit()
    return word[1] in _BEFORE_NAMES or (small and word[1] in _BEFORE_SMALL)


def _outside_tokens(line: str, proposed: list[int]) -> list[int]:
    """The cuts without those that have no space around them and fall into a token or an address."""
    tight = [cut for cut in proposed if not (line[cut].isspace() or line[cut - 1].isspace())]
    doubtful = {cut for cut in tight if line[cut - 1] in ".,'’" or line[cut - 1].isalnum()}
    if not doubtful:
        return proposed
    found = tokenise([line])
    inside = {
        cut
        for cut in doubtful
        if (token := int(np.searchsorted(found.end, cut, side="right"))) < len(found.end) and found.start[token] < cut
    }
    inside |= {cut for cut in doubtful if _ADDRESS.search(_chunk(line, cut))}
    return [cut for cut in proposed if cut not in inside]


def _chunk(line: str, place: int) -> str:
    """The characters around a place up to the next white space, at most 200 on each side."""
    before = line[max(0, place - 200) : place].split()
    after = line[place : place + 200].split()
    return (before[-1] if before else "") + (after[0] if after else "")
