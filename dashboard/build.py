"""The back door: files in, a finished snapshot out, each step timed, each with progress."""

import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

import pandas as pd

from dashboard.analysis.keywords import keywords
from dashboard.analysis.sharing import shared_wording
from dashboard.analysis.themes import theme_tables
from dashboard.analysis.topics import topics
from dashboard.articles.ledger import Reading
from dashboard.articles.mended import remarks
from dashboard.articles.page import read_page
from dashboard.articles.record import read_records
from dashboard.articles.settle import settle, tally
from dashboard.articles.vendor import read_vendor
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import encode
from dashboard.errors import SnapshotError, SourceError
from dashboard.schema import (
    CORRECTIONS,
    DOUBTS,
    LEDGER,
    SOURCE_TEXTS,
    SOURCES,
    Table,
)
from dashboard.settings import Settings, load_settings
from dashboard.sources.chosen import check_columns, with_columns
from dashboard.sources.corrections import digest_of, load_corrections
from dashboard.sources.folders import each_once, find_sources
from dashboard.sources.reader import Raw, raws
from dashboard.store.identity import code_digest, identity
from dashboard.store.snapshot import lock, manifest_of, write_snapshot

Progress = Callable[[str, float], None]
LIBRARIES = (
    "streamlit",
    "plotly",
    "pandas",
    "numpy",
    "scipy",
    "scikit-learn",
    "nltk",
    "numba",
    "duckdb",
    "pyarrow",
    "sentencex",
)
MANY_PAGES = 64  # below this a second process costs more than it saves


@dataclass(frozen=True)
class Built:
    """What a build did.

    Attributes:
        snapshot_id: The snapshot that now serves.
        fresh: False when it was there already and nothing was rebuilt.
        n_articles: Stories in it, both kinds.
        failed: One sentence per source that could not be read.
        seconds: Step → seconds.
        tally: Records in, kept, merged and dropped; in = kept + merged + dropped.
        remarks: One sentence per correction by hand that finds its story no more.
    """

    snapshot_id: str
    fresh: bool
    n_articles: int
    failed: tuple[str, ...]
    seconds: dict[str, float]
    tally: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    workers: int = 1,
    columns: Sequence[tuple[str, str]] = (),
    progress: Progress | None = None,
) -> Built:
    """Read every source, clean, count, and put a snapshot into `out`.

    The snapshot id is a hash of inputs, settings and code: when the current snapshot has it, nothing is done.

    Args:
        paths: Files and folders.
        out: The folder of snapshots.
        workers: Processes that read pages; the result does not depend on it.
        columns: Pairs of our name and a file's for a column, before any guess.
        progress: Told a step in words and the share of the work done, 0 to 1.

    Raises:
        SourceError: nothing usable is left; the old snapshot is kept.
        UsageError: a column in `columns` is in no file.
        SettingsError: a file in data/ cannot be followed.
        SnapshotError: another build holds the folder.
    """
    settings, corrections = with_columns(load_settings(), columns), load_corrections()
    files, absent = _meant(paths)
    check_columns(files, settings.reading)
    snapshot_id = identity(files, settings, digest_of(corrections))
    if (done := _already(out, snapshot_id)) is not None:
        return replace(done, failed=done.failed + absent)
    clock = _Clock(progress or (lambda _step, _share: None))
    with lock(out):
        readings = clock.time("reading the files", 0.05, lambda: _read_all(files, settings, workers))
        settled = clock.time(
            "comparing stories", 0.18, lambda: settle([one for one, _ in readings], settings, corrections)
        )
        readings = [(reading, text) for reading, (_, text) in zip(settled.readings, readings, strict=True)]
        articles = list({row["article_id"]: row for reading, _ in readings for row in reading.articles}.values())
        failed = tuple(reading.source["reason"] for reading, _ in readings if reading.source["status"] == "failed")
        if not articles:
            raise SourceError(_nothing(absent + failed, len(files)))
        encoded = clock.time("cutting words", 0.2, lambda: encode(articles, settings, snapshot_id=snapshot_id))
        corpus, shared = clock.time("finding shared wording", 0.3, lambda: shared_wording(encoded))
        tables = _source_tables(readings) | {"corrections": _typed(CORRECTIONS, settled.corrections)}
        tables |= shared | _analysed(corpus, clock)
        made = _made(readings, corpus, failed) | {"seconds": clock.seconds, "settings": settings.digest}
        made |= {"remarks": remarks(settled.corrections)}
        clock.time("writing the snapshot", 0.95, lambda: write_snapshot(out, corpus, tables, made))
    clock.tell("done", 1.0)
    done = Built(snapshot_id, True, len(articles), absent + failed, dict(clock.seconds))
    return replace(done, tally=made["tally"], remarks=tuple(made["remarks"]))


