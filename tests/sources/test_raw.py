"""What a document is when it is read, empty or failed."""

from dashboard.sources.raw import failed, records
from dashboard.sources.tabular import Record, Table

GOOD = Record(0, 1, 0, 1, {"title": "A"}, "a")
BAD = Record(1, 2, 2, 3, None, "b", "line 2 is not JSON.")


def test_bad_records_are_counted():
    """Some bad: read, with a note. All bad: failed, and the first says why."""
    some = records("a.jsonl", b"", Table((GOOD, BAD), 4), kind="jsonl")
    none = records("a.csv", b"", Table((BAD,), 4), kind="csv")

    assert some.status == "read"
    assert some.reason == "a.jsonl: 1 of 2 lines are no record and were left out; the first: line 2 is not JSON."
    assert none.status == "failed"
    assert none.reason == "a.csv: none of its 1 rows fits the names of its columns; line 2 is not JSON."


def test_a_reason_ends_with_one_full_stop():
    """However the clause was handed over."""
    assert failed("a\n.txt", b"", "it is a folder.").reason == "a .txt: it is a folder."
