"""Month names of twelve languages."""

from dashboard.articles.months import FULL, MONTHS, SHORT, month_number


def test_every_line_has_twelve_names():
    """January to December, in every language and form."""
    assert {len(line.split()) for line in (*FULL, *SHORT)} == {12}


def test_no_name_means_two_months():
    """Whatever the language: the order of the lines never decides."""
    said = {(word.replace("_", " "), place) for line in (*FULL, *SHORT) for place, word in enumerate(line.split(), 1)}

    assert len({word for word, _ in said}) == len(said)
    assert {MONTHS[word] for word, _ in said} == set(range(1, 13))


def test_names_without_their_accents_are_known():
    """Agencies leave them out."""
    assert [month_number(name) for name in ("fevrier", "AOUT", "Marz", "subat", "Sept.", "kasim")] == [
        2,
        8,
        3,
        2,
        9,
        11,
    ]
