"""The rows behind the marks of shared wording and of formulas."""

import numpy as np
import pandas as pd

from dashboard.analysis.echo_formulas import formula_places
from dashboard.analysis.echo_paths import number_of
from dashboard.analysis.echo_prints import Prints, prints
from dashboard.analysis.echo_stories import mostly_others
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import UNNAMED
from dashboard.analysis.unit_rows import unit_rows
from dashboard.corpus.corpus import Corpus


def is_echo(pick: Pick) -> bool:
    """Whether a mark asks for wording that stories share."""
    return bool(pick.passage or pick.shared or pick.other_outlet or pick.other_article)


def echo_units(corpus: Corpus, mask: np.ndarray, kept: np.ndarray, pick: Pick) -> pd.DataFrame:
    """The stories with a passage, or the passages of stories that stand elsewhere, as `analysis.evidence.units`.

    Args:
        corpus: The open corpus.
        mask: The stories that the pick's outlet, article and period allow.
        kept: All stories of the filter: a passage counts when two of them share it.
        pick: What is asked for.

    Returns:
        One row per story (unit articles) or per passage (unit passages, in the earliest story of the mask that has
        it); `passage` is the stretch of whole sentences around it, `spans` the passage itself.
    """
    if pick.shared == "mostly":
        rows = [row for row in mostly_others(corpus, kept).tolist() if mask[row]]
        return unit_rows(rows, [[] for _ in rows], [[] for _ in rows])
    found = prints(corpus, kept, quoted=pick.quoted != "out")
    inside = mask[found.row]
    if pick.passage:
        inside = inside & (found.passage == number_of(corpus, pick.passage))
    if pick.other_outlet or pick.other_article:
        inside = inside & _elsewhere(corpus, found, pick)
    at = np.flatnonzero(inside)
    if pick.unit == "passages":
        at = at[np.unique(found.passage[at], return_index=True)[1]]
    at = at[np.lexsort((found.start[at], found.row[at]))]
    return _around(corpus, found, at)


def _elsewhere(corpus: Corpus, found: Prints, pick: Pick) -> np.ndarray:
    """Prints whose passage also stands in the pick's other story, or in another story of its other outlet."""
    articles = corpus.articles.iloc[found.row]
    if pick.other_article:
        is_other = (articles["article_id"] == pick.other_article).to_numpy(bool, na_value=False)
    elif pick.other_outlet == UNNAMED:
        is_other = articles["outlet"].isna().to_numpy(bool)
    else:
        is_other = (articles["outlet"] == pick.other_outlet).to_numpy(bool, na_value=False)
    others = np.bincount(found.passage[is_other], minlength=int(found.passage.max(initial=-1)) + 1)
    return np.asarray(others[found.passage] > is_other)


def _around(corpus: Corpus, found: Prints, at: np.ndarray) -> pd.DataFrame:
    """The prints as rows: the passage marked inside the sentences that it touches."""
    rows = found.row[at].tolist()
    spans = list(zip(found.start[at].tolist(), found.end[at].tolist(), strict=True))
    frame = unit_rows(rows, [[span] for span in spans], [[] for _ in rows])
    around = [whole_sentences(corpus, row, *span) for row, span in zip(rows, spans, strict=True)]
    return frame.assign(passage=pd.Series(around, dtype=object))


def whole_sentences(corpus: Corpus, row: int, start: int, end: int) -> tuple[int, int]:
    """The stretch of whole sentences that holds some characters of a story."""
    shard = corpus.shard_of(row)
    low, high = (int(at) for at in shard.article_sentences[row - shard.first : row - shard.first + 2])
    first = low + int(np.searchsorted(shard.sentence_start[low:high], start, side="right")) - 1
    last = low + int(np.searchsorted(shard.sentence_end[low:high], end))
    first, last = max(first, low), min(last, high - 1)
    return min(int(shard.sentence_start[first]), start), max(int(shard.sentence_end[last]), end)


def formula_hits(corpus: Corpus, mask: np.ndarray, formula: int) -> pd.DataFrame:
    """Occurrences of a formula in the masked stories: row, sentence (place in the body), start, end."""
    places = formula_places(corpus, mask)
    places = places[places["formula_id"] == formula].sort_values(["row", "start"], ignore_index=True)
    sentences = []
    for row, start in zip(places["row"].tolist(), places["start"].tolist(), strict=True):
        shard = corpus.shard_of(row)
        low, high = shard.article_sentences[row - shard.first : row - shard.first + 2]
        sentences.append(int(np.searchsorted(shard.sentence_start[low:high], start, side="right")) - 1)
    return places.assign(sentence=np.array(sentences, np.int64))[["row", "sentence", "start", "end"]]
