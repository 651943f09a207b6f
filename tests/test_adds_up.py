"""Every chart of every page, every mark: what it shows is what its evidence, its table and its file hold."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.analysis import evidence
from dashboard.analysis.selection import Selection, chosen, counts, from_pairs
from dashboard.build import build
from dashboard.settings import PROJECT
from dashboard.store.snapshot import open_corpus
from dashboard.ui import card
from dashboard.ui.folder import FOLDER
from dashboard.ui.pages import CHARTED, VIEWS, titled
from tests import adds_up, invented

APP = PROJECT / "dashboard" / "app.py"
PAGES = sorted(path.stem for path in VIEWS.glob("*.py") if path.stem != "__init__")
SOME, FEW = 24, 8  # marks of a chart whose evidence is counted here; tests/deep counts every one


@pytest.fixture(scope="module", autouse=True)
def one_filter_many_marks():
    """The filter of all marks of a chart is applied once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence, "chosen", lru_cache(chosen))
        yield


@pytest.fixture(scope="module")
def corpora(folders):
    """The seeds, told story by story, and 135 invented stories, told by lines and outlets."""
    return {name: open_corpus(folders / name) for name in ("seeds", "invented")}


@pytest.fixture(scope="module")
def two_thousand(tmp_path_factory):
    """2,000 invented stories."""
    out = tmp_path_factory.mktemp("two-thousand")
    build([invented.write(out / "records.jsonl", 2_000)], out)
    return open_corpus(out)


def told(corpus, selection, page, chosen_, *, most=SOME):
    """What does not add up on a page, with the page, the chart and the filter."""
    return [
        f"{page}, {card.key}, {selection}, {chosen_}: {fault}"
        for card in adds_up.cards(corpus, selection, page, chosen_)
        for fault in adds_up.faults(corpus, selection, card.chart, most=most)
    ]


@pytest.mark.parametrize("name", ["seeds", "invented"])
@pytest.mark.parametrize("page", PAGES)
def test_every_chart_adds_up(page, name, corpora, folders, monkeypatch):
    """Under no filter and under random ones: k = rows of the evidence = row of the table = row of the file."""
    monkeypatch.setenv(FOLDER, str(folders / name))
    corpus = corpora[name]

    @settings(max_examples=3, suppress_health_check=list(HealthCheck))
    @given(adds_up.selections(corpus), adds_up.choices(corpus))
    @example(Selection(), {})
    def adds_up_under(selection, chosen_):
        assert told(corpus, selection, page, chosen_) == []

    adds_up_under()


def test_two_thousand_stories_add_up(two_thousand):
    """A handful of random filters, choices and pages; `make deep` tries many more."""

    @settings(max_examples=4, suppress_health_check=list(HealthCheck))
    @given(adds_up.selections(two_thousand), adds_up.choices(two_thousand), st.sampled_from(CHARTED))
    def adds_up_under(selection, chosen_, page):
        assert told(two_thousand, selection, page, chosen_, most=FEW) == []

    adds_up_under()


def test_what_does_not_add_up_is_found(corpora):
    """A mark that counts one more than there are, and one that the table does not have, are both told."""
    found = adds_up.cards(corpora["seeds"], Selection(), "themes", {})[0].chart
    first = found.marks[0]
    more = replace(found, marks=(replace(first, k=first.k + 1), *found.marks[1:]))
    other = replace(found, table=found.table.assign(**{"Sentences with it": 999}))

    assert "its evidence has" in next(adds_up.faults(corpora["seeds"], Selection(), more))
    assert "stands in no row of the table" in next(adds_up.faults(corpora["seeds"], Selection(), other, most=1))


def test_charts_reach_the_screen_on_one_way_only():
    """Streamlit is given figures in ui/card.py alone, where the tests above catch them."""
    ways = ("plotly_chart", "pyplot", "altair_chart", "bar_chart", "line_chart")
    calls = {
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "dashboard").rglob("*.py")
        if any(f".{way}(" in path.read_text() for way in ways)
    }

    assert calls == {"dashboard/ui/card.py"}


def shown(page, pairs, folder: Path, monkeypatch):
    """The charts that a page of the running app shows under a filter, in order."""
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


def test_the_running_app_shows_the_same_charts(folders, corpora, monkeypatch):
    """What is caught without a reader is what a reader sees: the same charts with the same tables and marks."""
    pairs = [("kind", "main"), ("kind", "related")]
    caught = {found.key: found.chart for found in adds_up.cards(corpora["invented"], from_pairs(pairs), "themes", {})}
    seen = dict(shown("themes", pairs, folders / "invented", monkeypatch))

    assert list(seen) == list(caught)
    assert all(seen[key].table.equals(chart.table) for key, chart in caught.items())
    assert all(seen[key].marks == chart.marks for key, chart in caught.items())
    assert sum(mark.k for chart in seen.values() for mark in chart.marks) > 100


def test_the_invented_stories_share_wording_and_have_copies(corpora):
    """The page Echoes has its charts, each with marks; counting copies once leaves stories out."""
    charts = {found.key: found.chart for found in adds_up.cards(corpora["invented"], Selection(), "echoes", {})}
    n_once, n_all = counts(corpora["invented"], from_pairs([("copies", "once")]))

    assert {"sides", "paths", "stories", "formulas"} <= set(charts)
    assert all(sum(mark.k for mark in chart.marks) > 1 for chart in charts.values())
    assert n_once <= n_all - 10
