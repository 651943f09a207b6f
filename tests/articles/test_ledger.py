"""Ids and rows of the ledger."""

from dashboard.articles.ledger import Fate, article_id, page_rows, unread
from dashboard.articles.lines import lines_of
from dashboard.sources.reader import from_bytes


def test_ids_depend_on_name_place_and_content():
    """Any of them changes the id; nothing else does."""
    ids = [
        article_id("a", 0, 0, "x"),
        article_id("b", 0, 0, "x"),
        article_id("a", 1, 0, "x"),
        article_id("a", 0, 1, "x"),
    ]

    assert len({*ids, article_id("a", 0, 0, "y")}) == 5
    assert ids[0] == article_id("a", 0, 0, "x")
    assert all(len(ident) == 16 and int(ident, 16) >= 0 for ident in ids)


def test_a_line_may_have_several_fates():
    """A cut gives two spans of one line; an empty piece gives none."""
    lines = lines_of("stamp lead\nend")
    fates = [
        (Fate("meta", "stamp", 0, 6), Fate("body", "text", 0)),
        (Fate("junk", "x", None, 11), Fate("body", "y", 0)),
    ]

    rows = page_rows("s", lines, fates, ["id"])

    assert [(row["start"], row["end"], row["fate"], row["line_start"]) for row in rows] == [
        (0, 6, "meta", 1),
        (6, 11, "body", 1),
        (11, 14, "body", 2),
    ]


def test_an_unread_source_keeps_its_reason():
    """Its row has no stories and the sentence that says why."""
    reading = unread(from_bytes("a.txt", b""))

    assert reading.source["status"] == "empty"
    assert reading.source["reason"].startswith("a.txt: it holds 0 bytes")
    assert reading.articles == reading.ledger == ()
