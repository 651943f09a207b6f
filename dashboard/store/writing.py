"""Snapshots are written whole, beside the old ones, and switched to in one step."""

import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import time_ns
from typing import Any

import pandas as pd

from dashboard.analysis.ahead import worked_out
from dashboard.corpus.corpus import Corpus
from dashboard.errors import SnapshotError
from dashboard.settings import DATA, FILES
from dashboard.store.arrays import write_arrays, write_shard
from dashboard.store.bench import Bench
from dashboard.store.checks import close
from dashboard.store.tables import write_frame

KEPT = 2  # the one that readers have open may be the one before CURRENT


@contextmanager
def begun(out: Path, snapshot_id: str) -> Iterator[Bench]:
    """Two empty folders for one build, under a name that nobody reads; they go when it ends, however it ends.

    What a killed build left is cleared first, and once more at the end: its workers may have outlived it by a moment.
    `finish` moves the snapshot to its place.
    """
    _clear(out)
    unfinished = out / "snapshots" / f"unfinished-{snapshot_id}-{time_ns()}"
    bench = Bench(out, unfinished / "snapshot", unfinished / "work")
    try:
        _prepare(bench)
        yield bench
    except OSError as fault:
        raise SnapshotError(
            f"{out}: the snapshot cannot be written ({fault.strerror or fault}). It takes about four times the room of "
            "the files. Free some, or choose another folder with --out; the old snapshot is kept."
        ) from fault
    finally:
        _clear(out)


def _clear(out: Path) -> None:
    """Remove the folders of unfinished builds; the caller holds the lock, so that none of them is at work."""
    for place, left in (("snapshots", "unfinished-*"), ("parts", "*.new")):
        for rest in (out / place).glob(left):
            shutil.rmtree(rest, ignore_errors=True)


def _prepare(bench: Bench) -> None:
    for folder in (bench.snapshot / "tables", bench.snapshot / "settings", bench.work):
        folder.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(DATA / name, bench.snapshot / "settings" / name)


def finish(
    out: Path, bench: Bench, corpus: Corpus, tables: Mapping[str, pd.DataFrame], made: Mapping[str, Any]
) -> Path:
    """Write the last tables and the manifest, then point CURRENT at the snapshot in one step.

    A kill at any moment leaves the old snapshot serving. Older snapshots than the last two are removed.

    Args:
        out: The folder of snapshots; the caller holds its lock.
        bench: What `begun` gave; its shards are written.
        corpus: The encoded stories.
        tables: Small tables by name.
        made: What the manifest tells: inputs, versions, timings.

    Returns:
        The folder of the new snapshot.
    """
    frames = {**tables, "articles": corpus.articles, "vocabulary": _terms(corpus)}
    with ThreadPoolExecutor(1) as aside:  # Arrow and compiled loops let other threads work
        ahead = aside.submit(worked_out, corpus)
        for name, frame in frames.items():
            write_frame(bench.snapshot / "tables" / f"{name}.parquet", frame)
        for name, arrays in ahead.result().items():
            write_arrays(bench.snapshot / "ahead" / name, arrays)
    close(bench.snapshot, {"snapshot_id": corpus.snapshot_id, **made})
    return _switch(out, bench.snapshot, corpus.snapshot_id)


def write_snapshot(out: Path, corpus: Corpus, tables: Mapping[str, pd.DataFrame], made: Mapping[str, Any]) -> Path:
    """Write a corpus that is held in memory as a snapshot, and point CURRENT at it; see `finish`."""
    with begun(out, corpus.snapshot_id) as bench:
        for place, shard in enumerate(corpus.shards):
            bodies = corpus.bodies(range(shard.first, shard.first + shard.n_articles))
            write_shard(shard, bodies, bench.snapshot / "shards" / f"{place:03d}")
        return finish(out, bench, corpus, tables, made)


def _terms(corpus: Corpus) -> pd.DataFrame:
    words = corpus.vocabulary
    return pd.DataFrame(
        {
            "term_id": range(len(words.terms)),
            "term": pd.Series(words.terms, dtype="str"),
            "family": pd.Series([words.terms[place] for place in words.family], dtype="str"),
            "n_articles": words.n_articles,
            "n_tokens": words.n_tokens,
            "is_stop": words.is_stop,
            "family_id": words.family,
        }
    )


def _switch(out: Path, unfinished: Path, snapshot_id: str) -> Path:
    target = out / "snapshots" / snapshot_id
    if target.exists():
        shutil.rmtree(target)
    os.replace(unfinished, target)
    fresh = out / "CURRENT.new"
    with fresh.open("w") as file:
        file.write(snapshot_id)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, out / "CURRENT")
    others = [
        path
        for path in (out / "snapshots").iterdir()
        if path.is_dir() and path != target and "unfinished-" not in path.name
    ]
    for old in sorted(others, key=lambda path: path.stat().st_mtime_ns, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(old)
    return target
