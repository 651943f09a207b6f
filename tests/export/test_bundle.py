"""Everything in a zip: what lies in it, that it reopens the same state, and whose texts it holds."""

import csv
import io
import json
import zipfile

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.analysis.selection import Selection, from_pairs
from dashboard.export import bundle, studio
from dashboard.export.bundle import Given, write_zip
from dashboard.export.provenance import SHOWN
from dashboard.export.report import Report, Shown
from tests.small import counted

SELECTION = Selection(outlets=("Tribune", None), themes=("trade",))
TABLE = pd.DataFrame({"Theme": ["Trade"], "Stories with it": [0]})
CHART = Shown("Themes", "time", SHOWN, go.Figure(go.Bar(y=[1])), TABLE)


@pytest.fixture
def zipped(monkeypatch):
    """Writes the zip of the six tiny stories and opens it; no browser draws."""
    monkeypatch.setattr(studio, "browser", lambda: None)
    monkeypatch.setattr(bundle, "DATA", ("articles", "theme_hits"))

    def made(*, texts=False):
        report = Report("What is said", SHOWN, "all days", ["A finding."], [CHART], ["A method."])
        sink = io.BytesIO()
        write_zip(Given(counted(), SELECTION, report, (("measure", "takes_up"),), texts), sink)
        return zipfile.ZipFile(sink)

    return made


def rows(book, name):
    """A CSV of the zip."""
    return list(csv.DictReader(io.StringIO(book.read(name).decode("utf-8-sig"), newline="")))


def test_it_holds_charts_tables_words_and_how_to_cite(zipped):
    """Without a browser no pictures, and the README says why; the report draws them."""
    book = zipped()

    assert book.namelist() == [
        "README.md", "selection.json", "CITATION.cff", "codebook.md", "report.html",
        "tables/themes-time.csv", "tables/themes-time.xlsx", "data/articles.csv", "data/theme_hits.csv",
    ]  # fmt: skip
    assert "No Chrome or Chromium was found" in book.read("README.md").decode()
    assert "A method." in book.read("README.md").decode()
    assert "Plotly.newPlot" in book.read("report.html").decode()
    assert 'version: "1f2e"' in book.read("CITATION.cff").decode()
    assert "`multipolar" in book.read("codebook.md").decode()


def test_its_selection_reopens_the_same_state(zipped):
    """The filter of selection.json is the filter; `opens` is its address with the page's choices."""
    state = json.loads(zipped().read("selection.json"))

    assert from_pairs([tuple(pair) for pair in state["filter"]]) == SELECTION
    assert state["opens"] == "/?outlet=Tribune&outlet=~&theme=trade&measure=takes_up"
    assert state["data_version"] == "small"


def test_texts_go_in_only_when_asked_for(zipped):
    """They belong to their publishers; Tribune has one story on trade, the unnamed ones have none."""
    [story] = rows(zipped(), "data/articles.csv")
    [whole] = rows(zipped(texts=True), "data/articles.csv")

    assert (story["article_id"], "body" in story) == ("a3", False)
    assert whole["body"] == "Tariffs hurt trade and exports.\nFarmers wait."


def test_the_same_state_gives_the_same_zip(zipped):
    """Its files bear the day of the data version, not of the export."""
    assert {info.date_time[:3] for info in zipped().infolist()} == {(2025, 5, 10)}
