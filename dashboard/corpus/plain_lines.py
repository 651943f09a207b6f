"""Lines whose sentences can be told by a few characters around each full stop: most lines of English coverage.

A compiled loop reads each character once. It leaves a line to `sentencex` (by calling it hard) unless every full stop,
question or exclamation mark in it is one of three: it closes the line; a small letter or a digit follows at once
(3.5), an initial behind an initial (U.S.), or a small letter behind the mark that closes a quotation; or it stands
behind a word, and a space and a letter or digit follow, perhaps with one quotation mark on either side. In the last
case `sentencex` is shown the word: in front of an unknown one, and where that is no cut (an abbreviation), in front of
what follows. A text with other line ends than LF is left whole.

All compiled code is in this file: see scanner.py.
"""

from functools import cache
from typing import Any

import numpy as np

from dashboard.compiled import compiled
from dashboard.corpus.characters import DIGIT, EVERY_VALUE, HAN, LETTER, MARK, characters

# What a character is to this loop; HARD and BREAK leave the line, or the text, to others.
HARD, LOWER, CAPITAL, WORD, SPACE, STOP, OPENS, CLOSES, QUOTE_OPENS, QUOTE_CLOSES, QUOTE, APOSTROPHE = range(12)
JOINS, EASY, LINE_END, BREAK = range(12, 16)
NO_HEADING = 90  # characters: a longer line is no heading (headings.MOST_CHARACTERS)
FAR = 5  # spaces behind a full stop, beyond which a line is left to others
SEED, MIX, SHIFT = np.uint64(0x243F6A8885A308D3), np.uint64(0x9E3779B97F4A7C15), np.uint64(29)
LABEL = 4  # letters and digits of a word that may be a label ("iv.") where it stands alone
UNKNOWN = ord("Q")  # stands for any capital behind a full stop


@cache
def classes() -> np.ndarray:
    """The class of every code point."""
    kind = characters().kind
    found = np.full(EVERY_VALUE, HARD, np.uint8)
    found[(kind == LETTER) | (kind == HAN) | (kind == DIGIT) | (kind == MARK)] = WORD
    for signs, what in (
        ("abcdefghijklmnopqrstuvwxyz0123456789", LOWER), ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", CAPITAL), (" ", SPACE),
        (".!?", STOP), ("([{<（", OPENS), (")]}>）", CLOSES), ("“‘", QUOTE_OPENS), ("”", QUOTE_CLOSES), ('"', QUOTE),
        ("'’", APOSTROPHE), ("-,", JOINS), (";:–—…/&%$€£*+=#", EASY), ("\n", LINE_END),
        ("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", BREAK),
    ):  # fmt: skip
        for sign in signs:
            found[ord(sign)] = what
    found.flags.writeable = False
    return found


