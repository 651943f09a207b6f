"""What topics are made from: passages or stories as rows of word-family counts, and their tf-idf."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from dashboard.analysis.columns import numbered
from dashboard.analysis.passages import Passages
from dashboard.corpus.corpus import Corpus

MOST_TERMS = 5_000  # the groups of 2,225 BBC stories were as good with 5,000 families as with 11,000
BLOCK = 5_000  # units whose tokens are held at once
LARGEST_SHARE = 0.5  # a family in more than half of the units tells none of them apart


@dataclass(frozen=True, eq=False)
class Yardstick:
    """The word families that tell units apart, and their weight, fixed once for a snapshot.

    Attributes:
        kept: Term ids that name the families kept, ascending.
        column: Place of each term of the vocabulary among the families kept, -1 for none.
        terms: The commonest form of each kept family.
        idf: log((1 + n) / (1 + df)) + 1 over the n units it was made from.
    """

    kept: np.ndarray
    column: np.ndarray
    terms: list[str]
    idf: np.ndarray


def counts(corpus: Corpus, units: Passages, column: np.ndarray, n_columns: int) -> sparse.csr_matrix:
    """How often each column's terms stand in each unit.

    Args:
        corpus: The open corpus.
        units: Passages or whole stories.
        column: Column of each term, -1 for terms that are left out.
        n_columns: How many columns there are.
    """
    blocks = [sparse.csr_matrix((0, n_columns))]
    for begin in range(0, len(units.row), BLOCK):
        unit, term = _terms(corpus, units, range(begin, min(begin + BLOCK, len(units.row))))
        where = column[term]
        kept = where >= 0
        shape = (min(BLOCK, len(units.row) - begin), n_columns)
        blocks.append(sparse.csr_matrix((np.ones(int(kept.sum())), (unit[kept] - begin, where[kept])), shape=shape))
    return sparse.vstack(blocks, format="csr")


def _terms(corpus: Corpus, units: Passages, block: range) -> tuple[np.ndarray, np.ndarray]:
    """Unit and term of every token of a block of units."""
    mine = np.arange(block.start, block.stop)
    shard_of = np.searchsorted([shard.first for shard in corpus.shards], units.row[mine], side="right") - 1
    unit, term = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
    for place in np.unique(shard_of).tolist():
        here = mine[shard_of == place]
        lengths = units.last[here] - units.first[here]
        before = np.cumsum(lengths) - lengths
        token = np.arange(int(lengths.sum())) + np.repeat(units.first[here] - before, lengths)
        unit.append(np.repeat(here, lengths))
        term.append(corpus.shards[place].term[token])
    return np.concatenate(unit), np.concatenate(term)


def families(corpus: Corpus) -> np.ndarray:
    """The family of each term as its column, -1 for words that make no topic.

    Left out are function words, numbers, single letters, the words that stand in no keyword or make none
    alone (`data/settings.toml`: who said it, months, titles), outlets of one word, and families named by one.
    """
    vocabulary, settings = corpus.vocabulary, corpus.settings
    outlets = {name.lower() for name in numbered(corpus, "outlet")[1]}
    out = {*settings.keywords.never, *settings.keywords.not_alone, *outlets}
    telling = np.array([_is_word(term) and term not in out for term in vocabulary.terms], bool)
    telling &= ~vocabulary.is_stop
    if len(telling):
        telling &= telling[vocabulary.family]
    return np.where(telling, vocabulary.family, -1)


def _is_word(term: str) -> bool:
    """Letters, but more than one, unless a letter is a word (Han, Kana)."""
    letters = term.replace("'", "").replace(".", "")
    return letters.isalpha() and (len(letters) > 1 or letters >= "\u2e80")


def yardstick(corpus: Corpus, found: sparse.csr_matrix, column: np.ndarray) -> Yardstick:
    """The families that stand in at least two units and in at most half, the 5,000 most telling, and their idf.

    Args:
        corpus: The open corpus.
        found: Counts of the units to learn from, one column per term of the vocabulary.
        column: As from `families`.
    """
    n = found.shape[0]
    df = np.bincount(found.indices, minlength=found.shape[1])
    idf = np.log((1 + n) / (1 + df)) + 1
    kept = np.flatnonzero((df >= max(2, n // 2000)) & (df <= max(2.0, LARGEST_SHARE * n)))
    if len(kept) > MOST_TERMS:
        kept = np.sort(kept[np.argsort(-(df * idf)[kept], kind="stable")[:MOST_TERMS]])
    places = np.full(len(column) + 1, -1, np.int64)
    places[kept] = np.arange(len(kept))
    terms = corpus.vocabulary.terms
    return Yardstick(kept, places[column], [terms[place] for place in kept.tolist()], idf[kept])


def weigh(found: sparse.csr_matrix, idf: np.ndarray) -> sparse.csr_matrix:
    """Tf-idf: (1 + log count) · idf, each row of length 1; a row without terms stays empty.

    A word's second use adds less than its first, so that one word said ten times makes no topic.

    Example:
        >>> weigh(sparse.csr_matrix([[1.0, 1.0], [0.0, 3.0], [0.0, 0.0]]), np.array([0.75, 1.0])).toarray().tolist()
        [[0.6000000238418579, 0.800000011920929], [0.0, 1.0], [0.0, 0.0]]

    References:
        Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, section 6.4.1.
    """
    weights = found.copy()
    weights.data = (1 + np.log(weights.data)) * idf[weights.indices]
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    weights.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(weights.indptr))
    return weights.astype(np.float32)  # half the memory to walk over is a third less time, and the groups are the same


def distinct(found: sparse.csr_matrix) -> np.ndarray:
    """Places of the units to learn from: the first of each set of equal ones, none without words.

    A text that came in ten times would otherwise be a topic of its own.

    Example:
        >>> distinct(sparse.csr_matrix([[1.0, 0.0], [0.0, 2.0], [1.0, 0.0], [0.0, 0.0]])).tolist()
        [0, 1]
    """
    seen: set[bytes] = set()
    first = []
    for place in range(found.shape[0]):
        part = slice(found.indptr[place], found.indptr[place + 1])
        text = found.indices[part].tobytes() + found.data[part].tobytes()
        if text and text not in seen:
            seen.add(text)
            first.append(place)
    return np.array(first, np.int64)
