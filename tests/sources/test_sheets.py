"""Excel and Parquet: all sheets, days as ISO, and a sentence for what is damaged."""

import io
from datetime import UTC, date, datetime, timedelta, timezone

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from dashboard.errors import SourceError
from dashboard.sources.reader import from_bytes
from dashboard.sources.sheets import cell, read_parquet, read_sheets, sheet_rows


def workbook(**sheets: list[list]) -> bytes:
    """An Excel file of these sheets."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    return made.getvalue()


def parquet(columns: dict) -> bytes:
    """A Parquet file of these columns."""
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


def test_all_sheets_are_read_and_others_told():
    """Sheets with stories one after the other, under the names of their own columns; the rest is named."""
    data = workbook(
        May=[["Headline", "Date"], ["Talks", date(2024, 5, 16)], [], ["More", datetime(2024, 5, 17, 23, 30)]],
        June=[["Export of June"], ["title", "n"], ["Last", 7]],
        Legend=[["code", "meaning"], [1, "yes"]],
        Blank=[],
    )

    found = read_sheets(data)

    assert found["rows"] == [
        {"Headline": "Talks", "Date": "2024-05-16"},
        {"Headline": "More", "Date": "2024-05-17T23:30:00"},
        {"title": "Last", "n": 7},
    ]
    assert found["notes"] == ["Sheet 'Legend' has no column of texts or headlines and was left out (2 rows)."]


def test_a_workbook_becomes_records():
    """The reason shows which columns were taken; the text of a record is its JSON line."""
    raw = from_bytes("a.xlsx", workbook(May=[["Headline", "Body"], ["Talks", "Two ports."]]))

    assert (raw.status, raw.format) == ("read", "xlsx")
    assert raw.records[0].fields == {"title": "Talks", "text": "Two ports."}
    assert raw.reason == "a.xlsx: Columns were taken by their names: title ← Headline, text ← Body."
    assert raw.n_characters == raw.records[0].end + 1 == len('{"Headline": "Talks", "Body": "Two ports."}\n')


def test_days_of_a_parquet_file_keep_their_zone():
    """A time is written in the zone that the file gives, so that its day is the publisher's."""
    west = timezone(timedelta(hours=-7))
    times = pa.array([datetime(2024, 5, 16, 23, 30, tzinfo=west)], pa.timestamp("s", tz="America/Phoenix"))

    rows = read_parquet(parquet({"title": ["Talks"], "date": times, "score": [float("nan")], "tags": [["a", "b"]]}))

    assert rows["rows"] == [{"title": "Talks", "date": "2024-05-16T23:30:00-07:00", "score": None, "tags": ["a", "b"]}]


@pytest.mark.parametrize("cut", [8, 200, -10])
def test_a_cut_file_is_a_sentence(cut):
    """A file that ends too early is told, and nothing else happens."""
    with pytest.raises(SourceError, match="it is a Parquet file that cannot be read"):
        read_parquet(parquet({"title": ["Talks"] * 100})[:cut])
    with pytest.raises(SourceError, match="its sheets cannot be read"):
        read_sheets(workbook(May=[["title"], ["Talks"]])[:cut])


def test_values_are_what_json_can_hold():
    """Whole numbers lose their .0, times with a zone keep it, bytes become text."""
    assert [cell(value) for value in (7.0, 7.5, True, None, "x", b"\xff", datetime(2024, 5, 16, tzinfo=UTC))] == [
        7, 7.5, True, None, "x", "\ufffd", "2024-05-16T00:00:00+00:00",
    ]  # fmt: skip


def test_a_chosen_name_tells_the_header_too():
    """--map names a column that nobody could guess, below a line of title."""
    rows = [["Report"], ["No", "Wortlaut"], [1, "Zwei Häfen."]]

    assert sheet_rows(rows) is None
    assert sheet_rows(rows, ["Wortlaut"]) == [{"No": 1, "Wortlaut": "Zwei Häfen."}]
