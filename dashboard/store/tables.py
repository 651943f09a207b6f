"""Tables as files: Parquet to be asked with SQL and taken along, and beside it Arrow to be opened by memory map.

A frame over a memory map takes no time to open and no memory of its own: of a million stories, `articles` alone
took 1.4 s and 300 MB as Parquet. Tables that nothing opens whole are Parquet alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.schema import Table
from dashboard.store.arrays import open_table, rows_table, write_table

PARQUET_ONLY = ("ledger", "source_texts", "vocabulary")


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Write a table that is small enough to be held."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    pq.write_table(table, path)
    _map(path, [table])


def open_frame(path: Path) -> pd.DataFrame:
    """A table by the path of its Parquet file, whole; memory-mapped and then read-only, where it can be."""
    mapped = path.with_suffix(".arrow")
    table = open_table(mapped) if mapped.exists() else pq.read_table(path)
    return table.to_pandas(split_blocks=True)  # blocks of several columns would be copies


def frame_of(table: Table, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with the columns of the contract, typed even when there is no row."""
    return rows_table(table, rows).to_pandas()


def stack_all(folder: Path, tables: Mapping[str, Sequence[Path]], threads: int) -> None:
    """Write tables by their names, each from the Arrow files that hold its rows."""
    with ThreadPoolExecutor(threads) as pool:  # Arrow lets other threads work
        for _ in pool.map(_stack, [folder / f"{name}.parquet" for name in tables], tables.values()):
            pass


def _stack(path: Path, parts: Sequence[Path]) -> None:
    """Write the tables in some Arrow files, one below the other, as one Parquet file with a row group each.

    All have the same columns; where one has no rows and so no types, those of the others count.
    """
    schemas = [open_table(part).schema for part in parts]
    schema = pa.unify_schemas(schemas, promote_options="permissive")
    with pq.ParquetWriter(path, schema) as writer:
        for part in _filled(parts):
            writer.write_table(part.cast(schema))
    _map(path, [open_table(part).cast(schema) for part in parts])


def _map(path: Path, parts: Sequence[pa.Table]) -> None:
    """Write the same rows as one batch, which opens without a copy."""
    if path.stem not in PARQUET_ONLY:
        write_table(path.with_suffix(".arrow"), pa.concat_tables(parts))


def _filled(parts: Iterable[Path]) -> Iterable[pa.Table]:
    return (table for table in (open_table(part) for part in parts) if table.num_rows)
