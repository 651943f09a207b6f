"""How names and words stand in the stories: capitals and hyphens, which terms do not keep."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.analysis.terms import occurrences
from dashboard.corpus.corpus import Corpus

LOOKED_AT = 40  # places of a phrase whose writing is read, spread over all of them


def written(corpus: Corpus, phrases: Sequence[str]) -> list[str]:
    """The commonest writing of each phrase in all stories, for the screen; tables keep the terms.

    Of a phrase that stands in many places, 40 are read, spread evenly over the coverage. What opens a sentence or
    stands in a heading counts only when there is nothing else, as its capitals say nothing. Ties run A to Z.

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
    rows = range(len(corpus.articles))
    places = [_places(corpus, rows, phrase) for phrase in phrases]
    stories = sorted({int(row) for found in places for row in found["row"]})
    bodies = dict(zip(stories, corpus.bodies(stories), strict=True))
    return [_commonest(found, bodies, phrase) for found, phrase in zip(places, phrases, strict=True)]


def _places(corpus: Corpus, rows: Sequence[int], phrase: str) -> pd.DataFrame:
    """Some places of a phrase: row, start, end; those inside sentences, or all where there are no others."""
    found = occurrences(corpus, rows, phrase.split(" "))
    found = found[_inside(corpus, found)] if _inside(corpus, found).any() else found
    return found.iloc[:: max(1, -(-len(found) // LOOKED_AT))]


def _inside(corpus: Corpus, found: pd.DataFrame) -> np.ndarray:
    """Which places neither open their sentence nor stand in a heading."""
    row, sentence, start = (found[name].to_numpy(np.int64) for name in ("row", "sentence", "start"))
    inside = np.zeros(len(found), bool)
    for shard in corpus.shards:
        here = (row >= shard.first) & (row < shard.first + shard.n_articles)
        one = shard.article_sentences[row[here] - shard.first] + sentence[here]
        inside[here] = (shard.start[shard.sentence_tokens[one]] != start[here]) & ~shard.is_heading[one]
    return inside


def _commonest(found: pd.DataFrame, bodies: dict[int, str], phrase: str) -> str:
    """The writing that most of the places have."""
    seen = Counter(
        " ".join(bodies[row][start:end].split())
        for row, start, end in zip(found["row"], found["start"], found["end"], strict=True)
    )
    return min(seen, key=lambda text: (-seen[text], text), default=phrase)
