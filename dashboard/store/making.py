"""The steps of a build over all parts and shards: who does what on which files, and what is handed on."""

import platform
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.analysis.gauge import gauge_of, with_formulas
from dashboard.articles.settle import Decisions
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import shards_for, vocabulary_of
from dashboard.errors import WorkerError
from dashboard.schema import ARTICLES
from dashboard.settings import Settings
from dashboard.sources.corrections import Correction
from dashboard.sources.packed_lines import unpack_lines
from dashboard.store.arrays import open_table, write_arrays, write_table
from dashboard.store.assembly import Assembled, assemble, counted, merge_words, sizes_of
from dashboard.store.bench import Bench
from dashboard.store.clock import Clock
from dashboard.store.crew import Crew, Lost
from dashboard.store.identity import code_digest
from dashboard.store.kept import is_kept, keep, keys_of, seal, stems_again, taken
from dashboard.store.parts import Part, Read, give_up, parts_of, read_part
from dashboard.store.passing import corpus_of
from dashboard.store.settling import Order, Settled, orders_for, settle_part, sources_of
from dashboard.store.slices import BY_STORY, WITH_FORMULAS, WORDS_ONLY, count, learn, slices_of
from dashboard.store.tables import stack_all, write_frame

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
BY_PART = {"ledger": "ledger", "doubts": "doubts", "pages": "source_texts"}


@dataclass(frozen=True)
class Stage:
    """What the steps share: the folders, who works, the settings.

    Attributes:
        bench: Where the snapshot is made.
        crew: Who does the work.
        settings: What the build follows.
        clock: Is told how far it is.
        threads: Of this process, in steps that one process does.
    """

    bench: Bench
    crew: Crew
    settings: Settings
    clock: Clock
    threads: int = 1

    def all(
        self, name: str, work: Callable, tasks: Sequence[Any], stories: Callable[[Any], int] = lambda _one: 0
    ) -> list[Any]:
        """Every result, in the order of the tasks; the clock is told of the stories in each."""
        results: list[Any] = [None] * len(tasks)
        for n_done, (place, result) in enumerate(self.crew.run(work, tasks), start=1):
            results[place] = result
            self.clock.done(name, 0 if isinstance(result, Lost) else stories(result), n_done / len(tasks))
        return results

    def whole(
        self, name: str, work: Callable, tasks: Sequence[Any], stories: Callable[[Any], int] = lambda _one: 0
    ) -> list[Any]:
        """The same where a lost task would leave stories out: then the old snapshot stays.

        Raises:
            WorkerError: a task ended each worker that tried it.
        """
        found = self.all(name, work, tasks, stories)
        for one in found:
            if isinstance(one, Lost):
                what = f"{name}: {one.why}. Give the workers more memory, or choose fewer (--workers)."
                raise WorkerError(what)
        return found


def read_all(stage: Stage, files: Sequence[tuple[Path, str]], corrections: Sequence[Correction]) -> list[Read]:
    """Read every file, in parts, but those that the last build read; what cannot be read in stretches is read whole."""
    whole: frozenset[Path] = frozenset()
    loose = _unpacked(stage, files)
    while True:
        shutil.rmtree(stage.bench.work / "parts", ignore_errors=True)
        (stage.bench.work / "parts").mkdir(parents=True)
        parts = parts_of(files, whole=whole, loose=loose)
        keys = keys_of(parts, dict(files), stage.settings)
        # What takes longest is begun first: parts that are not kept.
        tasks = sorted(zip(keys, parts, strict=True), key=lambda task: is_kept(stage.bench.home, task[0]))
        work = partial(_read, stage.bench, stage.settings, tuple(corrections))
        reads: dict[int, Read] = {}
        for (_, part), one in zip(tasks, stage.all("reading", work, tasks, lambda read: read.n_stories), strict=True):
            lost = isinstance(one, Lost)
            reads[part.number] = give_up(stage.bench.part(part.number), part, one.why, stage.settings) if lost else one
        found = [reads[part.number] for part in parts]
        undone = {read.part.files[0] for read in found if read.whole}
        if not undone:
            return found
        whole |= undone


def _unpacked(stage: Stage, files: Sequence[tuple[Path, str]]) -> dict[Path, Path]:
    """Long compressed files of JSON lines, and where they now lie unpacked, for as long as the build lasts."""
    home, limits = stage.bench.work / "unpacked", stage.settings.reading
    return {path: home / digest for path, digest in files if unpack_lines(path, home / digest, limits)}


