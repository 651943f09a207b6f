"""A build in a process of its own: it can be watched, it can be stopped, and it cannot hurt the page."""

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import monotonic

from dashboard.settings import PROJECT
from dashboard.store.inputs import Inputs

STEP = re.compile(r"^(?P<share>\d{1,3})% (?P<step>.*)$")
PATIENCE = 5.0  # seconds between asking a build to stop and making it stop


@dataclass(frozen=True)
class Run:
    """One build that was started; `said` grows with what it prints, `steps` with how far it is."""

    process: subprocess.Popen[str]
    started: float
    steps: list[tuple[float, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    readers: list[Thread] = field(default_factory=list)

    @property
    def runs(self) -> bool:
        """Whether it is still at work."""
        return self.process.poll() is None

    @property
    def code(self) -> int | None:
        """How it ended: 0 done, 1 done without some sources, others as the command line has them; below 0 killed."""
        return self.process.poll()

    @property
    def step(self) -> tuple[float, str]:
        """The share that is done, 0 to 1, and the step it is at."""
        return self.steps[-1] if self.steps else (0.0, "starting")

    @property
    def seconds(self) -> float:
        """Since it was started."""
        return monotonic() - self.started


def start(inputs: Inputs, out: Path) -> Run:
    """Start a build of these paths into a folder of snapshots; returns at once."""
    maps = [part for ours, theirs in inputs.columns for part in ("--map", f"{ours}={theirs}")]
    command = [sys.executable, "-m", "dashboard", "build", "--out", str(out), "--progress", *maps]
    process = subprocess.Popen(
        [*command, "--", *map(str, inputs.paths)],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # its workers are stopped with it
    )
    run = Run(process, monotonic())
    reader = Thread(target=_listen, args=(run,), daemon=True)
    reader.start()
    run.readers.append(reader)
    return run


def stop(run: Run) -> None:
    """Stop a build and its workers; the snapshot that was there keeps serving."""
    _signal(run, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        run.process.wait(PATIENCE)
    _signal(run, signal.SIGKILL)
    run.process.wait()


def ended(run: Run) -> str:
    """What it printed beside its steps, once it has ended."""
    for reader in run.readers:
        reader.join(PATIENCE)
    return "\n".join(run.said)


def _signal(run: Run, number: signal.Signals) -> None:
    """To the process and all its workers; those that have ended are no fault."""
    with suppress(ProcessLookupError):
        os.killpg(run.process.pid, number)


def _listen(run: Run) -> None:
    if run.process.stdout is None:
        return
    with run.process.stdout as lines:
        for line in lines:
            if match := STEP.match(line.strip()):
                run.steps[:] = [(min(int(match["share"]), 100) / 100, match["step"])]
            elif line.strip():
                run.said.append(line.rstrip())
