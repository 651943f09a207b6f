"""Files: what leaves Refrain opens safely and whole."""

import csv
import io

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import UsageError
from dashboard.export import files
from dashboard.export.files import FORMATS, csv_bytes, harmless, write
from dashboard.schema import KEYWORDS

ROWS = pd.DataFrame(
    {"article_id": ["a1", "a2"], "rank": [1, 1], "keyword": ["=1+1", "dam"], "n_tokens": [2, 3], "score": [0.5, 0.25]}
)


def written(form, chunks):
    """The bytes of keywords in a format."""
    sink = io.BytesIO()
    write(KEYWORDS, chunks, sink, format=form)
    return sink.getvalue()


@given(st.text())
def test_no_text_cell_starts_a_formula(text):
    """Excel and its kin run cells that start with = + - @."""
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\0")), min_size=1))
def test_a_csv_holds_what_went_in(texts):
    """Quotes, commas and line ends come back; only the harmless apostrophe is added."""
    data = csv_bytes(pd.DataFrame({"text": texts, "n": range(len(texts))})).decode("utf-8-sig")

    assert [row["text"] for row in csv.DictReader(io.StringIO(data, newline=""))] == [harmless(text) for text in texts]


def test_chunks_make_one_csv_with_one_header():
    """An export in two chunks is the export in one."""
    assert written("csv", [ROWS[:1], ROWS[1:]]) == written("csv", [ROWS])
    assert written("csv", [ROWS]).decode("utf-8-sig").splitlines()[1] == "a1,1,'=1+1,2,0.5"


def test_json_lines_hold_the_text_as_it_is():
    """JSON has no formulas, so nothing is put before the sign."""
    assert written("jsonl", [ROWS]).splitlines()[0] == (
        b'{"article_id": "a1", "rank": 1, "keyword": "=1+1", "n_tokens": 2, "score": 0.5}'
    )


def test_parquet_keeps_types_even_without_a_row():
    """An empty table is still a table with its columns."""
    table = pq.read_table(io.BytesIO(written("parquet", [])))

    assert [str(kind) for kind in table.schema.types] == ["string", "int64", "string", "int64", "double"]


def test_excel_holds_formulas_as_text():
    """The cell that starts with = has a text type, not a formula type."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(written("xlsx", [ROWS]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert "=1+1" in sheet


def test_more_rows_than_excel_holds_is_told(monkeypatch):
    """Never a silent cap: the sentence says what to do."""
    monkeypatch.setattr(files, "EXCEL_ROWS", 1)

    with pytest.raises(UsageError, match=r"keywords has more than 1 rows\. .* choose --format csv or parquet\."):
        written("xlsx", [ROWS])


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_an_empty_table(form):
    """No row is no fault."""
    assert len(written(form, [])) >= 0
