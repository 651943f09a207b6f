"""Text from outside stays text: on no page does it run, load, link or draw, and it can be read as it came."""

import csv
import io
import subprocess
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pandas as pd
import pytest
from playwright.sync_api import Page

from dashboard.store.snapshot import open_corpus
from tests.browser import hostile, marks, window

CELLS = "figure-wide-themes"
FEW = "?outlet=Example+Times"
BAD = quote(hostile.ATTACKS[1] + hostile.ATTACKS[4])
LINK = f"/?outlet={BAD}&pick={BAD}&q={BAD}&theme={BAD}&since={BAD}"
# Whatever became of the attacks in the page: a script that ran, an element they made, an address that runs.
MADE = f"""
() => [
  window.PWN ? 'ran' : '',
  ...[...document.querySelectorAll('body *')].flatMap(at => [
    ...[...at.attributes].filter(has => /^on/.test(has.name) && /PWN/.test(has.value)).map(has => has.name),
    ...['href', 'xlink:href', 'src'].map(name => at.getAttribute(name) || '')
      .filter(url => /^\\s*javascript:/i.test(url) || (url.startsWith('{hostile.ELSEWHERE}') && at.tagName !== 'A')),
    at.matches('.katex, iframe, p img, svg a[*|href]') ? at.outerHTML.slice(0, 200) : '',
  ]),
].filter(found => found)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory):
    """A snapshot of the hostile files."""
    out = tmp_path_factory.mktemp("hostile-corpus")
    given = hostile.write(tmp_path_factory.mktemp("hostile"))
    done = subprocess.run(
        window.dashboard("build", str(given), "--out", str(out)), cwd=window.PROJECT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def served(folder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard that shows them."""
    with window.serving(folder, tmp_path_factory.mktemp("hostile-server") / "log.txt") as address:
        yield address


@pytest.fixture(scope="module")
def stories(folder) -> pd.DataFrame:
    """The stories as the snapshot holds them."""
    return open_corpus(folder).articles


@pytest.fixture
def looked_at(new_page: Callable[..., Page], served: str) -> Callable[[str], Page]:
    """Opens an address in one window; a dialog, or anything that the attacks made of the page, fails the test."""
    page = new_page(height=2400)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    def look(path: str) -> Page:
        window.visit(page, served + path)
        assert dialogs == []
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.evaluate(MADE) == []
        return page

    return look


def test_the_look_would_notice(looked_at, log):
    """An attack that is put into the page unescaped is found: a picture, an address that runs, a word that acts."""
    page = looked_at("/method")
    made = f'<p><img src="{hostile.ELSEWHERE}/i.png"></p><a href="javascript:0">x</a><b onclick="PWN=1">y</b>'
    page.evaluate(
        "made => document.body.insertAdjacentHTML('beforeend', made.replace('src=', 'alt=x data-src='))", made
    )

    assert page.evaluate(MADE)[1:] == ["javascript:0", "onclick"]
    log.errors.clear()  # the page's policy refuses the word that acts


def test_no_page_runs_or_loads_what_a_story_says(looked_at):
    """Every page with many stories, and the one with most charts with few."""
    for path in (*window.PAGES.values(), "/themes" + FEW):
        page = looked_at(path)

        assert page.evaluate("document.documentElement.scrollWidth") <= 1440, path


def test_a_story_reads_as_it_came(looked_at, stories):
    """Headline, facts and text of a story show every sign of the attack."""
    for attack in (hostile.ATTACKS[3], hostile.ATTACKS[5]):
        story = stories[stories["title"] == attack].iloc[0]
        page = looked_at(f"/articles?article={story['article_id']}")

        assert page.locator("h1").inner_text() == attack
        assert page.locator(".rf-body").inner_text().count(attack) == 2
        assert attack in page.locator(".rf-note").first.inner_text()


def test_a_file_reads_as_it_came(looked_at, stories):
    """The page with the hostile name: its name and all its lines stand as they were, the endless one cut."""
    source = stories.loc[stories["source_name"] == hostile.PAGE, "source_id"].iloc[0]
    page = looked_at(f"/files?file={source}")
    text = page.locator("body").text_content()

    assert page.locator("h1").inner_text() == hostile.PAGE
    assert [attack for attack in hostile.ATTACKS if attack[:2_900] not in text] == []


def test_the_evidence_of_a_mark_reads_as_it_came(looked_at):
    """The hover box of a mark makes nothing of a headline; its panel shows sentence and headline with their signs."""
    page = looked_at("/" + FEW)
    cell = next(mark for mark in marks.marks(page, CELLS) if "theme=multipolarity" in mark["code"])
    page.mouse.move(cell["x"], cell["y"])
    page.wait_for_selector(".hoverlayer .hovertext")
    assert page.evaluate(MADE) == []

    marks.click(page, CELLS, cell["code"])
    title = page.locator(".rf-story h3").first.inner_text()

    assert page.evaluate(MADE) == []
    assert title in hostile.ATTACKS
    assert "multipolar world <script>window." in page.locator(".rf-story .rf-row").first.inner_text()


def test_a_link_may_be_hostile_too(looked_at):
    """What a link says wrongly is named as text."""
    page = looked_at(LINK)

    assert hostile.ATTACKS[1] in page.locator("p.rf-warn").first.inner_text()


def test_saved_tables_start_no_formula(looked_at):
    """Cells of the stories' table that begin like a formula begin with an apostrophe in the file."""
    page = looked_at("/articles")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"), newline="")))

    titles = {row["title"] for row in rows}
    assert {f"'{attack}" for attack in hostile.ATTACKS[8:10]} <= titles
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
