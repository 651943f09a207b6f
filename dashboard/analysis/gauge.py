"""What the ranking of keywords knows of each word, once for a snapshot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.analysis.phrases import CONTENT, LINK, NEVER, NUMBER, PART, SIGN, STOP
from dashboard.analysis.terms import idf_of
from dashboard.corpus.vocabulary import Vocabulary
from dashboard.sections import KeywordSettings

LINKS = frozenset(("of", "and", "for", "de", "la", "и"))  # function words that may stand inside a phrase
LETTERS = 10  # longer words count no more than this many letters
FEWEST = 3  # from this many stories on, a word in more than half of them makes no keyword alone
FORMULA_ARTICLES = 3
ENDINGS = ("ian", "ese", "an", "n", "i")  # russia, russian: one idea in a list of keywords


@dataclass(frozen=True, eq=False)
class Gauge:
    """What the ranking knows of each term, once for a snapshot.

    Attributes:
        grade: What the term may be in a keyword (see the list in phrases.py).
        near: Terms with one number repeat each other in a list.
        idf: The yardstick of tf-idf.
        letters: Its letters, at most 10.
        formula_keys: Keys of the formulas of the coverage, ascending.
        formula_articles: Stories that have each.
    """

    grade: np.ndarray
    near: np.ndarray
    idf: np.ndarray
    letters: np.ndarray
    formula_keys: np.ndarray
    formula_articles: np.ndarray


def gauge_of(vocabulary: Vocabulary, settings: KeywordSettings, n_main: int) -> Gauge:
    """What the vocabulary says of each term; `n_main` are the main stories that it was made from."""
    common = (vocabulary.n_articles * 2 > n_main) & (n_main >= FEWEST)
    grade = grades(vocabulary, settings)
    return Gauge(
        grade=np.where(common & (grade == CONTENT), np.uint8(SIGN), grade),
        near=_near(vocabulary),
        idf=idf_of(vocabulary, n_main),
        letters=np.minimum([len(term) for term in vocabulary.terms], LETTERS).astype(np.float64),
        formula_keys=np.empty(0, np.uint64),
        formula_articles=np.empty(0, np.int64),
    )


def grades(vocabulary: Vocabulary, settings: KeywordSettings) -> np.ndarray:
    """What each term may be in a keyword; see the list in phrases.py."""
    terms = vocabulary.terms
    letters = np.array([term.isalpha() or any(map(str.isalpha, term)) for term in terms], bool)
    single = np.array([len(term) == 1 for term in terms], bool)
    part = _of(vocabulary, settings.not_alone)
    part[[place for place, term in enumerate(terms) if term[-2:] == "ly" and _is_adverb(vocabulary, term)]] = True
    part[[place for place in np.flatnonzero(single).tolist() if terms[place] <= "\u2e7f"]] = True
    is_so = [_of(vocabulary, settings.never), _of(vocabulary, LINKS), vocabulary.is_stop, ~letters, part, single]
    return np.select(is_so, [NEVER, LINK, STOP, NUMBER, PART, SIGN], CONTENT).astype(np.uint8)


def _of(vocabulary: Vocabulary, words: Iterable[str]) -> np.ndarray:
    """Which terms are among some words."""
    found = np.zeros(len(vocabulary.terms), bool)
    found[[place for place in map(vocabulary.find, words) if place >= 0]] = True
    return found


def _is_adverb(vocabulary: Vocabulary, term: str) -> bool:
    """English adverbs of manner: "mutually", as the coverage also says "mutual"; not "family"."""
    return len(term) > 6 and vocabulary.find(term[:-2]) >= 0


def _near(vocabulary: Vocabulary) -> np.ndarray:
    """Terms that repeat each other in a list: a family, and a country with its adjective."""
    near = vocabulary.family.copy()
    for place, term in enumerate(vocabulary.terms):
        if not term.endswith(ENDINGS) or len(term) <= 5:
            continue
        for ending in ENDINGS:
            base = vocabulary.find(term.removesuffix(ending)) if term.endswith(ending) else -1
            if base >= 0 and len(vocabulary.terms[base]) >= 4:
                near[place] = vocabulary.family[base]
                break
    return near


def with_formulas(gauge: Gauge, phrases: Sequence[np.ndarray]) -> Gauge:
    """The gauge with the formulas of the coverage: phrases that stand in three stories or more."""
    keys, counts = np.unique(np.concatenate(phrases), return_counts=True)
    kept = counts >= FORMULA_ARTICLES
    return replace(gauge, formula_keys=keys[kept], formula_articles=counts[kept])
