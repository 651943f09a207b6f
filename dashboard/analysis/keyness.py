"""What sets an outlet apart from the others: shrunken log-odds of words and phrases."""

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from scipy.special import ndtr

from dashboard.analysis.frequencies import cell_totals, phrase_totals
from dashboard.analysis.gauge import grades
from dashboard.analysis.intervals import benjamini_hochberg
from dashboard.analysis.phrases import CONTENT
from dashboard.analysis.stretches import ids_of, own_terms
from dashboard.corpus.corpus import Corpus

FEWEST_STORIES = 10  # a side
FEWEST_USES = 3  # stories
PRIOR_USES = 1.0  # the prior weighs as much as so many uses at the snapshot's rate: the exponential prior
IN_NEARLY_ALL, IN_HARDLY_ANY = 0.8, 0.1  # of an outlet's stories, and of the others: a word of its page
OFTEN = (
    2.0  # times that a word of the page stands in a story at most, on average; news of all stories stands there more
)
Z95 = 1.959963984540054
COLUMNS = ("outlet", "keyword", "n_tokens", "n_articles", "n", "log_odds", "low", "high", "z", "q", "of_page")


def outlet_keywords(corpus: Corpus, mask: np.ndarray, *, top: int = 20) -> pd.DataFrame:
    """The words and phrases that each outlet uses more than the other chosen stories do.

    log_odds is the natural logarithm of the odds ratio: 0.69 means twice the odds of meeting the word. Both sides are
    first given one use more, together with as many words as the snapshot has for one use, so that a rare word is
    pulled to 0 and a common one is left as it is. That is the exponential prior of the word's rate: of all with
    that mean, it assumes least. A word that one story repeats is weighed by story: where Monroe et al. have the
    variance 1 / y, here stands (Σc² + 1) / (y + 1)² over the stories' counts c, about 1 / y when no story repeats it.

    A word in 80 % of an outlet's stories and in at most 10 % of the others, and no more than twice in a story on
    average, is taken for the furniture of its page ("Toggle caption"): of_page. News of nearly all stories recurs.

    Args:
        corpus: The open corpus; phrases are those of its table `keywords`, when it has one.
        mask: Which rows of `corpus.articles` count.
        top: Rows kept per outlet.

    Returns:
        One row per outlet and keyword, by outlet A to Z, then by `low`, the lower end of the 95 % interval, above 0:
        n_tokens and n_articles (k) in the outlet's n stories, log_odds, low, high, z, and q
        (Benjamini-Hochberg over all words of all outlets that were tested, both directions), of_page (taken for the
        furniture of the outlet's page; those rows come after its others, and are not counted in `top`).
        An outlet has rows when it has 10 stories and the others have 10; stories that name no outlet
        are never an outlet, only among the others. The words of an outlet's name and of its bylines make none,
        a word that
        stands in a listed phrase half the time gives way, and of two that hold one another the better stays.

    References:
        Monroe, Colaresi and Quinn (2008), Political Analysis 16, 372-403, equations 15 to 22.
        Jaynes (1957), Physical Review 106, 620-630 (of a given mean, the exponential has most entropy).
    """
    outlets = _outlets(corpus, mask)
    if not outlets:
        kinds = {"outlet": "str", "keyword": "str", "of_page": "bool"}
        return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "float")) for name in COLUMNS})
    items, cell = _tested(corpus, mask), _cells(corpus, mask, outlets)
    words, phrases, words_a_use = _counts(corpus, items, cell, len(outlets) + 2)
    every = np.hstack([[counts.sum(axis=0) for counts in words], phrases[:, :, :-1].sum(axis=2)])
    n_words, n = (np.bincount(cell, weights, len(outlets) + 2)[:-1] for weights in (corpus.articles["n_words"], None))
    flat, tests = (np.concatenate(items), np.cumsum([0, *map(len, items[:-1])])), []
    for place, name in enumerate(outlets):
        own = np.hstack([[counts[place] for counts in words], phrases[:, :, place]])
        used = np.flatnonzero((own[2] >= FEWEST_USES) & _is_news(corpus, flat, name, cell == place))
        own, all_chosen = own[:, used], every[:, used]
        n_own, both = (int(n_words[place]), int(n_words.sum() - n_words[place])), (int(n[place]), int(n.sum()))
        odds = _log_odds(own, all_chosen - own, words_a_use[used], n_own)
        about = {"item": used, "of_page": _of_page(own, all_chosen, both)}
        higher = odds["low"] > 0  # of the others nothing is kept but what q needs
        rows = pd.DataFrame({key: column[higher] for key, column in (odds | about).items()})
        tests.append((odds["z"], higher, rows.assign(outlet=name, n=both[0])))
    every_z, are_higher, parts = (list(column) for column in zip(*tests, strict=True))
    q = benjamini_hochberg(2 * ndtr(-np.abs(np.concatenate(every_z))))[np.concatenate(are_higher)]
    return _shown(corpus, pd.concat(parts, ignore_index=True).assign(q=q), items, top)


