"""The page Echoes over eight tiny stories, counted by hand in tests/echoed.py."""

from dashboard.analysis.pick import Pick, encode
from tests.ui.laid import run
from tests.ui.stage import html_of

SHARED = [
    "Stories that share wording", "Passages that stand in several stories", "One passage in every wording",
    "How much of a story stands elsewhere", "One story, shaded where its words stand elsewhere",
    "Official phrases that come back",
]  # fmt: skip


def page(*pairs, **state):
    """The page after one run, without a fault."""
    test = run("echoes", *pairs, **{"corpus": "echoed", **state})
    assert not test.exception
    return test


def heads(test):
    """The page's headings, in order."""
    return [part.value for part in test.header]


def test_the_page_has_its_six_parts():
    """Cells, paths, wordings, bars, one story, formulas; nothing calls an outlet the source."""
    test = page()

    assert heads(test) == SHARED
    assert "the earliest in these files at the left; who wrote it first they cannot tell" in html_of(test)
    assert "source" not in html_of(test).split("<style>")[0].lower()


def test_edits_are_marked_word_by_word():
    """In e2 the bridge opens in June, not in May; three stories have it word for word."""
    shown = html_of(page())

    assert "<del>May </del><ins>June </ins>after ten years of work" in shown
    assert "and 2 stories more, word for word" in shown
    assert "15 words · 1 added · 1 missing" in shown


def test_the_open_mark_chooses_the_passage():
    """With the harbour's mark open, its wordings are shown, and its two stories beside."""
    shown = html_of(page(pick=encode(Pick("articles", passage="q1"))))

    assert "<h2>2 stories</h2>" in shown
    assert "Every story has it word for word; signs and capitals are not compared." in shown


def test_a_story_is_shaded_with_its_share():
    """e4 is nothing but the bridge; the story of the address comes before the first."""
    assert "15 of its 15 words, 100%, stand in 3 other stories." in html_of(page())
    shown = html_of(page(about="e6"))
    assert "10 of its 18 words, 56%, stand in 1 other story." in shown
    assert '<mark title="also in Herald, 1 Feb 2024">We shall never sell' in shown


def test_quoted_words_can_be_left_out_by_the_address():
    """The harbour is gone, and with it two of the six stories."""
    assert "6 of 8 stories share a passage with another." in html_of(page())
    assert "4 of 8 stories share a passage with another." in html_of(page(quoted="yes"))


def test_when_all_that_is_shared_is_quoted_the_page_says_so():
    """From February on only the harbour is shared."""
    test = page(("since", "2024-02-01"), quoted="yes")

    assert heads(test) == ["All shared wording is quoted", "Official phrases that come back"]


def test_where_nothing_is_shared_the_page_says_why_and_what_to_do():
    """No passage and no phrase; with one story, another reason."""
    test = page(corpus="silent")
    assert heads(test) == ["No shared wording found", "Official phrases that come back"]
    assert "No two of these 8 stories have a longer stretch of words in common. Widen the filter" in html_of(test)
    assert "No phrase of 3 to 9 words comes back often enough" in html_of(test)

    alone = html_of(page(("since", "2024-02-03"), corpus="silent"))
    assert "The filter keeps one story, and sharing takes two." in alone
    once = html_of(page(("copies", "once"), corpus="silent"))
    assert "Copies are counted once, so reprints are set aside before stories are compared." in once


def test_shared_wording_is_text_not_markup():
    """What stands in a passage is escaped in every part of the page."""
    assert "<script" not in html_of(page()).replace("</script", "")
