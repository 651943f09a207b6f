"""Which words and phrases of a story may be its keywords: loops over the token stream.

`keywords.py` says what is asked of a phrase, `ranking.py` puts them in order. Compiled code shares neither
functions nor constants with another file: numba sees by a file alone that the machine code it kept is out of date.
"""

import numpy as np

from dashboard.compiled import compiled

# What a term may be in a keyword: a word that stands alone; a Han sign, or a word that most
# stories have, that makes one with others; a word
# that makes one only beside such; a function word that may stand inside; one that may stand inside only between
# hyphens (people-to-people); a word that never stands in a keyword; a number, only behind a hyphen (covid-19).
CONTENT, SIGN, PART, LINK, STOP, NEVER, NUMBER = range(7)

# What is true of a token: as in `corpus.flags`; it lies in the name of the story's own outlet, is a word of its byline.
JOINED, HYPHEN, CAPITAL, OPENS, OUTLET, BYLINE = 1, 2, 4, 8, 16, 32

# Columns of a story's candidates.
FIRST, WIDTH, N, FREE, ALONE, INSIDE, CAPITALS, WHOLE = range(8)
COLUMNS = 8

SEED, MIX, SHIFT = np.uint64(0x243F6A8885A308D3), np.uint64(0x9E3779B97F4A7C15), np.uint64(29)

FIRST_BITS = np.uint64(48)  # what is left of a key without these is its first 16 bits


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
def _grouped(stream: tuple, grade: np.ndarray, span: tuple, longest: int, found: np.ndarray, keys: np.ndarray) -> int:
    """Every stretch of 1 to `longest` tokens of a story that could be a keyword, equal ones in one row; how many rows.

    `keys` takes the key of each row, `found` what is counted of it: FIRST to WHOLE. A stretch stands alone when
    function words, punctuation or the ends of the sentence are its neighbours; its FREE occurrences are neither a
    part of a name of the outlet nor of the byline; it is WHOLE when it lies in no longer name.
    """
    term, flags = stream
    low, high = span
    bits = 1 + np.int64(np.log2(1 + (high - low) * longest))
    rows = np.full(1 << bits, -1, np.int32)
    shift, slots = np.uint64(64 - bits), (1 << bits) - 1
    kinds = grade[term[low:high]]
    count = 0
    for token in range(low, high):
        if kinds[token - low] > PART:
            continue
        left = token > low and flags[token] & JOINED != 0 and kinds[token - 1 - low] <= PART
        left_name = left and flags[token - 1] & CAPITAL != 0 and flags[token - 1] & OPENS == 0
        inside = flags[token] & OPENS == 0
        key, says, own, byline, capitals = np.uint64(0), False, False, True, True
        for last in range(token, min(token + longest, high)):
            kind, sign = kinds[last - low], flags[last]
            bound = sign & HYPHEN
            if last > token and (not sign & JOINED or kind == NEVER or (kind in (STOP, NUMBER) and not bound)):
                break
            key = ((SEED if last == token else key ^ (key >> SHIFT)) ^ np.uint64(term[last])) * MIX
            says = says or kind <= SIGN
            own = own or sign & OUTLET != 0
            if kind <= PART:
                byline = byline and sign & BYLINE != 0
                capitals = capitals and sign & CAPITAL != 0
            if not says or not (kind <= PART or kind == NUMBER) or (last == token and kind != CONTENT):
                continue
            slot = np.int64(key >> shift)
            while rows[slot] >= 0 and keys[rows[slot]] != key:
                slot = (slot + 1) & slots
            row = rows[slot]
            if row < 0:
                rows[slot], row, count = count, count, count + 1
                keys[row], found[row] = key, 0
                found[row, FIRST], found[row, WIDTH] = token, last - token + 1
            right = last + 1 < high and flags[last + 1] & JOINED != 0 and kinds[last + 1 - low] <= PART
            found[row, N] += 1
            found[row, FREE] += not own and not byline
            found[row, ALONE] += not left and not right
            found[row, INSIDE] += inside
            found[row, CAPITALS] += inside and capitals
            found[row, WHOLE] += not left_name and not (right and flags[last + 1] & CAPITAL != 0)
    return count


