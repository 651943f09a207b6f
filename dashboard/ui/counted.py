"""The filter in one line, with how many stories are left where copies are not all counted."""

import streamlit as st

from dashboard.analysis.selection import Selection, counts, line
from dashboard.corpus.corpus import Corpus


def filter_line(corpus: Corpus, selection: Selection) -> str:
    """The filter as every chart, file and note says it."""
    return line(selection, n_counted(corpus, selection) if selection.copies != "all" else None)


def n_counted(corpus: Corpus, selection: Selection) -> tuple[int, int]:
    """How many stories the filter counts, and how many it would count with every copy."""
    return _counts(corpus.snapshot_id, selection, corpus)


@st.cache_data(max_entries=64, show_spinner=False)
def _counts(snapshot_id: str, selection: Selection, _corpus: Corpus) -> tuple[int, int]:  # noqa: ARG001 - part of the key
    return counts(_corpus, selection)
