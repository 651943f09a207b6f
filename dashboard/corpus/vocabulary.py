"""The words of a snapshot: every term once, with how common it is and which family it belongs to."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dashboard.corpus.locked import lock
from dashboard.sections import FamilySettings


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """One entry per term, sorted by code point, so that a prefix is one range of ids.

    Attributes:
        terms: The terms; the place of a term is its id.
        n_articles: Main stories of the whole snapshot that use it.
        n_tokens: Its occurrences in the whole snapshot, both kinds.
        family: Id of the commonest term with the same stem (its own id when alone).
        is_stop: A function word: counted, but left out of lists.
    """

    terms: Sequence[str]
    n_articles: np.ndarray
    n_tokens: np.ndarray
    family: np.ndarray
    is_stop: np.ndarray

    def __post_init__(self) -> None:
        lock(self)

    def find(self, term: str) -> int:
        """The id of a term, or -1.

        Example:
            >>> bare(["dam", "vote"]).find("vote"), bare(["dam", "vote"]).find("sea")
            (1, -1)
        """
        place = bisect_left(self.terms, term)
        return place if place < len(self.terms) and self.terms[place] == term else -1

    def prefix(self, start: str) -> tuple[int, int]:
        """First id and one past the last id of the terms that start so.

        Example:
            >>> bare(["multi", "multipolar", "multipolarity", "mute"]).prefix("multipolar")
            (1, 3)
        """
        return bisect_left(self.terms, start), bisect_left(self.terms, start + "\U0010ffff")


def bare(terms: Sequence[str]) -> Vocabulary:
    """A vocabulary without counts, each term its own family."""
    zeros = np.zeros(len(terms), np.int64)
    return Vocabulary(terms, zeros.astype(np.int32), zeros, np.arange(len(terms), dtype=np.int32), zeros.astype(bool))


def merge(vocabularies: Sequence[Sequence[str]]) -> tuple[list[str], list[np.ndarray]]:
    """One sorted list of all terms, and per part the new id of each old id.

    Example:
        >>> terms, maps = merge([["b", "d"], ["a", "d"]])
        >>> terms, [m.tolist() for m in maps]
        (['a', 'b', 'd'], [[1, 2], [0, 2]])
    """
    terms = sorted(set().union(*vocabularies))
    places = {term: place for place, term in enumerate(terms)}
    return terms, [np.array([places[term] for term in part], np.int32) for part in vocabularies]


def families(
    terms: Sequence[str], n_tokens: np.ndarray, mended: FamilySettings, *, stems: Mapping[str, str] | None = None
) -> np.ndarray:
    """The family of each term: the id of the commonest term that shares its Snowball stem.

    Ties run A to Z. `mended.apart` leave their family, `mended.together` form one.

    Args:
        terms: Sorted.
        n_tokens: Occurrences of each.
        mended: What people changed.
        stems: What `stems_of` gives for the terms, where that is known already.

    Example:
        >>> words = ["relation", "relations", "universally", "university"]
        >>> families(words, np.array([1, 5, 1, 2]), FamilySettings(apart=("universally",))).tolist()
        [1, 1, 2, 3]
    """
    stems = dict(stems_of(terms) if stems is None else stems)
    for term in mended.apart:
        stems[term] = f"{term} (apart)"
    for group in mended.together:
        for term in group:
            stems[term] = f"{group[0]} (together)"
    known = pa.array([stems.get(term, term) for term in terms], pa.large_string()).dictionary_encode()
    number = known.indices.to_numpy()
    best_first = np.lexsort((-np.asarray(n_tokens, np.int64), number))
    best = best_first[np.flatnonzero(np.diff(number[best_first], prepend=-1))]
    return best[number].astype(np.int32)


def stems_of(terms: Iterable[str]) -> dict[str, str]:
    """Snowball stems: Latin words as English, Cyrillic ones as Russian; everything else (numbers, Han) has none.

    Example:
        >>> stems_of(["relations", "2024"])
        {'relations': 'relat'}
    """
    words = [term for term in terms if term.replace("'", "").isalpha()]
    latin = [term for term in words if term.isascii() or term[0] < "\u0250"]
    cyrillic = [term for term in words if "\u0400" <= term[0] <= "\u04ff"]
    if not latin and not cyrillic:
        return {}
    from nltk.stem.snowball import EnglishStemmer, RussianStemmer  # heavy: pulls in scikit-learn

    english, russian = EnglishStemmer(), RussianStemmer()
    return {term: english.stem(term) for term in latin} | {term: russian.stem(term) for term in cyrillic}
