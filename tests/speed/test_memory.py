"""The app's own memory after each page: `make speed SIZE=1000000`; CORPUS=DIR opens a snapshot that is there.

One reader visits every page in a process of its own; a page is then run once more, as a click does. Memory maps are
not counted: the system takes them back when it needs room.
"""

import os
import subprocess
import sys
from pathlib import Path

from dashboard.ui.pages import PAGES
from tests.browser import window
from tests.speed.generator import write
from tests.speed.measured import machine

SIZE = int(os.environ.get("SIZE", "2000"))
MOST = 1024  # MB
VISITS = """
import os, sys, time
os.environ["REFRAIN_CORPUS"] = sys.argv[1]
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("dashboard/app.py", default_timeout=600)
for page in sys.argv[2:]:
    spent = []
    for go in (lambda: app.switch_page(f"views/{page}.py").run(), app.run):
        start = time.process_time()
        go()
        spent.append(time.process_time() - start)
    assert not app.exception, (page, app.exception[0].stack_trace)
    anon = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("RssAnon"))
    print(page, *spent, int(anon) / 1024, flush=True)
"""


def test_the_app_stays_small(tmp_path, capsys):
    """Under 1 GB after every page."""
    out = Path(os.environ.get("CORPUS") or tmp_path / "out")
    if "CORPUS" not in os.environ:
        given = write(tmp_path / "stories.jsonl", SIZE)
        subprocess.run(window.dashboard("build", str(given), "--out", str(out)), cwd=window.PROJECT, check=True)
    visits = [sys.executable, "-c", VISITS, str(out), *PAGES]
    asked = subprocess.run(visits, cwd=window.PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    found = [line.split() for line in asked.stdout.splitlines()]
    with capsys.disabled():
        print(f"\n{machine()}")
        for page, *figures in found:
            first, again, anon = map(float, figures)
            print(f"{page:10} CPU {first:6.2f} s, run again {again:6.2f} s; RssAnon {anon:6,.0f} MB (under {MOST:,})")

    assert [page for page, *_ in found] == list(PAGES)
    assert max(float(anon) for *_, anon in found) < MOST
