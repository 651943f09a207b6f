"""Open the snapshot that CURRENT names, once per process, however many readers there are."""

from pathlib import Path

import streamlit as st

from dashboard.corpus.corpus import Corpus
from dashboard.sections import AppSettings
from dashboard.settings import load_settings
from dashboard.store.checks import Check, start
from dashboard.store.snapshot import current_id, damaged, manifest_of, open_corpus, written
from dashboard.ui.folder import folder


@st.cache_data(ttl=10, show_spinner=False)
def app_settings() -> AppSettings:
    """What a reader may change here, from data/settings.toml as it is now (not as it was at the build)."""
    return load_settings().app


def opened() -> tuple[Corpus, str]:
    """The current snapshot and the day it was made (YYYY-MM-DD).

    Raises:
        SnapshotError: it is missing or damaged.
    """
    corpus, made, check = _current()
    if check.fault:
        st.cache_data.clear()  # what was counted from it must not come back with the mended one, which has the same id
        raise damaged(folder(), check.fault)
    return corpus, made


def checking() -> Check:
    """How far the current snapshot is compared with what was written; small ones were when they opened."""
    return _current()[2]


def _current() -> tuple[Corpus, str, Check]:
    return _opened(str(folder()), current_id(folder()) or "", written(folder()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(path: str, snapshot_id: str, written: str) -> tuple[Corpus, str, Check]:  # noqa: ARG001 - part of the key
    corpus, manifest = open_corpus(path), manifest_of(Path(path))
    check = start(Path(path) / "snapshots" / corpus.snapshot_id, manifest["files"])
    return corpus, str(manifest["made"])[:10], check