def _outlets(corpus: Corpus, mask: np.ndarray) -> list[str]:
    """The outlets that can be compared, A to Z: 10 stories of its own, 10 of others."""
    named = corpus.articles["outlet"].where(mask).dropna().value_counts()
    most = int(np.count_nonzero(mask)) - FEWEST_STORIES
    return sorted(str(name) for name in named.index[(named >= FEWEST_STORIES) & (named <= most)])


def _cells(corpus: Corpus, mask: np.ndarray, outlets: list[str]) -> np.ndarray:
    """Per story the place of its outlet; behind them the other chosen stories, and last those that are not chosen."""
    place = pd.Index(outlets).get_indexer(pd.Index(corpus.articles["outlet"]))
    return np.where(mask, np.where(place >= 0, place, len(outlets)), len(outlets) + 1)


def _tested(corpus: Corpus, mask: np.ndarray) -> list[tuple[int, ...]]:
    """What is compared: words that can be keywords alone, phrases that are one in three chosen stories."""
    words = np.flatnonzero(_stand_alone(corpus) & (corpus.vocabulary.n_tokens >= FEWEST_USES))
    items: list[tuple[int, ...]] = [(word,) for word in words.tolist()]
    try:
        known = corpus.table("keywords")
    except KeyError:
        return items
    counts = known.loc[mask[known["row"].to_numpy(np.int64)], "keyword"].value_counts()
    phrases = sorted(text for text in counts.index[counts >= FEWEST_USES] if " " in text)
    return items + [tuple(corpus.vocabulary.find(term) for term in text.split(" ")) for text in phrases]


_ALONE: WeakKeyDictionary[Corpus, np.ndarray] = WeakKeyDictionary()


def _stand_alone(corpus: Corpus) -> np.ndarray:
    """Terms that can be keywords alone; no filter changes that, and telling it takes a look at every term."""
    if corpus not in _ALONE:
        _ALONE[corpus] = grades(corpus.vocabulary, corpus.settings.keywords) == CONTENT
    return _ALONE[corpus]


def _counts(corpus: Corpus, items: list[tuple[int, ...]], cell: np.ndarray, n_cells: int) -> tuple:
    """Occurrences, their squares summed per story, and stories: of words cells × words, of phrases phrases × cells.

    Of words, stories that are not chosen are not counted: they are the last cell. Then how many words the snapshot has
    for a use of each item.
    """
    ids = np.array([item[0] for item in items if len(item) == 1], np.int64)
    group = np.full(len(corpus.vocabulary.terms), -1)
    group[ids] = np.arange(len(ids))
    words = cell_totals(corpus, np.where(cell < n_cells - 1, cell, -1), group, (n_cells - 1, len(ids)))
    phrases = phrase_totals(corpus, [item for item in items if len(item) > 1], cell, n_groups=n_cells)
    uses = np.concatenate([corpus.vocabulary.n_tokens[ids], phrases[0].sum(axis=1)])
    every_word = corpus.articles["n_words"].sum()
    return (words.n_tokens, words.squares, words.n_articles), phrases, every_word / uses.clip(1)


