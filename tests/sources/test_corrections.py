"""data/corrections.csv: written by many, read by every build."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SettingsError
from dashboard.settings import PROJECT
from dashboard.sources.corrections import COLUMNS, Correction, append, as_csv, digest_of, load_corrections, parsed

HEAD = "when,who,article_id,field,from,to,why\r\n"
WRITER = """
import sys
from pathlib import Path
from dashboard.sources.corrections import Correction, append

for place in range(20):
    append([Correction("2026-01-01", sys.argv[1], f"a{place}", "title", "", "Talks", "")], Path(sys.argv[2]))
"""


def correction(**changes):
    """One that can be followed."""
    plain = {"when": "2026-01-01", "who": "Ann", "article_id": "a1", "field": "outlet", "was": "", "now": "Herald"}
    return Correction(**{**plain, "why": "masthead", **changes})


def test_what_is_written_is_read_again(tmp_path):
    """Oldest first; no file is no correction."""
    path = tmp_path / "new" / "corrections.csv"
    append([correction()], path)
    append([correction(now="Tribune"), correction(field="kind", now="none")], path)

    assert [row.now for row in load_corrections(path)] == ["Herald", "Tribune", "none"]
    assert load_corrections(tmp_path / "none.csv") == ()
    assert [file.name for file in path.parent.glob("*.new")] == []


def test_two_writers_lose_nothing(tmp_path):
    """Forty corrections by two processes at once are forty rows."""
    path = tmp_path / "corrections.csv"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name, str(path)], cwd=PROJECT) for name in ("Ann", "Bo")]

    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert sorted(row.who for row in load_corrections(path)) == ["Ann"] * 20 + ["Bo"] * 20


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8), min_size=3, max_size=3
    )
)
def test_any_text_survives_the_file(cells):
    """Also what a spreadsheet would take for a formula, which never starts a cell as such."""
    row = correction(who=cells[0], now=cells[1], why=cells[2])
    text = as_csv([row])

    assert parsed(text) == (row,)


def test_a_cell_is_never_a_formula():
    """A leading ' stands before = + - @."""
    assert ",'=1+1," in as_csv([correction(now="=1+1")])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\r\n", "its first line is"),
        (HEAD + "x,y\r\n", "row 2: it has 2 cells"),
        (HEAD + "2026,Ann,a1,body,,x,\r\n", "the field is 'body'"),
        (HEAD + "2026,Ann,a1,kind,,x,\r\n", "the kind is 'x'"),
        (HEAD + "2026,Ann,a1,published,,9/6/17,\r\n", "the date is '9/6/17'"),
        (HEAD + f"2026,Ann,a1,title,,{'x' * 2000},\r\n", "more than 1,000 characters"),
    ],
)
def test_what_no_build_could_follow_is_refused(text, said):
    """With the row, and what belongs there."""
    with pytest.raises(SettingsError, match=said):
        parsed(text)


def test_a_value_that_does_not_belong_there_is_never_written(tmp_path):
    """The file stays as it is."""
    path = tmp_path / "corrections.csv"
    with pytest.raises(SettingsError):
        append([correction(field="published", now="soon")], path)

    assert not path.exists()


def test_other_corrections_are_another_data_version():
    """And none leave its name alone."""
    assert digest_of([]) == ""
    assert digest_of([correction()]) != digest_of([correction(now="Tribune")])


def test_a_quotation_mark_that_is_never_closed_is_a_sentence():
    """All that follows would be one cell, longer than any cell may be."""
    head = ",".join(COLUMNS) + "\n"
    with pytest.raises(SettingsError, match="Look for a quotation mark that is not closed"):
        parsed(head + '"' + "x" * 200_000)
