"""Stories that are mostly made of an earlier one, gathered in clusters around their first."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.analysis.echoes import Pairs, measure
from dashboard.analysis.shingles import reading_order
from dashboard.corpus.corpus import Corpus
from dashboard.schema import COPIES


def find_copies(corpus: Corpus, pairs: Pairs) -> pd.DataFrame:
    """The table `copies`: every story that copies an earlier one, and the first stories they copy.

    A story is a copy of an earlier one when `contained` of its words stand there (data/settings.toml). Earlier is
    the earlier dated, then the longer; undated stories come last. So a full story is no copy of its own flash, and
    neither is a flash that came before it. A copy of a copy joins the cluster of the first.

    Args:
        corpus: The open corpus.
        pairs: Pairs of stories that share wording, the first before the other in that order.

    Returns:
        One row per story of a cluster, the first story first, then in the order above.

    References:
        Containment: Broder (1997), On the resemblance and containment of documents, doi:10.1109/SEQUEN.1997.666900.
    """
    words = corpus.articles["n_words"].to_numpy(np.int64)
    is_copy = pairs.of_other >= corpus.settings.echoes.contained * words[pairs.other]
    first_of = _first_of(corpus, pairs.first[is_copy], pairs.other[is_copy])
    others = np.array(list(first_of), np.int64)
    firsts = np.array(list(first_of.values()), np.int64)
    rows = np.concatenate([np.unique(firsts), others])
    cluster = np.concatenate([np.unique(firsts), firsts])
    shares = np.concatenate([np.ones(len(rows) - len(others)), _containment(corpus, pairs, firsts, others)])
    return _table(corpus, rows, cluster, shares)


def _first_of(corpus: Corpus, earlier: np.ndarray, later: np.ndarray) -> Mapping[int, int]:
    """Row of each copy → row of its cluster's first; a copy with several models follows the earliest cluster."""
    place = np.empty(len(corpus.articles), np.int64)
    place[reading_order(corpus)] = np.arange(len(place))
    first_of: dict[int, int] = {}
    order = np.lexsort((place[earlier], place[later]))
    for one, other in zip(earlier[order].tolist(), later[order].tolist(), strict=True):
        root = first_of.get(one, one)
        if other not in first_of or place[root] < place[first_of[other]]:
            first_of[other] = root
    return first_of


def _containment(corpus: Corpus, pairs: Pairs, firsts: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Share of each copy's words that stand in its first; pairs that were never compared are compared now."""
    known = dict(
        zip(zip(pairs.first.tolist(), pairs.other.tolist(), strict=True), pairs.of_other.tolist(), strict=True)
    )
    wanted = list(zip(firsts.tolist(), others.tolist(), strict=True))
    unknown = np.array([pair for pair in wanted if pair not in known], np.int64).reshape(-1, 2)
    more = measure(corpus, unknown)
    known |= dict(zip(zip(more.first.tolist(), more.other.tolist(), strict=True), more.of_other.tolist(), strict=True))
    words = corpus.articles["n_words"].to_numpy(np.int64)[others]
    return np.array([known.get(pair, 0) for pair in wanted], np.float64) / words


def _table(corpus: Corpus, rows: np.ndarray, cluster: np.ndarray, shares: np.ndarray) -> pd.DataFrame:
    ids = corpus.articles["article_id"].to_numpy(object)
    outlet = corpus.articles["outlet"].to_numpy(object)
    is_first = rows == cluster
    at_home = np.array(
        [isinstance(a, str) and a == b for a, b in zip(outlet[rows], outlet[cluster], strict=True)], bool
    )
    frame = pd.DataFrame(
        {
            "cluster_id": pd.Series(ids[cluster], dtype="str"),
            "article_id": pd.Series(ids[rows], dtype="str"),
            "is_first": is_first,
            "containment": shares.astype(np.float64),
            "relation": pd.Series(np.where(is_first, "first", np.where(at_home, "update", "reprint")), dtype="str"),
        }
    )
    place = np.empty(len(ids), np.int64)
    place[reading_order(corpus)] = np.arange(len(ids))
    return frame.iloc[np.lexsort((place[rows], place[cluster]))].reset_index(drop=True)[list(COPIES.names)]
