"""Lines that stand on a page again."""

from dashboard.articles.clean import page_of
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry
from dashboard.articles.repeats import lone_link, repeat, repeat_inside
from dashboard.articles.survey import survey

TITLE = "Ministers sign paper about railway line"
RAIL = "The two ministers met on Thursday and signed a long paper about the railway line."
MORE = "Officials said that the new line would cut the journey between the capitals by three hours."


def look(*lines):
    """The survey of a page of these lines."""
    return survey(page_of(lines_of("\n".join(lines)), registry(())))


def test_the_headline_again_is_counted():
    """The reason says how often it stands there."""
    seen = look(TITLE, RAIL, MORE, TITLE, TITLE, TITLE)

    assert repeat(seen, 3) == "the headline again: same line four times"


def test_a_doubled_paragraph_names_the_first():
    """Lines count from 1, as the reader sees them."""
    seen = look(TITLE, RAIL, MORE, RAIL)

    assert repeat_inside(seen, 3) == "repeats line 2"
    assert repeat_inside(seen, 1) == ""


def test_a_heading_may_come_back_inside_a_story():
    """Questions of an interview are no junk."""
    seen = look(TITLE, RAIL, "What will it cost", MORE, "What will it cost", RAIL.replace("Thursday", "Friday"))

    assert repeat_inside(seen, 4) == ""


def test_one_bullet_between_paragraphs_is_a_link():
    """Two in a row are a list."""
    assert (
        lone_link(look(TITLE, RAIL, "* Bakers sell chestnut loaf", MORE).page, 2) == "one link between two paragraphs"
    )
    assert lone_link(look(TITLE, RAIL, "* Bridges and tunnels", "* Rails and sleepers", MORE).page, 2) == ""
