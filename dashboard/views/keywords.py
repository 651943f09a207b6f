"""Keywords: what sets stories and outlets apart, and the words that are used most."""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.heads import n_stories
from dashboard.analysis.intervals import EACH_BELOW
from dashboard.analysis.keyness import FEWEST_STORIES, outlet_keywords
from dashboard.analysis.keywords import keyword_table
from dashboard.analysis.selection import Selection
from dashboard.charts.keywords import outlet_phrases, phrase_table, story_phrases
from dashboard.charts.words import word_panels
from dashboard.corpus.corpus import Corpus
from dashboard.ui import card, evidence, page, remember, safe
from dashboard.ui.desk import Desk, open_desk
from dashboard.ui.options import choose
from dashboard.ui.words import MOST_NARROW, MOST_PANELS, all_lists, outlet_lists, rows_of, story_lists

MOST_SAID = 3  # outlets, and words of each, that are named as furniture of a page
LISTED, MOST_LISTED = 5, 500  # in the table of small outlets: phrases per story, stories
IN_SIGHT = ("Outlet", "Day", "Story", "Phrase", "Times", "In other stories", "Score")  # columns of that table
BY = {"all": "all stories", "outlet": "by outlet", "story": "by story"}
RANKS = {"often": "count", "tfidf": "tf-idf"}
FORMS = {"family": "as one", "exact": "each by itself"}
LISTS = {"all": all_lists, "outlet": outlet_lists, "story": story_lists}


def main() -> None:
    """Distinctive phrases first, then the words."""
    desk = open_desk()
    mask = page.kept(desk)
    page.head(desk, "Keywords", mask)
    with evidence.beside(desk):
        if mask.sum() < EACH_BELOW:
            _by_story(desk, mask)
        else:
            _by_outlet(desk, mask)
        _words(desk, mask)


def _by_story(desk: Desk, mask: np.ndarray) -> None:
    """Each story's phrases in a panel."""
    stories = page.in_time(desk.corpus, mask)
    found = remember.once(desk, "keywords/phrases", lambda: keyword_table(desk.corpus, mask))
    shown = found[found["rank"] <= rows_of(len(stories))]
    is_one = len(stories) == 1
    title = "What sets the story apart" if is_one else "What sets each story apart"
    if shown.empty:
        st.header(title, anchor=False)
        safe.note("No word of these stories could set one apart: they are too short, or hold common words only.")
        return
    shown = _as_written(desk, shown)
    beside = "how often the story uses it" if is_one else "how often the story uses it, and in how many others here"
    card.show(
        desk,
        remember.drawn(desk, "keywords/stories", lambda look: story_phrases(look, shown, stories)),
        key="phrases",
        title=title,
        how="Words and phrases that the story repeats, puts early or into its headline, and that few stories of the "
        f"files use; best first. Beside each bar: {beside}. Click one to read where it stands.",
    )


def _by_outlet(desk: Desk, mask: np.ndarray) -> None:
    """Outlets that can be compared in panels; the stories of the others in a table."""
    every = _outlets(desk.corpus.snapshot_id, desk.selection, desk.corpus, mask)
    found = every[~every["of_page"]]
    sizes = found.drop_duplicates("outlet").set_index("outlet")["n"].sort_values(ascending=False, kind="stable")
    order = sizes.index[: MOST_NARROW if desk.narrow else MOST_PANELS].tolist()
    if order:
        best = found[found["outlet"].isin(order)].groupby("outlet").head(rows_of(len(order)))
        best = best.sort_values("outlet", key=lambda names: names.map(order.index), kind="stable")
        left = (
            f" Drawn are the {len(order)} outlets with most stories, of {len(sizes)}."
            if len(sizes) > len(order)
            else ""
        )
        card.show(
            desk,
            remember.drawn(
                desk,
                "keywords/outlets",
                lambda shown: outlet_phrases(shown, _as_written(desk, best), table=every),
            ),
            key="outlets",
            title="What sets each outlet apart",
            how="Dot: how much higher the odds of meeting the word are than in the other stories here; 2× is twice. "
            "Grey bar: its 95% interval. A rare word, or one that a single story repeats, is trusted less. Beside it: "
            f"how often the outlet uses it, and in how many of its stories.{left}{_of_page(every)}",
        )
    _rest(desk, mask, compared=set(every["outlet"]))