def _meant(paths: Sequence[Path]) -> tuple[list[Path], tuple[str, ...]]:
    """The files of all paths, and a sentence per path that is not there: it costs the others nothing.

    Raises:
        SourceError: none of the paths holds a file.
    """
    files: list[Path] = []
    absent: list[str] = []
    for path in paths:
        try:
            files += find_sources([path])
        except SourceError as fault:
            absent.append(str(fault))
    if not files:
        raise SourceError(_nothing(tuple(absent), 0))
    return each_once(files), tuple(absent)


def _nothing(reasons: tuple[str, ...], n_files: int) -> str:
    told = "\n".join(reasons) + "\n" if reasons else ""
    return (
        f"{told}Nothing to build: {n_files} {'file' if n_files == 1 else 'files'} and no story in them. "
        "At least one page or record with text belongs there. The old snapshot, if any, is kept."
    )


@dataclass(frozen=True)
class _Clock:
    """Times steps and tells about them."""

    tell: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, step: str, share: float, work: Callable[[], Any]) -> Any:
        """Do one step; its seconds are kept under its name."""
        self.tell(step, share)
        start = perf_counter()
        result = work()
        self.seconds[step] = round(perf_counter() - start, 3)
        return result


def _already(out: Path, snapshot_id: str) -> Built | None:
    """The current snapshot, when it is whole and the one that a build would make."""
    try:
        manifest = manifest_of(out)
    except SnapshotError:
        return None
    if manifest["snapshot_id"] != snapshot_id:
        return None
    done = Built(snapshot_id, False, manifest["n_articles"], tuple(manifest["failed"]), {})
    return replace(done, tally=manifest["tally"], remarks=tuple(manifest["remarks"]))


def _read_one(path: Path, settings: Settings) -> list[tuple[Reading, str | None]]:
    """One file as stories and ledger rows, with its text when it is a page; an archive gives one for each member."""
    return [(_reading(raw, settings), raw.text) for raw in raws(path, settings.reading)]


def _reading(raw: Raw, settings: Settings) -> Reading:
    if raw.records is not None:
        return read_records(raw, settings)
    return read_vendor(raw, settings) or read_page(raw, settings)


def _read_all(files: Sequence[Path], settings: Settings, workers: int) -> list[Any]:
    if workers > 1 and len(files) >= MANY_PAGES:
        with ProcessPoolExecutor(workers) as pool:
            read = pool.map(_read_one, files, [settings] * len(files), chunksize=16)
            return [reading for readings in read for reading in readings]
    return [reading for path in files for reading in _read_one(path, settings)]


def _source_tables(readings: Sequence[tuple[Reading, str | None]]) -> dict[str, pd.DataFrame]:
    texts = [{"source_id": reading.source["source_id"], "text": text} for reading, text in readings if text is not None]
    return {
        "sources": _typed(SOURCES, [reading.source for reading, _ in readings]),
        "ledger": _typed(LEDGER, [row for reading, _ in readings for row in reading.ledger]),
        "source_texts": _typed(SOURCE_TEXTS, texts),
        "doubts": _typed(DOUBTS, [row for reading, _ in readings for row in reading.doubts]),
    }


_DTYPES = {"whole": "Int64", "number": "float64", "flag": "bool", "text": "str", "day": "str", "time": "str"}


def _typed(table: Table, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with the columns of the contract, typed even when there is no row."""
    rows = list(rows)
    return pd.DataFrame(
        {
            column.name: pd.Series([row[column.name] for row in rows], dtype=_DTYPES[column.kind])
            for column in table.columns
        }
    )


def _analysed(corpus: Corpus, clock: _Clock) -> dict[str, pd.DataFrame]:
    """The tables that are counted once per snapshot."""
    themes = corpus.settings.themes
    tables = clock.time("matching themes", 0.4, lambda: theme_tables(corpus, themes))
    tables |= {"keywords": clock.time("ranking keywords", 0.55, lambda: keywords(corpus))}
    grouped = clock.time("grouping passages", 0.7, lambda: topics(corpus))
    return tables | {
        "topics": grouped.topics,
        "article_topics": grouped.article_topics,
        "passages": grouped.passages,
        "topic_verdict": grouped.verdict,
    }


def _made(readings: Sequence[tuple[Reading, str | None]], corpus: Corpus, failed: tuple[str, ...]) -> dict[str, Any]:
    return {
        "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "code": code_digest(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "n_files": len(readings),
        "n_articles": len(corpus.articles),
        "tally": tally([reading for reading, _ in readings]),
        "failed": list(failed),
    }
