"""A page's own choices: shown as a row of buttons or a list, kept in the address bar, defaults left out."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.analysis.selection import day_of
from dashboard.errors import UsageError
from dashboard.ui import safe


def choose(name: str, label: str, options: Mapping[str, str], *, listed: bool = False) -> str:
    """One of a few values; the first is the default.

    Args:
        name: Its name in the URL, one of `ui.link.CHOICES`.
        label: What is chosen, in our words.
        options: Value → what the reader sees.
        listed: A list to unfold instead of buttons, for more than four or five.
    """
    state, key = st.session_state, f"{name}-choice"
    default = next(iter(options))
    if state.get(name) and state[name] not in options:
        state["dropped"] = (*state.get("dropped", ()), f"The link's {name} is {state[name][:80]!r}. It was left out.")
        state[name] = ""
    state[key] = state.get(name) or default
    if listed:
        st.selectbox(
            safe.label(label),
            list(options),
            format_func=options.__getitem__,
            key=key,
            on_change=_chosen,
            args=(name, default),
        )
    else:
        st.segmented_control(
            safe.label(label),
            list(options),
            format_func=lambda value: safe.label(options[value]),
            required=True,
            key=key,
            on_change=_chosen,
            args=(name, default),
        )
    return str(state[key] or default)


def switch(name: str, label: str, *, help: str) -> bool:  # noqa: A002 - the word that Streamlit uses
    """Yes or no; no is the default."""
    state, key = st.session_state, f"{name}-switch"
    state[key] = state.get(name) == "yes"
    st.toggle(safe.label(label), key=key, help=safe.label(help), on_change=_switched, args=(name,))
    return bool(state[key])


def day(name: str, label: str, *, span: tuple[date, date]) -> date | None:
    """A day, or none, which is the default.

    Args:
        name: Its name in the URL.
        label: What it is, in our words.
        span: First and last day that can be chosen.
    """
    state, key = st.session_state, f"{name}-day"
    try:
        given = day_of(name, state[name]) if state.get(name) else None
    except UsageError as fault:
        state["dropped"] = (*state.get("dropped", ()), f"The link's {fault} It was left out.")
        state[name], given = "", None
    state[key] = given
    low, high = (span[0], span[1]) if given is None else (min(span[0], given), max(span[1], given))
    st.date_input(
        safe.label(label),
        value=None,
        min_value=low,
        max_value=high,
        format="YYYY-MM-DD",
        key=key,
        on_change=_dated,
        args=(name,),
    )
    return given


def _dated(name: str) -> None:
    value = st.session_state[f"{name}-day"]
    st.session_state[name] = value.isoformat() if value else ""
    st.session_state["pick"] = ""


def _chosen(name: str, default: str) -> None:
    value = st.session_state[f"{name}-choice"]
    st.session_state[name] = "" if value in (None, default) else value
    st.session_state["pick"] = ""


def _switched(name: str) -> None:
    st.session_state[name] = "yes" if st.session_state[f"{name}-switch"] else ""
    st.session_state["pick"] = ""
