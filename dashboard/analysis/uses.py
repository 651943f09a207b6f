"""How often a word or phrase stands in stories, without making its places."""

from collections.abc import Sequence

import numpy as np

from dashboard.analysis.terms import forms
from dashboard.compiled import compiled
from dashboard.corpus.corpus import Corpus, Shard


@compiled
def _uses(phrase: np.ndarray, anchor: int, index: tuple, stream: tuple, mask: np.ndarray) -> np.ndarray:
    """How often a phrase stands in each masked story: one walk over the places of its rarest term."""
    places, article_tokens, sentence_tokens = index
    term, start, end = stream
    counts = np.zeros(len(mask), np.int64)
    story = 0
    for place in places:
        while article_tokens[story + 1] <= place:
            story += 1
        first = np.int64(place) - anchor
        if not mask[story] or first < article_tokens[story] or first + len(phrase) > article_tokens[story + 1]:
            continue
        step = 0
        while step < len(phrase) and term[first + step] == phrase[step]:
            here = first + step
            if step > 0 and np.int64(start[here]) - np.int64(end[here - 1]) > 1:
                break
            step += 1
        if step == len(phrase):
            if step > 1:
                sentence = np.searchsorted(sentence_tokens, first, side="right")
                if sentence_tokens[sentence] < first + step:
                    continue
            counts[story] += 1
    return counts


def uses(
    corpus: Corpus, mask: np.ndarray, phrase: Sequence[str], *, family: bool = False, most: int | None = None
) -> np.ndarray:
    """How many places `terms.occurrences` finds in each story, 0 outside the mask, without making them.

    Args:
        corpus: The open corpus.
        mask: Which rows of `corpus.articles` count.
        phrase: Terms, lower-cased.
        family: A single term stands for every form of its family.
        most: Be sure only of the first so many stories of each shard that have the phrase; later ones may miss some.

    Example:
        >>> from tests.small import small
        >>> int(uses(small(), np.ones(6, bool), ["trade"]).sum())
        5
    """
    counts = np.zeros(len(mask), np.int64)
    for words in _ids(corpus, phrase, family=family):
        for shard in corpus.shards:
            counts[shard.rows] += _in_shard(shard, mask[shard.rows], words, most)
    return counts


def n_uses(corpus: Corpus, mask: np.ndarray, word: str, *, family: bool = False) -> int:
    """How many places `uses` finds of a single word: stories in a row are counted by two look-ups, not one by one.

    Example:
        >>> from tests.small import small
        >>> n_uses(small(), np.ones(6, bool), "trade")
        5
    """
    total, terms = 0, [form[0] for form in _ids(corpus, [word], family=family)]
    for shard in corpus.shards:
        mine = mask[shard.rows]
        if mine.all():
            total += sum(int(shard.posting_offsets[term + 1] - shard.posting_offsets[term]) for term in terms)
            continue
        ends = np.flatnonzero(np.diff(mine.astype(np.int8), prepend=0, append=0))
        tokens = shard.article_tokens[ends].astype(np.uint32)  # as places are: else each search would copy them first
        for term in terms:
            places = shard.posting_tokens[shard.posting_offsets[term] : shard.posting_offsets[term + 1]]
            found = np.searchsorted(places, tokens)
            total += int(found[1::2].sum() - found[::2].sum())
    return total


def _ids(corpus: Corpus, phrase: Sequence[str], *, family: bool) -> list[np.ndarray]:
    """Term ids of the phrase, and of every form of it; none when a term does not exist."""
    ids = [corpus.vocabulary.find(term) for term in phrase]
    if min(ids) < 0:
        return []
    found = forms(corpus, ids[0]) if family and len(ids) == 1 else [ids]
    return [np.array(form, np.int32) for form in found]


def _in_shard(shard: Shard, mask: np.ndarray, words: np.ndarray, most: int | None) -> np.ndarray:
    """Places per story; with `most`, ever longer beginnings are walked until so many stories are found."""
    low, high = shard.posting_offsets[words], shard.posting_offsets[words + 1]
    anchor = int(np.argmin(high - low))
    places = shard.posting_tokens[low[anchor] : high[anchor]]
    size = len(places) if most is None else 16 * most
    while True:
        index = places[:size], shard.article_tokens, shard.sentence_tokens
        counts = _uses(words, anchor, index, (shard.term, shard.start, shard.end), mask)
        # the last story of a beginning may have more places behind it
        if size >= len(places) or np.count_nonzero(counts) > (most or 0):
            return counts
        size *= 8
