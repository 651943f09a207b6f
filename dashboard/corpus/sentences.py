"""Texts to sentences: spans of their bodies, headings flagged.

Each line is cut by itself, so that no sentence holds a line end. `sentencex` finds the ends of sentences; it keeps a
quotation whole, so it is shown each line with the quotation marks blanked, and the marks are given back afterwards:
closing ones to the sentence before, opening ones to the one after. A few of its cuts are taken back (`_continues`).
Where a full stop lacks its space (`the nation.In Beijing`) the sentence ends all the same, unless that would cut a
token (`U.S.A`) or an address (`www.Example.Com`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import sentencex

from dashboard.corpus import plain_lines
from dashboard.corpus.headings import headings
from dashboard.corpus.tokens import tokenise

# Blanked in front of sentencex, one character for one: quotation marks, apostrophes that do not stand between letters,
# and white space other than U+0020, over which it stumbles. (One class first: so the search for it is fast.)
_MARKS = (
    '"“”„‟«»‹›‘‚‛「」『』〝〞〟＂\ud800-\udfff\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000'
)
_BLANKED = re.compile(rf"[{_MARKS}'’](?:(?<=[{_MARKS}])|(?<![^\W_].)|(?![^\W_]))")
ENGLISH = "en"
BATCH = 500  # texts whose characters are looked at together
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


@dataclass(frozen=True)
class Sentences:
    """The sentences of a batch of texts; those of text t are places offsets[t] to offsets[t + 1].

    start, end: uint32 per sentence, code points in its text, end excluded, trimmed of white space.
    is_heading: bool per sentence.
    offsets: int64, one more than there are texts.
    """

    start: np.ndarray
    end: np.ndarray
    is_heading: np.ndarray
    offsets: np.ndarray


def split_sentences(texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Sentences:
    """Cut texts into sentences.

    Every character that is no white space lies in exactly one sentence; sentences stand in order, are trimmed, hold no
    line end, and cut no token in two.

    Args:
        texts: the bodies.
        languages: an ISO 639-1 code per text; None, for one text or for all, is read as English, whose rules also
            know the full stops of other scripts.

    Example:
        >>> text = "He met U.S. President Joe Biden. “We agree. We go on,” he said."
        >>> found = split_sentences([text])
        >>> [text[start:end] for start, end in zip(found.start, found.end)]
        ['He met U.S. President Joe Biden.', '“We agree.', 'We go on,” he said.']
    """
    spoken = languages if languages is not None else [None] * len(texts)
    pairs = zip(texts, spoken, strict=True)
    told = [language if isinstance(language, str) and language else ENGLISH for _, language in pairs]
    found = [np.zeros((0, 4), np.int64)]
    for low in range(0, len(texts), BATCH):
        rows = _batch(texts[low : low + BATCH], told[low : low + BATCH])
        found.append(rows + np.array([low, 0, 0, 0]))
    rows = np.concatenate(found)
    offsets = np.searchsorted(rows[:, 0], np.arange(len(texts) + 1)).astype(np.int64)
    return Sentences(rows[:, 1].astype(np.uint32), rows[:, 2].astype(np.uint32), rows[:, 3].astype(bool), offsets)


def _batch(texts: Sequence[str], languages: Sequence[str]) -> np.ndarray:
    """The sentences of some texts in order: text, start, end, is_heading.

    English lines that are plain are cut by `plain_lines`, the others one by one, and texts in another language, or
    with line ends of their own, whole.
    """
    shown = [text if language == ENGLISH else "\r" for text, language in zip(texts, languages, strict=True)]
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in shown], out=bounds[1:])
    codes = np.frombuffer("".join(shown).encode("utf-32-le", "surrogatepass"), np.uint32)
    listed, lines, cuts = plain_lines.read(codes, bounds, plain_lines.classes())
    heads = _heads(texts, lines)
    lines[heads, 3] = True
    plain, hard = plain_lines.spans(codes, bounds, lines, cuts, _good(texts, lines, cuts))
    rows = [
        (place, *one)
        for place in np.flatnonzero(~listed).tolist()
        for one in _sentences(texts[place], languages[place])
    ]
    for (place, first, last), heading in zip(lines[hard, :3].tolist(), heads[hard].tolist(), strict=True):
        found = _of_line(texts[place][first:last], ENGLISH, is_heading=heading)
        rows += [(place, first + low, first + high, heading) for low, high in found]
    both = np.concatenate([np.pad(plain, ((0, 0), (0, 1))), np.array(rows, np.int64).reshape(-1, 4)])
    return both[np.argsort(both[:, 0] << 32 | both[:, 1], kind="stable")]  # fast, as both lists are in order


def _heads(texts: Sequence[str], lines: np.ndarray) -> np.ndarray:
    """Per line, whether it is a heading; only texts with a line that might be one are asked."""
    heads = np.zeros(len(lines), bool)
    places = np.unique(lines[lines[:, 4] == 1, 0])
    firsts = np.searchsorted(lines[:, 0], places)
    for place, first in zip(places.tolist(), firsts.tolist(), strict=True):
        told = headings(texts[place].splitlines())
        heads[first : first + len(told)] = told
    return heads


def _good(texts: Sequence[str], lines: np.ndarray, cuts: np.ndarray) -> np.ndarray:
    """Per cut, whether its word ends a sentence there; each word is asked for once."""
    _, where, which = np.unique(cuts[:, 5], return_index=True, return_inverse=True)
    some = cuts[where]
    asked = zip(lines[some[:, 0], 0].tolist(), *some[:, [1, 2, 4]].T.tolist(), strict=True)
    return np.array([_ends(texts[place][word : stop + 1], chr(sign)) for place, word, stop, sign in asked], bool)[which]


@lru_cache(maxsize=1 << 18)
def _ends(word: str, follows: str) -> bool:
    """Whether a sentence ends behind a word and its full stop, between words that nobody knows.

    Behind "Dr." that depends on what follows, behind "Md." on a capital before it: such words end none here.
    """
    pieces = _segment(ENGLISH, f"Nothing more Here {word} {follows}xvz")
    return len(pieces) == 2 and not _continues(pieces[0].rstrip(), pieces[1])


def _sentences(text: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, is_heading) of one text's sentences."""
    lines = text.splitlines(keepends=True)
    begin = 0
    for line, heading in zip(lines, headings(lines), strict=True):
        for start, end in _of_line(line, language, is_heading=heading):
            yield begin + start, begin + end, heading
        begin += len(line)


