"""A chart's numbers as files: every row, zeros written out, nothing that a spreadsheet would run."""

import io
import json
import zipfile

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.export.frames import frame_bytes
from dashboard.export.provenance import SHOWN

FRAME = pd.DataFrame(
    {
        "Theme": ["Trade", '=HYPERLINK("http://x")', None],
        "First day": pd.to_datetime(["2025-05-09", None, "2025-05-10"]),
        "Stories with it": [3, 0, 0],
        "Share": [0.25, 0.0, None],
    }
)


def saved(form):
    """The frame's bytes in a format."""
    return frame_bytes(FRAME, SHOWN, format=form)


def test_a_csv_has_days_zeros_and_no_formula():
    """With its byte order mark; what begins like a formula begins with an apostrophe."""
    assert saved("csv").decode("utf-8").splitlines() == [
        "\ufeffTheme,First day,Stories with it,Share",
        "Trade,2025-05-09,3,0.25",
        '"\'=HYPERLINK(""http://x"")",,0,0.0',
        ",2025-05-10,0,",
    ]


def test_json_lines_have_the_same_rows():
    """A missing value is null, a zero is 0."""
    rows = [json.loads(line) for line in saved("jsonl").splitlines()]

    assert rows[1] == {"Theme": '=HYPERLINK("http://x")', "First day": None, "Stories with it": 0, "Share": 0.0}
    assert len(rows) == 3


def test_parquet_says_where_it_comes_from():
    """Its metadata are the facts; its rows are the frame's."""
    table = pq.read_table(io.BytesIO(saved("parquet")))

    assert {key.decode(): text.decode() for key, text in table.schema.metadata.items()} == SHOWN.facts()
    assert table.column("Stories with it").to_pylist() == [3, 0, 0]


def test_excel_has_a_frozen_header_and_a_sheet_about():
    """Two sheets, the first frozen below its header, the second with the facts; no cell is a formula."""
    with zipfile.ZipFile(io.BytesIO(saved("xlsx"))) as book:
        rows, about = (book.read(f"xl/worksheets/sheet{place}.xml").decode() for place in (1, 2))
        names = book.read("xl/workbook.xml").decode()

    assert 'name="About"' in names
    assert 'ySplit="1"' in rows
    assert "frozen" in rows
    assert "<f>" not in rows + about
    assert all(text in about for text in SHOWN.facts().values())


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "jsonl"])
def test_a_title_that_no_sheet_may_have_is_no_fault(form):
    """Excel refuses some signs and long names."""
    told = type(SHOWN)(**{**vars(SHOWN), "title": "[a]/b*c?:" + "x" * 60})

    assert frame_bytes(FRAME, told, format=form)
