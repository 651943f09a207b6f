"""Figures for the browser: many readers may ask for one chart at the same moment, and Plotly gets each one twice."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import blank
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


def given(top):
    """Two bars, the second of this height, as the browser gets them."""
    drawing = blank("light", height=100)
    drawing.add_bar(x=np.array([1.0, 2.0]), y=np.array([1.0, top]))
    return ready(Chart(drawing, pd.DataFrame(), ()), title="Bars", footer="all stories", mode="light").to_dict()


def test_plotly_can_see_that_a_copy_is_the_same():
    """A figure has no packed array and no template, which Plotly would take for a change each time."""
    figure = given(2.0)

    assert figure["data"][0]["x"] == [1.0, 2.0]
    assert "bdata" not in json.dumps(figure)
    assert "template" not in figure["layout"]


def test_the_sum_of_a_figure_tells_it_from_another():
    """The same chart drawn twice has the same sum, one that differs in a number another."""
    one, again, other = (given(top)["layout"]["datarevision"] for top in (2.0, 2.0, 3.0))

    assert one == again != other
