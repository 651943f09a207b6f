"""A fate for every line."""

from dashboard.articles.clean import page_of
from dashboard.articles.fates import plan_page
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry
from dashboard.settings import Outlet

RAIL = "The two ministers met on Thursday and signed a long paper about the railway line."
MORE = "Officials said that the new line would cut the journey between the capitals by three hours."


def plan(text):
    """The plan of a page."""
    return plan_page(text, page_of(lines_of(text), registry((Outlet("Valley Post"),))))


def test_head_and_tail_are_cut_off_the_lines_they_stand_in():
    """Stamp, dateline and sign-off are pieces of a line with their own fate."""
    text = f"date 2025-05-09 SORREL BAY, May 9 (Valley Post) -- {RAIL}\n{MORE} (END)\n"
    pieces = [[(part.fate, part.until) for part in parts] for parts in plan(text).fates]

    assert pieces == [[("meta", 51), ("body", None)], [("body", text.index(" (END)")), ("junk", None)]]


def test_a_dateline_alone_on_its_line_is_meta():
    """Nothing is left of the line for the body."""
    text = f"SORREL BAY, May 9 (Valley Post) --\n{RAIL}\n{MORE}\n"

    assert [parts[0].fate for parts in plan(text).fates] == ["meta", "body", "body"]


def test_a_page_of_menus_has_no_story():
    """Each line still has a fate and a reason."""
    found = plan("Home\nShare\n\nMenu item\n")

    assert found.stories == ()
    assert [parts[0].fate for parts in found.fates] == ["junk", "junk", "blank", "junk"]


def test_a_second_story_takes_only_its_own_stamp():
    """The page's stamp stays with the page's story."""
    text = "\n".join(
        ["Ministers sign paper about railway line", "2025-05-09 10:20", RAIL, MORE, RAIL.replace("Thursday", "Friday")]
        + ["Storm tears roofs from harbour market"] * 2
        + ["A storm that crossed the islands overnight tore the roofs from the harbour market, an office said."]
    )
    stories = plan(text).stories

    assert [(story.kind, story.credits.published) for story in stories] == [("main", "2025-05-09"), ("related", None)]