@compiled
def read(codes: np.ndarray, bounds: np.ndarray, table: np.ndarray) -> Any:
    """The lines of some texts, and where they may be cut.

    Args:
        codes: Code points of all texts, one behind the other.
        bounds: Text t is codes[bounds[t]:bounds[t + 1]].
        table: What `classes` gives.

    Returns:
        listed: per text, whether its lines are listed; the others are left whole.
        lines: per line its text, first character, one past its last (line end left out, both counted in the text),
            whether it is hard, and whether it might be a heading.
        cuts: per place that may be a cut its line, first character of the word, the full stop, the cut, the character
            that follows (`UNKNOWN` for any capital), and a hash of the word with its full stop and what follows.
    """
    listed = np.ones(len(bounds) - 1, np.bool_)
    lines, cuts = np.empty((1024, 5), np.int64), np.empty((4096, 6), np.int64)
    n_lines, n_cuts = 0, 0
    for text in range(len(bounds) - 1):
        first_line, first_cut = n_lines, n_cuts
        place, stop = bounds[text], bounds[text + 1]
        while place < stop and listed[text]:
            end = place
            while end < stop and table[codes[end]] < LINE_END:
                end += 1
            if end < stop and table[codes[end]] == BREAK:
                listed[text] = False
            if n_lines == len(lines):
                lines = np.concatenate((lines, np.empty_like(lines)))
            if n_cuts + (end - place) // 3 + 2 > len(cuts):
                cuts = np.concatenate((cuts, np.empty((len(cuts) + end - place, 6), np.int64)))
            found, lines[n_lines, 4] = _line(codes, (place, end), table, cuts[n_cuts:])
            for k in range(n_cuts, n_cuts + max(found, 0)):
                cuts[k, 0], mixed = n_lines, (SEED ^ np.uint64(cuts[k, 4])) * MIX
                for at in range(cuts[k, 1], cuts[k, 2] + 1):
                    mixed = (mixed ^ np.uint64(codes[at])) * MIX
                    mixed ^= mixed >> SHIFT
                cuts[k, 5] = np.int64(mixed)
                for column in range(1, 4):
                    cuts[k, column] -= bounds[text]
            lines[n_lines, 0], lines[n_lines, 1], lines[n_lines, 2] = text, place - bounds[text], end - bounds[text]
            lines[n_lines, 3] = found == -1
            n_cuts += max(found, 0)
            n_lines += 1
            place = end + 1
        if not listed[text]:
            n_lines, n_cuts = first_line, first_cut
    return listed, lines[:n_lines].copy(), cuts[:n_cuts].copy()


@compiled
def _line(codes: np.ndarray, span: tuple, table: np.ndarray, cuts: np.ndarray) -> tuple:
    """Fill in the cuts of one line and count them (-1: it is hard), and say whether it might be a heading."""
    first, end = span
    while first < end and table[codes[first]] == SPACE:
        first += 1
    while end > first and table[codes[end - 1]] == SPACE:
        end -= 1
    last = end
    while last > first and table[codes[last - 1]] in (QUOTE_CLOSES, QUOTE, APOSTROPHE, CLOSES):
        last -= 1
    short = end > first and end - first <= NO_HEADING and not (last > first and table[codes[last - 1]] == STOP)
    hard = False
    n_cuts, letter, inside = 0, end, False  # letter: the first one since the last cut
    for place in range(first, end):
        what = table[codes[place]]
        if what == HARD:
            hard = True
        elif what in (LOWER, CAPITAL, WORD):
            letter = min(letter, place)
        elif what == OPENS:
            inside = True
        elif what == CLOSES:
            inside = False
            hard |= _is_label(codes, (first, place), table)
        elif what == STOP:
            word, cut, follows = _stop(codes, (first, place, end), table)
            if word == -1 or inside or (word >= 0 and letter >= word and place - word <= LABEL):
                hard = True
            elif word >= 0:
                cuts[n_cuts, 1], cuts[n_cuts, 2], cuts[n_cuts, 3], cuts[n_cuts, 4] = word, place, cut, follows
                n_cuts += 1
                letter = end
    return (-1 if hard else n_cuts), short


@compiled
def _is_label(codes: np.ndarray, span: tuple, table: np.ndarray) -> bool:
    """Whether a bracket closes what may be the label of a list: digits, one letter, or a Roman number."""
    first, place = span
    if place > first and codes[place - 1] == 0x2E:
        place -= 1
    word = place
    digits, roman = True, True
    while word > first and table[codes[word - 1]] in (LOWER, CAPITAL, WORD):
        word -= 1
        digits &= 0x30 <= codes[word] <= 0x39
        roman &= codes[word] | 0x20 in (0x69, 0x76, 0x78, 0x6C, 0x63, 0x64, 0x6D)
    return word < place and (digits or roman or place - word == 1)


