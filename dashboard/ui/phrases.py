"""Phrases as buttons, story by story: each opens where it stands."""

from collections.abc import Mapping

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.ui import safe
from dashboard.ui.card import numbers
from dashboard.ui.clicks import toggle
from dashboard.ui.desk import Desk


def phrase_list(desk: Desk, chart: Chart, heads: Mapping[str, str], *, key: str, title: str, how: str) -> None:
    """A card whose marks are buttons, grouped by story.

    Args:
        desk: What lies before the reader.
        chart: From `charts.phrases.story_phrases`.
        heads: What stands above each story's phrases, by article_id.
        key: The card's name on the page.
        title: What it shows.
        how: How to read it.
    """
    with st.container(key=f"card-{key}", gap="small"):
        st.header(safe.label(title), anchor=False)
        safe.note(how)
        listed = list(zip(chart.marks, chart.table["Phrase"], strict=True))
        for place, (article, head) in enumerate(heads.items()):
            said = {mark.code: f"{phrase} · {mark.k:,}" for mark, phrase in listed if mark.pick.article == article}
            _row(said, head, key=f"{key}-{place}")
        numbers(desk, chart, key=key, title=title, how=how)


def _row(said: Mapping[str, str], head: str, *, key: str) -> None:
    """One story's phrases, code of the mark → what the button says."""
    here = st.session_state.get("pick")
    st.session_state[key] = here if here in said else None
    st.pills(
        safe.label(head),
        list(said),
        format_func=lambda code: safe.label(said[code]),
        key=key,
        on_change=_opened,
        args=(key,),
    )


def _opened(key: str) -> None:
    code = st.session_state[key]
    if code:
        st.session_state["pick"] = ""
        toggle(code)
    else:
        st.session_state["pick"] = ""
