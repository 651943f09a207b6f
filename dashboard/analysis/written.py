"""How names and words stand in the stories: capitals and hyphens, which terms do not keep."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from dashboard.corpus.corpus import Corpus, Shard

SPREAD = 1_000  # places of a phrase that are looked at, spread evenly over all of them
LOOKED_AT = 40  # of these, spread again: places whose writing is read


def written(corpus: Corpus, phrases: Sequence[str]) -> list[str]:
    """The commonest writing of each phrase in all stories, for the screen; tables keep the terms.

    Of a phrase that stands in many places, 1,000 are looked at and 40 read, spread evenly over the coverage. What opens
    a sentence or stands in a heading counts only when there is nothing else, as its capitals say nothing. Ties run A to
    Z.

    Args:
        corpus: The open corpus.
        phrases: Terms separated by blanks, as in the tables `keywords` and `topics`.

    Returns:
        One per phrase, in their order; a phrase that stands nowhere comes back as it is.

    Example:
        >>> from tests.small import small
        >>> written(small(), ["geneva", "trade", "nowhere"])
        ['Geneva', 'trade', 'nowhere']
    """
    places = [_places(corpus, phrase) for phrase in phrases]
    stories = sorted({row for found in places for row, _, _ in found})
    bodies = dict(zip(stories, corpus.bodies(stories), strict=True))
    return [_commonest(found, bodies, phrase) for found, phrase in zip(places, phrases, strict=True)]


def _places(corpus: Corpus, phrase: str) -> list[tuple[int, int, int]]:
    """Some places of a phrase: row, start, end; those inside sentences, or all where there are no others."""
    ids = np.array([corpus.vocabulary.find(term) for term in phrase.split(" ")])
    if ids.min() < 0:
        return []
    tokens = [places_of(shard, ids) for shard in corpus.shards]
    step = max(1, -(-sum(map(len, tokens)) // SPREAD))
    before, inside = 0, []
    found: list[tuple[int, int, int]] = []
    for shard, every in zip(corpus.shards, tokens, strict=True):
        some = every[-before % step :: step].astype(np.int64)
        before += len(every)
        row = shard.first + np.searchsorted(shard.article_tokens, some, side="right") - 1
        found += zip(row.tolist(), shard.start[some].tolist(), shard.end[some + len(ids) - 1].tolist(), strict=True)
        sentence = np.searchsorted(shard.sentence_tokens, some, side="right") - 1
        inside += ((shard.sentence_tokens[sentence] != some) & ~shard.is_heading[sentence].astype(bool)).tolist()
    kept = [place for place, within in zip(found, inside, strict=True) if within] or found
    return kept[:: max(1, -(-len(kept) // LOOKED_AT))]


def places_of(shard: Shard, phrase: np.ndarray) -> np.ndarray:
    """The first tokens of a phrase's places in a shard, ascending; what a place is, `terms.occurrences` says.

    Example:
        >>> from tests.small import small
        >>> words = [small().vocabulary.find(word) for word in ("world", "order")]
        >>> places_of(small().shards[0], np.array(words)).tolist()
        [31]
    """
    sizes = shard.posting_offsets[phrase + 1] - shard.posting_offsets[phrase]
    rarest = int(np.argmin(sizes))
    places = shard.posting_tokens[shard.posting_offsets[phrase[rarest]] :][: sizes[rarest]]
    if len(phrase) == 1:
        return places
    first = places.astype(np.int64) - rarest
    first = first[(first >= 0) & (first + len(phrase) <= len(shard.term))]
    for step, term in enumerate(phrase.tolist()):
        first = first[shard.term[first + step] == term]
    sentence = np.searchsorted(shard.sentence_tokens, first, side="right")
    first = first[shard.sentence_tokens[sentence] >= first + len(phrase)]
    for step in range(1, len(phrase)):
        first = first[shard.start[first + step] - shard.end[first + step - 1] <= 1]
    return first


def _commonest(found: list[tuple[int, int, int]], bodies: dict[int, str], phrase: str) -> str:
    """The writing that most of the places have."""
    seen = Counter(" ".join(bodies[row][start:end].split()) for row, start, end in found)
    return min(seen, key=lambda text: (-seen[text], text), default=phrase)
