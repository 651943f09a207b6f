"""A build may die at any moment: what was served before is still served, and the next build goes through."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.browser import window

STORY = "HEADLINE {n}\n\nBy A Writer\n2024-03-0{n}\n\n" + "The two ports signed a trade agreement on Monday. " * 40
DELAYS = (0.05, 0.3, 0.6, 0.9, 1.2, 1.6, 2.0, 2.5, 3.0)


def run(*words: str) -> subprocess.CompletedProcess:
    """One command of Refrain, to its end."""
    return subprocess.run(window.dashboard(*words), cwd=window.PROJECT, capture_output=True, text=True)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder of two pages, built once into tmp_path/out."""
    folder = tmp_path / "given"
    folder.mkdir()
    for n in (1, 2):
        (folder / f"page{n}.txt").write_text(STORY.format(n=n))
    done = run("build", str(folder), "--out", str(tmp_path / "out"))

    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("delay", DELAYS)
def test_killed_build_leaves_the_old_snapshot(given, tmp_path, delay):
    """Killed at any moment, a build leaves a snapshot that opens: the old one, or the new one whole."""
    out = str(tmp_path / "out")
    (given / "page3.txt").write_text(STORY.format(n=3))
    process = subprocess.Popen(
        window.dashboard("build", str(given), "--out", out),
        cwd=window.PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(delay)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    after = run("export", "sources", "--corpus", out)

    assert after.returncode == 0, after.stderr
    assert after.stdout.count(".txt") in (2, 3)

    again = run("build", str(given), "--out", out)
    whole = run("export", "sources", "--corpus", out)

    assert again.returncode == 0, again.stderr
    assert whole.stdout.count(".txt") == 3
