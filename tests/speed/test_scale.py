"""A build of many stories beside the plain pipeline, and an update beside a full build: `make speed SIZE=1000000`."""

import os
import shutil
import time
from pathlib import Path

from tests.speed.generator import write
from tests.speed.measured import Run, built, machine
from tests.speed.plain import plain

SIZE = int(os.environ.get("SIZE", "10000"))
PLAIN = 1_000  # stories that the plain pipeline is timed on; its cost per story does not grow
RESULTS = Path(__file__).with_name("RESULTS.md")


def rows(size: int, megabytes: float, full: Run, update: Run, reference: float) -> list[str]:
    """The table of one run; `reference` is the plain pipeline's seconds for as many stories."""
    steps = [
        f"| – {name} | {took:.1f} s | {took / full.stories * 1e3:.2f} ms a story |" for name, took in full.steps.items()
    ]
    gain = f"plain pipeline {megabytes / reference:.2f} MB/s: {reference / full.counted:.1f} ×"
    return [
        f"## {size:,} stories, {megabytes:,.0f} MB, {time.strftime('%Y-%m-%d')}",
        "",
        machine(),
        "",
        "| what | measured | beside |",
        "| --- | --- | --- |",
        f"| whole build, 2 workers | {full.seconds:.1f} s | peak {full.peak / 2**30:.1f} GB |",
        *steps,
        f"| without topics and shared wording | {megabytes / full.counted:.1f} MB/s | {gain} |",
        f"| update with 1 % new | {update.seconds:.1f} s | {update.seconds / full.seconds:.0%} of the full build |",
        f"| – reading | {_reading(update):.1f} s | {_reading(update) / _reading(full):.0%} of the full build's |",
        "",
    ]


def _reading(run: Run) -> float:
    return next(took for name, took in run.steps.items() if name.startswith("reading"))


def test_a_build_of_many_stories(tmp_path, capsys):
    """Faster than the plain pipeline by far; a second build does not read again what it knows."""
    given = tmp_path / "given"
    given.mkdir()
    path = write(given / "stories.jsonl", SIZE)
    megabytes = path.stat().st_size / 1e6
    warm = tmp_path / "warm"
    built(write(tmp_path / "few.jsonl", 200), warm)  # compiled loops in place
    full = built(given, tmp_path / "out")
    some = write(tmp_path / "some.jsonl", min(PLAIN, SIZE))
    reference = plain(some)["all"] * SIZE / min(PLAIN, SIZE)
    write(given / "zz-new.jsonl", max(SIZE // 100, 1), seed=8)
    update = built(given, tmp_path / "out")
    table = rows(SIZE, megabytes, full, update, reference)
    shutil.rmtree(tmp_path / "out")
    with capsys.disabled():
        print("\n" + "\n".join(table))
    if os.environ.get("SIZE"):
        RESULTS.write_text("# What `make speed` measured last\n\n" + "\n".join(table), encoding="utf-8")

    assert full.counted * 3 < reference
    assert _reading(update) < 0.5 * _reading(full)
