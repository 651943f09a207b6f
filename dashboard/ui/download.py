"""The button that saves rows as CSV."""

from collections.abc import Callable

import streamlit as st

from dashboard.ui import safe


def csv_download(label: str, write: Callable[[], bytes], *, name: str, key: str, at_once: bool) -> None:
    """Offer a CSV file; a long one is written when it is asked for, not in each run.

    Args:
        label: What the button says.
        write: Makes the file's bytes.
        name: The file's name, without its ending.
        key: Of the button.
        at_once: Write it now, as it is short.
    """
    data = write() if at_once else write
    st.download_button(safe.label(label), data, file_name=f"{name}.csv", mime="text/csv", on_click="ignore", key=key)
