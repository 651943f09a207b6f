"""Which words and phrases of a story may be its keywords: loops over the token stream.

`keywords.py` says what is asked of a phrase, `ranking.py` puts them in order. Compiled code shares neither
functions nor constants with another file: numba sees by a file alone that the machine code it kept is out of date.
"""

import numpy as np

from dashboard.corpus.compiled import compiled

# What a term may be in a keyword: a word that stands alone; a Han sign, or a word that most
# stories have, that makes one with others; a word
# that makes one only beside such; a function word that may stand inside; one that may stand inside only between
# hyphens (people-to-people); a word that never stands in a keyword; a number, only behind a hyphen (covid-19).
CONTENT, SIGN, PART, LINK, STOP, NEVER, NUMBER = range(7)

# What is true of a token: joined to the one before by a blank or a hyphen, by a hyphen, begins with a capital,
# opens a sentence, lies in the name of the story's own outlet, is a word of its byline.
JOINED, HYPHEN, CAPITAL, OPENS, OUTLET, BYLINE = 1, 2, 4, 8, 16, 32

UPPER, BLANK, DASH = 1, 2, 4  # what is true of a character

# Columns of a story's candidates.
FIRST, WIDTH, N, FREE, ALONE, INSIDE, CAPITALS, WHOLE = range(8)
COLUMNS = 8

SEED, MIX, SHIFT = np.uint64(0x243F6A8885A308D3), np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


@compiled
def token_flags(text: tuple, tokens: tuple, opens: np.ndarray, look: np.ndarray) -> np.ndarray:
    """JOINED, HYPHEN, CAPITAL and OPENS of each token; text is (characters, first character of each story)."""
    characters, text_offsets = text
    offsets, start, end = tokens
    flags = np.zeros(len(start), np.uint8)
    for row in range(len(offsets) - 1):
        base = text_offsets[row]
        for token in range(offsets[row], offsets[row + 1]):
            sign = characters[base + start[token]]
            if sign < len(look) and look[sign] & UPPER:
                flags[token] |= CAPITAL
            if opens[token] or token == offsets[row]:
                flags[token] |= OPENS
                continue
            gap = np.int64(start[token]) - np.int64(end[token - 1])
            if gap == 0:
                flags[token] |= JOINED
            elif gap == 1:
                sign = characters[base + end[token - 1]]
                if sign < len(look) and look[sign] & (BLANK | DASH):
                    flags[token] |= JOINED | (HYPHEN if look[sign] & DASH else 0)
    return flags


@compiled
def with_names(flags: np.ndarray, term: np.ndarray, offsets: np.ndarray, names: tuple) -> np.ndarray:
    """Flags with OUTLET where a name of the story's outlet stands, and BYLINE on words of its byline.

    names: (terms, first term of each name, first name of each story, bylines, first byline word of each story).
    """
    terms, name_offsets, of_story, bylines, byline_offsets = names
    marked = flags.copy()
    for row in range(len(offsets) - 1):
        for token in range(offsets[row], offsets[row + 1]):
            for name in range(of_story[row], of_story[row + 1]):
                width = name_offsets[name + 1] - name_offsets[name]
                fits = token + width <= offsets[row + 1]
                for step in range(width):
                    fits = fits and term[token + step] == terms[name_offsets[name] + step]
                if fits:
                    for step in range(width):
                        marked[token + step] |= OUTLET
            for word in range(byline_offsets[row], byline_offsets[row + 1]):
                if term[token] == bylines[word]:
                    marked[token] |= BYLINE
    return marked


@compiled
def _stretches(term: np.ndarray, flags: np.ndarray, grade: np.ndarray, span: tuple, longest: int) -> tuple:
    """Every stretch of 1 to `longest` tokens that could be a keyword: its key, first token and width."""
    low, high = span
    room = (high - low) * longest
    keys, first, width = np.empty(room, np.uint64), np.empty(room, np.int64), np.empty(room, np.int64)
    count = 0
    for token in range(low, high):
        if grade[term[token]] > PART:
            continue
        key = (SEED ^ np.uint64(term[token])) * MIX
        says = grade[term[token]] <= SIGN
        if grade[term[token]] == CONTENT:
            keys[count], first[count], width[count] = key, token, 1
            count += 1
        for last in range(token + 1, min(token + longest, high)):
            kind = grade[term[last]]
            bound = flags[last] & HYPHEN
            if not flags[last] & JOINED or kind == NEVER or (kind in (STOP, NUMBER) and not bound):
                break
            key = ((key ^ (key >> SHIFT)) ^ np.uint64(term[last])) * MIX
            says = says or kind <= SIGN
            if says and (kind <= PART or kind == NUMBER):
                keys[count], first[count], width[count] = key, token, last - token + 1
                count += 1
    order = np.argsort(keys[:count], kind="mergesort")  # stable: the first of equal keys is the first in the story
    return keys[order], first[order], width[order]


