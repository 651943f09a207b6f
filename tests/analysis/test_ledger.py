"""The ledger in numbers, over the three files of tests/three_files.py."""

from dashboard.analysis.ledger import Part, by_trouble, file_table, ledger_rows, page_text, reason_table, whole
from tests.three_files import LEDGER, PAGE, SOURCES, opened


def test_a_page_adds_up_to_its_characters():
    """Characters in = title + blank + body + junk, exactly; the text is title and body."""
    page = file_table(opened()).set_index("name").loc["page.txt"]

    assert (page["title"], page["body"], page["junk"], page["blank"], page["between"]) == (6, 10, 3, 1, 0)
    assert (page["n_characters"], page["n_accounted"], page["n_spans"]) == (20, 20, 5)
    assert page["share_of_text"] == 0.8
    assert (page["n_main"], page["n_related"]) == (1, 1)


def test_a_record_file_tells_its_records_and_what_stands_between_them():
    """Three records of three characters each, three line ends between and after them."""
    records = file_table(opened()).set_index("name").loc["many.jsonl"]

    assert (records["records_kept"], records["records_merged"], records["records_dropped"]) == (1, 1, 1)
    assert (records["kept"], records["merged"], records["dropped"], records["between"]) == (3, 3, 3, 3)
    assert (records["n_characters"], records["n_accounted"]) == (12, 12)


def test_a_hole_in_the_ledger_shows():
    """A span that the ledger lost is missing from what is accounted for: the check can fail."""
    every = whole(file_table(opened(ledger=LEDGER[1:])))

    assert (every.n_characters, every.n_accounted) == (32, 26)


def test_a_file_given_twice_counts_once():
    """The same file in two folders has two rows in sources and every span twice; the page says so and counts once."""
    page = file_table(opened((*SOURCES, SOURCES[0]), (*LEDGER, *LEDGER[:5]))).set_index("name").loc["page.txt"]

    assert (page["n_given"], page["n_spans"], page["n_accounted"], page["n_characters"]) == (2, 5, 20, 20)
    assert len(ledger_rows(opened((*SOURCES, SOURCES[0]), (*LEDGER, *LEDGER[:5])), "p")) == 5


def test_trouble_comes_first():
    """A file that failed, then one with a note, then the others."""
    files = by_trouble(file_table(opened()))

    assert files["name"].tolist() == ["broken.txt", "many.jsonl", "page.txt"]
    assert files["trouble"].tolist() == ["failed", "note", ""]


def test_all_files_together():
    """Sums over the three files; fates without characters are left out."""
    every = whole(file_table(opened()))

    assert (every.n_files, every.n_main, every.n_related) == (3, 2, 1)
    assert (every.n_characters, every.n_accounted, every.share_of_text) == (32, 32, 19 / 32)
    assert dict(every.fates) == {
        "title": 6, "body": 10, "junk": 3, "blank": 1, "kept": 3, "merged": 3, "dropped": 3, "between": 3,
    }  # fmt: skip


def test_no_file_at_all():
    """Empty tables give an empty table and zeros, no fault."""
    every = whole(file_table(opened((), ())))

    assert (every.n_files, every.n_characters, every.share_of_text, every.fates) == (0, 0, 0.0, ())


def test_reasons_by_fate():
    """Each reason with its spans, characters and files; fates in their order, most characters first."""
    reasons = reason_table(opened())
    junk = reasons[reasons["fate"] == "junk"]

    assert reasons["fate"].drop_duplicates().tolist() == ["title", "body", "junk", "blank", "kept", "merged", "dropped"]
    assert junk[["reason", "n_spans", "n_characters", "n_files"]].to_numpy().tolist() == [
        ["buttons and menus", 1, 2, 1],
        ["signs without words", 1, 1, 1],
    ]


def test_reasons_that_differ_in_a_count_are_one():
    """Two records from which headers of 8 and of 1,200 characters were cut: one row, two spans; words keep digits."""
    head = "header split off: "
    kept = [f"{head}8 characters", f"{head}1,200 characters", "H1 of the page"]
    reasons = reason_table(opened((), [("r", at, None, at, at + 5, "kept", why, "a2") for at, why in enumerate(kept)]))

    assert reasons[["reason", "n_spans", "n_characters"]].to_numpy().tolist() == [
        [f"{head}… characters", 2, 10],
        ["H1 of the page", 1, 5],
    ]


def test_the_rows_of_one_file_in_parts():
    """Rows in the file's order, with their story; a part can be one fate, or some rows from a place on."""
    corpus = opened()
    rows = ledger_rows(corpus, "p")

    assert rows["start"].tolist() == [0, 6, 7, 17, 19]
    assert rows["title"].tolist()[0] == "Trade talks open"
    assert ledger_rows(corpus, "p", Part("junk"))["start"].tolist() == [17, 19]
    assert ledger_rows(corpus, "p", Part(first=1, count=2))["start"].tolist() == [6, 7]
    assert ledger_rows(corpus, "unknown").empty


def test_the_page_as_it_came():
    """The text that the spans point into; a record file has none."""
    assert page_text(opened(), "p") == PAGE
    assert page_text(opened(), "r") == ""
