"""The commonest words of some stories, and which forms of each they use."""

import numpy as np
import pandas as pd

from dashboard.analysis.frequencies import top_terms, totals
from dashboard.corpus.corpus import Corpus

RANKS = ("often", "tfidf")


def word_list(
    corpus: Corpus, mask: np.ndarray, *, top: int | None = 20, families: bool = True, rank: str = "often"
) -> pd.DataFrame:
    """The words that the chosen stories use most, or that weigh most in them by tf-idf.

    Left out are function words, and the words that stand in no keyword (`never` in data/settings.toml): who told it
    and how, days and months, the furniture of a page.

    Args:
        corpus: The open corpus.
        mask: Which rows of `corpus.articles` count.
        top: Words kept; None for all.
        families: Count all forms of a word as one, under the form that is commonest in the snapshot.
        rank: often (occurrences) or tfidf (mean over the stories; the yardstick is the snapshot's).

    Returns:
        `frequencies.top_terms`, best first, and forms: pairs of a form and its occurrences in the chosen stories,
        commonest first; they add up to n_tokens.

    Example:
        >>> from tests.small import small
        >>> mask = (small().articles["outlet"] == "Tribune").to_numpy(bool, na_value=False)
        >>> word_list(small(), mask, top=1)[["term", "n_tokens", "forms"]].values.tolist()
        [['multipolar', 2, [('multipolar', 1), ('multipolarity', 1)]]]
    """
    never = corpus.settings.keywords.never
    most = None if rank == "tfidf" or top is None else top + len(never)
    found = top_terms(corpus, mask, top=most, families=families)
    found = found[~found["term"].isin(never)]
    if rank == "tfidf":
        found = found.sort_values(["tfidf", "term"], ascending=[False, True], kind="stable")
    found = found.head(top).reset_index(drop=True) if top is not None else found.reset_index(drop=True)
    forms = _forms(corpus, mask, found["term_id"].to_numpy(np.int64), families=families)
    return found.assign(forms=pd.Series(forms, dtype=object))


def _forms(corpus: Corpus, mask: np.ndarray, wanted: np.ndarray, *, families: bool) -> list[list[tuple[str, int]]]:
    """The forms of each wanted term that the chosen stories use, commonest first, ties A to Z."""
    vocabulary = corpus.vocabulary
    used = totals(corpus, mask).n_tokens
    group = vocabulary.family if families else np.arange(len(used))
    of_term: dict[int, list[tuple[str, int]]] = {int(term): [] for term in wanted}
    for place in np.flatnonzero(np.isin(group, wanted) & (used > 0)).tolist():
        of_term[int(group[place])].append((vocabulary.terms[place], int(used[place])))
    return [sorted(of_term[int(term)], key=lambda pair: (-pair[1], pair[0])) for term in wanted]
