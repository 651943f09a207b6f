"""The back door: files in, a finished snapshot out, each step timed, each with progress."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from dashboard.analysis.sharing import shared_wording
from dashboard.analysis.themes import theme_table
from dashboard.analysis.topic_fit import term_table
from dashboard.analysis.topics import topics
from dashboard.articles.mended import remarks
from dashboard.articles.settle import decide
from dashboard.errors import SnapshotError, SourceError
from dashboard.schema import CORRECTIONS
from dashboard.settings import load_settings
from dashboard.sources.chosen import check_columns, with_columns
from dashboard.sources.corrections import Correction, digest_of, load_corrections
from dashboard.sources.folders import each_once, find_sources
from dashboard.sources.long_records import file_digest, is_long
from dashboard.store.clock import Clock, Progress
from dashboard.store.crew import crew
from dashboard.store.identity import identity
from dashboard.store.inputs import remember
from dashboard.store.making import (
    Stage,
    assemble_all,
    count_all,
    keep_parts,
    read_all,
    settle_all,
    stack_parts,
    versions,
)
from dashboard.store.older import older_topics
from dashboard.store.settling import Settled
from dashboard.store.snapshot import lock, manifest_of
from dashboard.store.tables import frame_of
from dashboard.store.writing import begun, finish


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
        topics: What the topics were fitted on, or why they were fitted anew; empty for a first build.
    """

    snapshot_id: str
    fresh: bool
    n_articles: int
    failed: tuple[str, ...]
    seconds: dict[str, float]
    tally: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    topics: str = ""


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    workers: int = 1,
    columns: Sequence[tuple[str, str]] = (),
    scheduler: str | None = None,
    refit: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Read every source, clean, count, and put a snapshot into `out`.

    The snapshot id is a hash of inputs, settings and code: when the current snapshot has it, nothing is done. The
    result depends neither on the order of the paths nor on who does the work.

    Args:
        paths: Files and folders.
        out: The folder of snapshots.
        workers: Processes that do the work.
        columns: Pairs of our name and a file's for a column, before any guess.
        scheduler: The address of a Dask scheduler whose workers do it instead; they must see the paths and `out`.
        refit: Fit topics on these stories, even where those of the last snapshot would do (`older_topics`).
        progress: Told a step in words and the share of the work done, 0 to 1.

    Raises:
        SourceError: nothing usable is left; the old snapshot is kept.
        UsageError: a column in `columns` is in no file.
        SettingsError: a file in data/ cannot be followed.
        SnapshotError: another build holds the folder.
        WorkerError: the workers cannot do it; the old snapshot is kept.
    """
    settings, corrections = with_columns(load_settings(), columns), load_corrections()
    files, absent = _meant(paths)
    check_columns(files, settings.reading)
    digests = [(path, file_digest(path)) for path in files]
    named = partial(identity, [digest for _, digest in digests], settings, digest_of(corrections))
    if (done := _already(out, named, refit=refit)) is not None:
        return replace(done, failed=done.failed + absent)
    clock = Clock(progress or (lambda _step, _share: None))
    early = any(is_long(path) for path in files)
    with lock(out), crew(workers, scheduler, early=early) as hands, begun(out, named()) as bench:
        stage = Stage(bench, hands, settings, clock, workers)
        order = _Order(digests, corrections, absent, named, refit)
        made = _made(out, stage, order)
        remember(out, paths, columns)
    clock.tell("done", 1.0)
    return replace(made, failed=absent + made.failed, seconds=dict(clock.seconds))


@dataclass(frozen=True)
class _Order:
    """What a build is asked for: its files, what was corrected by hand, paths that are not there, its name."""

    digests: Sequence[tuple[Path, str]]
    corrections: Sequence[Correction]
    absent: tuple[str, ...]
    named: Callable[..., str]
    refit: bool


def _made(out: Path, stage: Stage, order: _Order) -> Built:
    """The steps of a build, each timed."""
    clock, digests, corrections = stage.clock, order.digests, order.corrections
    with clock.step("reading the files and cutting words", 0.02, 0.4):
        reads = read_all(stage, digests, corrections)
    with clock.step("comparing stories", 0.4):
        decisions = decide([glance for read in reads for glance in read.glances], corrections)
        settled = settle_all(stage, reads, decisions)
    failed = tuple(sentence for one in settled for sentence in one.failed)
    n_stories = sum(one.n_stories for one in settled)
    if not n_stories:
        raise SourceError(_nothing(order.absent + failed, len(digests)))
    with clock.step("gathering the words", 0.45, 0.55):
        encoded = assemble_all(stage, settled, order.named())
    with clock.step("finding shared wording", 0.55):
        corpus, shared = shared_wording(encoded, threads=stage.threads)
    with clock.step("matching themes, ranking keywords", 0.65, 0.8):
        count_all(stage, corpus)
    with clock.step("grouping passages", 0.8):
        older = older_topics(out, corpus, refit=order.refit)
        corpus = replace(corpus, snapshot_id=order.named(fitted_on=older.fitted_on))
        grouped = topics(corpus, older=older.fit, workers=stage.threads)
    tally, gone = _summed(settled), remarks(decisions.told)
    with clock.step("writing the snapshot", 0.95):
        stack_parts(stage, reads, settled)
        tables = shared | {
            "themes": theme_table(stage.settings.themes),
            "corrections": frame_of(CORRECTIONS, decisions.told),
            "topics": grouped.topics,
            "article_topics": grouped.article_topics,
            "passages": grouped.passages,
            "topic_verdict": older.noted(grouped.verdict),
            "topic_terms": term_table(grouped.fit),
            "topic_changes": older.changes,
        }
        counts = {"n_files": len(digests), "n_articles": n_stories, "failed": list(failed), "tally": tally}
        state = {"settings": stage.settings.digest, "topics": older.facts, "remarks": gone}
        about = versions() | counts | state | {"seconds": clock.seconds}
        finish(out, stage.bench, corpus, tables, about)
        keep_parts(stage, reads, digests)
    return Built(corpus.snapshot_id, True, n_stories, failed, {}, tally, tuple(gone), older.said)


def _summed(settled: Sequence[Settled]) -> dict[str, int]:
    """Records in and out over all parts."""
    return {name: sum(one.tally[name] for one in settled) for name in ("in", "kept", "merged", "dropped")}


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


def _already(out: Path, named: Callable[..., str], *, refit: bool) -> Built | None:
    """The current snapshot, when it is whole and the one that a build would make; kept topics are as good as new ones.

    Not when topics of its own are asked for and it has older ones.
    """
    try:
        manifest = manifest_of(out, every_byte=True)
    except SnapshotError:
        return None
    fitted_on = "" if refit else manifest.get("topics", {}).get("fitted_on", "")
    if manifest["snapshot_id"] != named(fitted_on=fitted_on):
        return None
    done = Built(manifest["snapshot_id"], False, manifest["n_articles"], tuple(manifest["failed"]), {})
    return replace(done, tally=manifest["tally"], remarks=tuple(manifest["remarks"]))
