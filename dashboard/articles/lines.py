"""A page as lines, and what can be seen on a line by itself: script, length, whether it is prose."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.articles.datelines import stamp_end, tail_start
from dashboard.articles.letters import WORD, script_of
from dashboard.articles.scan import (
    ALL_WORDS,
    ASCII,
    BARS,
    FOREIGN,
    HAN,
    HEAD,
    LEAST,
    ODD,
    READ,
    SMALL,
    STEM,
    WORDS,
    scan,
)

BULLET = re.compile(r"^(?:[*+•·▪■◆►»›–-]|o(?= ))\s+")
BULLETS = frozenset("*+•·▪■◆►»›–-o")
BARE_BULLETS = frozenset("*+•·o")
STAMPED = frozenset("dDpP")  # how a stamp's label begins
CLOSED = re.compile(r"[.!?…。！？;][\"'”’»)\]]*$|[.!?。！？]\s*\([^)]{1,60}\)$|,[\"”»]$")
MOST_READ = 20_000
HAN_ONLY = re.compile(r"[\u4e00-\u9fff]")
# A line that ends in a letter or a full stop needs no closer look, unless a wire signed it.
FULL_STOPS = frozenset(".!?…。！？;")
SIGNED_OFF = ("item", "ends", "item.", "ends.")
HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Line:
    """One line: `start`/`end` in the page (its line end included), `text` stripped of blanks and bullet.

    `key` is what two lines must share to be the same line. `n_words` counts runs of letters, two Han or
    Kana characters for a word. `closed`: it ends as a sentence does. `prose`: running text, that is a
    closed sentence of some length, or many words with small letters; a headline is short, ends without a
    full stop, or is set in Title Case. `lead`: where the text begins if a stamp ("date 2025-05-09 ")
    stands before it on the line, else 0; the stamp is not part of `text`. `words` are its content words (of its
    first 2,000 characters), `hits` and `counts` what a compiled pass saw on it (see scan.py).
    """

    number: int
    start: int
    end: int
    text: str
    key: str
    n_words: int
    bullet: bool
    script: str
    closed: bool
    prose: bool
    lead: int
    words: frozenset[str] = NONE
    hits: int = 0
    counts: Sequence[int] = ()

    @property
    def is_blank(self) -> bool:
        """Nothing but white space."""
        return not self.text and not self.bullet


def lines_of(text: str) -> tuple[Line, ...]:
    r"""Split a page at its line ends; the lines partition the text.

    Example:
        >>> [(line.number, line.start, line.end, line.text) for line in lines_of("A b\n\n* c")]
        [(1, 0, 4, 'A b'), (2, 4, 5, ''), (3, 5, 8, 'c')]
    """
    ends, start = [0], 0
    while start < len(text):
        start = text.find("\n", start) + 1 or len(text)
        ends.append(start)
    bare = [_bare(text[start:end]) for start, end in pairwise(ends)]
    seen = scan([shown for shown, _, _ in bare])
    words = zip(seen.keys, seen.stems, strict=True)
    marks = zip(seen.hits.tolist(), seen.counts.tolist(), strict=True)
    found = enumerate(zip(pairwise(ends), bare, words, marks, strict=True), start=1)
    return tuple(_line(number, *parts) for number, parts in found)


def _bare(raw: str) -> tuple[str, bool, int]:
    """A line without blanks, stamp and bullet; whether there was a bullet; where the text begins behind a stamp."""
    text = raw.strip()
    if not text:
        return "", False, 0
    cut = stamp_end(text) if text[0] in STAMPED else 0
    lead = len(raw) - len(raw.lstrip()) + cut if cut else 0
    text = text[cut:]
    if text[0] not in BULLETS:
        return text, False, lead
    bullet = BULLET.match(text)
    bare = "" if text in BARE_BULLETS else text[bullet.end() :] if bullet else text
    return bare, len(bare) < len(text), lead


def _line(
    number: int,
    span: tuple[int, int],
    bare: tuple[str, bool, int],
    words: tuple[str, str],
    marks: tuple[int, Sequence[int]],
) -> Line:
    text, bullet, lead = bare
    key, stems = words
    hits, counts = marks
    if not text:
        return Line(number, *span, "", "", 0, bullet, "", False, False, lead, NONE, hits, counts)
    script = "LATIN" if counts[ASCII] > counts[FOREIGN] else script_of(text[:HEAD]) if counts[FOREIGN] else ""
    key = key or " ".join(text[:HEAD].split())
    key = key if len(text) <= HEAD else f"{key} {len(text)}"
    n = n_words(text) if len(text) > READ or counts[HAN] or counts[ODD] else counts[ALL_WORDS]
    closed = is_closed(text)
    prose = _is_prose(n, script, counts, closed=closed)
    content = frozenset(stems.split())
    if counts[HAN]:
        content = content.union(HAN_ONLY.findall(text[:READ]))
    return Line(number, *span, text, key, n, bullet, script, closed, prose, lead, content, hits, counts)


def _is_prose(n: int, script: str, counts: Sequence[int], *, closed: bool) -> bool:
    """Enough words, and nearly half of them with a small letter in front: Title Case and CAPITALS are no prose."""
    if n < (10 if closed else 20) or (counts[BARS] and not closed):
        return False
    return script not in {"LATIN", "CYRILLIC", "GREEK"} or counts[SMALL] >= 0.45 * counts[WORDS]


def n_words(text: str) -> int:
    """Words of a text, quickly: exact for short texts, by blanks for long ones.

    Example:
        >>> n_words("Two leaders met."), n_words("多极化世界")
        (3, 2)
    """
    if len(text) > 4 * HEAD:
        in_sample = n_words(text[: 4 * HEAD])
        scaled = in_sample * len(text) // (4 * HEAD)
        return scaled if HAN_OR_KANA.search(text[: 4 * HEAD]) else min(scaled, text.count(" ") + in_sample)
    han = 0 if text.isascii() else len(HAN_OR_KANA.findall(text))
    return len(WORD.findall(HAN_OR_KANA.sub(" ", text) if han else text)) + han // 2


def on_one_line(text: str) -> str:
    r"""The words of a text with one space between them; three times as fast where all its blanks are spaces and ends.

    Example:
        >>> on_one_line(" Two leaders\n\nmet\u00a0. "), on_one_line("Two \n leaders")
        ('Two leaders met .', 'Two leaders')
    """
    flat = text.replace("\n", " ")
    if not flat.isprintable():  # of all blanks only the space is
        return " ".join(text.split())
    while "  " in flat:
        flat = flat.replace("  ", " ")
    return flat.strip(" ")


def page_script(lines: Sequence[Line]) -> str:
    """The script that most words of the prose of a page are in (of all lines, when nothing is prose)."""
    for chosen in ([line for line in lines if line.prose], lines):
        weights: Counter[str] = Counter()
        for line in chosen:
            weights[line.script] += line.n_words
        del weights[""]
        if weights:
            return weights.most_common(1)[0][0]
    return ""


def is_closed(text: str) -> bool:
    """Whether a line ends as a sentence does; a wire's sign-off behind the full stop does not count.

    Example:
        >>> is_closed("It ended well. Enditem"), is_closed("A headline")
        (True, False)
    """
    last = text[-1:]
    if (last in FULL_STOPS or last.isalnum()) and not text.endswith(SIGNED_OFF):
        return last in FULL_STOPS
    cut = tail_start(text)
    return bool(CLOSED.search(text[:cut].rstrip()[-80:]))


def is_sentence(line: Line) -> bool:
    """A short closed sentence, or a spoken one: prose among prose, but not a story by itself."""
    text = line.text[:HEAD]
    if line.n_words < 3 or (line.bullet and line.n_words < 6):
        return False
    return bool(line.closed or text[0] in '"“«' or (text.endswith(":") and line.n_words >= 6))


def content_words(text: str) -> frozenset[str]:
    """Content words: three letters or more, cut to a stem of six; Han characters one by one.

    Example:
        >>> sorted(content_words("The ministers' talks on 多极化"))
        ['minist', 'talks', 'the', '化', '多', '多极化', '极']
    """
    words = {word[:STEM] for word in WORD.findall(text.casefold()) if len(word) >= LEAST}
    return frozenset(words.union(HAN_ONLY.findall(text)))


def line_words(line: Line) -> frozenset[str]:
    """Content words of a whole line."""
    return line.words if len(line.text) <= READ else content_words(line.text)


def story_words(lines: Sequence[Line]) -> frozenset[str]:
    """Content words of some lines, those of their first 20,000 characters."""
    if sum(len(line.text) + 1 for line in lines) <= MOST_READ:
        return frozenset().union(*map(line_words, lines))
    return content_words(" ".join(line.text for line in lines)[:MOST_READ])
