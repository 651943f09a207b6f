"""Other stories on a page, and whose headline is whose."""

from dashboard.articles.clean import page_of
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry
from dashboard.articles.survey import survey

TITLE = "Ministers sign paper about railway line"
RAIL = (
    "The two ministers met on Thursday and signed a long paper about the railway line.",
    "Officials said that the new line would cut the journey between the capitals by three hours.",
    "The minister added that both sides stand ready to share the cost of the bridges of the line.",
)
STORM = "A storm that crossed the islands overnight tore the roofs from the harbour market, the weather office said."
BREAD = "Bakers in the capital have begun to sell a loaf of chestnut flour after a poor harvest of wheat in the valley."


def others(*lines):
    """(titles, first, last) of every other story of a page."""
    seen = survey(page_of(lines_of("\n".join([TITLE, *RAIL, *lines])), registry(())))
    return [(other.titles, other.first, other.last) for other in seen.others]


def test_a_headline_above_a_stub_is_its_own():
    """Both lines of a twin are."""
    title = "Storm tears roofs from harbour market"

    assert others(title, title, STORM) == [((4, 5), 6, 6)]


def test_a_headline_below_a_story_is_its_own_when_it_uses_its_words():
    """The page's own headline come back belongs to no other story."""
    title = "Storm tears roofs from harbour market"

    assert others(TITLE, TITLE, STORM, title, title) == [((7, 8), 6, 6)]


def test_a_headline_between_two_stories_goes_to_the_one_that_uses_its_words():
    """Captions below a story stay below it, whatever comes next."""
    storm, bread = "Storm tears roofs from harbour market", "Bakers sell chestnut loaf in capital"
    found = others(TITLE, TITLE, STORM, storm, storm, BREAD, bread, bread)

    assert found == [((7, 8), 6, 6), ((10, 11), 9, 9)]


def test_a_stray_sentence_is_no_story():
    """Under forty words a story needs a headline."""
    assert others(*["* Sports"] * 12, "They have asked us to come back on Monday or on Tuesday for more of it.") == []
