"""What is found on a page before fates are given."""

from dashboard.articles.clean import page_of
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry
from dashboard.articles.survey import survey
from dashboard.settings import Outlet

RAIL = "The two ministers met on Thursday and signed a long paper about the railway line."
TITLE = "Ministers sign paper about railway line"


def look(*lines):
    """The survey of a page of these lines."""
    return survey(page_of(lines_of("\n".join(lines)), registry((Outlet("Valley Post"),))))


def test_headline_byline_and_story_are_found():
    """Places count from 0."""
    seen = look("Home / World", TITLE, "By Ann Lee | Valley Post | 2025-05-09", RAIL)

    assert (seen.headline.place, sorted(seen.speaks), seen.main.first, seen.main.last) == (1, [2], 3, 3)
    assert seen.junk == {0: "navigation crumb"}


def test_a_sentence_above_the_byline_is_a_subtitle():
    """The story starts below its byline."""
    seen = look(
        TITLE, "The railway line will open in the spring, the ministers have said in a paper.", "By Ann Lee", RAIL
    )

    assert (seen.headline.place, seen.main.first) == (0, 3)


def test_a_time_belongs_to_the_day_above_it():
    """A day and a time on two lines are one stamp; a time alone is none."""
    assert look(TITLE, "May 8, 2025", "14:20", RAIL).speaks[1].published.iso == "2025-05-08T14:20"
    assert 1 not in look(TITLE, "14:20", RAIL).speaks


def test_lines_without_a_full_stop_are_a_story_when_there_is_no_other():
    """A page of a headline and a few open lines has a story; one of menus has none."""
    assert look(TITLE, "ministers met and signed a paper about the line").main.first == 1
    assert look("Home", "Share", "Menu") is None
