"""A quiet line above the page, as long as a big data version is being compared with what was written."""

import streamlit as st

from dashboard.ui import safe
from dashboard.ui.load import checking

PAUSE = 2.0  # seconds between two looks


def unchecked() -> None:
    """Draw the line while the check runs; when it ends, the page is drawn anew: without it, or as damaged."""
    if checking().runs:
        _line()


@st.fragment(run_every=PAUSE)
def _line() -> None:
    check = checking()
    if not check.runs:
        st.rerun()
    safe.note(
        f"Checking the data version: {check.share:.0%} of it is what was written. Until then numbers are provisional."
    )
