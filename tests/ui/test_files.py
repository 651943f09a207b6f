"""The Files page, over the three files of tests/three_files.py."""

import pandas as pd

from dashboard.analysis.ledger import ledger_rows
from dashboard.analysis.selection import Selection
from dashboard.ui.ledger import cut, page_lines, record_lines
from tests.three_files import PAGE, opened
from tests.ui import stage


def _page_rows() -> pd.DataFrame:
    return ledger_rows(opened(), "p")


def test_the_page_says_that_it_adds_up():
    """32 characters came in and 32 are accounted for."""
    html = stage.html_of(stage.run("files"))

    assert '32 characters in = <span class="ok">32 accounted for</span>' in html
    assert "10 body" in html
    assert "3 junk" in html


def test_what_failed_stands_first():
    """The file that could not be read, with its reason, before anything else; then the one with a remark."""
    html = stage.html_of(stage.run("files"))

    assert html.index("1 file could not be read") < html.index("1 file was read with a remark")
    assert html.index("1 file was read with a remark") < html.index("characters in = ")
    assert "<b>broken.txt</b> It is no text." in html


def test_a_file_opens_from_the_address():
    """With ?file= the page is that file: its sum, its story, and its lines."""
    test = stage.run("files", file="p")
    html = stage.html_of(test)

    assert test.title[0].value == r"page\.txt"
    assert '20 characters in = <span class="ok">20 accounted for</span>' in html
    assert "Trade talks open" in html
    assert "They met." in html


def test_a_record_file_lists_its_records():
    """Each record with what became of it and why."""
    html = stage.html_of(stage.run("files", file="r"))

    assert "<b>merged</b> the same record stands higher up" in html
    assert "A bridge" in html


def test_records_can_be_narrowed_to_a_fate():
    """Only the dropped records are listed once their fate is chosen."""
    html = stage.html_of(stage.run("files", file="r", **{"file-fate": "dropped"}))

    assert "neither text nor title" in html
    assert "read as it came" not in html


def test_a_file_that_failed_opens_too():
    """It has a reason and no lines."""
    test = stage.run("files", file="x")

    assert not test.exception
    assert "It is no text." in stage.html_of(test)


def test_an_unknown_file_is_told():
    """A link to a file of another data version: one sentence, then all files."""
    test = stage.run("files", file="gone")

    assert "does not hold" in stage.html_of(test)
    assert test.title[0].value == "Files"


def test_the_way_back_and_on():
    """Next follows the table's order; back leads to all files."""
    test = stage.run("files", file="r").button("file-after").click().run()

    assert test.session_state["file"] == "p"
    assert test.button("file-after").disabled
    assert test.button("all-files").click().run().session_state["file"] == ""


def test_a_file_opens_by_keyboard():
    """The select box under the table opens what it names."""
    test = stage.run("files")
    test.selectbox("open-file").select_index(0).run()

    assert test.session_state["file"] == "x"


def test_two_spans_of_a_line_show_its_number_once():
    """Line 4 of the page has two fates: both are shown, the number stands at the first."""
    html = page_lines(_page_rows(), PAGE)

    assert html.count('<div class="no">4</div>') == 1
    assert '<div class="junk same"' in html


def test_a_page_is_shown_as_text():
    """Tags in a page are shown as they came, never obeyed."""
    rows = _page_rows().iloc[[2]].assign(start=0, end=27)

    assert "&lt;script&gt;alert()&lt;/script&gt;" in page_lines(rows, "<script>alert()</script>end")


def test_a_record_without_a_story_tells_its_length():
    """Nothing came of it, so there is no headline to show."""
    html = record_lines(ledger_rows(opened(), "r").iloc[[2]], Selection())

    assert "3 characters" in html
    assert "neither text nor title" in html


def test_a_line_of_megabytes_is_cut():
    """The beginning is shown, and how much is left out."""
    assert cut("a" * 5_000_000).endswith("[4,997,000 more characters here]")
