"""Every page at every size, light and dark, of 1 to 6,000 stories: nothing blank, broken, shut out or touching.

The pictures are kept in tests/shots/ for people to look at, and not in git.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from dashboard.build import build
from dashboard.store.snapshot import open_corpus
from tests.browser import access, looks, window
from tests.speed import generator

SHOTS = Path(__file__).resolve().parent.parent / "shots"
SEEDS = window.PROJECT / "seeds"
SIZES = {"wide": (1440, 900), "tablet": (900, 1100), "narrow": (390, 844), "doubled": (640, 360)}  # 1280 × 720 at 200 %
PILES = ("one", "seeds", "300", "6000")
VIEWS = (*window.PAGES, "story", "file")
# The first mark that opens a panel, of the charts in the order of the page.
FIRST = """
() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => (plot._fullData || [])
  .flatMap(trace => [...(trace.customdata || [])].map(data => String([].concat(data)[0] ?? '')))).find(code => code)
"""


@pytest.fixture(scope="session", params=PILES)
def pile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a snapshot of so many stories."""
    out = tmp_path_factory.mktemp(f"pile-{request.param}")
    given = {"one": sorted(SEEDS.glob("*.txt"))[0], "seeds": SEEDS}.get(request.param)
    build([given or generator.write(out / "made.jsonl", int(request.param))], out / "corpus")
    return out / "corpus"


@pytest.fixture(scope="session")
def served(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard that serves the pile."""
    with window.serving(pile, tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


@pytest.fixture
def look(browser: Browser, served: str, log: window.Log) -> Iterator[Callable[[str, str], Page]]:
    """Opens a window on the pile; the test ends with a console without errors and nothing asked from elsewhere."""
    contexts = []

    def opened(size: str, scheme: str) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            base_url=served, viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        window.watch(context, log)
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert (log.outside, log.errors) == ([], [])


def path_of(view: str, corpus: Path) -> str:
    """The address of a view; a story and a file are the first of the pile."""
    tables = open_corpus(corpus)
    if view == "story":
        return f"/articles?article={tables.articles['article_id'].iloc[0]}"
    if view == "file":
        return f"/files?file={tables.table('sources')['source_id'].iloc[0]}"
    return window.PAGES[view]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_whole(look, pile, view, size, scheme):
    """No chart is blank, no labels touch, nothing scrolls sideways, and axe-core finds no fault."""
    page = window.visit(look(size, scheme), path_of(view, pile))
    found = looks.faults(page)
    looks.whole(page)
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{pile.parent.name[5:-1]}-{view}-{size}-{scheme}.png")

    assert found + access.faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["overview", "themes", "keywords", "topics", "echoes"])
def test_a_view_with_evidence_is_whole(look, pile, view, scheme):
    """The same with the first mark open, on a phone too, where the evidence lies over the page."""
    for size in ("wide", "narrow"):
        page = window.visit(look(size, scheme), window.PAGES[view])
        page.wait_for_timeout(600)
        code = page.evaluate(FIRST)
        if not code:
            continue  # one story shares nothing and sets nothing apart: there is no mark
        window.visit(page, f"{window.PAGES[view]}?pick={quote(code)}")
        page.locator(".rf-panel-head").first.wait_for()
        found = looks.faults(page) + access.faults(page)
        page.screenshot(path=SHOTS / f"{pile.parent.name[5:-1]}-{view}-{size}-{scheme}-open.png")

        assert found == [], size
