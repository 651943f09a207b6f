"""Boxes inside a story: what leads to another story is none of it, what has a story of its own is no box."""

from dashboard.articles.boxes import IN_BOX, IN_LIST, boxes
from dashboard.articles.clean import junk_of, page_of
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry

RAIL = (
    "The two ministers met on Thursday and signed a long paper about the railway line.",
    "Officials said that the new line would cut the journey between the capitals by three hours.",
    "The minister added that both sides stand ready to share the cost of the bridges of the line.",
)
TITLE = "Storm tears roofs from harbour market"
STORM = "A storm that crossed the islands overnight tore the roofs from the harbour market, the weather office said."
MORE_STORM = (
    "The harbour master said that the wall had held when the storm came, although the market lost its roofs.",
    "Fishing crews had stayed in port since Monday, when the storm was first seen from the islands.",
)


def found(*lines):
    """The boxes of a page of these lines."""
    page = page_of(lines_of("\n".join(lines)), registry(()))
    return boxes(page, junk_of(page))


def test_a_headline_twice_and_its_standfirst_are_a_box_when_the_story_goes_on():
    """The paragraphs below do not speak of the storm."""
    assert found(RAIL[0], TITLE, TITLE, STORM, *RAIL[1:]) == dict.fromkeys((1, 2, 3), IN_BOX)


def test_a_headline_twice_above_its_own_story_is_no_box():
    """The paragraphs below go on about the storm; a stub alone is a story's beginning, too."""
    assert found(RAIL[0], TITLE, TITLE, STORM, *MORE_STORM) == {}
    assert found(*RAIL, TITLE, TITLE, STORM) == {}


def test_items_under_a_heading_of_links_are_a_list_down_to_the_next_sentence():
    """The story goes on below them."""
    items = ("Bakers turn to chestnut loaf", "Gulls come to the harbour")

    assert found(RAIL[0], "Related news", *items, *RAIL[1:]) == dict.fromkeys((2, 3), IN_LIST)


def test_a_headline_over_its_own_text_is_no_item():
    """The sentence below it uses its words."""
    assert found(RAIL[0], "Related news", TITLE, STORM) == {}


def test_a_long_list_is_left_to_the_lines_around_it():
    """More than sixteen items are the rest of the page."""
    assert found(RAIL[0], "Related news", *["Gulls come to the harbour"] * 20) == {}
