"""Columns of the open corpus as small numbers, worked out once: comparing a million texts takes a second."""

from weakref import WeakKeyDictionary, ref

import numpy as np
import pandas as pd

from dashboard.corpus.corpus import Corpus

_ARTICLES: WeakKeyDictionary[Corpus, dict[str, tuple[np.ndarray, list[str]]]] = WeakKeyDictionary()
_FACTS: WeakKeyDictionary[Corpus, tuple[ref, np.ndarray]] = WeakKeyDictionary()


def numbered(corpus: Corpus, column: str) -> tuple[np.ndarray, list[str]]:
    """A text column of `articles` as a number per story (-1: null), and the texts, A to Z, that they stand for."""
    known = _ARTICLES.setdefault(corpus, {})
    if column not in known:
        codes, names = pd.factorize(corpus.articles[column], sort=True)
        known[column] = codes.astype(np.int32), [str(name) for name in names]
    return known[column]


def theme_numbers(corpus: Corpus, facts: pd.DataFrame) -> np.ndarray:
    """The theme of each row of article_themes by its place in the codebook (-1: in no codebook of today)."""
    kept = _FACTS.get(corpus)
    if kept is None or kept[0]() is not facts:
        slugs = [theme.slug for theme in corpus.settings.themes]
        codes, names = pd.factorize(facts["theme"])
        places = np.array([slugs.index(name) if name in slugs else -1 for name in names] + [-1], np.int8)
        kept = ref(facts), places[codes]
        _FACTS[corpus] = kept
    return kept[1]


def is_main(corpus: Corpus) -> np.ndarray:
    """Which stories are the page's own."""
    codes, names = numbered(corpus, "kind")
    return codes == names.index("main") if "main" in names else np.zeros(len(codes), bool)
