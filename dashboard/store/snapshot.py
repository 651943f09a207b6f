"""Snapshots on disk: written whole, named by content, switched in one step, opened without copies.

::

    OUT/CURRENT               the id that readers open, replaced in one step
    OUT/lock                  held while a build writes
    OUT/snapshots/ID/         manifest.json · tables/*.{parquet,arrow} · shards/000/*.arrow · settings/*.toml
                              ahead/*/*.arrow: arrays worked out beforehand
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.analysis.selection import one_of
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import days_of, no_sql, no_table
from dashboard.corpus.vocabulary import Vocabulary
from dashboard.errors import SettingsError, SnapshotError
from dashboard.settings import Settings, load_settings
from dashboard.store.arrays import open_arrays, open_shard
from dashboard.store.checks import AT_ONCE, damage, misfit, told, weight, without_footer
from dashboard.store.engine import engine
from dashboard.store.inputs import again
from dashboard.store.tables import open_frame


@contextmanager
def lock(out: Path) -> Iterator[None]:
    """Hold the folder for one build; the kernel lets go when the process ends, however it ends.

    Raises:
        SnapshotError: another build holds it, or the folder cannot be written.
    """
    import fcntl

    path = out / "lock"
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = path.open("a+")
    except OSError as fault:
        raise SnapshotError(
            f"{out}: the folder cannot be written ({fault.strerror}). A build puts its snapshot there. "
            "Choose another folder with --out, or mend its permissions."
        ) from fault
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            holder = path.read_text().strip() or "another build"
            raise SnapshotError(
                f"{out}: {holder} is building there. One build at a time may write a folder. "
                "Wait for it, or build elsewhere with --out."
            ) from fault
        handle.truncate(0)
        handle.write(f"process {os.getpid()}")
        handle.flush()
        yield


def current_id(out: Path) -> str | None:
    """The id that CURRENT names; None when there is no snapshot."""
    try:
        return (out / "CURRENT").read_bytes().decode(errors="replace").strip() or None
    except OSError:
        return None


def written(out: Path) -> str:
    """When the current snapshot was written, as the disk says: a mended one has the same id, and is another."""
    try:
        return str((out / "snapshots" / (current_id(out) or "") / "manifest.json").stat().st_mtime_ns)
    except (OSError, ValueError):
        return ""


def manifest_of(out: Path, *, every_byte: bool = False) -> dict[str, Any]:
    """What the current snapshot tells about itself, after a look whether all its files are there.

    Args:
        out: The folder of snapshots.
        every_byte: Read all files through and compare them with what was written; a gigabyte takes a second.

    Raises:
        SnapshotError: there is none, or it is damaged.
    """
    snapshot_id = current_id(out)
    if snapshot_id is None:
        raise SnapshotError(f"{out}: there is no snapshot. A build puts one there. Run: python -m dashboard build")
    folder = out / "snapshots" / snapshot_id
    try:
        manifest = told(folder)
        files = manifest["files"]
        known = manifest["snapshot_id"] == snapshot_id
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise damaged(out, f"its manifest.json cannot be read ({fault})") from fault
    if not known:
        raise damaged(out, f"CURRENT names {snapshot_id}, the manifest {manifest['snapshot_id']}")
    wrong = misfit(folder, files) or (damage(folder, files) if every_byte else "")
    if wrong:
        raise damaged(out, wrong)
    return manifest


def damaged(out: Path, what: str) -> SnapshotError:
    """The sentence about a snapshot with a fault: where, what, and the command that mends it."""
    where = out / "snapshots" / (current_id(out) or "")
    return SnapshotError(
        f"{where}: the snapshot is damaged, {what}. A whole snapshot belongs there. "
        f"Run: {again(out)}, which writes it anew."
    )


def open_corpus(out: Path | str, *, every_byte: bool = False) -> Corpus:
    """Open the current snapshot of a folder for reading, as the dashboard does.

    What comes back: `articles` (a pandas frame, one row per story), `table(name)` (any other table as a frame),
    `sql(query, values)` (DuckDB over all of them), `bodies(rows)` (texts). Nothing is written.

    Args:
        out: The folder that a build wrote to, data/corpus unless told otherwise.
        every_byte: Compare big snapshots, too, with what was written, before anything is counted; small ones
            always are.

    Raises:
        SnapshotError: there is none, or it is damaged.
    """
    out = Path(out)
    manifest = manifest_of(out)
    files, folder = manifest["files"], out / "snapshots" / manifest["snapshot_id"]
    small = weight(files) <= AT_ONCE
    if wrong := damage(folder, files) if every_byte or small else without_footer(folder, files):
        raise damaged(out, wrong)
    try:
        return _open(folder, manifest["snapshot_id"])
    except (OSError, ValueError, pa.ArrowException, KeyError, SettingsError) as fault:
        raise damaged(out, str(fault).splitlines()[0] if str(fault) else type(fault).__name__) from fault


def _open(folder: Path, snapshot_id: str) -> Corpus:
    vocabulary = _vocabulary(_frame(folder, "vocabulary"))
    settings = load_settings(folder / "settings")
    corpus, bodies = _with_shards(folder, snapshot_id, _frame(folder, "articles"), vocabulary, settings)
    return replace(corpus, table=_tables(folder), sql=engine(folder / "tables", bodies), ahead=_ahead(folder / "ahead"))


def _ahead(folder: Path) -> Callable[[str], dict[str, np.ndarray]]:
    """What `Corpus.ahead` is for a finished snapshot."""

    @cache
    def ahead(name: str) -> dict[str, np.ndarray]:
        """Arrays that the build worked out beforehand; none when the snapshot has none of that name."""
        return open_arrays(folder / name, sorted(path.stem for path in (folder / name).glob("*.arrow")))

    return ahead


def _tables(folder: Path) -> Callable[[str], pd.DataFrame]:
    """What `Corpus.table` is for a finished snapshot."""

    @cache
    def table(name: str) -> pd.DataFrame:
        """A table of the snapshot by its name, whole, as a pandas frame; its columns are on the page Method.

        Everyone gets the same frame: copy it before you change it. `sentences` and `article_terms` are too long to
        be kept; `dashboard.export.tables.rows_of` gives them in chunks.

        Raises:
            UsageError: the snapshot has no such table; the sentence lists those it has.
        """
        return _frame(folder, one_of("table", name, (path.stem for path in (folder / "tables").glob("*.parquet"))))

    return table


def _with_shards(
    folder: Path, snapshot_id: str, articles: pd.DataFrame, vocabulary: Vocabulary, settings: Settings
) -> tuple[Corpus, pa.Table]:
    """A corpus without tables over the shards of a folder, and the texts of its stories."""
    shards, texts, first = [], [], 0
    for path in sorted(path for path in (folder / "shards").iterdir() if not path.name.startswith(".")):
        shard, bodies = open_shard(path, first)
        shards.append(shard)
        texts.append(bodies)
        first += shard.n_articles
    bodies = pa.concat_tables(texts)
    corpus = Corpus(
        snapshot_id=snapshot_id,
        articles=articles,
        days=days_of(articles),
        vocabulary=vocabulary,
        shards=tuple(shards),
        settings=settings,
        bodies=_texts(bodies.column("body")),
        table=no_table,
        sql=no_sql,
    )
    return corpus, bodies


def _texts(column: pa.ChunkedArray) -> Callable[[Sequence[int]], list[str]]:
    """What `Corpus.bodies` is over memory-mapped texts; a take from several chunks at once would join them all."""
    chunks = column.chunks
    ends = np.cumsum([len(chunk) for chunk in chunks])

    def bodies(rows: Sequence[int]) -> list[str]:
        """The texts of stories, by their rows in `Corpus.articles`, in the order asked for."""
        wanted = np.asarray(rows, np.int64)
        places = np.searchsorted(ends, wanted, side="right").tolist()
        return [
            chunks[place][row - int(ends[place])].as_py() for place, row in zip(places, wanted.tolist(), strict=True)
        ]

    return bodies


def _frame(folder: Path, name: str) -> pd.DataFrame:
    return open_frame(folder / "tables" / f"{name}.parquet")


def _vocabulary(frame: pd.DataFrame) -> Vocabulary:
    return Vocabulary(
        terms=frame["term"].tolist(),
        n_articles=frame["n_articles"].to_numpy(),
        n_tokens=frame["n_tokens"].to_numpy(),
        family=frame["family_id"].to_numpy(),
        is_stop=frame["is_stop"].to_numpy(),
    )
