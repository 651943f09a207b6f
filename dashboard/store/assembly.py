"""From parts to shards: one vocabulary for all, then each shard gathered from every part that has stories of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.corpus.pieces import Piece, joined, texts_of
from dashboard.corpus.shards import counts_of, index
from dashboard.store.arrays import open_piece, open_row, open_table, write_row, write_shard, write_table
from dashboard.store.bench import Bench
from dashboard.store.hits import by_row, moved
from dashboard.store.parts import cut_in

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
    n_words = open_table(work / "words.arrow").num_rows
    stories, picks = _picked(number, len(sizes), folders)
    order = pc.sort_indices(stories, sort_keys=ORDER).to_numpy()
    taken = np.empty(len(order), np.int64)
    taken[order] = np.arange(len(order))
    ids, first = open_row(work / "ids.arrow"), 0
    placed: list[tuple[Piece, np.ndarray, np.ndarray, np.ndarray]] = []
    hits = []
    for folder, places in picks:
        rows = taken[first : first + len(places)]
        placed.append((open_piece(cut_in(folder) / "piece.arrow"), ids[folder.name], places, rows))
        hits.append(moved(cut_in(folder), places, rows))
        first += len(places)
    write_table(work / f"hits-{number:03d}.arrow", by_row(hits))
    piece = joined(placed, len(order))
    write_table(work / f"flags-{number:03d}.arrow", pa.table({"flags": piece.flags}))
    shard = index(piece, n_words, first=sum(sizes[:number]))
    write_shard(shard, texts_of(piece), bench.snapshot / "shards" / f"{number:03d}")
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


def counted(work: Path, n_shards: int) -> tuple[np.ndarray, np.ndarray]:
    """Main stories with each word, and its occurrences, over all shards."""
    tables = [open_table(work / f"counts-{number:03d}.arrow") for number in range(n_shards)]
    return tuple(sum(table.column(name).to_numpy() for table in tables) for name in ("n_articles", "n_tokens"))
