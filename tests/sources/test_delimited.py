"""CSV and its relatives: separators, quotation marks, ragged rows, and the place of every row in the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources.delimited import dialect_of, is_table, read_table


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found(mark):
    """Whatever keeps the cells apart, and whatever else stands inside quotation marks."""
    text = f'title{mark}text{mark}date\n"Talks, more; and | \tmore"{mark}"He said ""yes""\nand left."{mark}2024-05-16\n'

    table = read_table(text)

    assert [record.fields for record in table.records] == [
        {"title": "Talks, more; and | \tmore", "text": 'He said "yes"\nand left.', "date": "2024-05-16"}
    ]


def test_rows_know_where_they_stand():
    """Start and end are characters of the text; a row may run over lines; blank rows are none."""
    text = 'title,text\n"A","a\nb"\n\n,\nB,c\n'

    records = read_table(text).records

    assert [(record.line, text[record.start : record.end]) for record in records] == [(2, '"A","a\nb"'), (6, "B,c")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "a,b,c,d",
            "line 302 has 4 cells where 3 columns are named. A cell with a separator or a line end in it belongs",
        ),
        ("a", "line 302 has 1 cell where 3 columns are named."),
        ('a,"b', "line 302 opens a quotation mark that is never closed. Close it where the cell ends."),
    ],
)
def test_ragged_rows_are_kept_apart(row, said):
    """A row that cannot be told apart into the named columns is no record, and says why; the others are."""
    table = read_table("title,text,url\n" + "A,a,\n" * 300 + row + "\nB,b,\n")

    assert [record.fields is None for record in table.records].index(True) == 300
    assert table.records[300].fault.startswith(said)


def test_a_row_may_leave_out_its_last_cells():
    """Excel does not write empty cells at the end of a row."""
    assert read_table("title,text,url,note\nA,a\n").records[0].fields == {"title": "A", "text": "a"}


def test_what_stands_above_the_names_is_left_out_and_told():
    """Exports put a title above the table; Excel's word for its separator is obeyed."""
    table = read_table("Media archive\nSearch: ports; 2 hits\ntitle;text\nA;a\n")

    assert [record.fields for record in table.records] == [{"title": "A", "text": "a"}]
    assert table.notes == ("2 lines above the names of the columns were left out.",)
    assert read_table("sep=;\ntitle;text\nA;a\n").notes == ()
    assert read_table('sep="\ntitle;text\nA;a\n').records[0].fields == {"title": "A", "text": "a"}


def test_quotation_marks_may_mean_nothing():
    """Tab files often write inches and quotes as they come; the first rows decide."""
    table = read_table("title\ttext\n" + '6" gun\t"Yes\n' * 3)

    assert [record.fields for record in table.records] == [{"title": '6" gun', "text": '"Yes'}] * 3
    assert dialect_of('title,text\n"a \\"b\\", c",d\n').escape == "\\"


def test_names_of_columns_are_made_one_each():
    """A nameless column is called by its place, a second one of a name too."""
    assert read_table("text,,text\na,b,c\n").records[0].fields == {"text": "a", "column 2": "b", "text (3)": "c"}


def test_a_table_without_a_story_says_what_it_has():
    """The sentence lists the columns and names the way out."""
    with pytest.raises(SourceError, match=r"none of its columns id, words is named like a text .* --map text=NAME"):
        read_table("id,words\n1,a\n")
    assert read_table("id,words\n1,a\n", [("text", "words")]).records[0].fields == {"text": "a", "id": "1"}


def test_a_page_is_not_taken_for_a_table():
    """A text file is a table only when its first line names columns and the next rows fit them."""
    assert is_table("date\ttitle\ttext\n2024-05-16\tA\ta\n")
    assert not is_table("Author, title and text: a history\n\nThe minister, it is said, met the author.\n")
    assert not is_table("title,text\n")


@given(st.text(alphabet='ab,;|\t"\n\\ é', max_size=120))
def test_any_text_can_be_read_as_rows(text):
    """Rows never overlap and never leave the text; nothing but our fault comes out."""
    whole = "title,text\n" + text
    try:
        records = read_table(whole).records
    except SourceError:
        return

    assert all(record.start < record.end <= len(whole) for record in records)
    assert all(a.end < b.start for a, b in pairwise(records))