def _is_news(corpus: Corpus, items: tuple[np.ndarray, np.ndarray], name: str, stories: np.ndarray) -> np.ndarray:
    """Which items hold no word of the outlet's name and do not consist of words of its bylines."""
    bylines = ids_of(corpus, corpus.articles["author"].to_numpy()[stories])[0]
    terms, starts = items
    of_name, of_byline = np.zeros((2, len(corpus.vocabulary.terms)), bool)
    of_name[list(own_terms(corpus, name))] = True
    of_byline[bylines[bylines >= 0]] = True
    named, signed = np.logical_or.reduceat(of_name[terms], starts), np.logical_and.reduceat(of_byline[terms], starts)
    return np.asarray(~named & ~signed)


def _of_page(own: np.ndarray, every: np.ndarray, n_stories: tuple[int, int]) -> np.ndarray:
    """Which items are furniture of the outlet's page: once or twice in nearly all its stories, in hardly any other."""
    uses, _, stories = own
    in_others = (every[2] - stories) / max(n_stories[1] - n_stories[0], 1)
    nearly_all = stories >= IN_NEARLY_ALL * n_stories[0]
    return nearly_all & (in_others <= IN_HARDLY_ANY) & (uses <= OFTEN * stories)


def _log_odds(own: np.ndarray, others: np.ndarray, words_a_use: np.ndarray, sizes: tuple[int, int]) -> dict[str, Any]:
    """The comparison of one outlet with the other stories, word by word."""
    odds, variance = [], []
    for counts, size in zip((own, others), sizes, strict=True):
        uses, words = counts[0] + PRIOR_USES, size + PRIOR_USES * words_a_use
        odds.append(np.log(uses / np.maximum(words - uses, 1e-9)))
        variance.append((counts[1] + PRIOR_USES) / uses**2)
    log_odds, spread = odds[0] - odds[1], np.sqrt(variance[0] + variance[1])
    return {
        "n_tokens": own[0].astype(np.int64),
        "n_articles": own[2].astype(np.int64),
        "log_odds": log_odds,
        "low": log_odds - Z95 * spread,
        "high": log_odds + Z95 * spread,
        "z": log_odds / spread,
    }


def _shown(corpus: Corpus, tests: pd.DataFrame, items: list[tuple[int, ...]], top: int) -> pd.DataFrame:
    """The best rows of each outlet."""
    tests = tests.sort_values(["outlet", "of_page", "low", "item"], ascending=[True, True, False, True])
    kept = [index for (_, of_page), rows in tests.groupby(["outlet", "of_page"])
            for index in (rows.index if of_page else _apart(rows, items, top))]  # fmt: skip
    shown = tests.loc[kept]
    texts = [" ".join(corpus.vocabulary.terms[term] for term in items[item]) for item in shown["item"]]
    return shown.assign(keyword=texts).reset_index(drop=True)[list(COLUMNS)]


def _apart(rows: pd.DataFrame, items: list[tuple[int, ...]], top: int) -> list[int]:
    """Rows of one outlet that do not repeat each other; a word that stands in a phrase half the time gives way."""
    uses = dict(zip(rows["item"], rows["n_tokens"], strict=True))
    inside: dict[int, int] = {}
    for item, n in uses.items():
        for word in items[item] if len(items[item]) > 1 else ():
            inside[word] = max(inside.get(word, 0), n)
    kept: list[int] = []
    seen: list[set[int]] = []
    for index, item in zip(rows.index, rows["item"], strict=True):
        words = set(items[item])
        swallowed = len(items[item]) == 1 and inside.get(items[item][0], 0) * 2 >= uses[item]
        if len(seen) < top and not swallowed and not any(words <= other or other <= words for other in seen):
            seen.append(words)
            kept.append(index)
    return kept
