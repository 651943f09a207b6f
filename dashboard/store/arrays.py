"""Arrays and tables on disk: one uncompressed Arrow file each, opened by memory map without a copy."""

import mmap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.corpus.corpus import Shard
from dashboard.corpus.pieces import Piece
from dashboard.schema import Table

_ARRAYS = tuple(field.name for field in fields(Shard) if field.name != "first")
_KINDS = {
    "whole": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "text": pa.large_string(),
    "day": pa.large_string(),
    "time": pa.large_string(),
}


def write_shard(shard: Shard, bodies: Sequence[str] | pa.Array, folder: Path) -> None:
    """Write every array of a shard and the texts of its stories into a new folder."""
    write_arrays(folder, {name: getattr(shard, name) for name in _ARRAYS})
    write_bodies(folder, shard.first, texts(bodies))


def write_bodies(folder: Path, first: int, bodies: pa.Array) -> None:
    """Write the texts of a shard whose first story is at the row `first`."""
    rows = np.arange(first, first + len(bodies), dtype=np.int64)
    write_table(folder / "bodies.arrow", pa.table({"row": rows, "body": bodies}))


def texts(given: Sequence[str] | pa.Array) -> pa.Array:
    """Texts as one Arrow array with 64-bit offsets."""
    return given if isinstance(given, pa.Array) else pa.array(given, pa.large_string())


def open_shard(folder: Path, first: int) -> tuple[Shard, pa.Table]:
    """A shard's arrays as read-only memory maps, and its texts as an Arrow table (row, body)."""
    return Shard(first=first, **open_arrays(folder, _ARRAYS)), open_table(folder / "bodies.arrow")


def write_arrays(folder: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Write arrays by name into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        write_table(folder / f"{name}.arrow", pa.table({name: array}))


def open_arrays(folder: Path, names: Sequence[str]) -> dict[str, np.ndarray]:
    """Arrays by name as read-only memory maps."""
    return {name: _column(open_table(folder / f"{name}.arrow")) for name in names}


def write_row(path: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Write arrays by name, of any lengths, as the lists of one row: opening a file for each would take longest."""
    lists = {name: pa.array(array) for name, array in arrays.items()}
    ends = {name: pa.array([0, len(array)], pa.int64()) for name, array in arrays.items()}
    write_table(path, pa.table({name: pa.LargeListArray.from_arrays(ends[name], lists[name]) for name in lists}))


def open_row(path: Path) -> dict[str, np.ndarray]:
    """What `write_row` wrote, as read-only memory maps."""
    return _lists(open_table(path))


def _lists(row: pa.Table) -> dict[str, np.ndarray]:
    return {name: row.column(name).chunk(0).values.to_numpy() for name in row.column_names}


def write_piece(piece: Piece, path: Path) -> None:
    """Write every array of a piece into one file."""
    write_row(path, vars(piece))


def open_piece(path: Path) -> Piece:
    """A piece as read-only memory maps."""
    return Piece(**open_row(path))


def map_piece(path: Path) -> tuple[Piece, mmap.mmap]:
    """The same with its memory map, for `let_go`."""
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return Piece(**_lists(pa.ipc.open_file(pa.py_buffer(data)).read_all())), data


def let_go(data: mmap.mmap) -> None:
    """Count what was read of a memory map as this process's memory no more; it is read again when it is asked for."""
    if hasattr(mmap, "MADV_DONTNEED"):  # not on Windows
        data.madvise(mmap.MADV_DONTNEED)


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table as one record batch, in a file of its own; the file's bytes depend on its values alone."""
    path.unlink(missing_ok=True)  # what stands there may be a link to what an earlier build keeps
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        for part in table.combine_chunks().to_batches():
            writer.write_batch(part)


def open_table(path: Path) -> pa.Table:
    """A table by memory map."""
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def rows_table(table: Table, rows: Iterable[Mapping[str, Any]], *, without: Sequence[str] = ()) -> pa.Table:
    """Rows as an Arrow table with the columns of the contract, typed even when there is no row."""
    rows = list(rows)
    columns = [column for column in table.columns if column.name not in without]
    return pa.table({c.name: pa.array([row.get(c.name) for row in rows], _KINDS[c.kind]) for c in columns})


def _column(table: pa.Table) -> np.ndarray:
    """The one column of a table written as one batch; an empty table has no batch and so no chunk."""
    column = table.column(0)
    if column.num_chunks == 1:
        return column.chunk(0).to_numpy(zero_copy_only=True)
    return column.to_numpy()
