"""Each story counted once: which one of several copies a filter keeps.

Copies of one text are a cluster (`articles.copy_of` names its first story). The one that is kept is chosen among
the stories that the filter keeps, so that a filter never loses a text because its first print lies outside.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from dashboard.analysis.columns import numbered
from dashboard.corpus.corpus import Corpus


@dataclass(frozen=True, eq=False)
class Clusters:
    """The stories that have copies, as numbers.

    Attributes:
        row: Their rows in `articles`; of two that could be kept the one to keep stands before the other.
        cluster: The number of each one's cluster, from 0.
        in_outlet: The number of each one's cluster within its outlet, from 0; stories whose page names no outlet
            are taken together here, since counting them apart would count a text twice.
    """

    row: np.ndarray
    cluster: np.ndarray
    in_outlet: np.ndarray


_CLUSTERS: WeakKeyDictionary[Corpus, Clusters] = WeakKeyDictionary()


def clusters(corpus: Corpus) -> Clusters:
    """The clusters of copies, as the build wrote them, or worked out once: a million ids take a second."""
    if corpus not in _CLUSTERS:
        kept = corpus.ahead("copies")
        _CLUSTERS[corpus] = Clusters(**kept) if kept else _clusters(corpus)
    return _CLUSTERS[corpus]


def _clusters(corpus: Corpus) -> Clusters:
    articles = corpus.articles
    copies = np.flatnonzero(articles["copy_of"].notna())
    ids = pd.Index(articles["article_id"])
    named = pd.Index(articles["copy_of"].iloc[copies])
    firsts = ids.get_indexer(named.unique())
    known = named.unique()[firsts >= 0]
    row = np.concatenate([copies, firsts[firsts >= 0]])
    cluster = named.unique().get_indexer(named.append(known))
    order = best_first(corpus, row)
    row, cluster = row[order], cluster[order]
    outlet, outlets = numbered(corpus, "outlet")
    pairs = cluster.astype(np.int64) * (len(outlets) + 1) + outlet[row] + 1
    return Clusters(row, cluster, np.unique(pairs, return_inverse=True)[1])


def best_first(corpus: Corpus, row: np.ndarray) -> np.ndarray:
    """The order in which one is kept before another: the earliest dated, then the longest, ties by id."""
    ids = pd.factorize(corpus.articles["article_id"].iloc[row], sort=True)[0]
    words = corpus.articles["n_words"].to_numpy(np.int64)[row]
    days = corpus.days[row]
    undated = np.isnat(days)
    return np.lexsort((ids, -words, np.where(undated, 0, days.astype(np.int64)), undated))


def counted_once(corpus: Corpus, mask: np.ndarray, *, per_outlet: bool = False) -> np.ndarray:
    """The rows of the mask without copies of each other: of each cluster the earliest dated, then the longest.

    Args:
        corpus: The open corpus.
        mask: The stories that all other conditions of the filter keep.
        per_outlet: Keep one of each cluster per outlet: a reprint elsewhere counts, a repeat at home does not.
    """
    every = clusters(corpus)
    number = every.in_outlet if per_outlet else every.cluster
    inside = np.flatnonzero(mask[every.row])[::-1]
    best = np.full(int(number.max(initial=-1)) + 1, -1)
    best[number[inside]] = every.row[inside]  # of several values for one place the last stays: here the best
    kept = mask.copy()
    kept[every.row] = False
    kept[best[best >= 0]] = True
    return kept
