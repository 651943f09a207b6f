"""Who shares wording with whom: outlets, or single stories while they are few."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.columns import distinct, numbered
from dashboard.analysis.echo_prints import Prints, covered, prints
from dashboard.analysis.intervals import EACH_BELOW
from dashboard.corpus.corpus import Corpus

MOST_UNNAMED = 10  # stories whose page names no outlet are sides of their own up to here


@dataclass(frozen=True, eq=False)
class Sides:
    """Those who share wording.

    Attributes:
        table: One row per side: key (the outlet's name, or an article_id), outlet, article_id (null for an outlet),
            day (of a story), n_stories, n_words, k (passages that stand elsewhere too).
        cells: One row per side and other side with a passage in common: side and other (places in `table`),
            k (passages), n_words (words of the side's stories that stand in the other's), share (of all its words).
        n_left_out: Stories whose page names no outlet and that have no row, as there are more than ten.
    """

    table: pd.DataFrame
    cells: pd.DataFrame
    n_left_out: int


def sides(corpus: Corpus, mask: np.ndarray, *, quoted: bool = True) -> Sides:
    """Words that the filter's stories share, by outlet; under 30 stories by story.

    A passage that an outlet's story shares with a story of the same outlet stands in the outlet's own cell. The words
    of a side are counted once each, however many passages they stand in, so that a cell is no larger than its side.
    """
    found = prints(corpus, mask, quoted=quoted)
    code, table, n_left_out = _who(corpus, mask, found)
    table = table.assign(**_sizes(corpus, mask, code, len(table)))
    cells = _cells(found, code, len(table))
    own = pd.DataFrame({"passage": found.passage, "side": code[found.row]}).drop_duplicates()
    k = np.bincount(own.loc[own["side"] >= 0, "side"], minlength=len(table))
    share = cells["n_words"] / np.maximum(table["n_words"].to_numpy()[cells["side"]], 1)
    return Sides(table.assign(k=k), cells.assign(share=share), n_left_out)


def _who(corpus: Corpus, mask: np.ndarray, found: Prints) -> tuple[np.ndarray, pd.DataFrame, int]:
    """The side of each story (-1: none), the sides in time or by name, and how many unnamed stories have none."""
    rows = distinct(found.row)
    rows = rows[np.lexsort((rows, corpus.days[rows].astype("datetime64[s]")))]
    outlet, names = numbered(corpus, "outlet")
    code = np.full(len(mask), -1, np.int64)
    if mask.sum() < EACH_BELOW:
        alone, places = rows, np.zeros(0, np.int64)
    else:
        unnamed = rows[outlet[rows] < 0]
        alone = unnamed if len(unnamed) <= MOST_UNNAMED else unnamed[:0]
        places = np.unique(outlet[rows][outlet[rows] >= 0])
        number = np.full(len(names) + 1, -1, np.int64)
        number[places] = np.arange(len(places))
        code = np.where(mask, number[outlet], -1)
    code[alone] = len(places) + np.arange(len(alone))
    stories = corpus.articles.iloc[alone]
    named = [names[place] for place in places.tolist()]
    table = pd.DataFrame(
        {
            "key": pd.Series([*named, *stories["article_id"]], dtype=object),
            "outlet": pd.Series([*named, *stories["outlet"]], dtype=object),
            "article_id": pd.Series([*[None] * len(named), *stories["article_id"]], dtype=object),
            "day": pd.Series([*[None] * len(named), *stories["published"]], dtype=object),
        }
    )
    return code, table, int((code[rows] < 0).sum())


def _sizes(corpus: Corpus, mask: np.ndarray, code: np.ndarray, n_sides: int) -> dict[str, np.ndarray]:
    """Stories and words of each side; its quoted words belong to its text, whatever is compared."""
    rows = np.flatnonzero(mask & (code >= 0))
    words = corpus.articles["n_words"].to_numpy(np.int64)[rows]
    return {
        "n_stories": np.bincount(code[rows], minlength=n_sides),
        "n_words": np.bincount(code[rows], weights=words, minlength=n_sides).astype(np.int64),
    }


def meetings(found: Prints, code: np.ndarray) -> pd.DataFrame:
    """Each print with each side that has the same passage in another story: print (its place), side, other."""
    side = code[found.row]
    known = pd.DataFrame({"passage": found.passage, "other": side})
    known = known[known["other"] >= 0].groupby(["passage", "other"], as_index=False).size()
    mine = pd.DataFrame({"print": np.arange(len(side)), "passage": found.passage, "side": side})
    both = mine[mine["side"] >= 0].merge(known, on="passage")
    return both[(both["side"] != both["other"]) | (both["size"] > 1)]


def _cells(found: Prints, code: np.ndarray, n_sides: int) -> pd.DataFrame:
    met = meetings(found, code)
    at = met["print"].to_numpy(np.int64)
    pair = met["side"].to_numpy(np.int64) * n_sides + met["other"].to_numpy(np.int64)
    texts, group = np.unique(found.row[at] * np.int64(n_sides) + met["other"].to_numpy(np.int64), return_inverse=True)
    words = covered(group, found.first[at], found.last[at], len(texts))
    of_text = np.zeros(len(texts), np.int64)
    of_text[group] = pair
    filled = np.unique(pair)
    passages = met.assign(pair=pair).drop_duplicates(["passage", "pair"])["pair"]
    return pd.DataFrame(
        {
            "side": filled // max(n_sides, 1),
            "other": filled % max(n_sides, 1),
            "k": passages.value_counts().reindex(filled, fill_value=0).to_numpy(np.int64),
            "n_words": np.bincount(np.searchsorted(filled, of_text), weights=words, minlength=len(filled)).astype(int),
        }
    )
