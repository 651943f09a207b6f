"""One JSON value that holds records: a list of objects, or an object with such a list inside."""

import json
from dataclasses import replace
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources.tabular import Chosen, Table, from_objects

DEEP = 4
MOST = 256 * 1024**2  # characters; the whole value has to be in memory at once, at several times its size


def read_json(text: str, chosen: Chosen = ()) -> Table:
    """The records of a JSON value; of several lists of objects inside an object the longest.

    Raises:
        SourceError: it is not JSON, holds no list of objects, or is too big to be read as one value.

    Example:
        >>> [record.fields for record in read_json('{"n": 1, "articles": [{"title": "A"}]}').records]
        [{'title': 'A'}]
    """
    if len(text) > MOST:
        raise SourceError("it is one JSON value of more than 256 MB. Save it as JSON lines, one story a line")
    try:
        value = json.loads(text)
    except RecursionError as fault:
        raise SourceError("its JSON is nested too deep. Save it as JSON lines, one story a line") from fault
    except ValueError as fault:
        raise SourceError(f"it is not JSON ({fault}). Save it again, whole") from fault
    found = _lists(value, 0)
    if not found and isinstance(value, dict):
        return from_objects([value], chosen)
    if not found:
        raise SourceError("its JSON holds no list of objects. A list of stories belongs there, [{…}, {…}]")
    rows = max(found, key=len)
    table = from_objects([row for row in rows if isinstance(row, dict)], chosen)
    return table if len(table.records) == len(rows) else _noted(table, len(rows))


def _noted(table: Table, n_rows: int) -> Table:
    note = f"{n_rows - len(table.records):,} of {n_rows:,} entries of its list are no objects and were left out."
    return replace(table, notes=(*table.notes, note))


def _lists(value: Any, depth: int) -> list[list[Any]]:
    """Lists that hold mostly objects, outer ones only."""
    if isinstance(value, list):
        n_objects = sum(isinstance(item, dict) for item in value)
        return [value] if n_objects * 2 > len(value) else []
    if isinstance(value, dict) and depth < DEEP:
        return [found for inner in value.values() for found in _lists(inner, depth + 1)]
    return []
