"""Term frequencies: how often the chosen stories use a word, in how many of them, per how many words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.analysis.terms import idf
from dashboard.compiled import compiled
from dashboard.corpus.corpus import Corpus, Shard


@dataclass(frozen=True, eq=False)
class Totals:
    """Per term over some stories: occurrences, their squares summed per story, stories, and tf-idf summed.

    Whole numbers, but for tf-idf; views of one array, and so of its type.
    """

    n_tokens: np.ndarray
    squares: np.ndarray
    n_articles: np.ndarray
    tfidf: np.ndarray


@compiled
def _add(
    rows: tuple, first: int, cells: tuple, group: np.ndarray, idf: np.ndarray, last: np.ndarray, sums: np.ndarray
) -> None:
    """Add the counts of a shard's stories to cells × groups of terms; group -1 is left out.

    cells: each story's cell, and the stories in the order of their cells, so that one cell's sums after the other's
    stay in the processor's cache. `sums` are cells × groups × (occurrences, squares, stories, tf-idf); `last` holds
    which story used a group last, and how often so far. What is added to at once lies together, for the same reason.
    """
    offsets, terms, counts = rows
    cell, order = cells
    for row in order:
        here = cell[row]
        length = 0.0
        for entry in range(offsets[row], offsets[row + 1]):
            length += (counts[entry] * idf[terms[entry]]) ** 2
        length = np.sqrt(length)
        for entry in range(offsets[row], offsets[row + 1]):
            place = group[terms[entry]]
            if place < 0:
                continue
            if last[place, 0] != first + row:
                last[place, 0] = first + row
                last[place, 1] = 0
                sums[here, place, 2] += 1
            count = np.int64(counts[entry])
            # (a + b)² − a² = b² + 2ab: forms of a family add up inside a story before they are squared
            sums[here, place, 1] += count * count + 2 * last[place, 1] * count
            last[place, 1] += count
            sums[here, place, 0] += count
            sums[here, place, 3] += count * idf[terms[entry]] / length


def cell_totals(corpus: Corpus, cell: np.ndarray, group: np.ndarray, shape: tuple[int, int]) -> Totals:
    """Totals of groups of terms over cells of stories, in one walk over the stories.

    Args:
        corpus: The open corpus.
        cell: Per row of `corpus.articles` its cell, from 0; -1 for none.
        group: Per term id its group, from 0; -1 for none. A story that uses several terms of a group counts once.
        shape: How many cells and groups there are.

    Returns:
        Arrays of cells × groups.
    """
    cell, group = cell.astype(np.int32), group.astype(np.int32)
    last, weights = np.full((shape[1], 2), -1), idf(corpus)
    sums = np.zeros((*shape, 4))
    for shard in corpus.shards:
        rows, mine = (shard.row_offsets, shard.row_terms, shard.row_counts), cell[shard.rows]
        order = np.argsort(mine, kind="stable")[np.count_nonzero(mine < 0) :]
        if len(order):
            _add(rows, shard.first, (mine, order), group, weights, last, sums)
    return Totals(*(sums[:, :, place] for place in range(4)))


def totals(corpus: Corpus, mask: np.ndarray, *, families: bool = False) -> Totals:
    """Totals of every term over the chosen stories, by term id; with `families` under the family's id only."""
    size = len(corpus.vocabulary.terms)
    group = corpus.vocabulary.family if families else np.arange(size)
    found = cell_totals(corpus, np.where(mask, 0, -1), group, (1, size))
    return Totals(found.n_tokens[0], found.squares[0], found.n_articles[0], found.tfidf[0])


@compiled
def _add_phrases(phrases: tuple, shard: tuple, group: np.ndarray, found: np.ndarray) -> None:
    """Add each phrase's occurrences in a shard to `found`, as `phrase_totals` has it.

    Walks the places of each phrase's rarest term; what an occurrence is, `terms.occurrences` says. The story of a token
    comes from a table of every 64th token and a step or two: of a common word, a search per place took ten times as
    long.
    """
    terms, bounds = phrases
    term, start, end, offsets, places, article_tokens, sentence_tokens = shard
    near = np.zeros((article_tokens[-1] >> 6) + 1, np.int32)
    story = 0
    for block in range(len(near)):
        while story < len(group) - 1 and article_tokens[story + 1] <= block << 6:
            story += 1
        near[block] = story
    for one in range(len(bounds) - 1):
        phrase = terms[bounds[one] : bounds[one + 1]]
        anchor = 0
        for step in range(len(phrase)):
            size = offsets[phrase[step] + 1] - offsets[phrase[step]]
            if size < offsets[phrase[anchor] + 1] - offsets[phrase[anchor]]:
                anchor = step
        last, here = -1, 0
        for spot in range(offsets[phrase[anchor]], offsets[phrase[anchor] + 1]):
            first = np.int64(places[spot]) - anchor
            if first < 0 or first + len(phrase) > len(term):
                continue
            step = 0  # the anchor stands where it is listed: a word alone is not looked up among the tokens
            while step < len(phrase) and (step == anchor or term[first + step] == phrase[step]):
                if step > 0 and np.int64(start[first + step]) - np.int64(end[first + step - 1]) > 1:
                    break
                step += 1
            if step < len(phrase):
                continue
            story = near[first >> 6]
            while article_tokens[story + 1] <= first:
                story += 1
            if group[story] < 0:
                continue
            if len(phrase) > 1:
                sentence = np.searchsorted(sentence_tokens, first, side="right")
                if sentence_tokens[sentence] < first + len(phrase):
                    continue
            if story != last:
                last, here = story, 0
                found[2, one, group[story]] += 1
            found[0, one, group[story]] += 1
            found[1, one, group[story]] += 2 * here + 1  # (h + 1)² − h²
            here += 1


def phrase_totals(
    corpus: Corpus, phrases: Sequence[Sequence[int]], group: np.ndarray, *, n_groups: int = 1
) -> np.ndarray:
    """Occurrences of phrases (sequences of term ids), their squares summed per story, and stories.

    Args:
        corpus: The open corpus.
        phrases: A single term is a phrase too. Each costs one walk over the places of its rarest term.
        group: Per row of `corpus.articles` the group that it counts for, from 0; -1 for none.
        n_groups: How many groups there are.

    Returns:
        Counts of shape (3, phrases, groups).
    """
    terms = np.array([term for phrase in phrases for term in phrase], np.int32)
    bounds = np.cumsum(np.array([0] + [len(phrase) for phrase in phrases], np.int64))
    found, group = np.zeros((3, len(phrases), n_groups), np.int64), group.astype(np.int32)
    for shard in corpus.shards:
        _add_phrases((terms, bounds), _arrays(shard), group[shard.rows], found)
    return found


def _arrays(shard: Shard) -> tuple:
    return (
        shard.term, shard.start, shard.end, shard.posting_offsets, shard.posting_tokens, shard.article_tokens,
        shard.sentence_tokens,
    )  # fmt: skip
