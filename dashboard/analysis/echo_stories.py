"""How much of a story stands in other stories, and where in it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.columns import numbered
from dashboard.analysis.echo_passages import shared_wording
from dashboard.analysis.echo_prints import Prints, covered, n_quoted, prints
from dashboard.analysis.findings import Finding
from dashboard.analysis.pick import Pick
from dashboard.corpus.corpus import Corpus

MOSTLY = 0.5  # of a story's words: above this it is mostly someone else's text


@dataclass(frozen=True)
class Shade:
    """A stretch of a story that stands elsewhere.

    Attributes:
        start: First character in the body.
        end: One past the last.
        passage: The passage's id.
        rows: The other stories of the filter with it, the earliest first.
    """

    start: int
    end: int
    passage: str
    rows: tuple[int, ...]


def shared_stories(corpus: Corpus, mask: np.ndarray, *, quoted: bool = True) -> pd.DataFrame:
    """How much of each story of the filter stands in another one.

    Returns:
        One row per story with a shared passage, the largest share first: row, article_id, outlet, title, published,
        k (its passages that stand elsewhere), n_shared (its words there), n_words (all its words; those outside
        quotation marks where quoted words are left out), share (0 to 1).
    """
    found = prints(corpus, mask, quoted=quoted)
    rows, place = np.unique(found.row, return_inverse=True)
    words = corpus.articles["n_words"].to_numpy(np.int64)[rows]
    if not quoted:
        words = words - n_quoted(corpus, rows)
    shared = covered(place, found.first, found.last, len(rows))
    stories = corpus.articles.iloc[rows]
    names = ("article_id", "outlet", "title", "published")
    frame = pd.DataFrame({"row": rows, **{name: stories[name].to_numpy(object) for name in names}}).assign(
        k=np.bincount(place, minlength=len(rows)),
        n_shared=shared,
        n_words=words,
        share=shared / np.maximum(words, 1),
    )
    return frame.sort_values(["share", "n_shared", "row"], ascending=[False, False, True], ignore_index=True)


def mostly_others(corpus: Corpus, mask: np.ndarray) -> np.ndarray:
    """Rows of the stories that are mostly someone else's text.

    More than half of such a story's words stand in stories of the filter that were there before it and are not of
    its own outlet. Before means: of an earlier day, or of the same day and longer; an undated story counts as later
    than every dated one. Two stories whose pages name no outlet count as one outlet's here, as nobody knows.
    """
    found = prints(corpus, mask)
    taken = _taken(corpus, found)
    rows, place = np.unique(found.row[taken], return_inverse=True)
    shared = covered(place, found.first[taken], found.last[taken], len(rows))
    return rows[shared > MOSTLY * corpus.articles["n_words"].to_numpy(np.int64)[rows]]


def echo_findings(corpus: Corpus, mask: np.ndarray) -> list[Finding]:
    """One sentence on how many of the filter's stories are mostly someone else's text; none when there is no such."""
    k, n = len(mostly_others(corpus, mask)), int(mask.sum())
    if not k:
        return []
    are, their = ("are", "their") if k > 1 else ("is", "its")
    text = (
        f"{k:,} of {n:,} stories {are} mostly someone else’s text: more than half of {their} words stand in earlier "
        "stories of other outlets."
    )
    return [Finding(text, Pick("articles", shared="mostly"), k, n)]


def _taken(corpus: Corpus, found: Prints) -> np.ndarray:
    """Prints with an earlier print of the same passage in another outlet."""
    outlet = numbered(corpus, "outlet")[0][found.row]
    size = int(found.passage.max(initial=-1)) + 1
    firsts = np.full(size, -2)
    firsts[found.passage[found.place == 0]] = outlet[found.place == 0]
    elsewhere = np.flatnonzero(outlet != firsts[found.passage])
    second = np.full(size, len(outlet) + 1)  # place of the first print that is not of the first one's outlet
    second[found.passage[elsewhere[::-1]]] = found.place[elsewhere[::-1]]
    own = outlet == firsts[found.passage]
    return np.flatnonzero(np.where(own, found.place > second[found.passage], True))


def shades(corpus: Corpus, mask: np.ndarray, row: int, *, quoted: bool = True) -> list[Shade]:
    """The stretches of a story that stand in other stories of the filter, in reading order; they may overlap."""
    found = prints(corpus, mask, quoted=quoted)
    ids = shared_wording(corpus).ids
    mine = np.flatnonzero(found.row == row)
    shaded = []
    for at in mine[np.lexsort((found.end[mine], found.start[mine]))].tolist():
        others = found.row[(found.passage == found.passage[at]) & (found.row != row)]
        shaded.append(
            Shade(int(found.start[at]), int(found.end[at]), str(ids[found.passage[at]]), tuple(others.tolist()))
        )
    return shaded
