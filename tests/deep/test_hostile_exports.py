"""Whatever leaves Refrain about hostile stories stays text: tables, pictures, pages, the report and the zips.

Tried: every attack of tests/browser/hostile.py, in every field of a record, in lines of pages and in names of files.
They leave as tables of the contract (CSV, Excel, JSON lines, Parquet), as every chart of every page (SVG, PNG, PDF,
HTML; CSV, Excel, JSON lines, Parquet), as the report, and as everything zipped, with texts and without. Each SVG and
HTML is opened in Chromium: nothing runs, nothing is asked for elsewhere, no style of theirs hides anything, the text
can be read. A chart's title and way to read may hold outlets, words and headlines, so attacks stand in them, too.
"""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pyarrow.parquet as pq
import pytest
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfReader

from dashboard.analysis.selection import Selection
from dashboard.export.figures import drawn, page, saved
from dashboard.export.files import FORMATS
from dashboard.export.frames import frame_bytes
from dashboard.export.report import Shown
from dashboard.export.stamps import SPACE, fit
from dashboard.store.snapshot import open_corpus
from dashboard.ui.papers import alone
from tests.browser import hostile, window
from tests.browser.test_hostile import MADE

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
TABLES = ("articles", "sentences", "sources", "ledger", "keywords", "theme_hits", "echoes", "formulas", "doubts")
SAID = " ".join(attack for attack in hostile.ATTACKS + hostile.MORE if len(attack) < 1_000)
FEW, MANY = Selection(outlets=("Example Times",)), Selection()  # dots and panels of stories; lines and outlets


def command(*words: str) -> None:
    """Run a command of Refrain to its end."""
    done = subprocess.run(window.dashboard(*words), cwd=window.PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of the hostile files."""
    out = tmp_path_factory.mktemp("hostile-corpus")
    command("build", str(hostile.write(tmp_path_factory.mktemp("hostile"), all_of_them=True)), "--out", str(out))
    return out


@pytest.fixture(scope="module")
def shown(folder: Path) -> list[Shown]:
    """Every chart of every page, of few stories and of many, with attacks for its words."""
    corpus = open_corpus(folder)
    made = json.loads((folder / "snapshots" / corpus.snapshot_id / "manifest.json").read_text())
    charts = [chart for kept in (FEW, MANY) for chart in alone(corpus, kept, made)[1].shown]
    told = {"title": SAID, "how": SAID, "selection": SAID, "picked": SAID}
    return [replace(chart, provenance=replace(chart.provenance, **told), alt=SAID) for chart in charts]


@pytest.fixture
def harmless(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str, bytes], str]]:
    """Opens a saved file in Chromium, where it may ask for, run and hide nothing; returns what can be read."""
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))

    def opened(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        asked.clear()
        window_ = context.new_page()
        window_.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        window_.goto((tmp_path / name).as_uri())
        window_.wait_for_timeout(300)

        assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == [], name
        assert window_.url == (tmp_path / name).as_uri()
        if name.endswith(".svg"):
            assert window_.evaluate(ACTS) == [], name
            read = window_.evaluate("[...document.querySelectorAll('text')].map(at => at.textContent).join(' ')")
        else:
            assert window_.evaluate(MADE) == [], name
            assert window_.evaluate("getComputedStyle(document.body).display") == "block"
            read = window_.locator("body").inner_text()
        window_.close()
        return " ".join(str(read).split())

    yield opened
    context.close()


# What could act in an SVG that stands by itself: scripts, frames, handlers, addresses; and text that is not drawn.
ACTS = """
() => [
  window.PWN ? 'ran' : '',
  ...[...document.querySelectorAll('script, foreignObject, iframe, object, a, image, animate, set')]
    .filter(at => !(at.getAttribute('href') || at.getAttribute('xlink:href') || '').startsWith('data:'))
    .map(at => at.outerHTML.slice(0, 200)),
  ...[...document.querySelectorAll('*')].flatMap(at => [...at.attributes])
    .filter(has => /^on/i.test(has.name) || /^\\s*javascript:/i.test(has.value)).map(has => has.name),
  getComputedStyle(document.documentElement).display === 'none' ? 'hidden' : '',
].filter(found => found)
"""


def cells_of(data: bytes) -> list[str]:
    """The cells of a CSV file."""
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [cell for row in rows for cell in row]


def is_table(form: str, data: bytes) -> int:
    """Check a table's file: no cell starts a formula, none is one; the number of its rows."""
    if form == "csv":
        frame = pd.read_csv(io.BytesIO(data), encoding="utf-8-sig", dtype=str, keep_default_na=False)
        cells = [*frame.columns, *(cell for name in frame for cell in frame[name])]
        assert not [cell for cell in cells if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell)]
        return len(frame)
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = book.namelist()
            sheets = b"".join(book.read(name) for name in names if name.startswith("xl/"))
        assert not re.search(rb"<f[ >]|<hyperlink|TargetMode=.External", sheets)
        assert not [name for name in names if "externalLink" in name or "vba" in name.lower()]
        return len(pd.read_excel(io.BytesIO(data), engine="calamine", header=0))
    if form == "jsonl":
        return len([json.loads(line) for line in data.decode("utf-8").split("\n") if line])
    return len(pd.read_parquet(io.BytesIO(data)))


