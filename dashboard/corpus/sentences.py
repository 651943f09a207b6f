"""Texts to sentences: spans of their bodies, headings flagged.

Each line is cut by itself, so that no sentence holds a line end: plain lines of English by the compiled loop of
`plain_lines`, the others by `line_cuts`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dashboard.corpus import plain_lines
from dashboard.corpus.headings import headings
from dashboard.corpus.line_cuts import cuts_in, decided, ends

ENGLISH = "en"
NEXT = 40  # characters behind a full stop that are looked at
BATCH = 500  # texts whose characters are looked at together


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
    """Per cut, whether a sentence ends there: 1 yes, 0 no, -1 unknown; each word is asked for once."""
    _, where, which = np.unique(cuts[:, 5], return_index=True, return_inverse=True)
    places = lines[cuts[:, 0], 0]
    asked = zip(places[where].tolist(), *cuts[where][:, [1, 2, 4]].T.tolist(), strict=True)
    sure = [ends(texts[place][word : stop + 1], chr(sign)) for place, word, stop, sign in asked]
    good = np.array(sure, np.int8)[which]
    for k in np.flatnonzero((good == 0) & (lines[cuts[:, 0], 3] == 0)).tolist():
        line, word, stop, cut = cuts[k, :4].tolist()
        text, last = texts[places[k]], int(lines[line, 2])
        after = text[cut : min(last, cut + NEXT)].split(None, 1)[0]
        good[k] = decided(text[word : stop + 1], after) if cut == stop + 1 else -1
    return good


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
    inner = [] if is_heading else cuts_in(line, language)
    for low, high in pairwise([0, *inner, len(line)]):
        if kept := line[low:high].strip():
            start = line.find(kept[0], low)  # in front of it stands white space alone
            yield start, start + len(kept)
