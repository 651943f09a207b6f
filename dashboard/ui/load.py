"""Open the snapshot that CURRENT names, once per process, however many readers there are."""

import os
from pathlib import Path

import streamlit as st

from dashboard.corpus.corpus import Corpus
from dashboard.sections import AppSettings
from dashboard.settings import DATA, load_settings
from dashboard.store.snapshot import current_id, manifest_of, open_corpus

FOLDER = "REFRAIN_CORPUS"  # environment variable: the folder of snapshots to show


def folder() -> Path:
    """The folder of snapshots: what `serve` was told, otherwise data/corpus."""
    return Path(os.environ.get(FOLDER) or DATA / "corpus")


@st.cache_data(ttl=10, show_spinner=False)
def app_settings() -> AppSettings:
    """What a reader may change here, from data/settings.toml as it is now (not as it was at the build)."""
    return load_settings().app


def opened() -> tuple[Corpus, str]:
    """The current snapshot and the day it was made (YYYY-MM-DD).

    Raises:
        SnapshotError: it is missing or damaged.
    """
    return _opened(str(folder()), current_id(folder()) or "")


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(path: str, snapshot_id: str) -> tuple[Corpus, str]:  # noqa: ARG001 - the id is what the cache goes by
    return open_corpus(path), str(manifest_of(Path(path))["made"])[:10]
