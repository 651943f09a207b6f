"""What lies before the reader: the open corpus, the filter, the opened mark, light or dark.

app.py lays the desk before it runs a page; pages and their parts take it from here.
"""

from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.pick import Pick, encode
from dashboard.analysis.selection import Selection
from dashboard.charts.chart import Canvas
from dashboard.corpus.corpus import Corpus
from dashboard.ui import event_lines


def lay(desk: "Desk") -> None:
    """Put the desk before the page that runs next."""
    st.session_state["desk"] = desk


def open_desk() -> "Desk":
    """The desk of this run."""
    desk: Desk = st.session_state["desk"]
    return desk


def canvas(desk: "Desk") -> Canvas:
    """What a chart must know about the page."""
    picked, labels = encode(desk.pick) if desk.pick else "", desk.corpus.settings.labels
    return Canvas(desk.mode, picked, labels, desk.narrow, event_lines.shown())


@dataclass(frozen=True, eq=False)
class Desk:
    """One run of the app for one reader.

    Attributes:
        corpus: The snapshot that this reader has open.
        selection: The filter in the sidebar.
        pick: The mark that is open; None for none.
        made: The snapshot's day, YYYY-MM-DD.
        mode: light or dark.
        narrow: Whether the window is as narrow as a phone.
    """

    corpus: Corpus
    selection: Selection
    pick: Pick | None
    made: str
    mode: str = "light"
    narrow: bool = False
