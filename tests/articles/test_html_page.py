"""Web pages: the extraction's lines, the metadata, and a ledger of every character."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.html_page import kept_places, read_html
from dashboard.articles.lines import lines_of
from dashboard.settings import load_settings
from dashboard.sources.html import Extract
from dashboard.sources.raw import page

ONE = "The harbour town voted on Monday for a new bridge, and the mayor said that work would begin in the spring."
TWO = "The bridge, which the town has wanted for years, will carry two lanes and a tramway over the harbour."
AD = "Our shop has lamps, chairs and tables at half the price until Friday, so come and see what we have for you."
TEXT = f"Home\nHarbour town votes for new bridge\n2 May 2025\n{ONE}\n{AD}\n{TWO}\nMore\n"
EXTRACT = Extract(f"{ONE}\n{TWO}", title="Harbour town votes for new bridge")


def story_of(extract, text=TEXT):
    """The page's own story."""
    return read_html(page("a.html", b"", text, kind="html", extract=extract), load_settings()).articles[0]


def test_the_story_is_what_the_extraction_kept():
    """A line of prose that the markup sets apart is no part of it."""
    assert story_of(EXTRACT)["body"] == f"{ONE}\n{TWO}"


def test_a_day_of_the_metadata_stands_as_printed():
    """Never shifted by its time zone; it goes before the line on the page."""
    story = story_of(Extract(EXTRACT.body, published="2025-05-01T23:50:00-08:00", updated="2025-05-03T06:00:00Z"))

    assert [story[name] for name in ("published", "published_time", "published_from", "updated")] == [
        "2025-05-01", "23:50", "metadata", "2025-05-03T06:00",
    ]  # fmt: skip


def test_a_day_that_only_the_library_found_fills_a_gap():
    """The page's own stamp stays."""
    assert story_of(Extract(EXTRACT.body, date="2025-06-06"))["published"] == "2025-05-02"
    assert (
        story_of(Extract(EXTRACT.body, date="2025-06-06"), TEXT.replace("2 May 2025\n", ""))["published"]
        == "2025-06-06"
    )


def test_outlet_author_and_address_come_from_the_metadata():
    """Where the lines name none."""
    story = story_of(
        Extract(EXTRACT.body, sitename="Harbour Herald", author="Ann Lee", url="https://harbour.example/a")
    )

    assert (story["outlet"], story["outlet_from"]) == ("Harbour Herald", "metadata")
    assert (story["author"], story["url"]) == ("Ann Lee", "https://harbour.example/a")


def test_without_an_extraction_the_lines_decide():
    """The library found no story."""
    assert ONE in story_of(None)["body"]


def test_a_few_words_are_no_story():
    """Then nothing is kept, and the lines decide."""
    assert kept_places(lines_of("Two words\n"), "Two words") == frozenset()


def test_the_larger_of_two_pieces_far_apart_is_kept():
    """A line of the extraction that also stands in a menu far above it."""
    text = f"{AD}\n" + "Menu\n" * 30 + f"{ONE}\n{TWO}\n"

    assert kept_places(lines_of(text), f"{AD}\n{ONE}\n{TWO}") == {31, 32}


@given(
    st.lists(st.sampled_from(["Home", "", ONE, TWO, AD, "By Ann Lee", "Share", "2 May 2025"]), max_size=9),
    st.booleans(),
)
def test_the_ledger_partitions_the_text(lines, whole):
    """Whatever was kept, each character has one fate."""
    text = "".join(f"{line}\n" for line in lines)
    raw = page("a.html", b"", text, kind="html", extract=Extract("\n".join(lines) if whole else ONE))
    ledger = read_html(raw, load_settings()).ledger

    assert [row["start"] for row in ledger] == [0, *(row["end"] for row in ledger)][: len(ledger)]
    assert (ledger[-1]["end"] if ledger else 0) == len(text)
