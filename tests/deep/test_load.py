"""Twenty readers at once, over sockets as a browser opens them, and a rebuild while they read."""

import asyncio
import json
import os
import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.browser import window
from tests.deep.readers import PATIENCE, Reader, Told, arrive
from tests.speed.generator import articles

READERS, SECONDS, PAUSE = 20, 60, 3
COUNT = 6_296  # stories, where no snapshot is given
PAGES = ("", "themes", "topics")
SLOWEST, HEAVIEST = 0.150, 5e6  # seconds of a run in 19 of 20 cases, bytes of memory per reader
GROWTH = 1.1  # of the memory, from the middle of the reading to its end
MARKS = (
    "",
    "&pick=unit%3Darticles%26theme%3Dtrade",
    "&pick=unit%3Darticles%26theme%3Dsecurity",
    "&pick=unit%3Darticles%26theme%3Dwwii_memory",
)
DAYS = ("", "since=2013-01-01", "since=2014-06-01", "since=2016-01-01")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Invented stories, or the file that REFRAIN_STORIES names."""
    if named := os.environ.get("REFRAIN_STORIES"):
        return Path(named).resolve()
    path = tmp_path_factory.mktemp("load") / "stories.jsonl"
    with path.open("w") as sink:
        sink.writelines(json.dumps(record) + "\n" for record, _ in islice(articles(COUNT), COUNT))
    return path


def build(given: Path, out: Path, *more: str) -> subprocess.Popen:
    """A build in a process of its own, at a low rank: readers come first."""
    command = ["nice", "-n", "15", *window.dashboard("build", str(given), *more, "--out", str(out), "--workers", "1")]
    return subprocess.Popen(command, cwd=window.PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def resident(port: int) -> int:
    """Bytes of memory of the server that listens on a port."""
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        if f"--port\0{port}\0".encode() in status.read_bytes() + b"\0":
            held = (status.parent / "statm").read_text().split()[1]
            return int(held) * os.sysconf("SC_PAGE_SIZE")
    raise RuntimeError(f"no server on port {port}")


async def reads(reader: Reader, dice: random.Random, until: float) -> list[Told]:
    """One reader: a pause, a page, a filter, a mark, and again."""
    clock = asyncio.get_running_loop().time
    runs = []
    while clock() < until:
        page, query = dice.choice(PAGES), f"{dice.choice(DAYS)}{dice.choice(MARKS)}".strip("&")
        await asyncio.sleep(dice.uniform(0.5, 1.5) * PAUSE)  # first of all: nobody opens a page in the same instant
        runs.append(await asyncio.wait_for(reader.ask(page, query), PATIENCE))
    return runs


async def all_read(address: str, seconds: float, between: list[int]) -> list[Told]:
    """All readers for some seconds; the server's memory before them, in the middle and at the end goes into a list."""
    port, clock = int(address.rsplit(":", 1)[1]), asyncio.get_running_loop().time
    first = await arrive(address)
    for page in PAGES:  # what everybody opens is drawn
        for day in DAYS:
            for mark in MARKS:
                await first.ask(page, f"{day}{mark}".strip("&"))
    between.append(resident(port))
    readers = [await arrive(address) for _ in range(READERS)]
    until = clock() + seconds
    work = [asyncio.create_task(reads(reader, random.Random(place), until)) for place, reader in enumerate(readers)]
    await asyncio.sleep(seconds / 2)
    between.append(resident(port))
    runs = [run for part in await asyncio.gather(*work) for run in part]
    between.append(resident(port))
    for reader in [first, *readers]:
        await reader.socket.close()
    return runs


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_twenty_readers(given, tmp_path):
    """19 of 20 runs take at most 150 ms, none fails, a reader takes at most 5 MB, and memory stays where it is."""
    assert build(given, tmp_path / "out").wait() == 0
    memory: list[int] = []
    with window.serving(tmp_path / "out", tmp_path / "log.txt") as address:
        runs = asyncio.run(all_read(address, SECONDS, memory))
    times = sorted(run.seconds for run in runs)
    slow, each = times[int(0.95 * len(times))], (memory[2] - memory[0]) / READERS
    print(
        f"\n{len(runs)} runs: p50 {times[len(times) // 2]:.3f}, p95 {slow:.3f} s; {each / 1e6:.1f} MB a reader", end=""
    )

    assert [fault for run in runs for fault in run.faults] == []
    assert slow <= SLOWEST
    assert each <= HEAVIEST
    assert memory[2] <= GROWTH * memory[1]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_rebuild_breaks_no_reader(given, tmp_path):
    """While twenty read, the files are built anew with one story more: no run fails, before, during and after."""
    out, more = tmp_path / "out", tmp_path / "more.jsonl"
    assert build(given, out).wait() == 0
    more.write_text(json.dumps({"id": "x", "date": "2025-05-09", "title": "One more", "text": "It rained. " * 40}))
    before = (out / "CURRENT").read_text()

    async def read_on(address: str) -> list[Told]:
        process, runs = build(given, out, str(more)), []
        while process.poll() is None:
            runs += await all_read(address, 5, [])
        return runs + await all_read(address, 10, [])

    with window.serving(out, tmp_path / "log.txt") as address:
        runs = asyncio.run(read_on(address))

    assert (out / "CURRENT").read_text() != before
    assert [fault for run in runs for fault in run.faults] == []
