from tests.ui.laid import run
from tests.ui.stage import html_of


def heads(test):
    """The page's headings, in order."""
    return [part.value for part in test.header]


def test_groups_that_do_not_hold_are_exploratory():
    """The page says so first, shows the groups and passages, and gives no shares."""
    test = run("topics")

    assert not test.exception
    assert "Too few articles for stable groups" in html_of(test)
    assert "no shares are given" in html_of(test)
    assert heads(test) == ["Groups of passages", "Passages that show each best"]


def test_groups_that_hold_give_their_parts():
    """Story by story while stories are few."""
    test = run("topics", corpus="stable")

    assert "The groups hold" in html_of(test)
    assert heads(test)[-1] == "What each story is made of"


def test_the_weakest_group_is_said_with_the_mean():
    """0.82 on average, and one of the groups below 0.70."""
    assert "0.82 on average" in html_of(run("topics", corpus="stable"))
    assert "; group 3 comes back only 0.00" in html_of(run("topics", corpus="stable"))


def test_older_groups_say_what_they_were_fitted_on():
    """Where an update kept them; a data version with groups of its own says nothing."""
    told = "Topics were fitted on data version 1f0a (2026-11-22, 4 of these 6 stories); 2 new ones were placed in them."

    assert told in html_of(run("topics", corpus="stable"))
    assert "were fitted on" not in html_of(run("topics"))


def test_passages_stand_under_their_group_with_its_words_marked():
    """The best passage of group 1 is a3's; its terms are marked."""
    shown = html_of(run("topics"))

    assert "comes back nearly whole (0.93)" in shown
    assert "Tariffs hurt <mark>trade</mark> and <mark>exports</mark>." in shown
    assert "none in these stories" in shown  # group 3


def test_a_filter_keeps_the_groups():
    """Only a2 is left: group 1 has its passage, the others none."""
    shown = html_of(run("topics", ("since", "2024-01-24"), ("until", "2024-01-24")))

    assert "multipolar, world, order" in shown
    assert "The <mark>bridge</mark> opens in spring." in shown
    assert "debate goes on" not in shown


def test_no_groups_are_a_sentence():
    """Nothing is drawn; what to do is said."""
    test = run("topics", corpus="ungrouped")

    assert not test.exception
    assert "Too few articles for groups" in html_of(test)
    assert "Add files" in html_of(test)
    assert heads(test) == []


def test_an_empty_filter_is_an_empty_page():
    """The way out is offered."""
    test = run("topics", ("since", "2030-01-01"))

    assert not test.exception
    assert "No story passes the filter" in html_of(test)


def test_an_open_group_shows_its_passages():
    """Three passages of group 1 stand beside the page."""
    shown = html_of(run("topics", pick="unit=passages&topic=0"))

    assert "3 passages" in shown
    assert "group 1" in shown
