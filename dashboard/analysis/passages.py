"""Stories cut into passages of about equal length, at sentence ends only."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from dashboard.corpus.corpus import Corpus, Shard

OUTSIDE = 10  # a passage shorter or longer than asked costs ten times as much


@dataclass(frozen=True, eq=False)
class Passages:
    """Pieces of stories, in reading order.

    Attributes:
        row: Row of the story in `articles`.
        place: Place of the passage in its story, from 0.
        start: First character in the body, in code points.
        end: One past the last.
        first: First token, in the shard of the story.
        last: One past the last token.
    """

    row: np.ndarray
    place: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def head(self, end: int, begin: int = 0) -> "Passages":
        """Those from one place in the list to another."""
        return Passages(*(getattr(self, field.name)[begin:end] for field in fields(self)))

    def take(self, places: np.ndarray) -> "Passages":
        """Some of them, by their places in the list."""
        return Passages(*(getattr(self, field.name)[places] for field in fields(self)))


def passages(corpus: Corpus, rows: Sequence[int] | np.ndarray, *, words: int = 90) -> Passages:
    """Cut stories into passages that aim at so many words (from two thirds to four thirds of it).

    A story that is too short is one passage; a sentence that is too long is one too. A heading goes with
    what follows it. Stories without a word have none.
    """
    found: list[tuple[int, int, int, int, int, int]] = []
    for row in rows:
        found += _of_story(corpus.shard_of(row), int(row), words)
    columns = np.array(found, np.int64).reshape(-1, 6).T
    return Passages(*columns)


def whole_stories(corpus: Corpus, rows: Sequence[int] | np.ndarray) -> Passages:
    """Each story as one passage, from its first sentence to its last; stories without a word have none."""
    wanted = np.asarray(rows, np.int64)
    found = np.zeros((6, len(wanted)), np.int64)
    found[0] = wanted
    for shard in corpus.shards:
        mine = np.flatnonzero((wanted >= shard.first) & (wanted < shard.first + shard.n_articles))
        at = wanted[mine] - shard.first
        found[4, mine], found[5, mine] = shard.article_tokens[at], shard.article_tokens[at + 1]
        worded = mine[found[5, mine] > found[4, mine]]
        at = wanted[worded] - shard.first
        found[2, worded] = shard.sentence_start[shard.article_sentences[at]]
        found[3, worded] = shard.sentence_end[shard.article_sentences[at + 1] - 1]
    return Passages(*found[:, found[5] > found[4]])


def _of_story(shard: Shard, row: int, words: int) -> list[tuple[int, int, int, int, int, int]]:
    at = row - shard.first
    sentences = slice(int(shard.article_sentences[at]), int(shard.article_sentences[at + 1]))
    tokens = shard.sentence_tokens[sentences.start : sentences.stop + 1].astype(np.int64)
    if len(tokens) < 2 or tokens[0] == tokens[-1]:
        return []
    ends = cuts(np.diff(tokens).tolist(), shard.is_heading[sentences].tolist(), words)
    found = []
    for place, (a, b) in enumerate(pairwise(ends)):
        start, end = shard.sentence_start[sentences.start + a], shard.sentence_end[sentences.start + b - 1]
        found.append((row, place, int(start), int(end), int(tokens[a]), int(tokens[b])))
    return found


def cuts(lengths: Sequence[int], headings: Sequence[int], words: int) -> list[int]:
    """Where to cut a row of sentences so that the passages come as near as can be to `words` words.

    The best of all ways to cut, by dynamic programming: a passage costs the square of what it is off, ten
    times that outside two thirds to four thirds of `words`, and extra when a heading would end it.

    Args:
        lengths: Words of each sentence.
        headings: Whether it is a heading.
        words: What a passage aims at.

    Returns:
        Sentence numbers, from 0 to the number of sentences.

    Example:
        >>> cuts([40, 45, 5, 50, 42], [0, 0, 1, 0, 0], 90)
        [0, 2, 5]
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(lengths) + 1):
        ways, length = [], 0
        for begin in range(end - 1, -1, -1):
            length += lengths[begin]
            off = float(length - words) ** 2
            price = off if 2 * words <= 3 * length <= 4 * words else off * OUTSIDE
            price += words**2 if headings[end - 1] and end < len(lengths) else 0
            ways.append((best[begin][0] + price, begin))
            if length > 2 * words:
                break
        best.append(min(ways))
    ends = [len(lengths)]
    while ends[-1]:
        ends.append(best[ends[-1]][1])
    return ends[::-1]