def keep_parts(stage: Stage, reads: Sequence[Read], files: Sequence[tuple[Path, str]]) -> None:
    """Keep what was read, for the next build."""
    keys = keys_of([read.part for read in reads], dict(files), stage.settings)
    both = zip(keys, reads, strict=True)
    kept = {key: stage.bench.part(read.part.number) for key, read in both if key and not read.lost}
    with suppress(OSError):  # the snapshot stands; what is not kept is read again
        keep(stage.bench.home, kept)


def _read(bench: Bench, settings: Settings, corrections: Sequence[Correction], task: tuple[str, Part]) -> Read:
    """A part as it was kept under its key, or else read."""
    key, part = task
    folder = bench.part(part.number)
    if (kept := taken(bench.home, key, part, folder, corrections)) is not None:
        return kept
    read = read_part(folder, part, settings, corrections)
    if not read.whole:
        seal(folder, read)
    return read


def settle_all(stage: Stage, reads: Sequence[Read], decisions: Decisions) -> list[Settled]:
    """Carry the decisions out in every part."""
    task = partial(_settle, stage.bench, stage.settings)
    return stage.whole("comparing", task, orders_for(reads, decisions), lambda one: one.n_stories)


def _settle(bench: Bench, settings: Settings, order: Order) -> Settled:
    return settle_part(bench.part(order.number), order, settings)


def assemble_all(stage: Stage, settled: Sequence[Settled], snapshot_id: str) -> Corpus:
    """Gather the shards, and open them as the corpus that the next steps read."""
    bench = stage.bench
    folders = tuple(bench.part(one.number) for one in settled)
    n_shards = shards_for(sum(one.n_stories for one in settled))
    terms = merge_words(folders, bench.work)
    task = partial(assemble, bench, folders, sizes_of(folders, n_shards))
    with ThreadPoolExecutor(1) as aside:  # word forms are found meanwhile: one process alone then loads NLTK
        found = aside.submit(stems_again, bench.home, terms)
        shards: list[Assembled] = stage.whole("gathering", task, range(n_shards), lambda one: one.n_stories)
    stories = pa.concat_tables([open_table(bench.work / f"stories-{one.number:03d}.arrow") for one in shards])
    names = [name for name in ARTICLES.names if name != "body"]
    articles = stories.select(names).to_pandas()
    n_articles, n_tokens = counted(bench.work, n_shards)
    stems = found.result()
    write_frame(bench.snapshot / "tables" / "stems.parquet", stems)
    known = dict(zip(stems["term"].tolist(), stems["stem"].tolist(), strict=True))
    vocabulary = vocabulary_of(terms, n_articles, n_tokens, stage.settings, stems=known)
    numbers = {name: getattr(vocabulary, name) for name in ("n_articles", "n_tokens", "family")}
    write_arrays(bench.work / "vocabulary", {**numbers, "is_stop": vocabulary.is_stop.astype(np.uint8)})
    return corpus_of(bench.snapshot, snapshot_id, articles, vocabulary, stage.settings)


def count_all(stage: Stage, corpus: Corpus) -> None:
    """Count themes and keywords, slice by slice, and write their tables."""
    bench = stage.bench
    write_table(bench.work / "stories.arrow", pa.Table.from_pandas(corpus.articles, preserve_index=False))
    n_main = int((corpus.articles["kind"] == "main").sum())
    gauge = gauge_of(corpus.vocabulary, stage.settings.keywords, n_main)
    slices = slices_of([shard.n_articles for shard in corpus.shards])
    write_arrays(bench.work / WORDS_ONLY, vars(gauge))
    phrases = stage.whole("learning phrases", partial(learn, bench), slices)
    write_arrays(bench.work / WITH_FORMULAS, vars(with_formulas(gauge, phrases)))
    stage.whole("counting", partial(count, bench), slices, int)
    left = {name: [bench.work / f"{name}-{one.name}.arrow" for one in slices] for name in BY_STORY}
    stack_all(bench.snapshot / "tables", left, stage.threads)


def stack_parts(stage: Stage, reads: Sequence[Read], settled: Sequence[Settled]) -> None:
    """Write the tables that the parts left: sources, ledger, doubts, texts of pages."""
    tables, folders = stage.bench.snapshot / "tables", [stage.bench.part(one.number) for one in settled]
    write_frame(tables / "sources.parquet", sources_of(stage.bench, reads))
    left = {name: [folder / f"{file}.arrow" for folder in folders] for file, name in BY_PART.items()}
    stack_all(tables, left, stage.threads)


def versions() -> dict[str, Any]:
    """What made a snapshot, for its manifest."""
    return {
        "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "code": code_digest(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }
