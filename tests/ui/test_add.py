"""The page Add files: drop, table, build."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.sections import AppSettings
from dashboard.store import background
from dashboard.store.background import Run
from dashboard.store.inputs import Inputs, added, remember
from dashboard.ui import building
from tests.ui import stage

ENDED = Run(SimpleNamespace(poll=lambda: 1), 0.0, said=["one <b> file"])
JSONL = b'{"title": "A", "text": "They met.", "date": "9/6/17"}\n{"text": "B"}\n{"text": "B"}\n{"x": 1}\n'


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder of snapshots."""
    monkeypatch.setenv("REFRAIN_CORPUS", str(tmp_path / "corpus"))
    (tmp_path / "corpus").mkdir()
    building._runs.clear()
    return tmp_path / "corpus"


def dropped(*files: tuple[str, bytes, str]) -> AppTest:
    """The page after these files were dropped."""
    test = stage.run("add")
    return test.file_uploader("add-files").set_value(list(files)).run()


def test_each_file_is_a_row(folder):
    """In = kept + merged + dropped, what is doubtful, and what went wrong."""
    test = dropped(("news.jsonl", JSONL, "application/json"), ("../bad.txt", bytes(range(256)) * 9, "text/plain"))
    rows = test.dataframe[0].value.to_numpy().tolist()

    assert rows[0] == ["news.jsonl", 4, 2, 1, 1, 1, "read"]
    assert rows[1][0] == "bad.txt"
    assert rows[1][-1].startswith("failed: ")
    assert "4 records in = 2 kept + 1 merged + 1 dropped; 1 doubtful." in stage.html_of(test)
    assert [path.name for path in added(folder)] == ["bad.txt", "news.jsonl"]


def test_a_run_of_the_page_keeps_nothing_twice(folder):
    """The table stands; the file lies there once."""
    test = dropped(("a.txt", b"They met on Monday and signed.", "text/plain")).run()

    assert len(test.dataframe[0].value) == 1
    assert [path.name for path in added(folder)] == ["a.txt"]


def test_a_file_that_is_too_big_is_told(folder, monkeypatch):
    """It is not kept."""
    monkeypatch.setattr("dashboard.ui.load.app_settings", lambda: AppSettings(added_megabytes=0))
    test = dropped(("a.txt", b"They met.", "text/plain"))

    assert test.dataframe[0].value["What happened"][0].startswith("not taken: a.txt: the added files would hold more")
    assert added(folder) == []


def test_on_a_public_server_nothing_can_be_added(monkeypatch):
    """One sentence says so."""
    monkeypatch.setattr("dashboard.ui.load.app_settings", lambda: AppSettings(add_files=False))
    test = stage.run("add")

    assert "Adding files is switched off on this server" in stage.html_of(test)
    assert (len(test.button), len(test.file_uploader)) == (0, 0)


def test_added_files_can_be_taken_away(folder):
    """Chosen by name."""
    test = dropped(("a.txt", b"They met.", "text/plain"), ("b.txt", b"They left.", "text/plain"))
    test.multiselect("add-away").set_value(["a.txt"]).run()
    test.button("add-take-away").click().run()

    assert [path.name for path in added(folder)] == ["b.txt"]


def test_a_build_reads_what_the_last_one_read_and_the_added_files(folder, tmp_path, monkeypatch):
    """Or the added ones alone."""
    remember(folder, [tmp_path / "news"], [("text", "body")])
    asked = []
    monkeypatch.setattr(background, "start", lambda *given: asked.append(given) or ENDED)
    test = dropped(("a.txt", b"They met.", "text/plain"))
    test.button("build").click().run()
    test.checkbox("add-keep").uncheck().run()
    test.button("build").click().run()

    columns = (("text", "body"),)
    assert asked == [
        (Inputs((tmp_path / "news", folder / "added"), columns), folder),
        (Inputs((folder / "added",), columns), folder),
    ]
    assert "Built" in stage.html_of(test)
    assert "one &lt;b&gt; file" in stage.html_of(test)
