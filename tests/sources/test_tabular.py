"""JSON lines: one record a line, bad lines kept apart."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.plain import tidy
from dashboard.sources.tabular import is_jsonl, lines_of, parse, read_jsonl

LINES = '{"text": "a"}\n\n[1]\n{"text": \n{"text": "b"}'


def test_bad_lines_become_records_with_a_fault():
    """Each filled line is a record; what is no object says its line, what is there and what belongs there."""
    records = read_jsonl(LINES)

    assert [record.fields for record in records] == [{"text": "a"}, None, None, {"text": "b"}]
    assert [record.line for record in records] == [1, 3, 4, 5]
    assert records[1].fault == 'line 3 is a JSON list, not an object. Write {"title": …, "text": …}.'
    assert records[2].fault.startswith("line 4 is not JSON: ")


def test_records_know_where_they_stand():
    """Start and end are characters of the file's text, the line end excluded."""
    assert [LINES[record.start : record.end] for record in read_jsonl(LINES)] == [
        '{"text": "a"}',
        "[1]",
        '{"text": ',
        '{"text": "b"}',
    ]


def test_escapes_are_tidied():
    """What an escape brings in is normalised like the rest: NFC, LF, no half surrogate."""
    record = read_jsonl(r'{"text": "cafe\u0301\r\n\ud800"}')[0]

    assert record.fields == {"text": "café\n\ufffd"}


def test_a_page_is_not_taken_for_records():
    """Text that merely begins with a brace is no JSON lines."""
    assert not is_jsonl("{sic} the minister said\nand left\n")
    assert is_jsonl('\n{"title": "A"}\n{"title": "B"}\n{"title": \n')


@given(st.text(max_size=200))
def test_any_text_can_be_read_as_lines(text):
    """Spans never overlap and never leave the text."""
    records = read_jsonl(text)

    assert all(record.start < record.end <= len(text) for record in records)
    assert all(a.end < b.start for a, b in pairwise(records))


PIECES = [
    "n",
    "t",
    "/",
    "é",
    "e",
    "\u0301",
    "\u0338",
    "\u0323",
    "\n",
    '"',
    "\\",
    "\r\n",
    "\r",
    "\x85",
    "\u2028",
    "가",
    "ᄀ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.booleans())
def test_a_value_is_tidy_however_its_signs_were_written(text, escaped):
    """Whether signs stand there or as escapes: NFC and LF line ends, with nothing to be done again."""
    for line in lines_of(tidy(json.dumps({"text": text}, ensure_ascii=escaped))):
        fields, fault = parse(line)
        assert fault or fields["text"] == tidy(fields["text"])
