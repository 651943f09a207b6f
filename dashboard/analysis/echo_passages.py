"""Shared wording put together: pairs of stories with a passage in common become one passage and all its prints.

The table `echoes` has pairs. Two spans of one story are the same passage when they share at least half of the words
that either has; the two spans of a pair are the same passage by definition. What hangs together so is one passage,
with one span per story: the longest. It is worked out once per open corpus, whatever the filter.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dashboard.analysis.columns import rows_of
from dashboard.analysis.once import best_first
from dashboard.compiled import compiled
from dashboard.corpus.corpus import Corpus


@dataclass(frozen=True, eq=False)
class SharedWording:
    """Every passage that stands in more than one story, and its prints: one per story.

    Attributes:
        ids: Name of each passage: the smallest echo_id among its pairs.
        quoted: Share of its words that stand inside quotation marks on both sides, 0 to 1.
        passage: Passage of each print; prints of one passage stand together, the earliest dated first, then the
            longer story; undated ones come last.
        row: Its story.
        first: First token of the print, in the story.
        last: One past the last token.
        start: First character in the body.
        end: One past the last character.
    """

    ids: np.ndarray
    quoted: np.ndarray
    passage: np.ndarray
    row: np.ndarray
    first: np.ndarray
    last: np.ndarray
    start: np.ndarray
    end: np.ndarray


_SHARED: WeakKeyDictionary[Corpus, SharedWording] = WeakKeyDictionary()


@compiled
def _token_of(at: np.ndarray, story: np.ndarray, offsets: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Tokens of the story that end at or before each character: the place of the first one after it."""
    found = np.empty(len(at), np.int64)
    for place in range(len(at)):
        low, high = offsets[story[place]], offsets[story[place] + 1]
        found[place] = np.searchsorted(ends[low:high], at[place], side="right")
    return found


@compiled
def _representatives(row: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """For spans sorted by story and place: the first earlier span of the story that shares half the words of both."""
    found = np.empty(len(row), np.int64)
    begin = 0  # representatives of the story so far, in `known`
    known = np.empty(len(row), np.int64)
    count = 0
    for place in range(len(row)):
        if place and row[place] != row[place - 1]:
            begin = count
        mine = -1
        for number in range(begin, count):
            other = known[number]
            both = min(last[place], last[other]) - max(first[place], first[other])
            either = last[place] - first[place] + last[other] - first[other] - both
            if 2 * both >= either and both > 0:
                mine = other
                break
        if mine < 0:
            known[count] = place
            count += 1
            mine = place
        found[place] = mine
    return found


def shared_wording(corpus: Corpus) -> SharedWording:
    """All shared passages of the snapshot; empty where nobody looked, or nothing was found."""
    if corpus not in _SHARED:
        _SHARED[corpus] = _made(corpus)
    return _SHARED[corpus]


def _made(corpus: Corpus) -> SharedWording:
    pairs = corpus.table("echoes")
    spans = _spans(corpus, pairs)
    order = np.lexsort((-spans["last"], spans["first"], spans["row"]))
    sorted_ = [spans[name].to_numpy(np.int64)[order] for name in ("row", "first", "last")]
    node = np.empty(len(spans), np.int64)
    node[order] = order[_representatives(*sorted_)] if len(order) else order
    links = coo_array((np.ones(len(pairs)), (node[: len(pairs)], node[len(pairs) :])), shape=(len(spans), len(spans)))
    component = connected_components(links, directed=False)[1][node] if len(spans) else node
    of_pair = component[: len(pairs)]
    names = pd.Series(pairs["echo_id"].to_numpy(object)).groupby(of_pair).min()
    words = pairs[["n_words", "n_quoted"]].astype(np.int64).groupby(of_pair).sum()
    numbers = pd.Index(names.index).get_indexer(component)
    prints = _one_per_story(corpus, spans.assign(passage=numbers))
    quoted = (words["n_quoted"] / words["n_words"].where(words["n_words"] > 0)).fillna(0).to_numpy(float)
    columns = (prints[name].to_numpy(np.int64) for name in ("passage", "row", "first", "last", "start", "end"))
    return SharedWording(names.to_numpy(object), quoted, *columns)


def _spans(corpus: Corpus, pairs: pd.DataFrame) -> pd.DataFrame:
    """The spans of all pairs, first the one side, then the other: row, start, end, and the tokens they hold."""
    sides = [pairs[[f"article_{side}", f"start_{side}", f"end_{side}"]].set_axis(["article_id", "start", "end"], axis=1)
             for side in "ab"]  # fmt: skip
    both = pd.concat(sides, ignore_index=True)
    spans = both.assign(row=rows_of(corpus, both["article_id"])).drop(columns="article_id").astype(np.int64)
    first, last = np.zeros(len(spans), np.int64), np.zeros(len(spans), np.int64)
    row, start, end = (spans[name].to_numpy() for name in ("row", "start", "end"))
    for shard in corpus.shards:
        mine = np.flatnonzero((row >= shard.first) & (row < shard.first + shard.n_articles))
        place = row[mine] - shard.first
        offsets = np.asarray(shard.article_tokens, np.int64)
        first[mine] = _token_of(start[mine], place, offsets, np.asarray(shard.end))
        last[mine] = _token_of(end[mine], place, offsets, np.asarray(shard.end))
    return spans.assign(first=first, last=last)


def _one_per_story(corpus: Corpus, spans: pd.DataFrame) -> pd.DataFrame:
    """Of several spans of one passage in one story the longest; then by day, undated last, length of story, id."""
    longest = spans.assign(length=spans["first"] - spans["last"]).sort_values(["passage", "row", "length", "first"])
    prints = longest.drop_duplicates(["passage", "row"])
    stories, place = np.unique(prints["row"].to_numpy(), return_inverse=True)
    age = np.empty(len(stories), np.int64)
    age[best_first(corpus, stories)] = np.arange(len(stories))
    return prints.iloc[np.lexsort((age[place], prints["passage"]))]
