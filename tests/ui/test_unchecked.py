"""A big data version: its numbers come at once, under a line that says they are not checked; damage takes them away."""

import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.settings import PROJECT
from dashboard.store import checks
from dashboard.ui import load
from dashboard.ui.folder import FOLDER
from tests.ui.stage import html_of

APP = str(PROJECT / "dashboard" / "app.py")
LINE = "Checking the data version: 0% of it is what was written."


@pytest.fixture
def app(folders, tmp_path, monkeypatch):
    """The app on a copy of the seeds, as if it were too big to be checked when it opens; no check has begun."""
    out = Path(shutil.copytree(folders / "seeds", tmp_path / "out"))
    monkeypatch.setattr("dashboard.store.snapshot.AT_ONCE", 0)
    monkeypatch.setattr(load, "start", lambda folder, files: checks.Check())
    monkeypatch.setenv(FOLDER, str(out))
    st.cache_resource.clear()
    yield AppTest.from_file(APP, default_timeout=120)
    st.cache_resource.clear()


def test_the_line_stands_until_the_check_ends(app):
    """Then the page is as ever."""
    html = html_of(app.run())
    assert LINE in html
    assert "5 stories" in html

    load.checking().ends.append("")

    assert LINE not in html_of(app.run())


def test_damage_takes_the_numbers_away_until_the_snapshot_is_mended(app, tmp_path):
    """The file is named, with the command; the mended one has the same id, and nothing of the other is left."""
    app.run()
    load.checking().ends.append("shards/000/term.arrow is not what was written")
    for _ in range(2):
        html = html_of(app.run())

        assert "the snapshot is damaged, shards/000/term.arrow is not what was written" in html
        assert "python -m dashboard build" in html
        assert "5 stories" not in html

    manifest = next((tmp_path / "out" / "snapshots").glob("*/manifest.json"))
    manifest.write_bytes(manifest.read_bytes())

    assert "5 stories" in html_of(app.run())
