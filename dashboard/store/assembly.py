"""From parts to shards: one vocabulary for all, then each shard gathered from every part that has stories of it."""

import mmap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.corpus.corpus import Shard
from dashboard.corpus.pieces import Piece, runs, text_array
from dashboard.corpus.postings import postings
from dashboard.corpus.shards import bounds_of, counts_of
from dashboard.store.arrays import (
    let_go,
    map_piece,
    open_arrays,
    open_row,
    open_shard,
    open_table,
    write_arrays,
    write_bodies,
    write_row,
    write_table,
)
from dashboard.store.bench import Bench
from dashboard.store.hits import by_row, moved
from dashboard.store.parts import cut_in

Placed = tuple[Piece, np.ndarray, np.ndarray, np.ndarray]  # as `pieces.runs` wants them
ORDER = [(name, "ascending", "at_end") for name in ("published", "outlet", "article_id")]


@dataclass(frozen=True)
class Assembled:
    """A shard on disk: its number and its stories."""

    number: int
    n_stories: int


def merge_words(folders: Sequence[Path], work: Path) -> list[str]:
    """The words of all parts once, sorted by code point, which are written to `work`/words.arrow.

    Beside them, in `work`/ids.arrow by the name of each part's folder: the id of each of its words, -1 for those that
    no story has that is left. So each part's words are looked up once, not once for every shard.
    """
    left = [open_table(folder / "left.arrow").column("term") for folder in folders]
    met = pa.chunked_array([part.combine_chunks() for part in left], pa.large_string()).dictionary_encode()
    known = met.chunk(0).dictionary if met.num_chunks else pa.array([], pa.large_string())  # that of all chunks
    order = pc.sort_indices(known)  # bytes of UTF-8 sort as code points do
    words = known.take(order)
    place = np.empty(len(words), np.int32)
    place[order.to_numpy()] = np.arange(len(words), dtype=np.int32)
    chunks = iter(met.chunks)  # none for a part without words
    ids = [place[next(chunks).indices.to_numpy()] if len(part) else place[:0] for part in left]
    mine = zip(folders, left, ids, strict=True)
    write_row(work / "ids.arrow", {folder.name: _spread(folder, some, given) for folder, some, given in mine})
    write_table(work / "words.arrow", pa.table({"term": words}))
    return words.to_pylist()


def _spread(folder: Path, left: pa.Array, ids: np.ndarray) -> np.ndarray:
    """The ids of a part's words from those of the words that are left; both are sorted."""
    words = open_table(cut_in(folder) / "words.arrow").column("term")
    if len(words) == len(left):
        return ids
    spread = np.full(len(words), -1, np.int32)
    spread[pc.is_in(words, value_set=left).to_numpy()] = ids
    return spread


def sizes_of(folders: Sequence[Path], n_shards: int) -> list[int]:
    """How many stories each shard will hold."""
    sizes = np.zeros(n_shards, np.int64)
    for folder in folders:
        dealt = open_table(folder / "stories.arrow").column("dealt").to_numpy()
        sizes += np.bincount(dealt % n_shards, minlength=n_shards)
    return sizes.tolist()


def assemble(bench: Bench, folders: Sequence[Path], sizes: Sequence[int], number: int) -> Assembled:
    """Gather a shard from the parts, index it, and write its arrays, texts, stories and counts.

    Args:
        bench: The folder of work with words.arrow, where stories and counts go, and that of the snapshot.
        folders: The folders of all parts.
        sizes: How many stories each shard holds.
        number: Which shard.
    """
    work = bench.work
    stories, picks = _picked(number, len(sizes), folders)
    order = pc.sort_indices(stories, sort_keys=ORDER).to_numpy()
    taken = np.empty(len(order), np.int64)
    taken[order] = np.arange(len(order))
    ids, first = open_row(work / "ids.arrow"), 0
    placed: list[Placed] = []
    maps, hits = [], []
    for folder, places in picks:
        rows = taken[first : first + len(places)]
        piece, data = map_piece(cut_in(folder) / "piece.arrow")
        maps.append(data)
        placed.append((piece, ids[folder.name], places, rows))
        hits.append(moved(cut_in(folder), places, rows))
        first += len(places)
    write_table(work / f"hits-{number:03d}.arrow", by_row(hits))
    shard = _write(bench, number, placed, maps, first=sum(sizes[:number]))
    stories = stories.take(pa.array(order)).drop_columns(["place", "dealt"])
    write_table(work / f"stories-{number:03d}.arrow", stories)
    is_main = pc.equal(stories.column("kind"), "main").to_numpy()
    counts = dict(zip(("n_articles", "n_tokens"), counts_of(shard, is_main), strict=True))
    write_table(work / f"counts-{number:03d}.arrow", pa.table(counts))
    return Assembled(number, len(order))


def _picked(number: int, n_shards: int, folders: Sequence[Path]) -> tuple[pa.Table, list[tuple[Path, np.ndarray]]]:
    """The stories of a shard, part by part: their rows, and which of each part's they are."""
    rows: list[pa.Table] = []
    picks = []
    for folder in folders:
        stories = open_table(folder / "stories.arrow")
        mine = np.flatnonzero(stories.column("dealt").to_numpy() % n_shards == number)
        if not len(mine) and rows:
            continue
        stories = stories.take(pa.array(mine))
        rows.append(stories)
        picks.append((folder, stories.column("place").to_numpy()))
    return pa.concat_tables(rows), picks


def _write(bench: Bench, number: int, placed: Sequence[Placed], maps: Sequence[mmap.mmap], *, first: int) -> Shard:
    """Write the arrays and texts of a shard, each as soon as it is made, so that they are never held all at once.

    A shard has stories of nearly every part: what was read of the parts' maps is let go array by array.
    """
    folder, bounds = bench.snapshot / "shards" / f"{number:03d}", np.zeros(1, np.int64)
    for name, array in runs(placed, sum(len(taken) for *_, taken in placed)):
        if name == "flags":
            write_table(bench.work / f"flags-{number:03d}.arrow", pa.table({name: array}))
        elif name == "sentence_widths":
            write_arrays(folder, {"sentence_tokens": bounds_of(array)})
        elif name == "article_letters":
            bounds = array
        elif name == "letters":
            write_bodies(folder, first, text_array(bounds, array))
        else:
            write_arrays(folder, {name: array})
        for data in maps:
            let_go(data)
    n_words = open_table(bench.work / "words.arrow").num_rows
    found = postings(open_arrays(folder, ("term",))["term"], n_words)
    write_arrays(folder, dict(zip(("posting_offsets", "posting_tokens"), found, strict=True)))
    return open_shard(folder, first)[0]


def counted(work: Path, n_shards: int) -> tuple[np.ndarray, np.ndarray]:
    """Main stories with each word, and its occurrences, over all shards."""
    tables = [open_table(work / f"counts-{number:03d}.arrow") for number in range(n_shards)]
    return tuple(sum(table.column(name).to_numpy() for table in tables) for name in ("n_articles", "n_tokens"))
