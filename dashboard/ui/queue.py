"""What wants a person's look, on the Articles page: how many of what, and the stories of the chosen question."""

import pandas as pd
import streamlit as st

from dashboard.analysis import doubtful
from dashboard.corpus.corpus import Corpus
from dashboard.ui import safe
from dashboard.ui.desk import Desk
from dashboard.ui.story import open_story

SAID = {
    doubtful.DATE: ("date is doubtful", "dates are doubtful"),
    doubtful.UNDATED: ("story has no date", "stories have no date"),
    doubtful.OUTLET: ("outlet is not named", "outlets are not named"),
    doubtful.HEADLINE: ("story has no headline", "stories have no headline"),
    doubtful.LANGUAGE: ("story has a passage in another language", "stories have a passage in another language"),
}


def chosen_queue(desk: Desk) -> pd.DataFrame | None:
    """Draw the questions; the rows of the chosen one, or None while the filter's stories are listed."""
    sizes = _sizes(desk.corpus.snapshot_id, desk.corpus)
    if not sizes:
        st.session_state["look"] = ""
        return None
    names = {name: f"{n:,} {SAID[name][n != 1]}" for name, n in sizes.items()}
    now = st.session_state.get("look") or ""
    st.session_state["look-choice"] = now if now in names else None
    st.pills(
        "Wants a look",
        list(names),
        format_func=lambda name: safe.label(names[name]),
        key="look-choice",
        on_change=_choose,
    )
    if now not in names:
        st.session_state["look"] = ""
        return None
    safe.note("Of all stories, whatever the filter. Open one to mend it.")
    found = _rows(desk.corpus.snapshot_id, desk.corpus)
    return found[found["queue"] == now]


def next_in_queue(desk: Desk, row: int) -> None:
    """A way from a story to the next one of the chosen question, on the story's page."""
    now = st.session_state.get("look") or ""
    if now not in SAID:
        return
    found = _rows(desk.corpus.snapshot_id, desk.corpus)
    rows = found.loc[found["queue"] == now, "row"].tolist()
    place = rows.index(row) + 1 if row in rows else 0
    if place < len(rows):
        ident = str(desk.corpus.articles["article_id"].iloc[rows[place]])
        st.button("Next that wants a look →", on_click=open_story, args=(ident,), key="look-next")


def _choose() -> None:
    st.session_state["look"] = st.session_state["look-choice"] or ""


@st.cache_data(max_entries=2, show_spinner=False)
def _sizes(snapshot_id: str, _corpus: Corpus) -> dict[str, int]:  # noqa: ARG001 - the id is what the cache goes by
    return doubtful.waiting(_corpus)


@st.cache_data(max_entries=2, show_spinner=False)
def _rows(snapshot_id: str, _corpus: Corpus) -> pd.DataFrame:  # noqa: ARG001
    return doubtful.queues(_corpus)
