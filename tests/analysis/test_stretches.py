"""Names of an outlet: what is left of them, and which of their words make no keyword."""

import pytest

from dashboard.analysis.stretches import _shortened, ids_of, own_names, own_terms, stretches
from tests.analysis.coverage_of import coverage_of


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("CNN (Web News)", "CNN"),
        ("New York Times - News", "New York Times"),
        ("Fox News", "Fox"),
        ("NPR Online News", "NPR Online"),
        ("China Daily", "China Daily"),
        ("News", "News"),
    ],
)
def test_a_name_is_shortened_to_what_people_write(name, short):
    """An edition in brackets or behind a dash goes, and "News" at the end."""
    assert _shortened(name)[-1] == short
    assert _shortened(name)[0] == name


def test_ids_say_where_each_text_begins():
    """Unknown words are -1; a missing text is empty."""
    corpus = coverage_of("dam sea")
    ids, offsets = ids_of(corpus, ["Sea tide", None, "dam"])

    assert ids.tolist() == [1, -1, 0]
    assert offsets.tolist() == [0, 2, 2, 3]


def test_own_names_belong_to_their_story():
    """Story 0 has the names of Fox News and its alias, story 1 none and a byline of two words."""
    corpus = coverage_of("fox news fnc", "ann lee", outlet=["Fox News", None], author=[None, "Ann Lee"])
    _, _, of_story, bylines, byline_offsets = own_names(corpus)

    assert of_story[1] - of_story[0] > 2
    assert of_story[2] == of_story[1]
    assert len(bylines) == 2
    assert byline_offsets.tolist() == [0, 0, 2]


def test_own_terms_are_the_words_of_the_name_and_short_aliases():
    """They are fox, news and the alias fnc; words of other outlets are not among them."""
    corpus = coverage_of("fox news fnc china daily")

    assert {corpus.vocabulary.terms[term] for term in own_terms(corpus, "Fox News")} == {"fox", "news", "fnc"}


def test_stretches_hold_every_token_once():
    """Offsets count from 0 in each stretch, rows run on."""
    pieces = list(stretches(coverage_of("a dam", "", "the sea rose")))

    assert [piece.rows.tolist() for piece in pieces] == [[0, 1, 2]]
    assert pieces[0].offsets.tolist() == [0, 2, 2, 5]
