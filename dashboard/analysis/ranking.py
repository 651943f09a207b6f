"""The order of a story's keywords: scores, parts that give way to their phrase, near-repeats left out.

`keywords.py` gives the formula in words.
"""

import numpy as np

from dashboard.compiled import compiled

FIRST, WIDTH, N, FREE = range(4)  # columns of the candidates that `phrases.candidates` hands over
IDF, LETTERS, FAMILY, SAYS = range(4)  # columns of a row per term; SAYS is 1 but for function words


@compiled
def _means(tokens: range, term: np.ndarray, words: np.ndarray, title: np.ndarray) -> tuple:
    """Mean idf and mean letters of a candidate's words, function words aside; whether the headline has them all."""
    count, idfs, lengths, titled = 0, 0.0, 0.0, True
    for token in tokens:
        word = term[token]
        if words[word, SAYS] == 0.0:
            continue
        count += 1
        idfs += words[word, IDF]
        lengths += words[word, LETTERS]
        here = False
        for other in title:
            here = here or other == words[word, FAMILY]
        titled = titled and here
    return idfs / count, lengths / count, titled


@compiled
def _scores(found: np.ndarray, low: int, stream: tuple, title: np.ndarray, rules: tuple) -> np.ndarray:
    """The formula of `keywords.py` for the candidates of a story whose first token is `low`."""
    term, words, logs = stream
    once, boost, decay, delay = rules
    scores = np.empty(len(found), np.float64)
    for place in range(len(found)):
        first, width, free = found[place, FIRST], found[place, WIDTH], found[place, FREE]
        idf, letters, titled = _means(range(first, first + width), term, words, title)
        use = logs[free] * (once if free == 1 and not titled else 1.0)
        phrase = 1.0 if width == 1 else boost * decay ** (width - 2)
        scores[place] = use * idf * letters * phrase / (delay + logs[0 if titled else first - low])
    return scores


@compiled
def _stands_at(token: int, one: np.ndarray, term: np.ndarray) -> bool:
    """Whether the words of a candidate stand at a token."""
    same = True
    for step in range(one[WIDTH]):
        same = same and term[token + step] == term[one[FIRST] + step]
    return same


@compiled
def _inherited(found: np.ndarray, scores: np.ndarray, term: np.ndarray) -> np.ndarray:
    """Scores after each phrase took over the parts that mostly stand inside it; such parts get 0.

    Parts are looked up in chains by the last bits of their first word.
    """
    mask = 255
    begins, after = np.full(mask + 1, -1, np.int64), np.empty(len(found), np.int64)
    taken, widest = scores.copy(), 0
    for place in range(len(found)):
        first = term[found[place, FIRST]] & mask
        after[place], begins[first] = begins[first], place
        widest = max(widest, found[place, WIDTH])
    for width in range(1, widest):
        swallowed = np.zeros(len(found), np.bool_)
        for phrase in range(len(found)):
            for token in range(found[phrase, FIRST], found[phrase, FIRST] + found[phrase, WIDTH] - width + 1):
                part = begins[term[token] & mask] if found[phrase, WIDTH] > width else -1
                while part >= 0:
                    often = found[phrase, N] > 1 or found[part, N] == 1
                    mostly = often and found[phrase, N] * 2 >= found[part, N]
                    if mostly and found[part, WIDTH] == width and _stands_at(token, found[part], term):
                        taken[phrase] = max(taken[phrase], taken[part])
                        swallowed[part] = True
                    part = after[part]
        taken[swallowed] = 0.0
    return taken


@compiled
def _clash(one: np.ndarray, other: np.ndarray, term: np.ndarray, says: np.ndarray, near: np.ndarray) -> bool:
    """Whether two candidates say nearly the same: more than half of the words of the shorter are shared."""
    words, shared = 0, 0
    short, long = (one, other) if one[WIDTH] <= other[WIDTH] else (other, one)
    for token in range(short[FIRST], short[FIRST] + short[WIDTH]):
        if not says[term[token]]:
            continue
        words += 1
        for step in range(long[FIRST], long[FIRST] + long[WIDTH]):
            if says[term[step]] and near[term[step]] == near[term[token]]:
                shared += 1
                break
    return shared * 2 > words


@compiled
def _before(one: np.ndarray, other: np.ndarray, term: np.ndarray) -> bool:
    """Whether a candidate comes first from A to Z: term ids are in that order."""
    for step in range(min(one[WIDTH], other[WIDTH])):
        left, right = term[one[FIRST] + step], term[other[FIRST] + step]
        if left != right:
            return left < right
    return one[WIDTH] < other[WIDTH]


@compiled
def _best(found: np.ndarray, scores: np.ndarray, stream: tuple, top: int) -> np.ndarray:
    """Places of the best candidates, best first; each next one must not clash with those before it."""
    term, says, near = stream
    left = scores.copy()
    best = np.empty(top, np.int64)
    count = 0
    while count < top:
        pick = -1
        highest = 0.0
        for place in range(len(found)):
            if left[place] > highest or (
                pick >= 0 and left[place] == highest and _before(found[place], found[pick], term)
            ):
                pick, highest = place, left[place]
        if pick < 0:
            break
        left[pick] = 0.0
        clashes = False
        for earlier in best[:count]:
            clashes = clashes or _clash(found[pick], found[earlier], term, says, near)
        if not clashes:
            best[count] = pick
            count += 1
    return best[:count]


@compiled
def ranked(stream: tuple, offsets: np.ndarray, found: tuple, words: tuple, rules: tuple) -> tuple:
    """The keywords of each story, best first: (story, first token, width) and score of each.

    stream: term per token, `says` (no function word) and `near` per term. found: candidates, and where each
    story's begin.
    words: a row of IDF to SAYS per term, which lie beside each other as each word wants them all; families of the
    headlines, and where each story's begin.
    rules: keywords per story, and the constants of the formula.
    """
    term, says, near = stream
    of_terms, titles, title_offsets = words
    top, weights = rules
    everything, bounds = found
    places = np.empty(((len(offsets) - 1) * top, 3), np.int64)
    scores = np.empty((len(offsets) - 1) * top, np.float64)
    logs = np.log(1.0 + np.arange(1 + np.diff(offsets).max()))  # of every count and every distance
    count = 0
    for row in range(len(offsets) - 1):
        some = everything[bounds[row] : bounds[row + 1]]
        title = titles[title_offsets[row] : title_offsets[row + 1]]
        own = _scores(some, offsets[row], (term, of_terms, logs), title, weights)
        own = _inherited(some, own, term)
        for pick in _best(some, own, (term, says, near), top):
            places[count] = row, some[pick, FIRST], some[pick, WIDTH]
            scores[count] = own[pick]
            count += 1
    return places[:count], scores[:count]


@compiled
def occurrences_of(stream: tuple, offsets: np.ndarray, places: np.ndarray) -> np.ndarray:
    """How often the words at each place stand in that story in a row, one character at most between neighbours."""
    term, start, end, opens = stream
    counts = np.zeros(len(places), np.int64)
    for place in range(len(places)):
        row, first, width = places[place]
        for token in range(offsets[row], offsets[row + 1] - width + 1):
            same = term[token] == term[first]
            for step in range(1, width):
                here = token + step
                gap = np.int64(start[here]) - np.int64(end[here - 1])
                same = same and not opens[here] and gap <= 1 and term[here] == term[first + step]
            counts[place] += same
    return counts
