"""Which words stand inside quotation marks."""

from collections.abc import Sequence

import numpy as np

from dashboard.compiled import compiled

OPENS, CLOSES, EITHER, LINE_END, EQUALS = 1, 2, 3, 4, 5
OUTSIDE, QUOTED, VALUE = 0, 1, 2  # a value in a piece of markup, ="…", is no quotation
SIGNS = {"“": OPENS, "„": OPENS, "«": OPENS, "「": OPENS, "『": OPENS, "”": CLOSES, "»": CLOSES, "」": CLOSES,
         "』": CLOSES, '"': EITHER, "＂": EITHER, "\n": LINE_END, "=": EQUALS}  # fmt: skip


@compiled
def _inside(characters: np.ndarray, text_offsets: np.ndarray, look: np.ndarray, tokens: tuple) -> np.ndarray:
    """1 for each token between quotation marks; a quotation that is not closed ends with its line."""
    offsets, start = tokens
    inside = np.zeros(len(start), np.uint8)
    for text in range(len(text_offsets) - 1):
        base, until = text_offsets[text], text_offsets[text + 1]
        state = OUTSIDE
        before = 0
        position = base
        for token in range(offsets[text], offsets[text + 1]):
            while position < base + start[token] and position < until:
                code = characters[position]
                sign = look[code] if code < len(look) else 0
                if sign == OPENS or (sign == EITHER and state == OUTSIDE):
                    state = VALUE if before == EQUALS else QUOTED
                elif sign in (CLOSES, EITHER, LINE_END):
                    state = OUTSIDE
                before = sign
                position += 1
            inside[token] = state == QUOTED
    return inside


def quoted_tokens(texts: Sequence[str], offsets: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Whether each token stands inside double quotation marks.

    Single marks are not read: most of them are apostrophes. A quotation ends with its line, closed or not, as a
    paragraph of a long quotation opens anew.

    Args:
        texts: Bodies of some stories.
        offsets: Token range of each of them.
        start: First code point of each token in its body.

    Returns:
        One flag per token.

    Example:
        >>> quoted_tokens(['He said "not now" and left'], np.array([0, 6]), np.array([0, 3, 9, 13, 18, 22])).tolist()
        [False, False, True, True, False, False]
    """
    look = np.zeros(1 << 16, np.uint8)
    for sign, kind in SIGNS.items():
        look[ord(sign)] = kind
    characters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    text_offsets = np.cumsum([0] + [len(text) for text in texts])
    return _inside(characters, text_offsets, look, (offsets, start)).astype(bool)
