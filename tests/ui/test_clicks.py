import pytest
import streamlit as st

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Mark
from dashboard.ui import clicks

CODE = "unit=sentences&theme=trade"


@pytest.fixture
def state(monkeypatch):
    """The session's state, as a dict."""
    held: dict = {}
    monkeypatch.setattr(st, "session_state", held)
    return held


def click(state, points):
    """What Streamlit reports of a chart."""
    state["chart"] = {"selection": {"points": points}}
    clicks.clicked("chart")


@pytest.mark.parametrize("data", [CODE, [CODE], (CODE,), {"0": CODE}])
def test_a_click_opens_the_mark(state, data):
    """Customdata arrives in four shapes, by the kind of trace."""
    click(state, [{"customdata": data}])

    assert state["pick"] == CODE


def test_a_second_click_closes_it(state):
    """The same mark again."""
    click(state, [{"customdata": CODE}])
    click(state, [{"customdata": CODE}])

    assert state["pick"] == ""


def test_a_redrawn_chart_closes_nothing(state):
    """It reports an empty selection."""
    state["pick"] = CODE
    click(state, [])

    assert state["pick"] == CODE


def test_a_click_beside_the_marks_opens_nothing(state):
    """Points without customdata are lines and labels."""
    click(state, [{"x": 1}, {"customdata": None}, {"customdata": ""}])

    assert not state.get("pick")


def test_equal_labels_are_told_apart():
    """Two stories of one outlet and day read alike; a list needs different texts."""
    marks = [Mark(Pick("articles", article=name), 1, 3, "Xinhua, 9 May") for name in "abc"]
    labels: dict[str, str] = {}
    for mark in marks:
        labels[mark.code] = clicks._unique(mark.label, labels.values())

    assert list(labels.values()) == ["Xinhua, 9 May", "Xinhua, 9 May (2)", "Xinhua, 9 May (3)"]
