"""Headers of Factiva documents, line by line."""

import pytest

from dashboard.articles.vendor_factiva import read_codes, read_plain, sections_of

BELOW = [
    "97 words",
    "16 May 2024",
    "0627",
    "The Sorrel Bay Courier",
    "SBC",
    "English",
    "(c) 2024 Sorrel Bay Newspapers",
]


@pytest.mark.parametrize(
    ("above", "headline", "author"),
    [
        (["Boats are back"], "Boats are back", None),
        (["Boats are back in the harbour", "By Ann Lee"], "Boats are back in the harbour", "Ann Lee"),
        (["News", "Boats are back in the harbour"], "Boats are back in the harbour", None),
        (["News", "Boats are back in the harbour", "Ann Lee"], "Boats are back in the harbour", "Ann Lee"),
        (["News", "Boats are back", "By Ann Lee", "Sorrel Bay"], "Boats are back", "Ann Lee"),
    ],
)
def test_headline_and_byline(above, headline, author):
    """Section, headline, byline and place stand over the number of words, and any but the headline may lack."""
    found = read_plain([*above, *BELOW, "The boats are back."])

    assert (found.headline, found.author, found.certain) == (headline, author, True)
    assert (found.when.day, found.when.time, found.outlet) == ("2024-05-16", "06:27", "The Sorrel Bay Courier")


def test_a_section_that_comes_back_is_no_headline():
    """Learned from the other documents of the file."""
    sections = sections_of(
        [("Comment and debate", "Spend"), ("Comment and debate", "Save"), ("Comment and debate", "Go")]
    )

    assert read_plain(["Comment and debate", "Spend", *BELOW], sections).headline == "Spend"
    assert read_plain(["id 17", "Comment and debate", "Spend", *BELOW], sections).headline == "Spend"


def test_without_a_copyright_the_header_is_not_certain():
    """Four things make a header certain: headline, day, language, copyright."""
    assert not read_plain(["Boats are back", *BELOW[:-1], "The boats are back."]).certain
    assert not read_plain(["Boats are back", "97 words", "They spoke English", "Text."]).certain


def test_codes_with_wrapped_values():
    """A headline over two lines is one; the text keeps its lines."""
    lines = [
        "HD",
        "Boats are",
        "back",
        "PD",
        "16 May 2024",
        "SN",
        "Courier",
        "LP",
        "They came.",
        "TD",
        "They went.",
        "AN",
        "x",
    ]
    found = read_codes(lines)

    assert (found.headline, found.title, found.outlet, found.body) == ("Boats are back", (1, 2), "Courier", (7, 11))
