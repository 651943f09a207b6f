"""Tables from many parts to one Parquet file each, a part at a time, so that none is held whole."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.schema import Table
from dashboard.store.arrays import open_table, rows_table


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Write a table that is small enough to be held."""
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), path)


def frame_of(table: Table, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with the columns of the contract, typed even when there is no row."""
    return rows_table(table, rows).to_pandas()


def stack(path: Path, parts: Sequence[Path]) -> None:
    """Write the tables in some Arrow files, one below the other, as one Parquet file with a row group each.

    All have the same columns; where one has no rows and so no types, those of the others count.
    """
    schemas = [open_table(part).schema for part in parts]
    schema = pa.unify_schemas(schemas, promote_options="permissive")
    with pq.ParquetWriter(path, schema) as writer:
        for part in _filled(parts):
            writer.write_table(part.cast(schema))


def _filled(parts: Iterable[Path]) -> Iterable[pa.Table]:
    return (table for table in (open_table(part) for part in parts) if table.num_rows)
