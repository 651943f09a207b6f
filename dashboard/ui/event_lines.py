"""The days of data/events.toml as charts of time need them, and the switch that takes their lines away."""

import numpy as np
import streamlit as st

from dashboard.events import Event, load_events

SAID = "Days from data/events.toml; where each was read is on the page Method. They change no number."


@st.cache_data(ttl=10, show_spinner=False)
def events() -> tuple[Event, ...]:
    """The days as the file has them now.

    Raises:
        SettingsError: the file has a slip.
    """
    return load_events()


def shown() -> tuple[Event, ...]:
    """The days to draw: none where the reader has switched them off."""
    return events() if st.session_state.get("events") != "none" else ()


def event_switch(days: np.ndarray) -> None:
    """Dotted lines for the days of data/events.toml, on or off; no switch where none lies between the stories' days."""
    dated = days[~np.isnat(days)]
    if not len(dated) or not any(dated.min() <= np.datetime64(event.day) <= dated.max() for event in events()):
        return
    state, key = st.session_state, "events-switch"
    state[key] = state.get("events") != "none"
    st.toggle("Event lines", key=key, help=SAID, on_change=_lined)


def _lined() -> None:
    st.session_state["events"] = "" if st.session_state["events-switch"] else "none"
