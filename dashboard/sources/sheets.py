"""Excel and Parquet files as rows of plain values; they run in the parser's process."""

import io
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources.columns import ORDER, plain

PREAMBLE = 20


def read_sheets(data: bytes, chosen: Sequence[str] = ()) -> dict[str, Any]:
    """Rows of all sheets of an Excel or OpenDocument file, dates as ISO days, and notes on sheets without a story.

    Raises:
        SourceError: it is damaged or locked.
    """
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=True)) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as fault:
        raise SourceError(f"its sheets cannot be read ({fault}). Open it in Excel and save it again") from fault
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    filled = [(name, cells) for name, cells in sheets if any(_filled(row) for row in cells)]
    for name, cells in filled:
        found = sheet_rows(cells, chosen)
        if found is None and len(filled) > 1:
            notes.append(f"Sheet {name!r} has no column of texts or headlines and was left out ({len(cells):,} rows).")
        else:
            rows += found if found is not None else _rows(cells, 0)
    if not rows:
        raise SourceError("its sheets hold no row. A row with the names of the columns and one per story belong there")
    return {"rows": rows, "notes": notes}


def sheet_rows(cells: Sequence[Sequence[Any]], chosen: Sequence[str] = ()) -> list[dict[str, Any]] | None:
    """The rows of a sheet under the names of its columns; None when no column is named like a text or a headline.

    Example:
        >>> sheet_rows([["Export of 3 June"], ["Headline", "Date"], ["Talks", date(2024, 5, 16)]])
        [{'Headline': 'Talks', 'Date': '2024-05-16'}]
    """
    telling = ORDER["text"].keys() | ORDER["title"].keys()
    for place, row in enumerate(cells[:PREAMBLE]):
        if any(isinstance(cell, str) and (cell.strip() in chosen or plain(cell) in telling) for cell in row):
            return _rows(cells, place)
    return None


def read_parquet(data: bytes, _chosen: Sequence[str] = ()) -> dict[str, Any]:
    """Rows of a Parquet file, times as ISO in the zone that the file gives.

    Raises:
        SourceError: it is damaged or cut off.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(io.BytesIO(data), use_threads=False)
        rows = [{str(name): cell(value) for name, value in row.items()} for row in table.to_pylist()]
    except (pa.ArrowException, OSError, ValueError) as fault:
        said = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        raise SourceError(f"it is a Parquet file that cannot be read ({said}). Save it again, whole") from fault
    return {"rows": rows, "notes": []}


def cell(value: Any) -> Any:
    """A value as JSON can hold it: days and times as ISO, whole numbers without .0, nothing for what is no number.

    Example:
        >>> cell(datetime(2024, 5, 16)), cell(datetime(2024, 5, 16, 23, 30)), cell(7.0), cell(b"abc")
        ('2024-05-16', '2024-05-16T23:30:00', 7, 'abc')
    """
    if isinstance(value, datetime):
        midnight = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, Mapping):
        return {str(key): cell(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [cell(inner) for inner in value]
    return value if value is None or isinstance(value, (str, int)) else _said(value)


def _said(value: Any) -> str:
    return str(value.total_seconds()) if isinstance(value, timedelta) else str(value)


def _rows(cells: Sequence[Sequence[Any]], header: int) -> list[dict[str, Any]]:
    names: list[str] = []
    for place, named in enumerate(cells[header], start=1):
        name = " ".join(str(cell(named) or "").split()) or f"column {place}"
        names.append(name if name not in names else f"{name} ({place})")
    return [
        {name: value for name, value in zip(names, map(cell, row), strict=False) if value not in (None, "")}
        for row in cells[header + 1 :]
        if _filled(row)
    ]


def _filled(row: Sequence[Any]) -> bool:
    return any(value not in (None, "") for value in row)