@compiled
def _described(term: np.ndarray, flags: np.ndarray, grade: np.ndarray, span: tuple, place: tuple) -> tuple:
    """Of one stretch: no part of a name of its own, standing alone, not opening, all capitals, not in a longer name.

    It stands alone when function words, punctuation or the ends of the sentence are its neighbours.
    """
    low, high = span
    token, width = place
    own, byline, capitals = False, True, True
    for here in range(token, token + width):
        if grade[term[here]] <= PART:
            byline = byline and flags[here] & BYLINE != 0
            capitals = capitals and flags[here] & CAPITAL != 0
        own = own or flags[here] & OUTLET != 0
    end = token + width
    left = token > low and flags[token] & JOINED != 0 and grade[term[token - 1]] <= PART
    right = end < high and flags[end] & JOINED != 0 and grade[term[end]] <= PART
    alone = not left and not right
    left_name = left and flags[token - 1] & CAPITAL != 0 and flags[token - 1] & OPENS == 0
    whole = not left_name and not (right and flags[end] & CAPITAL != 0)
    inside = flags[token] & OPENS == 0
    return not own and not byline, alone, inside, inside and capitals, whole


@compiled
def formula_keys(
    stream: tuple, offsets: np.ndarray, counted: np.ndarray, grade: np.ndarray, longest: int
) -> np.ndarray:
    """Keys of all phrases that stand alone somewhere in a story, once per counted story; stream: (term, flags)."""
    term, flags = stream
    found = np.empty(len(term) * longest, np.uint64)
    count = 0
    for row in range(len(offsets) - 1):
        if not counted[row]:
            continue
        span = (offsets[row], offsets[row + 1])
        keys, first, width = _stretches(term, flags, grade, span, longest)
        before = count
        for place in range(len(keys)):
            new = count == before or found[count - 1] != keys[place]
            if width[place] > 1 and new and _described(term, flags, grade, span, (first[place], width[place]))[1]:
                found[count] = keys[place]
                count += 1
    return found[:count].copy()


@compiled
def _grouped(term: np.ndarray, flags: np.ndarray, grade: np.ndarray, span: tuple, longest: int) -> tuple:
    """The stretches of one story by key: keys, and one row each with columns FIRST to WHOLE."""
    keys, first, width = _stretches(term, flags, grade, span, longest)
    found = np.zeros((len(keys), COLUMNS), np.int64)
    own = np.empty(len(keys), np.uint64)
    last = -1
    for place in range(len(keys)):
        if place == 0 or keys[place] != keys[place - 1]:
            last += 1
            own[last] = keys[place]
            found[last, FIRST], found[last, WIDTH] = first[place], width[place]
        free, alone, inside, capitals, whole = _described(term, flags, grade, span, (first[place], width[place]))
        found[last, N] += 1
        found[last, FREE] += free
        found[last, ALONE] += alone
        found[last, INSIDE] += inside
        found[last, CAPITALS] += capitals
        found[last, WHOLE] += whole
    return own[: last + 1], found[: last + 1]


@compiled
def _is_formula(key: np.uint64, rarest: int, formulas: tuple) -> bool:
    """Whether a phrase is a formula of the coverage: a fifth of the stories with its rarest word have it."""
    keys, n_articles = formulas
    spot = np.searchsorted(keys, key)
    return bool(spot < len(keys) and keys[spot] == key and n_articles[spot] * 5 >= rarest)


@compiled
def _rarest(one: np.ndarray, term: np.ndarray, grade: np.ndarray, n_articles: np.ndarray) -> float:
    """Stories that have the rarest word of a candidate."""
    rarest = np.inf
    for token in range(one[FIRST], one[FIRST] + one[WIDTH]):
        if grade[term[token]] <= PART:
            rarest = min(rarest, float(n_articles[term[token]]))
    return rarest


@compiled
def _qualifies(one: np.ndarray) -> tuple:
    """Whether a candidate may be a keyword by its own story; and if not, whether as a formula of the coverage."""
    width, n, free, alone, inside, capitals, whole = one[WIDTH:]
    if free == 0 or (width > 1 and whole * 2 < n):
        return False, False
    is_name = inside > 0 and capitals * 2 >= inside
    recurs = n > 1 and alone * 2 >= n
    return width == 1 or is_name or recurs, alone * 2 >= n


@compiled
def candidates(stream: tuple, offsets: np.ndarray, grade: np.ndarray, formulas: tuple, longest: int) -> tuple:
    """The words and phrases of each story that may be keywords: first token, width, n, n outside its own names.

    stream: (term, flags) per token. formulas: their sorted keys, stories of each, and stories of each term.
    """
    term, flags = stream
    known, known_articles, n_articles = formulas
    all_found = np.empty((1024, COLUMNS), np.int64)
    bounds = np.zeros(len(offsets), np.int64)
    count = 0
    for row in range(len(offsets) - 1):
        keys, found = _grouped(term, flags, grade, (offsets[row], offsets[row + 1]), longest)
        if count + len(found) > len(all_found):
            grown = np.empty((2 * (count + len(found)), COLUMNS), np.int64)
            grown[:count] = all_found[:count]
            all_found = grown
        for place in range(len(found)):
            good, perhaps = _qualifies(found[place])
            if not good and perhaps:
                rarest = _rarest(found[place], term, grade, n_articles)
                good = _is_formula(keys[place], rarest, (known, known_articles))
            if good:
                all_found[count] = found[place]
                count += 1
        bounds[row + 1] = count
    return all_found[:count, :ALONE].copy(), bounds
