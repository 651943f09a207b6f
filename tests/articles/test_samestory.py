"""Numbers by which the same story is known again."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.samestory import keys_of, number, story_key, text_number

STORY = {
    "kind": "main",
    "title": "Talks",
    "body": "They met.",
    "outlet": "Herald",
    "published": "2024-05-16",
    "url": None,
}


def test_a_story_without_day_or_outlet_has_no_number_of_that_kind():
    """What is not known is not the same."""
    assert keys_of({**STORY, "published": None}, "d", 7)[1:] == (0, 0)
    assert keys_of({**STORY, "outlet": None}, "d", 7)[1:] == (0, 0)
    assert keys_of(STORY, "", 7) == (0, story_key(7, "Herald", "2024-05-16"), 0)


def test_an_address_stands_in_for_the_outlet():
    """The same text at the same address is one story, if the days agree."""
    at = {**STORY, "outlet": None, "url": "https://herald.example/a"}

    assert keys_of(at, "", 7)[2] == keys_of({**at}, "", 7)[2] != 0
    assert keys_of(at, "", 7)[2] != keys_of({**at, "published": "2024-05-17"}, "", 7)[2]


def test_a_long_text_counts_without_its_headline():
    """A headline is rewritten more often than a story."""
    long = {**STORY, "body": "They met. " * 40}

    assert text_number(long) == text_number({**long, "title": "They meet"})
    assert text_number(long) != text_number({**long, "kind": "related"})


@given(st.lists(st.text(max_size=5), max_size=3))
def test_a_number_is_never_nothing(parts):
    """64 bits, and 0 means that there is none."""
    assert 0 < number(*parts) < 2**64
