"""Headers and trailers of LexisNexis documents, line by line."""

from dashboard.articles.vendor_lexis import read_classic, read_nexis

TOP = ["The Sorrel Bay Courier", "", "May 16, 2024 Thursday"]
TEXT = ["", "LENGTH: 4 words", "", "The boats are back.", ""]


def classic(*title, tail=()):
    """A classic document with these lines between date and length."""
    lines = [*TOP, *title, *TEXT, *tail]
    found = read_classic(lines)
    return found.headline, [line for line in lines[slice(*found.body)] if line]


def test_an_edition_is_no_headline():
    """Lines that touch the date, and paragraphs that name an edition."""
    assert classic("Edition 1;", "Scotland", "", "Boats are back")[0] == "Boats are back"
    assert classic("", "Late Edition - Final", "", "Boats are back")[0] == "Boats are back"


def test_a_notice_of_a_correction_is_no_headline():
    """It stands between date and headline."""
    assert classic("", "Correction Appended", "", "Boats are back")[0] == "Boats are back"


def test_a_headline_over_two_lines():
    """Its lines are joined."""
    assert classic("", "Boats are back", "in the harbour")[0] == "Boats are back in the harbour"


def test_a_document_without_headline():
    """It has none; the text is not taken for it."""
    assert classic() == (None, ["The boats are back."])


def test_captions_behind_the_text_are_no_text():
    """A caption of a paragraph or two ends the text; a label that only looks like one does not."""
    tail = ("GRAPHIC: A boat.", "", "Another boat.", "", "LOAD-DATE: May 16, 2024")

    assert classic("", "Boats", tail=tail)[1] == ["The boats are back."]


def test_a_label_amid_the_text_stays():
    """A line of the text that looks like a label does not cut off the rest."""
    tail = ("URL: see the harbour's page", "", " ".join(["They came back again."] * 20), "", "LOAD-DATE: May 16, 2024")

    assert len(classic("", "Boats", tail=tail)[1]) == 3


def test_nexis_without_body_line():
    """Labels end the header where there is no "Body"."""
    found = read_nexis(
        ["Boats are back", "The Courier", "May 16, 2024 Thursday", "Length: 4 words", "", "The boats are back."]
    )

    assert (found.headline, found.outlet, found.body) == ("Boats are back", "The Courier", (5, 6))
