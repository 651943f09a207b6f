"""From parts to shards: one vocabulary for all, then each shard gathered from every part that has stories of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.corpus.pieces import Piece, joined
from dashboard.corpus.shards import counts_of, index
from dashboard.store.arrays import open_piece, open_table, write_shard, write_table
from dashboard.store.bench import Bench
from dashboard.store.parts import cut_in

ORDER = [(name, "ascending", "at_end") for name in ("published", "outlet", "article_id")]


@dataclass(frozen=True)
class Assembled:
    """A shard on disk: its number and its stories."""

    number: int
    n_stories: int


def merge_words(folders: Sequence[Path], work: Path) -> int:
    """Write the words of all parts once, sorted by code point, to `work`/words.arrow, and tell how many they are."""
    parts = [open_table(folder / "left.arrow").column("term") for folder in folders]
    chunks = [chunk for part in parts for chunk in part.chunks]
    words = pc.unique(pa.chunked_array(chunks, pa.large_string()))
    words = words.take(pc.sort_indices(words))  # bytes of UTF-8 sort as code points do
    write_table(work / "words.arrow", pa.table({"term": words}))
    return len(words)


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
    words = open_table(work / "words.arrow").column("term").combine_chunks()
    stories, picks, bodies = _picked(words, number, len(sizes), folders)
    order = pc.sort_indices(stories, sort_keys=ORDER).to_numpy()
    taken = np.empty(len(order), np.int64)
    taken[order] = np.arange(len(order))
    first = 0
    placed: list[tuple[Piece, np.ndarray, np.ndarray, np.ndarray]] = []
    for piece, ids, places in picks:
        placed.append((piece, ids, places, taken[first : first + len(places)]))
        first += len(places)
    shard = index(joined(placed, len(order)), len(words), first=sum(sizes[:number]))
    write_shard(shard, bodies.take(pa.array(order)).combine_chunks(), bench.snapshot / "shards" / f"{number:03d}")
    stories = stories.take(pa.array(order)).drop_columns(["place", "dealt"])
    write_table(work / f"stories-{number:03d}.arrow", stories)
    is_main = pc.equal(stories.column("kind"), "main").to_numpy()
    counts = dict(zip(("n_articles", "n_tokens"), counts_of(shard, is_main), strict=True))
    write_table(work / f"counts-{number:03d}.arrow", pa.table(counts))
    return Assembled(number, len(order))


def _picked(
    words: pa.Array, number: int, n_shards: int, folders: Sequence[Path]
) -> tuple[pa.Table, list[tuple[Piece, np.ndarray, np.ndarray]], pa.ChunkedArray]:
    """The stories of a shard, part by part: their rows, where they stand in each piece, and their texts."""
    rows: list[pa.Table] = []
    picks, bodies = [], []
    for folder in folders:
        stories = open_table(folder / "stories.arrow")
        mine = np.flatnonzero(stories.column("dealt").to_numpy() % n_shards == number)
        if not len(mine) and rows:
            continue
        stories = stories.take(pa.array(mine))
        places = stories.column("place").to_numpy()
        cut = cut_in(folder)
        ids = pc.index_in(open_table(cut / "words.arrow").column("term"), value_set=words)
        rows.append(stories)
        picks.append((open_piece(cut), ids.fill_null(-1).to_numpy().astype(np.int32), places))
        bodies.append(open_table(cut / "bodies.arrow").column("body").take(pa.array(places)))
    texts = pa.chunked_array([chunk for part in bodies for chunk in part.chunks], pa.large_string())
    return pa.concat_tables(rows), picks, texts


def counted(work: Path, n_shards: int) -> tuple[np.ndarray, np.ndarray]:
    """Main stories with each word, and its occurrences, over all shards."""
    tables = [open_table(work / f"counts-{number:03d}.arrow") for number in range(n_shards)]
    return tuple(sum(table.column(name).to_numpy() for table in tables) for name in ("n_articles", "n_tokens"))