@pytest.mark.parametrize("table", TABLES)
def test_tables_start_no_formula_and_lose_no_sign(folder: Path, tmp_path: Path, table: str):
    """CSV disarms cells that begin like a formula; Excel holds no formula; JSON lines and Parquet keep the bytes."""
    rows = set()
    for form in FORMATS:
        command("export", table, "--corpus", str(folder), "--format", form, "-o", str(tmp_path / f"t.{form}"))
        rows.add(is_table(form, (tmp_path / f"t.{form}").read_bytes()))
    plain = pd.read_parquet(tmp_path / "t.parquet")

    assert rows == {len(plain)}
    if table == "articles":
        assert plain["title"].tolist() == open_corpus(folder).sql("SELECT title FROM articles", [])["title"].tolist()


def test_a_chart_s_numbers_start_no_formula(shown: list[Shown]):
    """Every table of every chart in every format; what the file says of itself is in it as it is."""
    for chart in shown:
        files = {form: frame_bytes(chart.table, chart.provenance, format=form) for form in FORMATS}
        rows = {is_table(form, data) for form, data in files.items()}
        about = pq.read_metadata(io.BytesIO(files["parquet"])).metadata

        assert rows == {len(chart.table)}, chart.key
        assert about[b"Title"].decode() == SAID


def test_a_chart_s_pictures_are_text_and_lines(shown: list[Shown], harmless: Callable[[str, bytes], str]):
    """Every chart as SVG and as a page, opened; one per page and size as PNG and PDF: the metadata are the words."""
    facts = {name: fit(text) for name, text in shown[0].provenance.facts().items()}
    for place, chart in enumerate(shown):
        if not chart.figure.data:
            continue  # a list that the page writes out
        name, told = f"{place}-{chart.key}", chart.provenance
        sheet = drawn(chart.figure, told, alt=chart.alt)
        svg = saved(sheet, told, format="svg")
        read = harmless(f"{name}.svg", svg)
        kept = {fact.get("name"): fact.text for fact in ET.fromstring(svg).iter(f"{{{SPACE}}}fact")}

        assert hostile.ATTACKS[0] in read
        assert " ".join(kept["Title"].split()) == " ".join(facts["Title"].split())
        assert hostile.ATTACKS[0] in harmless(f"{name}.html", page(chart.figure, told).encode("utf-8", "replace"))
        if place % 5 == 0:
            picture = Image.open(io.BytesIO(saved(sheet, told, format="png")))
            paper = PdfReader(io.BytesIO(saved(sheet, told, format="pdf")))
            assert picture.text["Title"] == facts["Title"]
            assert paper.metadata["/Title"] == facts["Title"]
            assert not re.search(rb"/(JavaScript|JS|Launch|URI|OpenAction|EmbeddedFile)\b", pdf_words(paper))


def pdf_words(paper: PdfReader) -> bytes:
    """Every object of a PDF but its streams, as it is written."""
    return b" ".join(repr(paper.get_object(number)).encode() for number in range(1, len(paper.xref[0]) + 1))


def test_the_report_runs_nothing_and_asks_for_nothing(folder: Path, tmp_path: Path, harmless: Callable):
    """Opened in Chromium: no dialog, no request, no element or address of an attack; headlines can be read."""
    command("report", "--corpus", str(folder), "-o", str(tmp_path / "report.html"))

    assert hostile.ATTACKS[0] in harmless("report.html", (tmp_path / "report.html").read_bytes())


@pytest.mark.parametrize("asked", [[], ["--texts"]])
def test_everything_zipped_is_harmless(folder: Path, tmp_path: Path, harmless: Callable, asked: list[str]):
    """Names of the zip stay below it; its pages, pictures and tables are as harmless; texts come when asked for."""
    path = tmp_path / "all.zip"
    command("report", "--corpus", str(folder), "-o", str(path), *asked)
    with zipfile.ZipFile(path) as book:
        files = {name: book.read(name) for name in book.namelist()}

    assert [name for name in files if not re.fullmatch(r"[\w.-]+(/[\w.-]+)?", name, re.ASCII)] == []
    for name, data in files.items():
        ending = name.rpartition(".")[2]
        if ending in ("csv", "xlsx"):
            is_table(ending, data)
        elif ending in ("svg", "html"):
            harmless(name.replace("/", "-"), data)
    assert json.loads(files["selection.json"])["data_version"] == open_corpus(folder).snapshot_id
    body = "The two sides want a multipolar world"
    assert any(cell.startswith(body) for cell in cells_of(files["data/articles.csv"])) is bool(asked)
