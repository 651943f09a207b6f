"""A build of many stories beside the plain pipeline, its own cost at a tenth, an update: `make speed SIZE=1000000`."""

import json
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.articles.reading import reading_of
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes
from tests.browser import window
from tests.speed.__main__ import speeds
from tests.speed.generator import write
from tests.speed.measured import Run, built, machine
from tests.speed.plain import plain

SIZE = int(os.environ.get("SIZE", "10000"))
PLAIN = 1_000  # stories that the plain pipeline is timed on; its cost per story does not grow
RESULTS = Path(__file__).with_name("RESULTS.md")


@dataclass(frozen=True)
class Measured:
    """One run: the build of all stories, of a tenth of them, the update, and what stands beside.

    Attributes:
        megabytes: Size of the stories.
        full: The build of all.
        tenth: The build of a tenth.
        update: The build with 1 % new.
        reference: Seconds of the plain pipeline for as many stories.
        tokens: MB/s of one core: tokens and counts, CountVectorizer, `wc -w`.
        pages: Pages of a dump cleaned in a second, on two cores.
    """

    megabytes: float
    full: Run
    tenth: Run
    update: Run
    reference: float
    tokens: Mapping[str, float]
    pages: float


def rows(size: int, found: Measured) -> list[str]:
    """The table of one run, what is to be reached beside each figure."""
    full, update, reference, megabytes = found.full, found.update, found.reference, found.megabytes
    tokens, wide = found.tokens["tokens"], found.tokens["CountVectorizer"]
    others = f"CountVectorizer {wide:.1f} MB/s: {tokens / wide:.0f} ×; wc -w {found.tokens['wc -w']:.0f} MB/s"
    told = f"{full.without_echoes:.0f} s, peak {full.peak / 2**30:.1f} GB"
    cost = (full.without_echoes / full.stories) / (found.tenth.without_echoes / found.tenth.stories)
    grown, share = f"a story costs {cost:.2f} × that at {found.tenth.stories:,}", update.seconds / full.seconds
    steps = [
        f"| – {name} | {took:.1f} s | {took / full.stories * 1e3:.2f} ms a story | – |"
        for name, took in full.steps.items()
    ]
    gain = f"plain pipeline {megabytes / reference:.2f} MB/s: {reference / full.counted:.1f} ×"
    return [
        f"## {size:,} stories, {megabytes:,.0f} MB, {time.strftime('%Y-%m-%d')}",
        "",
        machine(),
        "",
        "| what | measured | beside | to reach |",
        "| --- | --- | --- | --- |",
        f"| tokens and counts, one core | {tokens:.0f} MB/s | {others} | 100 MB/s, 10 × |",
        f"| build without topics and shared wording | {megabytes / full.counted:.1f} MB/s | {gain} | 20 MB/s, 15 × |",
        f"| build without shared wording | {told} | {grown} | a million: 360 s, 6 GB, 1.15 × |",
        f"| whole build, 2 workers | {full.seconds:.1f} s | {megabytes / full.seconds:.1f} MB/s | – |",
        *steps,
        f"| page dumps (cleaning), 2 cores | {found.pages:,.0f} pages/s | – | 1,000 pages/s |",
        f"| update with 1 % new | {update.seconds:.1f} s | {share:.0%} of the full build | 15 % |",
        f"| – reading | {_reading(update):.1f} s | {_reading(update) / _reading(full):.0%} of the full build's | – |",
        "",
    ]


def _reading(run: Run) -> float:
    return next(took for name, took in run.steps.items() if name.startswith("reading"))


def pages_a_second() -> float:
    """How many pages of a dump two processes clean in a second: as many as one does, twice."""
    settings = load_settings()
    names = sorted((window.PROJECT / "seeds").glob("*.txt"))
    raws = [from_bytes(path.name, path.read_bytes()) for path in names]
    for raw in raws:
        reading_of(raw, settings)  # compiled loops and rules in place
    start = time.process_time()
    n_pages = 0
    while time.process_time() - start < 2:
        n_pages += sum(len(reading_of(raw, settings).ledger) > 0 for raw in raws)
    return 2 * n_pages / (time.process_time() - start)


def words_a_second(path: Path) -> dict[str, float]:
    """MB/s of one core for tokens and counts, CountVectorizer and `wc -w`, on the texts of a file."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    plain_file = path.with_suffix(".txt")
    plain_file.write_text("\n".join(texts), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(["wc", "-w", str(plain_file)], check=True, capture_output=True)
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return {**speeds(texts), "wc -w": plain_file.stat().st_size / 1e6 / max(took, 1e-3)}


def measured(folder: Path) -> Measured:
    """Everything once, below a folder."""
    given, tenth = folder / "given", folder / "tenth"
    given.mkdir()
    tenth.mkdir()
    path = write(given / "stories.jsonl", SIZE)
    some = write(folder / "some.jsonl", min(PLAIN, SIZE))
    built(write(folder / "few.jsonl", 200), folder / "warm")  # compiled loops in place
    write(tenth / "stories.jsonl", max(SIZE // 10, 1))
    small = built(tenth, folder / "small")
    full = built(given, folder / "out")
    reference = plain(some)["all"] * SIZE / min(PLAIN, SIZE)
    megabytes = path.stat().st_size / 1e6
    write(given / "zz-new.jsonl", max(SIZE // 100, 1), seed=8)
    update = built(given, folder / "out")
    return Measured(megabytes, full, small, update, reference, words_a_second(some), pages_a_second())


def test_a_build_of_many_stories(tmp_path, capsys):
    """Faster than the plain pipeline by far; a second build does not read again what it knows."""
    found = measured(tmp_path)
    table = rows(SIZE, found)
    shutil.rmtree(tmp_path / "out")
    shutil.rmtree(tmp_path / "given")
    with capsys.disabled():
        print("\n" + "\n".join(table))
    if os.environ.get("SIZE"):
        RESULTS.write_text("# What `make speed` measured last\n\n" + "\n".join(table), encoding="utf-8")

    assert found.full.counted * 3 < found.reference
    assert _reading(found.update) < 0.5 * _reading(found.full)