def _as_written(desk: Desk, keywords: pd.DataFrame) -> pd.DataFrame:
    """Keywords with the writing that the stories give them."""
    return keywords.assign(written=keywords["keyword"].map(page.as_written(desk, keywords["keyword"])))


def _of_page(every: pd.DataFrame) -> str:
    """Which words were set aside as furniture of a page, outlet by outlet."""
    words = every[every["of_page"]].groupby("outlet")["keyword"].agg(list)
    said = [
        f"{', '.join(mine[:MOST_SAID])}{', …' if len(mine) > MOST_SAID else ''} ({outlet})"
        for outlet, mine in words.items()
    ]
    more = f", and words of {len(said) - MOST_SAID} more outlets" if len(said) > MOST_SAID else ""
    why = " Set aside as furniture of the page, as nearly every story of the outlet has them and hardly any other: "
    return f"{why}{'; '.join(said[:MOST_SAID])}{more}. The table flags them." if said else ""


def _rest(desk: Desk, mask: np.ndarray, *, compared: set[str]) -> None:
    """Stories of outlets that are too small to compare, one by one."""
    corpus = desk.corpus
    rest = mask & ~corpus.articles["outlet"].isin(compared).to_numpy(bool)
    if not rest.any():
        return
    stories = page.in_time(corpus, rest).sort_values("day", ascending=False, na_position="last", kind="stable")
    newest = stories.head(MOST_LISTED)
    rows = newest["row"].tolist()
    found = remember.once(desk, "keywords/rest", lambda: keyword_table(corpus, mask, rows=rows, top=LISTED))
    table = phrase_table(found, newest)
    cut = f" The newest {MOST_LISTED} are listed." if len(stories) > MOST_LISTED else ""
    with st.container(key="card-rest", gap="small"):
        st.header("The other outlets, story by story" if compared else "Story by story", anchor=False)
        safe.note(
            f"{n_stories(int(rest.sum()))} of outlets that cannot be compared: an outlet needs {FEWEST_STORIES} "
            f"stories of its own and {FEWEST_STORIES} of others. Stories whose page names no outlet do not make "
            f"one. So each story stands for itself.{cut}"
        )
        st.dataframe(table, hide_index=True, key="phrases-rest", height=320, column_order=IN_SIGHT)


def _words(desk: Desk, mask: np.ndarray) -> None:
    """The commonest words, with the page's choices between the head and the picture."""
    with st.container(key="card-words", gap="small"):
        head = st.container(gap="small")
        with st.container(horizontal=True, gap="medium", key="options"):
            by = choose("by", "Show", BY)
            rank = choose("measure", "Order by", RANKS)
            forms = choose("forms", "Forms of a word", FORMS)
        title = "Words used most" if rank == "often" else "Words that weigh most"
        with head:
            st.header(title, anchor=False)
            card.note(desk, _how(rank, forms))
        lists = LISTS[by](desk, mask, rank=rank, families=forms == "family")
        if not any(len(words.table) for words in lists):
            safe.note("No word is left here once function words and reporting verbs are set aside.")
            return
        about = str(st.session_state.get("about") or "") if by == "story" else ""
        chart = remember.drawn(
            desk,
            "keywords/words",
            lambda shown: word_panels(shown, lists, families=forms == "family", rank=rank),
            *(by, rank, forms, about),
        )
        card.picture(desk, chart, key="words", title=title, how=_how(rank, forms))


def _how(rank: str, forms: str) -> str:
    """How to read the list of words."""
    order = (
        "Bar: how often the word is used."
        if rank == "often"
        else "Bar: tf-idf, high for words that a story uses often and few stories of the files use; over several "
        "stories, its mean. Beside it: how often the word is used."
    )
    grouped = (
        " Forms of a word count as one, named by the commonest, the others in grey; where that joins two ideas, "
        "data/settings.toml parts them."
    )
    left_out = " Function words and reporting verbs are left out, as are days, months and the like."
    return order + left_out + (grouped if forms == "family" else " Every form stands for itself.")


@st.cache_data(max_entries=32, show_spinner="Comparing the outlets …")
def _outlets(snapshot_id: str, selection: Selection, _corpus: Corpus, _mask: np.ndarray) -> pd.DataFrame:  # noqa: ARG001 - what the cache goes by
    found = outlet_keywords(_corpus, _mask)
    words = _corpus.articles[_mask].groupby("outlet")["n_words"].sum()
    return found.assign(n_words=found["outlet"].map(words))


main()
