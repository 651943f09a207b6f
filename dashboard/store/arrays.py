"""A shard on disk: one uncompressed Arrow file per array, opened by memory map without a copy."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import pyarrow as pa

from dashboard.corpus.corpus import Shard

_ARRAYS = tuple(field.name for field in fields(Shard) if field.name != "first")


def write_shard(shard: Shard, bodies: Sequence[str], folder: Path) -> None:
    """Write every array of a shard and the texts of its stories into a new folder."""
    folder.mkdir(parents=True)
    for name in _ARRAYS:
        _write(folder / f"{name}.arrow", pa.table({name: getattr(shard, name)}))
    rows = np.arange(shard.first, shard.first + shard.n_articles, dtype=np.int64)
    _write(folder / "bodies.arrow", pa.table({"row": rows, "body": pa.array(bodies, pa.large_string())}))


def _write(path: Path, table: pa.Table) -> None:
    batch = table.combine_chunks().to_batches()
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        for part in batch:
            writer.write_batch(part)


def _open(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def open_shard(folder: Path, first: int) -> tuple[Shard, pa.Table]:
    """A shard's arrays as read-only memory maps, and its texts as an Arrow table (row, body)."""
    arrays = {name: _column(_open(folder / f"{name}.arrow")) for name in _ARRAYS}
    return Shard(first=first, **arrays), _open(folder / "bodies.arrow")


def _column(table: pa.Table) -> np.ndarray:
    """The one column of a table written as one batch; an empty table has no batch and so no chunk."""
    column = table.column(0)
    if column.num_chunks == 1:
        return column.chunk(0).to_numpy(zero_copy_only=True)
    return column.to_numpy()
