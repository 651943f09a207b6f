"""A click on a mark, or its twin on the keyboard, opens the mark; a second click closes it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.charts.chart import Mark


def clicked(key: str, opens: Callable[[str], None] | None = None) -> None:
    """A chart's callback: the mark under the pointer is opened, or closed when it was open.

    An empty selection is what remains when a chart is redrawn; it closes nothing. `opens` is for charts whose
    customdata is no pick (a file's id): it is told what was clicked.
    """
    event: Mapping[str, Any] = st.session_state[key]
    code = _code(event.get("selection", {}).get("points", ()))
    if code:
        (opens or toggle)(code)


def _code(points: Sequence[Mapping[str, Any]]) -> str:
    """The code of the clicked mark: customdata arrives as a text, a list or a dict of columns."""
    for point in points:
        data = point.get("customdata")
        if isinstance(data, Mapping):
            data = list(data.values())
        if isinstance(data, (list, tuple)):
            data = data[0] if data else ""
        if data:
            return str(data)
    return ""


def toggle(code: str) -> None:
    """Open the mark; close it when it is the open one."""
    state = st.session_state
    state["pick"] = "" if state.get("pick") == code else code
    state["evidence_shown"] = 0


def close() -> None:
    """Close the open mark."""
    st.session_state["pick"] = ""


def twin(marks: Sequence[Mark], *, key: str) -> None:
    """A select box that lists a chart's marks, for readers without a mouse."""
    labels: dict[str, str] = {}
    for mark in marks:
        if mark.k:
            labels[mark.code] = _unique(mark.label, labels.values())
    here = st.session_state.get("pick")
    st.session_state[key] = here if here in labels else None
    st.selectbox(
        "Open a mark",
        list(labels),
        index=None,
        format_func=lambda code: labels[code],
        key=key,
        on_change=_chosen,
        args=(key,),
        placeholder="choose a mark to read its sentences",
    )


def row_chosen(key: str, idents: Sequence[str], opens: Callable[[str], None]) -> None:
    """The callback of a table whose rows open something: it is told what the chosen row stands for."""
    rows = st.session_state[key]["selection"]["rows"]
    if rows and rows[0] < len(idents):
        opens(idents[rows[0]])


def _unique(text: str, taken: Any) -> str:
    """The label, numbered when it is taken: two options that read alike cannot be told apart."""
    used = set(taken)
    number, out = 2, text
    while out in used:
        out, number = f"{text} ({number})", number + 1
    return out


def _chosen(key: str) -> None:
    st.session_state["pick"] = st.session_state[key] or ""
    st.session_state["evidence_shown"] = 0
