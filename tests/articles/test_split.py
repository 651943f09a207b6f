"""Runs of prose, and where a story cannot go on."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.clean import junk_of, page_of
from dashboard.articles.lines import content_words, lines_of
from dashboard.articles.outlets import registry
from dashboard.articles.split import (
    Stretch,
    above_comments,
    breaks,
    is_twin,
    main_stretch,
    next_filled,
    shared,
    stretches,
)

RAIL = "The two ministers met on Thursday and signed a long paper about the railway line."
STORM = "A storm that crossed the islands overnight tore the roofs from the harbour market."
TITLE = "Ministers sign paper about railway line"


def page(*lines):
    """A page of these lines."""
    return page_of(lines_of("\n".join(lines)), registry(()))


def runs(*lines, dated=()):
    """(first, last) of each run of prose of a page."""
    seen = page(*lines)
    junk = junk_of(seen)
    return [(run.first, run.last) for run in stretches(seen, junk, breaks(seen, junk, dated))]


def test_a_run_bridges_a_heading_but_not_a_menu():
    """A few short lines inside prose are part of it, many are not."""
    assert runs(RAIL, "A long wait", RAIL) == [(0, 2)]
    assert runs(RAIL, *["* Sports"] * 12, STORM) == [(0, 0), (13, 13)]


def test_twins_begin_another_story():
    """A headline that stands twice in a row cuts, even in the middle of prose."""
    assert runs(RAIL, "Storm tears roofs from market", "Storm tears roofs from market", STORM) == [(0, 0), (3, 3)]


def test_the_headline_come_back_cuts_only_above_something_else():
    """As a caption inside its own story it does not."""
    assert runs(TITLE, RAIL, TITLE, STORM) == [(1, 1), (3, 3)]
    assert runs(TITLE, RAIL, TITLE, RAIL.replace("Thursday", "Friday")) == [(1, 3)]


def test_a_headline_with_a_stamp_begins_another_story():
    """The stamp's place is given."""
    assert runs(RAIL, "Storm tears roofs from market", "2025-05-09", STORM, dated={2}) == [(0, 0), (3, 3)]


def test_copyright_and_comments_end_a_story():
    """What follows is another run; comments are none of the page's stories."""
    lines = (RAIL, RAIL.replace("Thursday", "Friday"), "Leave a Reply", STORM)
    seen = page(*lines)
    junk = junk_of(seen)
    found = stretches(seen, junk, breaks(seen, junk))

    assert [(run.first, run.last) for run in found] == [(0, 1), (3, 3)]
    assert [(run.first, run.last) for run in above_comments(found, junk)] == [(0, 1)]


def test_the_main_story_is_the_first_of_the_long_ones_under_a_headline():
    """Half the words of the longest are enough; without a headline the longest wins."""
    short, middle, long = Stretch(0, 1, 20), Stretch(3, 9, 60), Stretch(12, 30, 100)

    assert main_stretch([short, middle, long], {0: 0.9, 3: 0.9, 12: 0.9}) == middle
    assert main_stretch([short, middle, long], {0: 0.9}) == long
    assert main_stretch([], {}) is None


def test_twins_and_next_lines_skip_blanks():
    """Blank lines between two lines do not part them."""
    seen = page("Storm tears roofs off", "", "", "Storm tears roofs off", "", RAIL)

    assert [place for place in range(6) if is_twin(seen, place)] == [0, 3]
    assert next_filled(seen, 3) == 5
    assert next_filled(seen, 5) is None


def test_shared_words_are_a_share_of_the_first_text():
    """Content words only: 2 of ministers, railway are in the other."""
    rail = content_words(RAIL)

    assert shared(content_words("ministers railway"), rail) == 1.0
    assert shared(content_words("ministers harbour"), rail) == 0.5
    assert shared(content_words(""), rail) == 0.0


@given(st.lists(st.sampled_from([RAIL, STORM, TITLE, "* Sports", "", "SOURCE Valley Post", "They met."]), max_size=30))
def test_runs_never_overlap(lines):
    """In order, apart, inside the page, and worth something."""
    seen = page(*lines)
    junk = junk_of(seen)
    found = stretches(seen, junk, breaks(seen, junk))

    assert all(run.first <= run.last < len(lines) and run.n_words > 0 for run in found)
    assert all(a.last < b.first for a, b in pairwise(found))


def test_a_headline_of_another_subject_begins_another_story_and_a_subheading_does_not():
    """The storm's text uses its headline's words, and neither has anything to do with the railway."""
    story = (RAIL, "Officials said that the new line would cut the journey between the capitals by three hours.")
    storm = f"{STORM} Four villages were left without power, waves reached the second row of houses, and boats sank."
    heading = "Ministers praise bridge plans"
    more = "The ministers praise the bridge plans of the line, which would cut the journey between the capitals."

    assert runs(*story, "Storm tears roofs from market", storm) == [(0, 1), (3, 3)]
    assert runs(*story, heading, more) == [(0, 3)]
