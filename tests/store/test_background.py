"""A build in a process of its own: watched, stopped, told."""

import sys
from dataclasses import replace
from time import sleep

from dashboard.store import background
from dashboard.store.background import Run, ended, start, stop
from dashboard.store.inputs import Inputs


def started(monkeypatch, program, tmp_path):
    """A run of another program in the build's place."""
    script = tmp_path / "python"
    script.write_text(f"#!{sys.executable}\n{program}")
    script.chmod(0o755)
    monkeypatch.setattr(background.sys, "executable", str(script))
    return start(Inputs((tmp_path,), (("text", "body"),)), tmp_path / "out")


def wait(condition):
    """Until it holds, ten seconds at most."""
    for _ in range(200):
        if condition():
            return True
        sleep(0.05)
    return False


def test_steps_and_sentences_are_told_apart(monkeypatch, tmp_path):
    """The last step is how far it is; whatever else it prints is told at the end, with its exit code."""
    program = (
        "import sys\nprint('a.txt: it is empty.')\nprint('42% matching themes')\nprint(sys.argv[1:])\nsys.exit(1)\n"
    )
    run = started(monkeypatch, program, tmp_path)

    assert wait(lambda: not run.runs)
    said = ended(run).splitlines()
    assert run.step == (0.42, "matching themes")
    assert run.code == 1
    assert said[0] == "a.txt: it is empty."
    assert said[1] == str(
        [
            "-m",
            "dashboard",
            "build",
            "--out",
            str(tmp_path / "out"),
            "--progress",
            "--map",
            "text=body",
            "--",
            str(tmp_path),
        ]
    )


def test_a_build_is_stopped_with_its_workers(monkeypatch, tmp_path):
    """Nothing of it is left, even of a worker that will not listen."""
    program = (
        "import os, signal, time\n"
        "worker = os.fork()\n"
        "if not worker:\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "else:\n    print(f'5% {worker}', flush=True)\n"
        "time.sleep(60)\n"
    )
    run = started(monkeypatch, program, tmp_path)
    assert wait(lambda: run.steps)
    worker = int(run.step[1])
    stop(run)

    assert (run.runs, run.code) == (False, -15)
    assert wait(lambda: not _lives(worker))


def test_a_run_that_ended_can_be_stopped_again(monkeypatch, tmp_path):
    """Two readers may press the button."""
    run = started(monkeypatch, "", tmp_path)
    assert wait(lambda: not run.runs)
    stop(run)

    assert run.code == 0
    assert replace(run, steps=[]).step == (0.0, "starting")
    assert isinstance(run, Run)


def _lives(number):
    try:
        with open(f"/proc/{number}/stat") as file:
            return file.read().split()[2] != "Z"
    except OSError:
        return False
