"""The numbers of a chart as a file, in every format, with what they are told of themselves."""

import io

import pandas as pd
from pandas.api import types

from dashboard.export.files import write
from dashboard.export.provenance import Provenance
from dashboard.table import Column, Table

SHEET = 31  # characters that Excel allows the name of a sheet


def frame_bytes(frame: pd.DataFrame, provenance: Provenance, *, format: str) -> bytes:  # noqa: A002  the word of the command line
    """The frame as a file: every row, zeros written out, days as YYYY-MM-DD.

    Excel files have a second sheet and Parquet files metadata that say title, filter, n, method and data version.

    Args:
        frame: A chart's table.
        provenance: What the file says of itself.
        format: csv, xlsx, parquet or jsonl.
    """
    sink = io.BytesIO()
    write(table_of(frame, provenance.title), [_written(frame)], sink, format=format, about=provenance.facts())
    return sink.getvalue()


def table_of(frame: pd.DataFrame, name: str) -> Table:
    """The frame's columns as the contract writes them.

    Example:
        >>> [column.kind for column in table_of(pd.DataFrame({"Theme": ["Trade"], "k": [3]}), "x").columns]
        ['text', 'whole']
    """
    fit = "".join(" " if sign in "[]:*?/\\'" else sign for sign in name)[:SHEET].strip() or "table"
    return Table(fit, "one mark", tuple(Column(str(name), _kind(frame[name]), "") for name in frame.columns))


def _kind(column: pd.Series) -> str:
    if types.is_bool_dtype(column):
        return "flag"
    if types.is_integer_dtype(column):
        return "whole"
    return "number" if types.is_float_dtype(column) else "text"


def _written(frame: pd.DataFrame) -> pd.DataFrame:
    """Days as text, and every cell of a text column a text or missing."""
    out = frame.copy()
    for name in out.columns:
        if types.is_datetime64_any_dtype(out[name]):
            out[name] = out[name].dt.strftime("%Y-%m-%d")
        elif _kind(out[name]) == "text":
            out[name] = out[name].map(str, na_action="ignore")
    return out.set_axis([str(name) for name in out.columns], axis=1)
