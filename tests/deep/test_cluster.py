"""A cluster: a real scheduler and two real workers on this machine build what this process builds."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dashboard.build import build
from dashboard.store.crew import Lost, crew
from tests.deep.killers import ALWAYS, NEVER, ONCE, end
from tests.speed.generator import write
from tests.store.test_making import files_of

PROJECT = Path(__file__).resolve().parents[2]
HERE = ["--host", "127.0.0.1", "--no-dashboard"]
SCHEDULER = [sys.executable, "-m", "distributed.cli.dask_scheduler", *HERE, "--port", "0"]
WORKER = [sys.executable, "-m", "distributed.cli.dask_worker", *HERE, "--nthreads", "1", "--nworkers", "2"]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of a scheduler with two workers; guards start a worker anew when it dies."""
    file = tmp_path_factory.mktemp("dask") / "scheduler.json"
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": PROJECT}
    commands = ([*SCHEDULER, "--scheduler-file", str(file)], [*WORKER, "--scheduler-file", str(file)])
    started = [subprocess.Popen(command, **silent) for command in commands]
    try:
        yield _address(file)
    finally:
        for process in started[::-1]:
            process.terminate()
            process.wait()


def _address(file: Path) -> str:
    """The address in a scheduler's file, once two workers have come."""
    from dask.distributed import Client

    deadline = time.monotonic() + 120
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    address = json.loads(file.read_text())["address"]
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=120)
    return address


def test_a_cluster_builds_what_this_machine_builds(scheduler, tmp_path):
    """The files of the snapshot are the same, byte by byte."""
    given = write(tmp_path / "stories.jsonl", 3_000)
    build([given], tmp_path / "here")
    build([given], tmp_path / "there", scheduler=scheduler)

    assert files_of(tmp_path / "there") == files_of(tmp_path / "here")


def test_a_worker_killed_in_the_middle_changes_nothing(scheduler, tmp_path):
    """Its part is read by another worker."""
    from dask.distributed import Client

    given = write(tmp_path / "stories.jsonl", 9_000)
    with Client(scheduler, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    fate: list[float] = []

    def kill(step: str, share: float) -> None:
        if step.startswith("reading:") and not fate:
            fate.append(share)
            threading.Timer(0.2, os.kill, (pids[0], signal.SIGKILL)).start()

    build([given], tmp_path / "there", scheduler=scheduler, progress=kill)
    build([given], tmp_path / "here")

    assert fate
    assert files_of(tmp_path / "there") == files_of(tmp_path / "here")


def test_a_task_that_keeps_killing_workers_is_given_up(scheduler, tmp_path):
    """The others have their results, and a task that ended one worker is done by the next."""
    tasks = [(NEVER, tmp_path / "a"), (ALWAYS, tmp_path / "b"), (ONCE, tmp_path / "c"), (NEVER, tmp_path / "d")]
    with crew(1, scheduler) as hands:
        found = dict(hands.run(end, tasks))

    assert isinstance(found[1], Lost)
    assert "ended every worker" in found[1].why
    assert [found[place] for place in (0, 2, 3)] == [NEVER, ONCE, NEVER]
