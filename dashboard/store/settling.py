"""What all parts together decided, carried out in each part: the rows of its tables, and the words that are left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.articles.boilerplate import known
from dashboard.articles.ledger import Reading
from dashboard.articles.settle import Decisions, Glance, applied, tally
from dashboard.corpus.pieces import used
from dashboard.corpus.shards import dealt
from dashboard.schema import ARTICLES, DOUBTS, LEDGER, SOURCES
from dashboard.settings import Settings
from dashboard.store.arrays import open_piece, open_table, rows_table, write_table
from dashboard.store.bench import Bench
from dashboard.store.parts import Read, cut_in, readings_of, recut, with_bodies

COUNTED = ("n_words", "n_sentences", "body")


@dataclass(frozen=True)
class Order:
    """What is to be done in one part.

    Attributes:
        number: Which part.
        decisions: Those that concern it.
        shift: Characters of its file before its first.
        known: Stories that stand in an earlier part already: the same file was given twice.
    """

    number: int
    decisions: Decisions
    shift: int
    known: frozenset[str]


@dataclass(frozen=True)
class Settled:
    """What is left of a part.

    Attributes:
        number: Which part.
        n_stories: Its stories.
        tally: Records in and out.
        failed: A sentence per file that could not be read.
    """

    number: int
    n_stories: int
    tally: Mapping[str, int]
    failed: tuple[str, ...]


def orders_for(reads: Sequence[Read], decisions: Decisions) -> list[Order]:
    """One order per part."""
    found: list[Order] = []
    seen: set[str] = set()
    shift = 0
    for read in reads:
        stretch = read.part.stretch
        shift = 0 if stretch is None or stretch.start == 0 else shift
        ids = [ident for glance in read.glances for ident in glance.ids]
        given_before = frozenset(seen.intersection(ids))
        found.append(Order(read.part.number, _concerning(decisions, read.glances, ids), shift, given_before))
        seen.update(ids)
        shift += read.n_characters
    return found


def _concerning(decisions: Decisions, glances: Sequence[Glance], ids: Sequence[str]) -> Decisions:
    """The decisions on some stories, few enough to be sent to a worker."""
    sources = decisions.sources.intersection(glance.source_id for glance in glances)
    if not sources:
        return Decisions()
    return replace(
        decisions,
        days={ident: decisions.days[ident] for ident in ids if ident in decisions.days},
        merged={ident: decisions.merged[ident] for ident in ids if ident in decisions.merged},
        mended={ident: decisions.mended[ident] for ident in ids if ident in decisions.mended},
        sources=sources,
        told=(),
        times={key: pair for one in glances if one.ends for key, pair in known(one.ends, decisions.times).items()},
    )


def settle_part(folder: Path, order: Order, settings: Settings) -> Settled:
    """Write a part's tables: sources, ledger, doubts, and its stories with their place in the part's piece."""
    before = with_bodies(folder, readings_of(folder)) if order.decisions.times else readings_of(folder)
    after = [applied(reading, order.decisions) for reading in before]
    if order.decisions.times:
        recut(folder, before, after, settings)
    place_of = {row["article_id"]: place for place, row in enumerate(row for one in before for row in one.articles)}
    rows, seen = [], set[str]()
    for row in (row for reading in after for row in reading.articles):
        ident = row["article_id"]
        if ident not in seen and ident not in order.known:
            rows.append(row)
        seen.add(ident)
    write_table(folder / "ledger.arrow", rows_table(LEDGER, _shifted(after, order.shift)))
    write_table(folder / "doubts.arrow", rows_table(DOUBTS, [row for reading in after for row in reading.doubts]))
    write_table(folder / "sources.arrow", rows_table(SOURCES, [reading.source for reading in after]))
    _write_stories(folder, rows, np.array([place_of[row["article_id"]] for row in rows], np.int64))
    failed = tuple(reading.source["reason"] for reading in after if reading.source["status"] == "failed")
    return Settled(order.number, len(rows), tally(after), failed)


def _shifted(readings: Iterable[Reading], shift: int) -> list[Mapping[str, Any]]:
    rows = [row for reading in readings for row in reading.ledger]
    return [{**row, "start": row["start"] + shift, "end": row["end"] + shift} for row in rows] if shift else rows


def _write_stories(folder: Path, rows: Sequence[Mapping[str, Any]], places: np.ndarray) -> None:
    texts = cut_in(folder)
    piece = open_piece(texts / "piece.arrow")
    words = open_table(texts / "words.arrow").column("term")
    stories = rows_table(ARTICLES, rows, without=COUNTED)
    n_words = np.diff(piece.article_tokens)[places].astype(np.int64)
    n_sentences = np.diff(piece.article_sentences)[places].astype(np.int64)
    numbers = [dealt(row["article_id"]) for row in rows]
    stories = stories.append_column("n_words", pa.array(n_words)).append_column("n_sentences", pa.array(n_sentences))
    stories = stories.append_column("place", pa.array(places)).append_column("dealt", pa.array(numbers, pa.int64()))
    write_table(folder / "stories.arrow", stories)
    left = used(piece, places, len(words))
    write_table(folder / "left.arrow", pa.table({"term": words.filter(pa.array(left))}))


def sources_of(bench: Bench, reads: Sequence[Read]) -> pd.DataFrame:
    """The table of sources: one row per file, also of those that were read in stretches."""
    frames = []
    for _, group in groupby(reads, key=lambda read: read.part.stretch.path if read.part.stretch else read.part.number):
        some = list(group)
        rows = pd.concat([open_table(bench.part(read.part.number) / "sources.arrow").to_pandas() for read in some])
        frames.append(_one_row(rows, some) if some[0].part.stretch else rows)
    return pd.concat(frames, ignore_index=True)


def _one_row(rows: pd.DataFrame, reads: Sequence[Read]) -> pd.DataFrame:
    """The row of a file that was read in stretches: sums, and what is wrong with it as if it had been read at once."""
    lost = rows[rows["status"] == "failed"]
    whole = (lost if len(lost) else rows).head(1).copy()
    for name in ("n_records", "n_characters", "n_articles"):
        whole[name] = rows[name].sum()
    n_faults = sum(read.faults[0] for read in reads)
    if len(lost) or not n_faults:
        return whole
    first = next(read.faults[1] for read in reads if read.faults[0])
    name, n_records = rows["name"].iloc[0], int(rows["n_records"].sum())
    if n_faults == n_records:
        reason = f"{name}: none of its {n_records:,} lines is a JSON object; {first.rstrip('.')}."
        return whole.assign(status="failed", reason=reason)
    told = f"{n_faults:,} of {n_records:,} lines are no record and were left out; the first: {first}"
    return whole.assign(reason=f"{rows['reason'].iloc[0] or f'{name}:'} {told}")
