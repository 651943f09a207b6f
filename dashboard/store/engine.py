"""DuckDB over the files of a snapshot: the one place that writes SQL plumbing."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

Sql = Callable[[str, list[Any]], pd.DataFrame]


def engine(tables: Path, bodies: pa.Table) -> Sql:
    """A function from a query with ? and its values to a frame.

    Every Parquet file in `tables` is a view of that name; `articles` gains the column body from the
    memory-mapped texts, which DuckDB scans without a copy. Each call has a cursor of its own, so that
    the threads of the app may ask at the same time.
    """

    @cache
    def connection() -> Any:
        """Made when something asks for the first time: loading DuckDB is a good part of opening a snapshot."""
        return _connected(tables, bodies)

    def ask(query: str, values: list[Any]) -> pd.DataFrame:
        """The answer to a query as a pandas frame; each ? in it stands for one of the values."""
        with connection().cursor() as cursor:
            cursor.register("bodies", bodies)  # a registered object belongs to one cursor
            return cursor.execute(query, values).df()

    return ask


def _connected(tables: Path, bodies: pa.Table) -> Any:
    """A connection with a view of each table."""
    import duckdb

    connection = duckdb.connect(":memory:", config={"threads": 2})
    connection.execute("SET enable_progress_bar = false")
    connection.register("bodies", bodies)
    for path in sorted(tables.glob("*.parquet")):
        quoted = str(path).replace("'", "''")
        source = f"read_parquet('{quoted}', file_row_number = true)"
        if path.stem == "articles":
            query = (
                f"SELECT a.* EXCLUDE (file_row_number), b.body FROM {source} a "
                "JOIN bodies b ON a.file_row_number = b.row"
            )
        else:
            query = f"SELECT * EXCLUDE (file_row_number) FROM {source}"
        connection.execute(f"CREATE VIEW {path.stem} AS {query}")
    return connection
