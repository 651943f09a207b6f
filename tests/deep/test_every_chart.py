"""Every page is walked, and one mark of every chart on it is clicked: it opens to as many rows as it says."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.analysis.evidence import units
from dashboard.analysis.pick import decode
from dashboard.analysis.selection import Selection
from dashboard.store.snapshot import open_corpus
from tests.browser import marks, window

FIGURES = "found => found.map(box => [...box.classList].find(name => name.startsWith('st-key-figure')).slice(7))"
CHOICES = {"themes": "?around=2025-05-07"}  # what a page shows only when it is asked


@pytest.fixture(scope="module")
def corpus(snapshots):
    """The stories behind the pages."""
    return open_corpus(snapshots)


def charts(page):
    """The charts of a page that have marks to click, once they are drawn."""
    page.wait_for_function("() => [...document.querySelectorAll('.js-plotly-plot')].every(plot => plot._fullData)")
    keys = page.eval_on_selector_all("[class*=st-key-figure]", FIGURES)
    return [key for key in keys if page.evaluate(marks.FIND, key)]


def clicked(page, key):
    """Click a mark in the middle of a chart; the code that the address then has, of this mark or one drawn over it."""
    before = page.evaluate("() => location.search")
    page.locator(f".st-key-{key}").scroll_into_view_if_needed()
    found = marks.marks(page, key)
    mark = found[len(found) // 2]
    if not 0 < mark["y"] < page.viewport_size["height"]:
        page.mouse.wheel(0, mark["y"] - 300)
        page.wait_for_timeout(300)
        mark = marks.marks(page, key)[len(found) // 2]
    page.mouse.click(mark["x"], mark["y"])
    page.wait_for_function("before => location.search !== before", arg=before)
    window.settled(page)
    asked = parse_qs(urlsplit(page.url).query)
    (code,) = asked.get("pick") or asked["file"]
    assert code in {one["code"] for one in found}, key
    return code


def opened(page):
    """How many rows the open panel says it has."""
    return int(re.match(r"[\d,]+", page.locator(".rf-panel-head h2").inner_text()).group().replace(",", ""))


@pytest.mark.parametrize("name", window.PAGES)
def test_a_click_on_every_chart_opens_what_it_counted(page, corpus, name):
    """The address has the mark, the panel as many units as the mark counts; a chart of files leads to the file."""
    window.visit(page, window.PAGES[name] + CHOICES.get(name, ""))
    for key in charts(page):
        code = clicked(page, key)
        if "unit=" not in code:
            return

        assert opened(page) == len(units(corpus, Selection(), decode(code))), f"{name}, {key}"
