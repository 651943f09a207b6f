"""Chunks of a table as a file: CSV, JSON lines, Parquet, Excel; streamed, and safe to open."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa

from dashboard.errors import UsageError
from dashboard.schema import Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")
EXCEL_ROWS = 1_048_575
EXCEL_CELL = 32_767
_ARROW = {
    "text": pa.string(), "day": pa.string(), "time": pa.string(),
    "whole": pa.int64(), "number": pa.float64(), "flag": pa.bool_(),
}  # fmt: skip


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet shows as text: what would start a formula gets a leading apostrophe.

    Example:
        >>> harmless("=HYPERLINK(0)"), harmless("Xinhua"), harmless(-3)
        ("'=HYPERLINK(0)", 'Xinhua', -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def csv_bytes(frame: pd.DataFrame) -> bytes:
    r"""A frame as CSV for people: UTF-8 with BOM, text cells harmless, nothing for a missing value.

    Example:
        >>> csv_bytes(pd.DataFrame({"term": ["+1", "dam"], "n": [1, 2]}))
        b"\xef\xbb\xbfterm,n\n'+1,1\ndam,2\n"
    """
    return b"\xef\xbb\xbf" + _csv(frame, header=True)


def _csv(frame: pd.DataFrame, *, header: bool) -> bytes:
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]):
            safe[name] = safe[name].map(harmless, na_action="ignore")
    safe.columns = [harmless(name) for name in safe.columns]
    return safe.to_csv(index=False, header=header, lineterminator="\n").encode("utf-8", "replace")


def write(
    table: Table,
    chunks: Iterable[pd.DataFrame],
    sink: BinaryIO,
    *,
    format: str,  # noqa: A002  the word of the command line
    about: Mapping[str, str] | None = None,
) -> int:
    """Write chunks one after another; memory holds one chunk.

    Args:
        table: Gives the column types, so that an empty table is still a table.
        chunks: Frames with the columns of the contract.
        sink: Open for writing bytes.
        format: csv, jsonl, parquet or xlsx.
        about: What the file says of itself, name → text: a sheet "About" in Excel, metadata in Parquet; a CSV and
            JSON lines hold rows and nothing else.

    Returns:
        Rows written.

    Raises:
        UsageError: more rows than Excel holds.
    """
    return _WRITERS[format](table, chunks, sink, about or {})


def _write_csv(table: Table, chunks: Iterable[pd.DataFrame], sink: BinaryIO, _about: Mapping[str, str]) -> int:
    sink.write(csv_bytes(pd.DataFrame(columns=list(table.names))))
    count = 0
    for chunk in chunks:
        sink.write(_csv(chunk, header=False))
        count += len(chunk)
    return count


def _write_jsonl(table: Table, chunks: Iterable[pd.DataFrame], sink: BinaryIO, _about: Mapping[str, str]) -> int:
    count = 0
    for chunk in chunks:
        for row in _plain(table, chunk):
            sink.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            count += 1
    return count


def _arrow(table: Table, chunk: pd.DataFrame) -> pa.Table:
    schema = pa.schema([(column.name, _ARROW[column.kind]) for column in table.columns])
    return pa.Table.from_pandas(chunk, schema=schema, preserve_index=False)


def _plain(table: Table, chunk: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows as Python values of the contract's kinds, None for missing."""
    return iter(_arrow(table, chunk).to_pylist())


def _write_parquet(table: Table, chunks: Iterable[pd.DataFrame], sink: BinaryIO, about: Mapping[str, str]) -> int:
    import pyarrow.parquet as pq

    schema = pa.schema([(column.name, _ARROW[column.kind]) for column in table.columns])
    schema = schema.with_metadata({name: text.encode("utf-8", "replace") for name, text in about.items()})
    count = 0
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for chunk in chunks:
            writer.write_table(_arrow(table, chunk).replace_schema_metadata(schema.metadata))
            count += len(chunk)
    return count


def _write_xlsx(table: Table, chunks: Iterable[pd.DataFrame], sink: BinaryIO, about: Mapping[str, str]) -> int:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tempfile.TemporaryFile() as held:
        with xlsxwriter.Workbook(held, options) as book:
            bold = book.add_format({"bold": True})
            sheet = book.add_worksheet(table.name)
            count = _fill(table, chunks, sheet, bold)
            if about:
                _tell(book.add_worksheet("About"), about, bold)
        held.seek(0)
        shutil.copyfileobj(held, sink)
    return count


def _fill(table: Table, chunks: Iterable[pd.DataFrame], sheet: Any, bold: Any) -> int:
    """The rows below a header that stays in sight."""
    sheet.write_row(0, 0, [_cell(name) for name in table.names], bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(table.names) - 1, 0), 18)
    count = 0
    for chunk in chunks:
        for row in _plain(table, chunk):
            count += 1
            if count > EXCEL_ROWS:
                raise UsageError(
                    f"{table.name} has more than {EXCEL_ROWS:,} rows. An Excel sheet holds no more. "
                    "Narrow the filter, or choose --format csv or parquet."
                )
            sheet.write_row(count, 0, [_cell(row[name]) for name in table.names])
    return count


def _tell(sheet: Any, about: Mapping[str, str], bold: Any) -> None:
    """Name and text, one pair a row."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    for place, (name, text) in enumerate(about.items()):
        sheet.write_string(place, 0, name, bold)
        sheet.write_string(place, 1, str(_cell(text)))


def _cell(value: Any) -> Any:
    """What an Excel cell can hold; a longer text is cut, and says so."""
    if isinstance(value, str) and len(value) > EXCEL_CELL:
        note = f" … [cut here: {len(value):,} characters, an Excel cell holds {EXCEL_CELL:,}]"
        return value[: EXCEL_CELL - len(note)] + note
    return value


_WRITERS: dict[str, Callable[[Table, Iterable[pd.DataFrame], BinaryIO, Mapping[str, str]], int]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
    "xlsx": _write_xlsx,
}
FORMATS = tuple(_WRITERS)
