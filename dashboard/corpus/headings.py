"""Which lines of a text are headings.

A heading is a whole line that is short (at most 12 words, or 25 Han or Kana characters), begins as a sentence or
title would (a capital, a digit, or a script without capitals), ends without any closing punctuation, holds no full
stop behind a word, is no list item and no byline, stands there once, at the text's start or under finished prose, and
is followed by prose. Two may stand on top of each other; three short lines in a row are a list, a table or a wrapped
paragraph. The only line of a text is none.
"""

import re
from collections import Counter
from collections.abc import Sequence

MOST_WORDS = 12
MOST_CHARACTERS = 90
MOST_STACKED = 2

_HAN = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+")
# What may stand in front of the first word: quotes and brackets. Dashes and bullets begin list items.
_OPENING = "\"'“”‘’„«»‹›「『《〈([¿¡"
_CLOSING = "\"'”’»›」』》〉)]"
_FINISHED = ".!?…:;,。！？：；，、।۔؟-–—"
_ENDS_PROSE = ".!?…:。！？：।۔؟"
_ITEM = re.compile(r"\s*(?:[-–—*•·‣▪■●○◦+>#|]|\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,4})(?:[.)]\s|\))|[①-⓿])")
_INNER_STOP = re.compile(r"[^\W\d_]{3,}[.!?] +[^\W\d_]|[。！？]")
_BYLINE = re.compile(
    r"(?i)\s*(?:by|from|source|photo|picture|image|credit|text|editor|reporter)s?\b\s*[:|/]?\s+[A-Z]\S*"
)
_NEVER = (_ITEM.match, _BYLINE.match, _INNER_STOP.search)


def headings(lines: Sequence[str]) -> list[bool]:
    """For each line of one text, whether it is a heading; blank lines are none and are looked through.

    Example:
        >>> headings(["The two sides met.", "LONG-LASTING FRIENDSHIP", "They spoke of trade.", "Enditem"])
        [False, True, False, False]
    """
    bare = [line.strip() for line in lines]
    filled = [place for place, line in enumerate(bare) if line]
    times = Counter(bare)
    short = [times[bare[place]] == 1 and _looks_like_heading(bare[place]) for place in filled]
    found = [False] * len(lines)
    k = 0
    while k < len(filled):
        if not short[k]:
            k += 1
            continue
        first = k
        while k < len(filled) and short[k]:
            k += 1
        starts_well = first == 0 or _is_prose(bare[filled[first - 1]])
        if starts_well and k < len(filled) and k - first <= MOST_STACKED and _is_prose(bare[filled[k]]):
            for place in filled[first:k]:
                found[place] = True
    return found


def _looks_like_heading(text: str) -> bool:
    """Everything that the line itself tells, without its neighbours."""
    if len(text) > MOST_CHARACTERS or any(rule(text) for rule in _NEVER):
        return False
    if text.rstrip(_CLOSING)[-1:] in _FINISHED:  # also true when nothing is left
        return False
    begins = text.lstrip(_OPENING)[:1]
    n_han = len(_HAN.findall(text))
    n_words = len(_WORD.findall(_HAN.sub(" ", text)))
    return begins.isalnum() and not begins.islower() and n_words <= MOST_WORDS and n_han <= 2 * MOST_WORDS + 1


def _is_prose(text: str) -> bool:
    """A line that ends as a sentence does (or announces one), and holds more than a word or two."""
    ends = text.rstrip(_CLOSING)[-1:]
    return bool(ends) and ends in _ENDS_PROSE and (len(text.split()) > 2 or len(_HAN.findall(text)) > 4)
