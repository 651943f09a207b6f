"""Whose words are listed: all stories together, each outlet, or each story."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.heads import n_stories, story_head, title_said
from dashboard.analysis.wordlists import word_list
from dashboard.charts.chart import records
from dashboard.charts.words import WordList
from dashboard.corpus.corpus import Corpus
from dashboard.ui import page, safe
from dashboard.ui.desk import Desk
from dashboard.ui.options import choose

FEW_PANELS, MOST_NARROW, MOST_PANELS = 6, 6, 12
ROWS, FEWER_ROWS, TOP = 8, 5, 30  # words of a panel: few panels, many panels, one panel alone
OFFERED = 300  # stories to choose one from

How = tuple[str, bool, int]  # rank, families, words of a list


def rows_of(n_panels: int) -> int:
    """How many rows a panel has, by how many panels there are.

    Example:
        >>> rows_of(5), rows_of(12)
        (8, 5)
    """
    return ROWS if n_panels <= FEW_PANELS else FEWER_ROWS


def all_lists(desk: Desk, mask: np.ndarray, *, rank: str, families: bool) -> list[WordList]:
    """One list: the words of all stories of the filter."""
    return [_of(desk, mask, (rank, families, TOP), {}, ("", ""))]


def outlet_lists(desk: Desk, mask: np.ndarray, *, rank: str, families: bool) -> list[WordList]:
    """A list per outlet, most stories first; stories whose page names no outlet one by one, while they are few."""
    corpus = desk.corpus
    sizes = corpus.articles["outlet"][mask].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    unnamed = page.in_time(corpus, mask & corpus.articles["outlet"].isna().to_numpy(bool))
    most = MOST_NARROW if desk.narrow else MOST_PANELS
    drawn = sizes.head(most)
    single = unnamed if len(drawn) + len(unnamed) <= most else unnamed.head(0)
    _left_out(n_outlets=len(sizes) - len(drawn), n_unnamed=len(unnamed) - len(single))
    how = (rank, families, _top(len(drawn) + len(single)))
    lists = []
    for name, size in drawn.items():
        stories = mask & (corpus.articles["outlet"] == name).to_numpy(bool, na_value=False)
        lists.append(_of(desk, stories, how, {"outlet": str(name)}, (str(name), n_stories(int(size)))))
    return lists + [_of_story(desk, story, how) for _, story in single.iterrows()]


def _top(n_lists: int) -> int:
    return rows_of(n_lists) if n_lists > 1 else TOP


def _left_out(*, n_outlets: int, n_unnamed: int) -> None:
    """Say what has no list."""
    said = []
    if n_outlets:
        said.append(f"Shown are the outlets with most stories; {n_outlets:,} more have no list.")
    if n_unnamed:
        said.append(f"{n_stories(n_unnamed)} whose page names no outlet have none either; they are no outlet together.")
    if said:
        safe.note(" ".join(said))


def story_lists(desk: Desk, mask: np.ndarray, *, rank: str, families: bool) -> list[WordList]:
    """A list per story; of one story that the reader chooses when they are many."""
    stories = page.in_time(desk.corpus, mask)
    if len(stories) > MOST_PANELS:
        stories = _one(stories)
    return [_of_story(desk, story, (rank, families, _top(len(stories)))) for _, story in stories.iterrows()]


def _one(stories: pd.DataFrame) -> pd.DataFrame:
    """The story that the reader chose among the newest."""
    newest = stories.sort_values("day", ascending=False, na_position="last", kind="stable").head(OFFERED)
    named = {
        story.article_id: f"{story_head(story.outlet, story.published)}: {title_said(story.title)}"
        for story in records(newest)
    }
    if len(stories) > OFFERED:
        safe.note(f"The newest {OFFERED} stories are offered; filter by date, outlet or words to reach the others.")
    ident = choose("about", "Story", named, listed=True)
    return newest[newest["article_id"] == ident]


def _of_story(desk: Desk, story: pd.Series, how: How) -> WordList:
    """The words of one story, its headline above."""
    mask = np.arange(len(desk.corpus.articles)) == story["row"]
    ident = str(story["article_id"])
    heads = story_head(story["outlet"], story["published"]), title_said(story["title"])
    return _of(desk, mask, how, {"article": ident}, heads)


def _of(desk: Desk, mask: np.ndarray, how: How, where: Mapping[str, str], heads: tuple[str, str]) -> WordList:
    corpus = desk.corpus
    table = _words(corpus.snapshot_id, (desk.selection, how, tuple(where.items())), corpus, mask)
    return WordList(table, int(corpus.articles["n_words"].to_numpy()[mask].sum()), where, *heads)


@st.cache_data(max_entries=128, show_spinner=False)
def _words(snapshot_id: str, key: tuple, _corpus: Corpus, _mask: np.ndarray) -> pd.DataFrame:  # noqa: ARG001
    rank, families, top = key[1]
    return word_list(_corpus, _mask, top=top, families=families, rank=rank)
