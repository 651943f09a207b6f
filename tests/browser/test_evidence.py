"""The main job in a real browser: filter, click, read, reload, take along."""

import csv
import io

from dashboard.analysis.evidence import units
from dashboard.analysis.pick import decode
from dashboard.analysis.selection import Selection
from dashboard.store.snapshot import open_corpus
from tests.browser import marks, window

CELLS = "figure-themes"


def choose_outlet(page, name):
    """Pick one outlet in the sidebar."""
    page.get_by_label("Outlets").click()
    page.get_by_role("option", name=name).click()
    page.keyboard.press("Escape")
    page.wait_for_function("name => new URL(location).searchParams.get('outlet') === name", arg=name)
    window.settled(page)


def shown(page):
    """The rows of the evidence panel, as texts."""
    page.wait_for_selector(".rf-panel-head")
    return page.locator(".rf-story .rf-row").all_inner_texts()


def test_filter_click_read_reload_and_take_along(page, snapshots):
    """One outlet, one cell of the theme table: k rows, the same after a reload, the same in the CSV."""
    corpus = open_corpus(snapshots)
    window.visit(page)
    choose_outlet(page, "Xinhua")
    cells = [mark for mark in marks.marks(page, CELLS) if "theme=wwii_memory" in mark["code"]]
    pick = decode(cells[0]["code"])
    k = len(units(corpus, Selection(outlets=("Xinhua",)), pick))
    assert len(cells) == 1
    assert k > 2

    marks.click(page, CELLS, cells[0]["code"])
    rows = shown(page)
    assert len(rows) == k
    assert page.locator(".rf-story mark").count() >= k

    page.reload()
    window.settled(page)
    assert shown(page) == rows
    assert "outlet=Xinhua" in page.url

    with page.expect_download() as download:
        page.get_by_role("button", name="Evidence CSV").click()
    file = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert [row["text"] for row in file] == rows
    assert {row["outlet"] for row in file} == {"Xinhua"}


def test_a_link_opens_filter_and_mark(page, new_page):
    """What one reader copies, another one sees: the address holds the whole state."""
    window.visit(page)
    cell = next(mark for mark in marks.marks(page, CELLS) if "theme=trade" in mark["code"])
    marks.click(page, CELLS, cell["code"])
    rows = shown(page)
    other = new_page()
    other.goto(page.url)
    window.settled(other)

    assert shown(other) == rows


def test_a_second_click_closes_the_mark(page):
    """The panel goes back to where it was, and the address too."""
    window.visit(page)
    cell = next(mark for mark in marks.marks(page, CELLS) if "theme=trade" in mark["code"])
    marks.click(page, CELLS, cell["code"])
    page.get_by_role("button", name="Close", exact=True).click()
    page.wait_for_function("() => !new URL(location).searchParams.get('pick')")

    window.settled(page)
    assert page.locator(".rf-story mark").count() == 0


def test_the_filter_follows_to_another_page_and_back(page):
    """A click in the navigation keeps the filter, in the widgets and in the address."""
    window.visit(page, "/?outlet=Xinhua")
    page.get_by_role("link", name="Themes").click()
    page.wait_for_url("**/themes?outlet=Xinhua")
    window.settled(page)
    page.go_back()
    page.wait_for_function("() => location.pathname === '/' && location.search.includes('outlet=Xinhua')")

    page.get_by_text("1 story", exact=False).first.wait_for(state="attached")  # a page may look settled before it turns


def test_a_mark_opens_by_keyboard(page):
    """No mouse: the table below a chart lists its marks."""
    window.visit(page)
    page.locator(".st-key-card-themes summary").press("Enter")
    window.settled(page)
    page.get_by_label("Open a mark").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => new URL(location).searchParams.get('pick')")

    window.settled(page)
    assert shown(page)


def in_sight(page):
    """A mark on the screen: charts above it may still grow and move it, so it is scrolled to until it stays."""
    for _ in range(40):
        page.locator(f".st-key-{CELLS}").scroll_into_view_if_needed()
        window.settled(page)
        for mark in marks.marks(page, CELLS):
            if 80 < mark["y"] < 800:
                return mark
        page.wait_for_timeout(250)
    raise AssertionError("no mark of the chart came into sight")


def test_a_second_tap_opens_the_mark(new_page):
    """On a phone the first tap shows the numbers; the page says that the second one opens, and it does."""
    page = window.visit(new_page(width=390, height=844, touch=True))
    page.get_by_text("Tap a mark once for its numbers").wait_for()
    mark = in_sight(page)
    page.touchscreen.tap(mark["x"], mark["y"])
    page.locator(f".st-key-{CELLS} .hoverlayer .hovertext").wait_for()
    page.touchscreen.tap(mark["x"], mark["y"])

    page.wait_for_function("code => new URL(location).searchParams.get('pick') === code", arg=mark["code"])