@compiled
def _stop(codes: np.ndarray, where: tuple, table: np.ndarray) -> tuple:
    """What a full stop is: first character of its word (-2: no cut, -1: it is hard), the cut, what follows."""
    first, place, end = where
    after = place + 1
    while after < end and table[codes[after]] in (SPACE, QUOTE_CLOSES, QUOTE, APOSTROPHE):
        after += 1
    if after == end:
        return (-2, 0, 0) if end - place <= 4 * FAR else (-1, 0, 0)
    if table[codes[place + 1]] == LOWER or _is_initial(codes, (first, place, end), table):
        return -2, 0, 0
    # The mark that closes a quotation with the sentence, spaces, a mark that opens the next one, a letter or digit.
    cut = place + 1
    if table[codes[cut]] in (QUOTE_CLOSES, QUOTE, APOSTROPHE):
        cut += 1
    after = cut
    while after < end and table[codes[after]] == SPACE:
        after += 1
    if after == cut or after > cut + FAR:
        return -1, 0, 0
    if table[codes[after]] in (QUOTE_OPENS, QUOTE, APOSTROPHE) and after + 1 < end:
        after += 1
    elif cut > place + 1 and 0x61 <= codes[after] <= 0x7A:
        return -2, 0, 0  # “Why?” he asked
    elif cut > place + 1 and table[codes[after]] == WORD:
        return -1, 0, 0
    if table[codes[after]] not in (CAPITAL, LOWER, WORD):
        return -1, 0, 0
    follows = UNKNOWN if table[codes[after]] == CAPITAL else codes[after]
    # The word in front: letters, digits, hyphens and commas, apostrophes between letters, back to a space or a mark.
    word = place
    while word > first:
        what = table[codes[word - 1]]
        if what == APOSTROPHE:
            between = word < place and word - 1 > first and table[codes[word]] in (LOWER, CAPITAL, WORD)
            if not between or table[codes[word - 2]] not in (LOWER, CAPITAL, WORD):
                return -1, 0, 0
        elif what not in (LOWER, CAPITAL, WORD, JOINS) and not _is_initial(codes, (first, word - 1, place), table):
            break
        word -= 1
    if word > first and table[codes[word - 1]] not in (SPACE, QUOTE_OPENS, QUOTE_CLOSES, QUOTE):
        return -1, 0, 0
    if word == place or table[codes[place - 1]] not in (LOWER, CAPITAL, WORD):
        return -1, 0, 0
    return word, cut, follows


@compiled
def _is_initial(codes: np.ndarray, where: tuple, table: np.ndarray) -> bool:
    """Whether a full stop stands between two letters that stand alone, the second before a full stop as well (U.S.)."""
    first, place, end = where
    if codes[place] != 0x2E or place == first or place + 2 > end or codes[place + 2] != 0x2E:
        return False
    alone = place - 1 == first or table[codes[place - 2]] in (SPACE, STOP, QUOTE_OPENS, QUOTE)
    return alone and table[codes[place - 1]] in (LOWER, CAPITAL) and table[codes[place + 1]] in (LOWER, CAPITAL)


@compiled
def spans(codes: np.ndarray, bounds: np.ndarray, lines: np.ndarray, cuts: np.ndarray, good: np.ndarray) -> Any:
    """The sentences of the lines that are not hard: their text, start and end, trimmed; and the lines that are.

    `good` says of each cut whether it is one: 1 yes, 0 no, -1 unknown; a line with an unknown one is hard.
    """
    found = np.empty((len(lines) + len(cuts), 3), np.int64)
    hard = lines[:, 3] == 1
    for k in range(len(cuts)):
        hard[cuts[k, 0]] |= good[k] < 0
    count, k = 0, 0
    for line in range(len(lines)):
        text, low, last = lines[line, 0], lines[line, 1], lines[line, 2]
        while low < last:
            while k < len(cuts) and cuts[k, 0] == line and (cuts[k, 3] <= low or good[k] == 0):
                k += 1
            high = cuts[k, 3] if k < len(cuts) and cuts[k, 0] == line else last
            first, end = low, high
            while first < end and codes[bounds[text] + first] == 0x20:
                first += 1
            while end > first and codes[bounds[text] + end - 1] == 0x20:
                end -= 1
            if end > first and not hard[line]:
                found[count, 0], found[count, 1], found[count, 2] = text, first, end
                count += 1
            low = high
        while k < len(cuts) and cuts[k, 0] == line:
            k += 1
    return found[:count].copy(), np.flatnonzero(hard)
