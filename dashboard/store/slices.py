"""Some stories of a shard at a time, with the vocabulary of all: what is counted per story is counted here."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from dashboard.analysis.gauge import Gauge
from dashboard.analysis.keywords import keywords, phrases_of
from dashboard.analysis.themes import tables_of
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import days_of, no_sql, no_table, part_of
from dashboard.corpus.vocabulary import Vocabulary
from dashboard.settings import Settings, load_settings
from dashboard.store.arrays import open_arrays, open_shard, open_table, write_table
from dashboard.store.bench import Bench
from dashboard.store.hits import hits_in

STORIES = 5_000  # of a slice: its boundaries are the same for any number of workers
WORDS_ONLY, WITH_FORMULAS = "gauge-1", "gauge-2"
BY_STORY = ("theme_hits", "broad_hits", "title_hits", "article_themes", "keywords")


@dataclass(frozen=True)
class Slice:
    """Rows `low` to `high` of a shard; `first` is the row of its first story in the snapshot."""

    shard: int
    low: int
    high: int
    first: int

    @property
    def name(self) -> str:
        """Names its files; slices sort by it as their stories stand."""
        return f"{self.shard:03d}-{self.low:06d}"


def slices_of(sizes: Sequence[int]) -> list[Slice]:
    """The slices of shards with so many stories."""
    found: list[Slice] = []
    first = 0
    for shard, size in enumerate(sizes):
        found += [Slice(shard, low, min(low + STORIES, size), first + low) for low in range(0, size, STORIES)]
        first += size
    return found


def learn(bench: Bench, some: Slice) -> np.ndarray:
    """The phrases of a slice, from which the formulas of the coverage are learned."""
    grade = _gauge(bench.work / WORDS_ONLY).grade
    return phrases_of(_corpus(bench, some), grade, _flags(bench, some), before=some.first)


def count(bench: Bench, some: Slice) -> int:
    """Hits of themes and keywords of a slice, written as tables for `stack_all`; tells how many stories it has."""
    corpus = _corpus(bench, some)
    hits = hits_in(bench.work / f"hits-{some.shard:03d}.arrow", some.low, some.high, corpus)
    found = keywords(corpus, _gauge(bench.work / WITH_FORMULAS), _flags(bench, some))
    tables = {**tables_of(corpus, hits), "keywords": found}
    for name in BY_STORY:
        frame = tables[name].assign(row=tables[name]["row"] + some.first)
        write_table(bench.work / f"{name}-{some.name}.arrow", pa.Table.from_pandas(frame, preserve_index=False))
    return some.high - some.low


def _corpus(bench: Bench, some: Slice) -> Corpus:
    """The stories of a slice as a corpus of their own, their rows counted from 0."""
    vocabulary = _vocabulary(bench.work)
    shard, bodies = open_shard(bench.snapshot / "shards" / f"{some.shard:03d}", 0)
    column = bodies.column("body").slice(some.low, some.high - some.low)
    articles = open_table(bench.work / "stories.arrow").slice(some.first, some.high - some.low).to_pandas()
    return Corpus(
        snapshot_id=bench.snapshot.name,
        articles=articles,
        days=days_of(articles),
        vocabulary=vocabulary,
        shards=(part_of(shard, some.low, some.high),),
        settings=_settings(bench.snapshot),
        bodies=partial(_bodies, column),
        table=no_table,
        sql=no_sql,
    )


def _flags(bench: Bench, some: Slice) -> np.ndarray:
    """How the tokens of a slice stand."""
    name = f"{some.shard:03d}"
    tokens = open_arrays(bench.snapshot / "shards" / name, ["article_tokens"])["article_tokens"]
    whole: np.ndarray = open_table(bench.work / f"flags-{name}.arrow").column("flags").to_numpy()
    return whole[tokens[some.low] : tokens[some.high]]


def _bodies(column: pa.ChunkedArray, rows: Sequence[int]) -> list[str]:
    """The texts of some stories; those of a run of stories are not copied first."""
    wanted = np.asarray(rows, np.int64)
    run = len(wanted) > 0 and bool((np.diff(wanted) == 1).all())
    some = column.slice(wanted[0], len(wanted)) if run else column.take(pa.array(wanted))
    return some.to_pylist()


@lru_cache(maxsize=1)
def _settings(snapshot: Path) -> Settings:
    return load_settings(snapshot / "settings")


@lru_cache(maxsize=1)
def _vocabulary(work: Path) -> Vocabulary:
    """The words of the snapshot, kept by each worker for all its slices; no two builds share a folder."""
    numbers = open_arrays(work / "vocabulary", ("n_articles", "n_tokens", "family", "is_stop"))
    terms = open_table(work / "words.arrow").column("term").to_pylist()
    return Vocabulary(terms=terms, **{**numbers, "is_stop": numbers["is_stop"].astype(bool)})


@lru_cache(maxsize=1)
def _gauge(folder: Path) -> Gauge:
    return Gauge(**open_arrays(folder, tuple(field.name for field in fields(Gauge))))
