"""Every chart of every page, every mark: what it shows is what its evidence, its table and its file hold.

The pages are run as they are and every chart that they show is caught on its way to the screen, so that a
chart which is added later is tested unasked.
"""

import csv
import io
import random
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.evidence import units
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import COPIES, counts, from_pairs, to_pairs
from dashboard.export.files import csv_bytes
from dashboard.settings import PROJECT
from dashboard.store.snapshot import open_corpus
from dashboard.ui import card
from dashboard.ui.load import FOLDER
from dashboard.ui.pages import titled

APP = PROJECT / "dashboard" / "app.py"
PAGES = sorted(path.stem for path in (PROJECT / "dashboard" / "views").glob("*.py") if path.stem != "__init__")
OUTLETS = {"seeds": ["Xinhua", "China Daily", "~"], "invented": ["Harbour Post", "The Ledger", "~"]}


def selections(name, count=3):
    """No filter, then random ones: days, outlets, kinds and themes; and each way to count copies."""
    rng = random.Random(name)
    days = ["2024-05-01", "2024-10-03", "2025-05-06", "2025-05-09"] if name == "seeds" else ["2024-10-01", "2025-02-14"]
    chosen = [[]]
    while len(chosen) < count:
        pairs = [("since", rng.choice(days))] if rng.random() < 0.5 else []
        pairs += [("outlet", outlet) for outlet in OUTLETS[name] if rng.random() < 0.5]
        pairs += [("kind", "main"), ("kind", "related")] if rng.random() < 0.5 else []
        pairs += [("theme", theme) for theme in ("trade", "wwii_memory", "governance") if rng.random() < 0.4]
        pairs += [("copies", COPIES[len(chosen) % len(COPIES)])]
        chosen.append(to_pairs(from_pairs(pairs)))
    return chosen


def shown(page, pairs, folder: Path, monkeypatch):
    """The charts that a page shows under a filter, in order."""
    charts = []
    real = card.picture

    def caught(desk, chart, **options):
        charts.append((options["key"], chart))
        real(desk, chart, **options)

    monkeypatch.setattr(card, "picture", caught)
    monkeypatch.setenv(FOLDER, str(folder))
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.run()  # switching needs a run that has named the pages
    for name in dict(pairs):
        app.query_params[name] = [value for known, value in pairs if known == name]
    charts.clear()
    app.switch_page(f"views/{page}.py").run()
    assert not app.exception, app.exception[0].message
    assert app.title[0].value == titled(page)
    return charts


@pytest.mark.parametrize("name", ["seeds", "invented"])
@pytest.mark.parametrize("page", PAGES)
def test_every_mark_opens_to_what_it_counts(page, name, folders, monkeypatch):
    """K on the mark = rows of its evidence, and 0 ≤ k ≤ n."""
    corpus = open_corpus(folders / name)
    for pairs in selections(name):
        for key, chart in shown(page, pairs, folders / name, monkeypatch):
            for mark in chart.marks:
                if not isinstance(mark.pick, Pick):
                    continue
                found = len(units(corpus, from_pairs(pairs), mark.pick))
                assert found == mark.k, f"{page}, {pairs}, {key}: {mark.label}"
                assert 0 <= mark.k <= mark.n, f"{page}, {pairs}, {key}: {mark.label}"


@pytest.mark.parametrize("name", ["seeds", "invented"])
@pytest.mark.parametrize("page", PAGES)
def test_every_mark_is_a_row_of_the_table_and_of_the_file(page, name, folders, monkeypatch):
    """A mark's k stands in its row of the table, and the CSV holds the same rows in the same order."""
    for key, chart in shown(page, [], folders / name, monkeypatch):
        rows = list(csv.reader(io.StringIO(csv_bytes(chart.table).decode("utf-8-sig"))))[1:]
        assert len(rows) == len(chart.table), f"{page}, {key}"
        counted = [mark for mark in chart.marks if isinstance(mark.pick, Pick) and not is_one_story(mark.pick)]
        if len(counted) == len(rows):
            homes = [[row] for row in rows]
        else:
            homes = [rows] * len(counted)  # some rows hold several marks
        for mark, home in zip(counted, homes, strict=True):
            assert any(str(mark.k) in row for row in home), f"{page}, {key}: {mark.label}"


def is_one_story(pick):
    """A dot that is one story: its row of the table is the story, the k of 1 goes without saying."""
    return pick.unit == "articles" and pick.article != ""


def test_the_pages_show_charts_with_marks(folders, monkeypatch):
    """The tests above have something to count: both themes pages hold marks that open."""
    for name in ("seeds", "invented"):
        marks = [mark for _, chart in shown("themes", [], folders / name, monkeypatch) for mark in chart.marks]

        assert sum(mark.k for mark in marks) > 100


def test_the_invented_stories_share_wording_and_have_copies(folders, monkeypatch):
    """The page Echoes has its four figures, each with marks; counting copies once leaves stories out."""
    corpus = open_corpus(folders / "invented")
    charts = dict(shown("echoes", [], folders / "invented", monkeypatch))
    n_once, n_all = counts(corpus, from_pairs([("copies", "once")]))

    assert list(charts) == ["sides", "paths", "stories", "formulas"]
    assert all(sum(mark.k for mark in chart.marks) > 10 for chart in charts.values())
    assert n_once <= n_all - 10
