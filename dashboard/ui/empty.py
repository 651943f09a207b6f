"""A page with less to show than was asked for: what happened, what to do, and the button that does it."""

import streamlit as st

from dashboard.ui import link, safe


def empty(message: str) -> None:
    """The filter leaves nothing: an empty state, no fault."""
    _box("Nothing to show", message)
    st.button("Clear filters", on_click=link.clear, key="clear-empty")


def fault(message: str) -> None:
    """Something is wrong that the reader can mend; the message says where and how."""
    _box("Something needs mending", message[:1].upper() + message[1:])


def left_out() -> None:
    """A sentence for each value of the link that was left out, above the page, where a phone shows it too."""
    for sentence in st.session_state.get("dropped", ()):
        safe.put(safe.tag("p", sentence, class_="rf-warn", role="status"))


def _box(head: str, message: str) -> None:
    safe.put(safe.tag("div", safe.tag("h2", head), safe.tag("p", message), class_="rf-empty", role="status"))
