"""What topics are made from: passages or stories as rows of word counts, and their tf-idf."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from dashboard.analysis.columns import numbered
from dashboard.analysis.passages import Passages
from dashboard.corpus.corpus import Corpus

MOST_TERMS = 5_000  # the groups of 2,225 BBC stories were as good with 5,000 families as with 11,000
FIRST_SIGN = "\u2e80"  # from here on Unicode has the scripts in which a sign is a syllable or a word
BLOCK = 5_000  # units whose tokens are held at once
LARGEST_SHARE = 0.5  # a family in more than half of the units tells none of them apart


@dataclass(frozen=True, eq=False)
class Words:
    """What is counted: word families; of scripts without blanks, pairs of signs that follow each other.

    Attributes:
        column: Column of each term's family, -1 for terms that are left out.
        is_sign: Whether a term is one Han or Kana sign, which says little alone.
        pairs: Pairs of signs that are counted, as first · terms + second, ascending.
        of_pairs: Column of each of them.
        n_columns: How many columns there are.
    """

    column: np.ndarray
    is_sign: np.ndarray
    pairs: np.ndarray
    of_pairs: np.ndarray
    n_columns: int


@dataclass(frozen=True, eq=False)
class Yardstick:
    """The words that tell units apart, and their weight, fixed once for a snapshot.

    Attributes:
        words: Those that are kept.
        kept: Their columns among all words that were looked at.
        terms: How each is written: the commonest form of its family, or both signs.
        idf: log((1 + n) / (1 + df)) + 1 over the n units it was made from.
    """

    words: Words
    kept: np.ndarray
    terms: list[str]
    idf: np.ndarray


def counts(corpus: Corpus, units: Passages, words: Words) -> sparse.csr_matrix:
    """How often each word stands in each unit: units × columns of `words`."""
    blocks = [sparse.csr_matrix((0, words.n_columns))]
    for begin in range(0, len(units.row), BLOCK):
        some = units.head(begin + BLOCK, begin)
        where: list[tuple[np.ndarray, np.ndarray]] = []
        for unit, term, code, of_code in _tokens(corpus, some, words):
            column = words.column[term]
            alone = np.flatnonzero(column >= 0)
            where += [(unit[alone], column[alone]), _of_pairs(of_code, code, words)]
        unit, column = (np.concatenate(side) for side in zip(*where, strict=True))
        shape = (len(some.row), words.n_columns)
        blocks.append(sparse.csr_matrix((np.ones(len(unit)), (unit, column)), shape=shape))
    return sparse.vstack(blocks, format="csr")


def _of_pairs(unit: np.ndarray, code: np.ndarray, words: Words) -> tuple[np.ndarray, np.ndarray]:
    """Unit and column of the pairs that are counted."""
    place = np.searchsorted(words.pairs, code)
    known = np.append(words.pairs, -1)[place] == code
    return unit[known], words.of_pairs[place[known]]


def _tokens(corpus: Corpus, units: Passages, words: Words) -> Iterator[tuple[np.ndarray, ...]]:
    """By shard: unit and term of every token, then code and unit of every two signs with nothing between them."""
    shard_of = np.searchsorted(corpus.firsts, units.row, side="right") - 1
    for place in np.unique(shard_of).tolist():
        shard, here = corpus.shards[place], np.flatnonzero(shard_of == place)
        lengths = units.last[here] - units.first[here]
        before = np.cumsum(lengths) - lengths
        token = np.arange(int(lengths.sum())) + np.repeat(units.first[here] - before, lengths)
        unit, term = np.repeat(here.astype(np.int32), lengths), shard.term[token]
        is_sign = words.is_sign[term]  # few words are signs, or all: only what two of them make is looked at
        pair = np.flatnonzero(is_sign[:-1] & is_sign[1:])
        pair = pair[(unit[pair] == unit[pair + 1]) & (shard.end[token[pair]] == shard.start[token[pair + 1]])]
        yield unit, term, term[pair].astype(np.int64) * len(words.column) + term[pair + 1], unit[pair]


def words_of(corpus: Corpus, units: Passages) -> Words:
    """The words that may make a topic: the families of the vocabulary, and the pairs of signs in these units."""
    words = _families(corpus)
    if not words.is_sign.any():
        return words
    blocks = [units.head(begin + BLOCK, begin) for begin in range(0, len(units.row), BLOCK)]
    seen = [np.unique(code) for some in blocks for _, _, code, _ in _tokens(corpus, some, words)]
    pairs = np.unique(np.concatenate([np.zeros(0, np.int64), *seen]))
    after = words.n_columns + np.arange(len(pairs), dtype=np.int32)
    return replace(words, pairs=pairs, of_pairs=after, n_columns=words.n_columns + len(pairs))


def _families(corpus: Corpus) -> Words:
    """The families of the vocabulary that may make a topic; a family's column is the number of its term.

    Left out are function words, numbers, single letters, the words that stand in no keyword or make none
    alone (`data/settings.toml`: who said it, months, titles), outlets of one word, and families named by one.
    """
    vocabulary, settings = corpus.vocabulary, corpus.settings
    outlets = {name.lower() for name in numbered(corpus, "outlet")[1]}
    out = {*settings.keywords.never, *settings.keywords.not_alone, *outlets}
    terms = pa.array(vocabulary.terms, pa.large_string())
    letters = pc.replace_substring_regex(terms, "['.]", "")
    first_sign = pc.greater_equal(letters, FIRST_SIGN)
    # Letters, but more than one, unless a letter is a sign.
    is_word = pc.and_(pc.utf8_is_alpha(letters), pc.or_(pc.greater(pc.utf8_length(letters), 1), first_sign))
    telling = pc.and_not(is_word, pc.is_in(terms, pa.array(sorted(out), pa.large_string()))).to_numpy(False)
    telling &= ~vocabulary.is_stop
    telling &= telling[vocabulary.family]
    is_sign = pc.and_(pc.equal(pc.utf8_length(terms), 1), first_sign).to_numpy(False) & telling
    n_terms = len(vocabulary.terms)
    none = np.zeros(0, np.int64), np.zeros(0, np.int32)
    return Words(np.where(telling & ~is_sign, vocabulary.family, -1), is_sign, *none, n_columns=n_terms)


def yardstick(corpus: Corpus, found: sparse.csr_matrix, words: Words) -> Yardstick:
    """The words that stand in at least two units and in at most half, the 5,000 most telling, and their idf.

    Args:
        corpus: The open corpus.
        found: Counts of the units to learn from.
        words: What was counted.
    """
    n, n_terms = found.shape[0], len(words.column)
    df = np.bincount(found.indices, minlength=words.n_columns)
    idf = np.log((1 + n) / (1 + df)) + 1
    kept = np.flatnonzero((df >= max(2, n // 2000)) & (df <= max(2.0, LARGEST_SHARE * n)))
    if len(kept) > MOST_TERMS:
        kept = np.sort(kept[np.argsort(-(df * idf)[kept], kind="stable")[:MOST_TERMS]])
    places = np.full(n_terms + 1, -1, np.int32)  # the last entry is that of -1, left out
    alone = kept[kept < n_terms]
    places[alone] = np.arange(len(alone))
    pairs = words.pairs[kept[len(alone) :] - n_terms]
    known = corpus.vocabulary.terms
    written = [known[place] for place in alone.tolist()]
    written += [known[code // n_terms] + known[code % n_terms] for code in pairs.tolist()]
    found = Words(
        places[words.column], words.is_sign, pairs, np.arange(len(alone), len(kept), dtype=np.int32), len(kept)
    )
    return Yardstick(found, kept, written, idf[kept])


def laid_over(corpus: Corpus, terms: Sequence[str], idf: np.ndarray) -> Yardstick:
    """A yardstick made from another snapshot's words, for this one's vocabulary.

    A family is found by its name, whichever of its forms is the commonest now; a word that nobody uses any more
    keeps its column, so that the parts of a story do not depend on who else is there.
    """
    vocabulary, words = corpus.vocabulary, _families(corpus)
    places = np.full(len(vocabulary.terms) + 1, -1, np.int32)
    codes, of_pairs = [], []
    for place, term in enumerate(terms):
        if (known := vocabulary.find(term)) >= 0:
            places[vocabulary.family[known]] = place
        elif len(term) == 2 and min(signs := [vocabulary.find(sign) for sign in term]) >= 0:
            codes.append(signs[0] * len(vocabulary.terms) + signs[1])
            of_pairs.append(place)
    pairs = np.array(codes, np.int64), np.array(of_pairs, np.int32)  # sorted by their signs, as numbers of terms are
    found = Words(places[words.column], words.is_sign, *pairs, n_columns=len(terms))
    return Yardstick(found, np.zeros(0, np.int64), list(terms), idf)


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
