"""Whatever the mouse opens in a chart, a list below it opens by keyboard; and every chart says in words what it shows.

The pages are run as they are, so that a chart which is added later is tested unasked.
"""

import re

import pytest

from dashboard.analysis.pick import Pick
from dashboard.ui import card
from tests.test_adds_up import shown

PAGES = ("overview", "themes", "keywords", "topics", "echoes", "files")


def clickable(figure):
    """Codes that a click on the figure would open."""
    codes = [data for trace in figure.data if trace.customdata is not None for data in trace.customdata]
    return {str(code if isinstance(code, str) else code[0]) for code in codes} - {""}


@pytest.mark.parametrize("page", PAGES)
def test_what_a_click_opens_is_listed_and_told(page, folders, monkeypatch):
    """Each chart has its list; each mark that takes a click is in it by name, once; the words hold a number."""
    listed = {}
    real = card.foot

    def caught(desk, one):
        listed[one.key] = one.chart
        real(desk, one)

    monkeypatch.setattr(card, "foot", caught)
    charts = shown(page, [], folders / "invented", monkeypatch)

    assert charts
    for key, chart in charts:
        assert listed[key] is chart
        assert re.search(r"\d", chart.alt), f"{page}, {key}: {chart.alt}"
        if chart.marks and all(isinstance(mark.pick, Pick) for mark in chart.marks):
            named = {mark.code: mark.label for mark in chart.marks if mark.k}
            empty = {mark.code for mark in chart.marks if not mark.k}  # opens to no row, so nothing is lost
            assert clickable(chart.figure) - empty <= set(named), f"{page}, {key}"
            assert all(label.strip() for label in named.values())
