"""How likely each line of a page is the page's own story: a small chain model over its lines.

A line is above the story, in it, in a gap inside it, or below it; each state, and each step from one
to the next, adds up the weights of the line's features (a linear-chain conditional random field,
Lafferty et al. 2001). `line_weights.py` holds the weights; `tests/gold/train_lines.py` fits them.
"""

import math
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from dashboard.articles.bylines import Byline
from dashboard.articles.clean import Page
from dashboard.articles.line_features import as_matrix, rows_of
from dashboard.articles.line_weights import WEIGHTS
from dashboard.compiled import compiled

# Columns of the scores: four states of a line, then the four steps that need a reason.
ABOVE, STORY, GAP, BELOW, BEGIN, END, OPEN, CLOSE = range(8)
NEVER = -1e9


def story_chances(page: Page, junk: Mapping[int, str], speaks: Mapping[int, Byline]) -> dict[int, float]:
    r"""For every line with words on it, how likely (0 to 1) it belongs to the text of the page's own story.

    `junk` and `speaks` are what the rules found; the model weighs them with everything else.

    Example:
        >>> from dashboard.articles.clean import junk_of, page_of
        >>> from dashboard.articles.lines import lines_of
        >>> from dashboard.articles.outlets import registry
        >>> text = "Menu\nSport\n" + "The two leaders met on Thursday and signed a long statement.\n" * 2
        >>> page = page_of(lines_of(text), registry(()))
        >>> chances = story_chances(page, junk_of(page), {})
        >>> chances[0] < 0.5 < chances[2]
        True
    """
    places, features = rows_of(page, junk, speaks)
    if not places:
        return {}
    names, table = weights()
    chances = chances_of(as_matrix(features, names) @ table)
    return dict(zip(places, chances.tolist(), strict=True))


@lru_cache(maxsize=1)
def weights() -> tuple[tuple[str, ...], np.ndarray]:
    """Names of the features, and their weights: features × 8."""
    return tuple(WEIGHTS), np.array(list(WEIGHTS.values()), dtype=float)


@compiled
def _sum_of_logs(a: float, b: float) -> float:
    high = a if a > b else b
    return high + math.log(math.exp(a - high) + math.exp(b - high))


@compiled
def downwards(scores: np.ndarray) -> np.ndarray:
    """Log weight of all ways to come to each state of each line."""
    found = np.full((len(scores), 4), NEVER)
    found[0, ABOVE], found[0, STORY] = scores[0, ABOVE], scores[0, STORY] + scores[0, BEGIN]
    for at in range(1, len(scores)):
        last, own = found[at - 1], scores[at]
        begun = _sum_of_logs(last[STORY], last[ABOVE] + own[BEGIN])
        found[at, ABOVE] = last[ABOVE] + own[ABOVE]
        found[at, STORY] = _sum_of_logs(begun, last[GAP] + own[CLOSE]) + own[STORY]
        found[at, GAP] = _sum_of_logs(last[GAP], last[STORY] + own[OPEN]) + own[GAP]
        found[at, BELOW] = _sum_of_logs(last[BELOW], last[STORY] + own[END]) + own[BELOW]
    return found


@compiled
def upwards(scores: np.ndarray) -> np.ndarray:
    """Log weight of all ways to go on from each state of each line; a page does not end in a gap."""
    found = np.zeros((len(scores), 4))
    found[-1, GAP] = NEVER
    for at in range(len(scores) - 1, 0, -1):
        own = scores[at]
        story, gap, below = own[STORY] + found[at, STORY], own[GAP] + found[at, GAP], own[BELOW] + found[at, BELOW]
        found[at - 1, ABOVE] = _sum_of_logs(own[ABOVE] + found[at, ABOVE], own[BEGIN] + story)
        found[at - 1, STORY] = _sum_of_logs(_sum_of_logs(story, own[OPEN] + gap), own[END] + below)
        found[at - 1, GAP] = _sum_of_logs(gap, own[CLOSE] + story)
        found[at - 1, BELOW] = below
    return found


def chances_of(scores: np.ndarray) -> np.ndarray:
    """The chance of every line to be in the story, from the scores of its states and steps (lines × 8)."""
    down, up = downwards(scores), upwards(scores)
    total = np.logaddexp.reduce(down[-1, [ABOVE, STORY, BELOW]])
    found: np.ndarray = np.exp(down[:, STORY] + up[:, STORY] - total)
    return found
