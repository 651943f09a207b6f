"""Whatever leaves Refrain about hostile stories stays text: tables in every format, and the report in Chromium."""

import re
import subprocess
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser

from dashboard.store.snapshot import open_corpus
from tests.browser import hostile, window
from tests.browser.test_hostile import MADE

FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


@pytest.mark.parametrize("table", ["articles", "sentences", "sources", "ledger", "keywords"])
def test_tables_start_no_formula_and_lose_no_sign(folder: Path, tmp_path: Path, table: str):
    """CSV disarms cells that begin like a formula; Excel holds no formula; JSON lines and Parquet keep the bytes."""
    for form in ("csv", "xlsx", "jsonl", "parquet"):
        command("export", table, "--corpus", str(folder), "--format", form, "-o", str(tmp_path / f"t.{form}"))
    plain = pd.read_parquet(tmp_path / "t.parquet")
    csv = pd.read_csv(tmp_path / "t.csv", encoding="utf-8-sig", dtype=str, keep_default_na=False)
    cells = [cell for column in csv.select_dtypes("str") for cell in csv[column]]
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/"))

    assert not [
        cell for cell in cells if cell.startswith(FORMULA) and not re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)
    ]
    assert not re.search(rb"<f[ >]|<hyperlink", sheets)
    assert len(pd.read_json(tmp_path / "t.jsonl", lines=True)) == len(plain) == len(csv)
    if table == "articles":
        assert plain["title"].tolist() == open_corpus(folder).sql("SELECT title FROM articles", [])["title"].tolist()


def test_the_report_runs_nothing_and_asks_for_nothing(folder: Path, tmp_path: Path, browser: Browser):
    """Opened in Chromium: no dialog, no request, no element or address of an attack; headlines can be read."""
    path = tmp_path / "report.html"
    command("report", "--corpus", str(folder), "-o", str(path))
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    page.wait_for_timeout(500)

    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert page.evaluate(MADE) == []
    assert hostile.ATTACKS[0] in page.locator("body").inner_text()
    page.close()
