"""Figures for the browser: many readers may ask for one chart at the same moment."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.drawing import Drawing
from dashboard.export.figures import on_paper
from dashboard.ui.ready import ready


@pytest.fixture
def hasty():
    """Threads that interrupt each other at every step."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def bars():
    """A chart of many traces, with a value that only bars know."""
    bar = {"type": "bar", "x": [1, 2], "y": [3, 4], "textposition": "none"}
    return Chart(Drawing([bar] * 20), pd.DataFrame(), ())


def test_readers_who_ask_at_once_get_the_same_picture(hasty):
    """A chart is framed and put on paper by several threads at once, and every trace stays the bar that it is."""
    chart = bars()

    def kinds(place):
        framed = ready(chart, title="Stories", footer=f"reader {place}", mode="light").to_dict()
        printed = on_paper(chart.figure).to_dict()
        return {trace["type"] for figure in (framed, printed) for trace in figure["data"]}

    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(kinds, range(12))) == [{"bar"}] * 12
