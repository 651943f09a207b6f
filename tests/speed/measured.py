"""A build as a process of its own, with its steps, its peak memory, and what it is compared with."""

import json
import os
import platform
import subprocess
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.browser import window

NOT_COUNTED = ("finding shared wording", "grouping passages")  # steps that the plain pipeline has nothing to set beside
LIBRARIES = ("numpy", "numba", "pyarrow", "scikit-learn", "nltk", "sentencex", "duckdb")


@dataclass(frozen=True)
class Run:
    """One build: seconds of the whole command and of each step, peak memory of all its processes, stories."""

    seconds: float
    steps: dict[str, float]
    peak: int
    stories: int

    @property
    def counted(self) -> float:
        """Seconds without shared wording and topics; the start of Python and the writing are in it."""
        return self.seconds - sum(self.steps[name] for name in NOT_COUNTED)

    @property
    def without_echoes(self) -> float:
        """Seconds without shared wording, topics included."""
        return self.seconds - self.steps[NOT_COUNTED[0]]


def built(given: Path, out: Path, *, workers: int = 2) -> Run:
    """Build a file or folder, and watch it."""
    import psutil

    start = time.perf_counter()
    words = window.dashboard("build", str(given), "--out", str(out), "--workers", str(workers))
    process = subprocess.Popen(words, cwd=window.PROJECT, stdout=subprocess.DEVNULL)
    tree, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        peak = max(peak, _memory(tree))
        time.sleep(0.5)
    seconds = time.perf_counter() - start
    manifest = json.loads((out / "snapshots" / (out / "CURRENT").read_text() / "manifest.json").read_text())
    return Run(seconds, manifest["seconds"], peak, manifest["n_articles"])


def _memory(tree: object) -> int:
    """Private and shared memory of a process and its children, each shared page counted once (PSS)."""
    import psutil

    total = 0
    try:
        for process in [tree, *tree.children(recursive=True)]:
            total += process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        pass
    return total


def machine() -> str:
    """What the figures were measured on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
    libraries = ", ".join(f"{library} {version(library)}" for library in LIBRARIES)
    return f"{name}, {os.cpu_count()} cores; Python {platform.python_version()}; {libraries}"
