"""What came in and what was kept, in five figures."""

from urllib.parse import urlencode

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.ledger import file_table, share, whole
from dashboard.corpus.corpus import Corpus
from dashboard.ui import link, safe
from dashboard.ui.desk import Desk


def strip(desk: Desk, mask: np.ndarray) -> None:
    """Stories, characters kept, stories set aside, outlets and headlines missing: before any chart is read."""
    every = whole(_files(desk.corpus.snapshot_id, desk.corpus))
    articles = desk.corpus.articles[mask]
    unnamed = int(articles["outlet"].isna().sum())
    untitled = int((articles["title_from"] != "page").sum())
    files = "files?" + urlencode(link.pairs(desk.selection, pick=""))
    tiles = [
        _tile(f"{len(articles):,}", "stories counted" if len(articles) != 1 else "story counted"),
        _tile(
            share(round(every.share_of_text * every.n_characters), every.n_characters), "of all characters kept", files
        ),
        _tile(f"{every.n_related:,}", "other stories on the pages, set aside", files),
        _tile(f"{unnamed:,}", "without an outlet’s name"),
        _tile(f"{untitled:,}", "without a headline of their own"),
    ]
    safe.put(safe.tag("div", *tiles, class_="rf-audit"))


def _tile(figure: str, said: str, href: str = "") -> safe.Html:
    words = safe.tag("a", said, href=href, target="_self") if href else said
    return safe.tag("p", safe.tag("b", figure), safe.tag("span", words))


@st.cache_data(max_entries=2, show_spinner=False)
def _files(snapshot_id: str, _corpus: Corpus) -> pd.DataFrame:  # noqa: ARG001 - the id is what the cache goes by
    return file_table(_corpus)
