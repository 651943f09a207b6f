"""The commonest words of some stories, and which forms of each they use."""

import numpy as np
import pandas as pd

from dashboard.analysis.cube import Cube, cube_of, cube_sums, places
from dashboard.analysis.frequencies import cell_totals, phrase_totals, totals
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
        `top_terms`, best first, and forms: pairs of a form and its occurrences in the chosen stories, commonest
        first; they add up to n_tokens.

    Example:
        >>> from tests.small import small
        >>> mask = (small().articles["outlet"] == "Tribune").to_numpy(bool, na_value=False)
        >>> word_list(small(), mask, top=1)[["term", "n_tokens", "forms"]].values.tolist()
        [['multipolar', 2, [('multipolar', 1), ('multipolarity', 1)]]]
    """
    never = corpus.settings.keywords.never
    most = None if top is None else top + len(never)
    found = top_terms(corpus, mask, top=most, families=families, rank=rank)
    found = found[~found["term"].isin(never)].head(len(found) if top is None else top).reset_index(drop=True)
    forms = _forms(corpus, mask, found["term_id"].to_numpy(np.int64), families=families)
    return found.assign(forms=pd.Series(forms, dtype=object))


def top_terms(
    corpus: Corpus,
    mask: np.ndarray,
    *,
    top: int | None = 50,
    families: bool = False,
    stop: bool = False,
    rank: str = "often",
) -> pd.DataFrame:
    """The commonest terms of the chosen stories.

    Args:
        corpus: The open corpus.
        mask: Which rows of `corpus.articles` count.
        top: Rows kept; None for all.
        families: Count all forms of a family as one, under its commonest form; a story counts once.
        stop: Keep function words too.
        rank: often (occurrences) or tfidf.

    Returns:
        One row per term, best first, ties A to Z: term_id, term, n_tokens, n_articles (k: stories that
        use it), n (chosen stories), per_1000_words, tfidf (mean over the n stories; the yardstick is the
        snapshot's, so a filter never changes a story's weight; a family's forms are added up).

    Example:
        >>> from tests.small import small
        >>> mask = (small().articles["outlet"] == "Herald").to_numpy(bool, na_value=False)
        >>> top_terms(small(), mask, top=1)[["term", "n_tokens", "n_articles", "n"]].values.tolist()
        [['trade', 2, 2, 2]]
    """
    cube = None if stop or top is None else cube_of(corpus, families=families)
    ids, sums = _from_cube(corpus, mask, cube, families=families) if cube else (np.empty(0, np.int64), np.empty((3, 0)))
    by = RANKS.index(rank) * 2
    if cube is None or not _is_certain(sums[by], top, float(cube.beyond[by // 2])):
        found = totals(corpus, mask, families=families)
        ids = np.flatnonzero((found.n_tokens > 0) & (stop | ~corpus.vocabulary.is_stop))
        sums = np.array([found.n_tokens[ids], found.n_articles[ids], found.tfidf[ids]])
    best = np.argsort(-sums[by], kind="stable")[:top]
    return _table(corpus, mask, ids[best], sums[:, best])


def _from_cube(corpus: Corpus, mask: np.ndarray, cube: Cube, *, families: bool) -> tuple[np.ndarray, np.ndarray]:
    """The terms of the cube that the chosen stories use, and their occurrences, stories and tf-idf."""
    sums = cube_sums(corpus, mask, cube, families=families)
    return cube.group[sums[0] > 0], sums[:, sums[0] > 0]


def _is_certain(weights: np.ndarray, top: int | None, beyond: float) -> bool:
    """Whether no term that is not counted here can be among the best; equal ones would stand A to Z."""
    if not beyond or top == 0:
        return True
    if top is None or len(weights) < top:
        return False
    return float(np.partition(weights, -top)[-top]) > beyond


def _table(corpus: Corpus, mask: np.ndarray, ids: np.ndarray, sums: np.ndarray) -> pd.DataFrame:
    n, n_words = int(np.count_nonzero(mask)), int(corpus.articles["n_words"].to_numpy()[mask].sum())
    return pd.DataFrame(
        {
            "term_id": ids,
            "term": [corpus.vocabulary.terms[place] for place in ids.tolist()],
            "n_tokens": sums[0].astype(np.int64),
            "n_articles": sums[1].astype(np.int64),
            "n": n,
            "per_1000_words": 1000 * sums[0] / max(n_words, 1),
            "tfidf": sums[2] / max(n, 1),
        }
    )


def _forms(corpus: Corpus, mask: np.ndarray, wanted: np.ndarray, *, families: bool) -> list[list[tuple[str, int]]]:
    """The forms of each wanted term that the chosen stories use, commonest first, ties A to Z."""
    vocabulary = corpus.vocabulary
    group = vocabulary.family if families else np.arange(len(vocabulary.terms))
    forms = np.flatnonzero(np.isin(group, wanted))
    of_term: dict[int, list[tuple[str, int]]] = {int(term): [] for term in wanted}
    for form, used in zip(forms.tolist(), _uses(corpus, mask, forms).tolist(), strict=True):
        if used:
            of_term[int(group[form])].append((vocabulary.terms[form], used))
    return [sorted(of_term[int(term)], key=lambda pair: (-pair[1], pair[0])) for term in wanted]


def _uses(corpus: Corpus, mask: np.ndarray, forms: np.ndarray) -> np.ndarray:
    """Occurrences of some terms (ascending): of common ones from the cube, of rare ones at their places."""
    terms, cube = np.arange(len(corpus.vocabulary.terms)), cube_of(corpus, families=False)
    if cube is None:
        return (
            cell_totals(corpus, np.where(mask, 0, -1), places(terms, forms), (1, len(forms)))
            .n_tokens[0]
            .astype(np.int64)
        )
    used, inside = np.zeros(len(forms), np.int64), np.isin(forms, cube.group)
    used[inside] = cube_sums(corpus, mask, cube, families=False)[0, np.searchsorted(cube.group, forms[inside])]
    rare = [(int(form),) for form in forms[~inside]]
    used[~inside] = phrase_totals(corpus, rare, np.where(mask, 0, -1))[0, :, 0]
    return used
