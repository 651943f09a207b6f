"""What leaves Refrain has the numbers that it shows: report and page, file and evidence, README and code."""

import csv
import doctest
import io
import json

import pyarrow.parquet as pq
import pytest

from dashboard.analysis.evidence import units
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection, from_pairs
from dashboard.export.frames import frame_bytes
from dashboard.settings import PROJECT
from dashboard.store.snapshot import manifest_of, open_corpus
from dashboard.ui.pages import CHARTED
from dashboard.ui.papers import alone
from tests.test_adds_up import shown

PAIRS = [("outlet", "Xinhua"), ("outlet", "~"), ("kind", "main"), ("kind", "related")]


@pytest.fixture(scope="module")
def folder(folders):
    """The snapshot of seeds/."""
    return folders / "seeds"


@pytest.fixture(scope="module")
def report(folder):
    """The report of a filter, made as the command line makes it."""
    return alone(open_corpus(folder), from_pairs(PAIRS), manifest_of(folder))[1]


@pytest.mark.parametrize("page", ["overview", "themes"])
def test_a_report_has_the_numbers_of_the_app(page, folder, report, monkeypatch):
    """Every figure of the page stands in the report, with the same table and the same marks' values."""
    told = {chart.key: chart for chart in report.shown if chart.page == page.capitalize()}
    for key, chart in shown(page, PAIRS, folder, monkeypatch):
        assert told[key].table.equals(chart.table), key
        assert len(told[key].figure.data) == len(chart.figure.data), key
        assert told[key].alt == chart.alt, key


def test_every_page_with_charts_is_in_the_report(report):
    """In the order of the pages, findings before them; each says filter, n and data version."""
    pages = list(dict.fromkeys(chart.page for chart in report.shown))

    assert pages == [name.capitalize() for name in CHARTED if name.capitalize() in pages]
    assert {"Overview", "Themes", "Keywords"} <= set(pages)
    assert report.findings
    assert all(chart.provenance.n == report.whole.n for chart in report.shown)
    assert "Xinhua, outlet not named" in report.whole.selection


def test_a_saved_table_has_the_rows_of_its_evidence(folder, report):
    """Whatever the format: a row per mark, and the evidence of the mark as many rows as the file says."""
    corpus, chart = open_corpus(folder), next(chart for chart in report.shown if chart.key == "themes")
    files = {form: frame_bytes(chart.table, chart.provenance, format=form) for form in ("csv", "jsonl", "parquet")}
    told = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"), newline="")))
    slugs = {theme.label: theme.slug for theme in corpus.settings.themes}

    assert len(told) == len(files["jsonl"].splitlines()) == pq.read_table(io.BytesIO(files["parquet"])).num_rows
    sums = {label: sum(int(row["Sentences with it"]) for row in told if row["Theme"] == label) for label in slugs}
    assert sums == {
        label: len(units(corpus, from_pairs(PAIRS), Pick("sentences", theme=slug))) for label, slug in slugs.items()
    }
    assert [json.loads(line)["Theme"] for line in files["jsonl"].splitlines()] == [row["Theme"] for row in told]


def test_the_readme_shows_what_python_answers(folder, tmp_path, monkeypatch):
    """Its example runs as it stands, from the project's folder; every function that it reaches says what it does."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "corpus").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(PROJECT / "README.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    corpus = open_corpus(folder)

    assert done.attempted >= 5
    assert done.failed == 0
    assert all(part.__doc__ for part in (open_corpus, corpus.table, corpus.sql, corpus.bodies, corpus.shard_of))
    assert Selection.__doc__
