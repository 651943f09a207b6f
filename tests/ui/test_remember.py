"""What was drawn is kept: for whom, until when, and that a mark draws one chart anew."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection
from dashboard.charts.chart import Chart, Mark
from dashboard.charts.drawing import Drawing
from dashboard.ui import remember
from dashboard.ui.ready import ready
from tests.ui import stage

TRADE, OTHER = Pick("articles", theme="trade"), Pick("articles", theme="security")


def counted(desk, name, *choices):
    """How often a thing was made when it was asked for twice."""
    times = []
    for _ in range(2):
        remember.once(desk, name, lambda: times.append(1) or "made", *choices)
    return len(times)


def test_a_thing_is_made_once_for_a_filter():
    """Another filter, choice or name makes it anew; the same ones do not."""
    desk = stage.desk()

    assert counted(desk, "test/once") == 1
    assert counted(desk, "test/once") == 0
    assert counted(desk, "test/once", "week") == 1
    assert counted(replace(desk, selection=Selection(query="trade")), "test/once") == 1


def test_a_fault_is_not_kept():
    """What could not be made is tried again."""
    desk = stage.desk()
    with pytest.raises(ZeroDivisionError):
        remember.once(desk, "test/fault", lambda: 1 // 0)

    assert remember.once(desk, "test/fault", lambda: 5) == 5


def test_a_mark_draws_only_its_own_chart_anew():
    """A chart without the open mark stays the very same object, and shows no open mark."""
    seen = []

    def draw(canvas):
        seen.append(canvas.picked)
        return Chart(Drawing(), pd.DataFrame(), (Mark(TRADE, 1, 2, "trade"),))

    desk = stage.desk()
    plain = remember.drawn(desk, "test/marks", draw)
    other = remember.drawn(replace(desk, pick=OTHER), "test/marks", draw)
    own = remember.drawn(replace(desk, pick=TRADE), "test/marks", draw)

    assert other is plain
    assert own is not plain
    assert seen == ["", "unit=articles&theme=trade"]


def test_a_figure_is_written_once():
    """The same chart gives the same figure, with its footer, until the footer changes."""
    bars = {"type": "bar", "x": [1, 2], "y": [3, float("nan")]}
    chart = Chart(Drawing([bars]), pd.DataFrame(), ())
    first = ready(chart, title="Stories", footer="all dates", mode="light")

    assert ready(chart, title="Stories", footer="all dates", mode="light") is first
    assert ready(chart, title="Stories", footer="since 2025", mode="light") is not first
    assert first.to_dict()["data"][0]["x"] == [1, 2]
    assert first.to_dict()["data"][0]["y"] == [3, None]
    assert "all dates" in first.to_dict()["layout"]["title"]["text"]
    assert first.to_dict() is first.to_dict()