@compiled
def formula_keys(
    stream: tuple, offsets: np.ndarray, counted: np.ndarray, grade: np.ndarray, longest: int
) -> np.ndarray:
    """Keys of all phrases that stand alone somewhere in a story, once per counted story; stream: (term, flags)."""
    room = longest * np.diff(offsets).max()
    some, keys = np.empty((room, COLUMNS), np.int64), np.empty(room, np.uint64)
    found = np.empty(longest * offsets[-1], np.uint64)
    count = 0
    for row in range(len(offsets) - 1):
        if counted[row]:
            for place in range(_grouped(stream, grade, (offsets[row], offsets[row + 1]), longest, some, keys)):
                if some[place, WIDTH] > 1 and some[place, ALONE]:
                    found[count] = keys[place]
                    count += 1
    return found[:count].copy()


@compiled
def _is_formula(key: np.uint64, rarest: int, formulas: tuple) -> bool:
    """Whether a phrase is a formula of the coverage: a fifth of the stories with its rarest word have it."""
    keys, n_articles, begins = formulas
    slot = np.int64(key >> FIRST_BITS)
    for spot in range(begins[slot], begins[slot + 1]):
        if keys[spot] == key:
            return bool(n_articles[spot] * 5 >= rarest)
    return False


@compiled
def _rarest(one: np.ndarray, term: np.ndarray, grade: np.ndarray, n_articles: np.ndarray) -> float:
    """Stories that have the rarest word of a candidate."""
    rarest = np.inf
    for token in range(one[FIRST], one[FIRST] + one[WIDTH]):
        if grade[term[token]] <= PART:
            rarest = min(rarest, float(n_articles[term[token]]))
    return rarest


@compiled
def _qualifies(some: np.ndarray, place: int) -> tuple:
    """Whether a candidate may be a keyword by its own story; and if not, whether as a formula of the coverage."""
    width, n = some[place, WIDTH], some[place, N]
    if some[place, FREE] == 0 or (width > 1 and some[place, WHOLE] * 2 < n):
        return False, False
    if width == 1:
        return True, False
    inside, alone = some[place, INSIDE], some[place, ALONE] * 2 >= n
    is_name = inside > 0 and some[place, CAPITALS] * 2 >= inside
    return is_name or (n > 1 and alone), alone


@compiled
def candidates(stream: tuple, offsets: np.ndarray, grade: np.ndarray, formulas: tuple, longest: int) -> tuple:
    """The words and phrases of each story that may be keywords: first token, width, n, n outside its own names.

    stream: (term, flags) per token. formulas: stories of each term, and of the formulas their sorted keys, stories of
    each, and where those with the same first bits begin.
    """
    term = stream[0]
    n_articles, known = formulas
    room = longest * np.diff(offsets).max()
    some, keys = np.empty((room, COLUMNS), np.int64), np.empty(room, np.uint64)
    found = np.empty((longest * offsets[-1], ALONE), np.int64)  # only what is written takes memory
    bounds = np.zeros(len(offsets), np.int64)
    count = 0
    for row in range(len(offsets) - 1):
        n_grouped = _grouped(stream, grade, (offsets[row], offsets[row + 1]), longest, some, keys)
        for place in range(n_grouped):
            good, perhaps = _qualifies(some, place)
            if not good and perhaps:
                rarest = _rarest(some[place], term, grade, n_articles)
                good = _is_formula(keys[place], rarest, known)
            if good:
                for column in range(ALONE):
                    found[count, column] = some[place, column]
                count += 1
        bounds[row + 1] = count
    return found[:count], bounds
