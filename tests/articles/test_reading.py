"""Reading: a document goes to the reader of its kind."""

from dashboard.articles.reading import reading_of
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes


def test_records_are_kept_and_pages_are_cleaned():
    """A line of JSON is a record, a text file is a page; both give one story."""
    record = reading_of(from_bytes("a.jsonl", b'{"title": "Talks"}\n'), load_settings())
    page = reading_of(
        from_bytes("a.txt", b"TALKS OPEN\n\n" + b"The two ports signed a pact on Monday. " * 9), load_settings()
    )

    assert [row["fate"] for row in record.ledger] == ["kept"]
    assert {row["fate"] for row in page.ledger} >= {"body"}
    assert len(record.articles) == len(page.articles) == 1


def test_a_passage_in_another_language_is_a_doubt():
    """Whatever the kind of document."""
    english = b"The talks of the two ministers went on for hours, and they have not told what was said.\\n"
    french = "Les discussions ont duré des heures et ils ne sont pas prêts à dire ce qui est en jeu dans la ville."
    reading = reading_of(from_bytes("a.jsonl", b'{"text": "' + english + french.encode() + b'"}\n'), load_settings())

    assert [(row["about"], row["printed"]) for row in reading.doubts] == [("language", french[:80])]