def _of_line(line: str, language: str, *, is_heading: bool) -> Iterator[tuple[int, int]]:
    """(start, end) of one line's sentences: no white space around them, and none that is blank."""
    cuts = [] if is_heading else _cuts(line, _segment(language, _BLANKED.sub(" ", line)))
    for low, high in pairwise([0, *cuts, len(line)]):
        if kept := line[low:high].strip():
            start = line.find(kept[0], low)  # in front of it stands white space alone
            yield start, start + len(kept)


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


def _cuts(line: str, proposed: list[str]) -> list[int]:
    """Where one line falls into sentences, its ends left out; `proposed` are the pieces that sentencex makes of it."""
    cuts: list[int] = []
    begin = 0
    place = 0
    for piece in proposed[:-1]:
        cut = _behind_closing_marks(line, place + len(piece.rstrip()))
        place += len(piece)
        if cut > begin and not _continues(line[begin:cut], line[cut : cut + 80]):
            cuts.append(cut)
            begin = cut
    while cuts and _NO_WORDS.match(line, cuts[-1]):
        cuts.pop()  # a line's last dashes or marks belong to its last sentence
    return _outside_tokens(line, cuts) if cuts else cuts


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


def _outside_tokens(line: str, cuts: list[int]) -> list[int]:
    """The cuts without those that have no space around them and fall into a token or an address."""
    tight = [cut for cut in cuts if not (line[cut].isspace() or line[cut - 1].isspace())]
    doubtful = {cut for cut in tight if line[cut - 1] in ".,'’" or line[cut - 1].isalnum()}
    if not doubtful:
        return cuts
    found = tokenise([line])
    inside = {
        cut
        for cut in doubtful
        if (token := int(np.searchsorted(found.end, cut, side="right"))) < len(found.end) and found.start[token] < cut
    }
    inside |= {cut for cut in doubtful if _ADDRESS.search(_chunk(line, cut))}
    return [cut for cut in cuts if cut not in inside]


def _chunk(line: str, place: int) -> str:
    """The characters around a place up to the next white space, at most 200 on each side."""
    before = line[max(0, place - 200) : place].split()
    after = line[place : place + 200].split()
    return (before[-1] if before else "") + (after[0] if after else "")
