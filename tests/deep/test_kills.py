"""A build may die at any moment: what was served before is still served, and the next build goes through."""

import os
import random
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest

from dashboard.store.snapshot import open_corpus
from tests.browser import window
from tests.speed.generator import write

KILLS = 20
ROOM = 3_000_000  # bytes: the largest file that a build on a full disk may write


def run(*words: str, **how) -> subprocess.CompletedProcess:
    """One command of Refrain, to its end."""
    return subprocess.run(window.dashboard(*words), cwd=window.PROJECT, capture_output=True, text=True, **how)


def build(folder: Path, out: Path, **how) -> subprocess.CompletedProcess:
    """A build with two workers."""
    return run("build", str(folder), "--out", str(out), "--workers", "2", **how)


def stories(out: Path) -> int:
    """How many stories the snapshot has that is served; fails when none is, or a byte of it is not what was written."""
    return len(open_corpus(out, every_byte=True).articles)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder of 300 stories, built into tmp_path/out, and 1,500 more that are not."""
    folder = tmp_path / "given"
    folder.mkdir()
    write(folder / "old.jsonl", 300, seed=1)
    done = build(folder, tmp_path / "out")

    assert done.returncode == 0, done.stderr
    write(folder / "new.jsonl", 1_500, seed=2)
    return folder


def kept(given: Path, out: Path) -> int:
    """What a whole build of the folder holds: copies of one text in one outlet on one day are one story."""
    done = build(given, out)

    assert done.returncode == 0, done.stderr
    return stories(out)


def test_twenty_killed_builds_leave_a_snapshot_that_opens(given, tmp_path):
    """Killed at moments spread over the whole build, it leaves the old snapshot, or the new one whole."""
    out, dice = tmp_path / "out", random.Random(11)
    before = stories(out)
    start = time.monotonic()
    whole = kept(given, tmp_path / "other")
    lasts = time.monotonic() - start
    moments = [lasts * (place + dice.random()) / KILLS for place in range(KILLS)]
    for moment in dice.sample(moments, KILLS):
        process = subprocess.Popen(
            window.dashboard("build", str(given), "--out", str(out), "--workers", "2"),
            cwd=window.PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moment)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)  # this one alone: its workers must notice by themselves
        process.wait()

        assert stories(out) in (before, whole), f"killed after {moment:.1f} s of {lasts:.1f}"

    assert kept(given, out) == whole
    assert not list((out / "snapshots").glob("unfinished-*"))


def test_workers_end_with_their_build(given, tmp_path):
    """A killed build leaves no process behind."""
    import psutil

    process = subprocess.Popen(
        window.dashboard("build", str(given), "--out", str(tmp_path / "out")), cwd=window.PROJECT
    )
    time.sleep(4)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(workers, timeout=20)

    assert not alive


def test_a_full_disk_is_told_and_the_old_snapshot_kept(given, tmp_path):
    """Exit 3 and a sentence; with room again the build goes through. A limit on file sizes stands for the disk."""
    out = tmp_path / "out"
    before = stories(out)

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))

    done = build(given, out, preexec_fn=little_room)

    assert done.returncode == 3, done.stderr
    assert "the snapshot cannot be written" in done.stderr
    assert stories(out) == before
    assert kept(given, out) > before


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(given, tmp_path):
    """Exit 3, and the sentence names the folder."""
    out = tmp_path / "out"
    (out / "snapshots").chmod(0o555)
    try:
        done = build(given, out)
    finally:
        (out / "snapshots").chmod(0o755)

    assert done.returncode == 3
    assert str(out) in done.stderr
