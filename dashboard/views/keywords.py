"""Keywords: what sets stories and outlets apart, and the words that are used most."""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.keyness import FEWEST_STORIES, outlet_keywords
from dashboard.analysis.keywords import keyword_table
from dashboard.analysis.selection import UNNAMED, Selection
from dashboard.analysis.wordlists import word_list
from dashboard.charts.keywords import WordList, outlet_phrases, phrase_table, story_phrases, word_panels
from dashboard.corpus.corpus import Corpus
from dashboard.ui import card, evidence, page, safe
from dashboard.ui.desk import Desk, canvas, open_desk
from dashboard.ui.options import choose
from dashboard.ui.sidebar import stories as n_stories

FEW = 30  # stories: below this each is shown by itself
FEW_PANELS = 6  # up to here a panel has all its rows
ROWS, FEWER_ROWS = 8, 5
MOST_PANELS = 12
TOP = 30  # words of all stories together
LISTED = 300  # stories to choose from
BY = {"all": "all stories together", "outlet": "by outlet", "story": "by story"}
FORMS = {"family": "all forms of a word as one", "exact": "exact forms"}
RANKS = {"often": "used most", "tfidf": "highest tf-idf"}


def main() -> None:
    """Distinctive phrases first, then the words."""
    desk = open_desk()
    mask = page.kept(desk)
    page.head(desk, "Keywords", mask)
    with evidence.beside(desk):
        if mask.sum() < FEW:
            _by_story(desk, mask)
        else:
            _by_outlet(desk, mask)
        _words(desk, mask)


def _by_story(desk: Desk, mask: np.ndarray) -> None:
    """Each story's phrases in a panel."""
    stories = page.in_time(desk.corpus, mask)
    found = _phrases(desk.corpus.snapshot_id, desk.selection, desk.corpus, mask)
    shown = found[found["rank"] <= _rows(len(stories))]
    if shown.empty:
        safe.note("These stories have no word that could set one apart.")
        return
    others = "" if len(stories) == 1 else ", and in how many of the other stories here it stands"
    card.show(
        desk,
        story_phrases(canvas(desk), shown, stories),
        key="phrases",
        title="What sets the story apart" if len(stories) == 1 else "What sets each story apart",
        how="Words and phrases that a story repeats, names early or in its headline, and that are rare in the files; "
        f"best first. Bar: how often the story uses it{others}. Bars of all panels have one scale.",
    )


def _rows(n_panels: int) -> int:
    return ROWS if n_panels <= FEW_PANELS else FEWER_ROWS


def _by_outlet(desk: Desk, mask: np.ndarray) -> None:
    """Outlets that can be compared in panels; the stories of the others in a table."""
    found = _outlets(desk.corpus.snapshot_id, desk.selection, desk.corpus, mask)
    sizes = found.drop_duplicates("outlet").set_index("outlet")["n"]
    order = sizes.sort_values(ascending=False, kind="stable").index[:MOST_PANELS].tolist()
    if order:
        best = found[found["outlet"].isin(order)].groupby("outlet").head(_rows(len(order)))
        best = best.sort_values("outlet", key=lambda names: names.map(order.index), kind="stable")
        more = (
            f" The {len(order)} largest of {len(sizes)} outlets are drawn; the table has all."
            if sizes[MOST_PANELS:].size
            else ""
        )
        card.show(
            desk,
            outlet_phrases(canvas(desk), best, table=found),
            key="outlets",
            title="What sets each outlet apart",
            how="Dot: how many times the odds of meeting the word are, against the other stories here; 2× is twice. "
            "Grey: its 95 % interval. Rare words are pulled towards 1×; best is the highest lower end. Right: how "
            f"often, and in how many of the outlet’s stories.{more}",
        )
    _rest(desk, mask, compared=set(found["outlet"]))


def _rest(desk: Desk, mask: np.ndarray, *, compared: set[str]) -> None:
    """Stories of outlets that are too small to compare, one by one."""
    corpus = desk.corpus
    rest = mask & ~corpus.articles["outlet"].isin(compared).to_numpy(bool)
    if not rest.any():
        return
    found = _phrases(corpus.snapshot_id, desk.selection, corpus, mask)
    found = found[rest[found["row"].to_numpy(np.int64)] & (found["rank"] <= FEWER_ROWS)]
    st.header("Story by story", anchor=False)
    safe.note(
        f"{n_stories(int(rest.sum()))} of outlets with under {FEWEST_STORIES} stories, or of none that is named: too "
        "few to compare an outlet, so each story stands for itself."
    )
    st.dataframe(phrase_table(found, page.in_time(corpus, rest)), hide_index=True, key="phrases-rest", height=420)


def _words(desk: Desk, mask: np.ndarray) -> None:
    """The commonest words, with the page's choices."""
    st.header("The words", anchor=False)
    with st.container(horizontal=True, gap="large", key="options"):
        by = choose("by", "Show", BY)
        rank = choose("measure", "Order", RANKS)
        forms = choose("forms", "Count", FORMS)
    lists = _lists(desk, mask, by, (forms == "family", rank))
    card.show(
        desk,
        word_panels(canvas(desk), lists, families=forms == "family"),
        key="words",
        title="Words that are used most" if rank == "often" else "Words that weigh most by tf-idf",
        how="Function words are left out.",
    )


def _lists(desk: Desk, mask: np.ndarray, by: str, how: tuple[bool, str]) -> list[WordList]:
    corpus = desk.corpus
    return [
        WordList(
            _list(corpus.snapshot_id, desk.selection, how, corpus, mask),
            int(corpus.articles["n_words"][mask].sum()),
            {},
        )
    ]


@st.cache_data(max_entries=32, show_spinner=False)
def _phrases(snapshot_id: str, selection: Selection, _corpus: Corpus, _mask: np.ndarray) -> pd.DataFrame:  # noqa: ARG001
    return keyword_table(_corpus, _mask)


@st.cache_data(max_entries=32, show_spinner=False)
def _outlets(snapshot_id: str, selection: Selection, _corpus: Corpus, _mask: np.ndarray) -> pd.DataFrame:  # noqa: ARG001
    return outlet_keywords(_corpus, _mask)


@st.cache_data(max_entries=64, show_spinner=False)
def _list(
    snapshot_id: str, selection: Selection, how: tuple[bool, str], _corpus: Corpus, _mask: np.ndarray
) -> pd.DataFrame:  # noqa: ARG001
    return word_list(_corpus, _mask, top=TOP, families=how[0], rank=how[1])


main()
