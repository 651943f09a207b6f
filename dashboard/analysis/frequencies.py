"""Term frequencies: how often the chosen stories use a word, in how many of them, per how many words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.terms import idf
from dashboard.corpus.compiled import compiled
from dashboard.corpus.corpus import Corpus, Shard


@dataclass(frozen=True, eq=False)
class Totals:
    """Per term over some stories: occurrences, their squares summed per story, stories, and tf-idf summed."""

    n_tokens: np.ndarray
    squares: np.ndarray
    n_articles: np.ndarray
    tfidf: np.ndarray


@compiled
def _totals(rows: tuple, wanted: np.ndarray, group: np.ndarray, idf: np.ndarray) -> tuple:
    """One pass over the counts of the wanted stories; `group` says under which term each is counted."""
    offsets, terms, counts = rows
    size = len(group)
    tokens, squares, tfidf = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.float64)
    stories, last, here = np.zeros(size, np.int64), np.full(size, -1, np.int64), np.zeros(size, np.int64)
    for row in wanted:
        length = 0.0
        for entry in range(offsets[row], offsets[row + 1]):
            length += (counts[entry] * idf[terms[entry]]) ** 2
        for entry in range(offsets[row], offsets[row + 1]):
            place = group[terms[entry]]
            if last[place] != row:
                last[place] = row
                here[place] = 0
                stories[place] += 1
            count = np.int64(counts[entry])
            # (a + b)² − a² = b² + 2ab: forms of a family add up inside a story before they are squared
            squares[place] += count * count + 2 * here[place] * count
            here[place] += count
            tokens[place] += count
            tfidf[place] += count * idf[terms[entry]] / np.sqrt(length)
    return tokens, squares, stories, tfidf


def totals(corpus: Corpus, mask: np.ndarray, *, families: bool = False) -> Totals:
    """Totals of every term over the chosen stories, by term id; with `families` under the family's id only."""
    size = len(corpus.vocabulary.terms)
    group = corpus.vocabulary.family if families else np.arange(size, dtype=np.int32)
    weights = idf(corpus)
    parts = [
        _totals(
            (shard.row_offsets, shard.row_terms, shard.row_counts), np.flatnonzero(mask[shard.rows]), group, weights
        )
        for shard in corpus.shards
    ]
    return Totals(*(np.sum(column, axis=0) for column in zip(*parts, strict=True)))


def top_terms(
    corpus: Corpus, mask: np.ndarray, *, top: int | None = 50, families: bool = False, stop: bool = False
) -> pd.DataFrame:
    """The commonest terms of the chosen stories.

    Args:
        corpus: The open corpus.
        mask: Which rows of `corpus.articles` count.
        top: Rows kept; None for all.
        families: Count all forms of a family as one, under its commonest form; a story counts once.
        stop: Keep function words too.

    Returns:
        One row per term, most occurrences first, ties A to Z: term_id, term, n_tokens, n_articles (k: stories that
        use it), n (chosen stories), per_1000_words, tfidf (mean over the n stories; the yardstick is the
        snapshot's, so a filter never changes a story's weight; a family's forms are added up).

    Example:
        >>> from tests.small import small
        >>> mask = (small().articles["outlet"] == "Herald").to_numpy(bool, na_value=False)
        >>> top_terms(small(), mask, top=1)[["term", "n_tokens", "n_articles", "n"]].values.tolist()
        [['trade', 2, 2, 2]]
    """
    found = totals(corpus, mask, families=families)
    vocabulary = corpus.vocabulary
    ids = np.flatnonzero((found.n_tokens > 0) & (stop | ~vocabulary.is_stop))
    ids = ids[np.argsort(-found.n_tokens[ids], kind="stable")][:top]
    n, n_words = int(np.count_nonzero(mask)), int(corpus.articles["n_words"].to_numpy()[mask].sum())
    return pd.DataFrame(
        {
            "term_id": ids,
            "term": [vocabulary.terms[place] for place in ids.tolist()],
            "n_tokens": found.n_tokens[ids],
            "n_articles": found.n_articles[ids],
            "n": n,
            "per_1000_words": 1000 * found.n_tokens[ids] / max(n_words, 1),
            "tfidf": found.tfidf[ids] / max(n, 1),
        }
    )


@compiled
def _phrase_totals(phrases: tuple, shard: tuple, group: np.ndarray, n_groups: int) -> np.ndarray:
    """Per phrase and group of stories: occurrences, their squares summed per story, stories; group -1 is left out.

    Walks the places of each phrase's rarest term; what an occurrence is, `terms.occurrences` says.
    """
    terms, bounds = phrases
    term, start, end, offsets, places, article_tokens, sentence_tokens = shard
    found = np.zeros((3, len(bounds) - 1, n_groups), np.int64)
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
            step = 0
            while step < len(phrase) and term[first + step] == phrase[step]:
                if step > 0 and np.int64(start[first + step]) - np.int64(end[first + step - 1]) > 1:
                    break
                step += 1
            if step < len(phrase):
                continue
            story = int(np.searchsorted(article_tokens, first, side="right")) - 1
            sentence = np.searchsorted(sentence_tokens, first, side="right") - 1
            if group[story] < 0 or sentence_tokens[sentence + 1] < first + len(phrase):
                continue
            if story != last:
                last, here = story, 0
                found[2, one, group[story]] += 1
            found[0, one, group[story]] += 1
            found[1, one, group[story]] += 2 * here + 1  # (h + 1)² − h²
            here += 1
    return found


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
    parts = [_phrase_totals((terms, bounds), _arrays(shard), group[shard.rows], n_groups) for shard in corpus.shards]
    return np.sum(parts, axis=0)


def _arrays(shard: Shard) -> tuple:
    return (
        shard.term, shard.start, shard.end, shard.posting_offsets, shard.posting_tokens, shard.article_tokens,
        shard.sentence_tokens,
    )  # fmt: skip
