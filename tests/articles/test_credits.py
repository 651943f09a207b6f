"""Who, where and when, joined from the places where pages say so."""

import pytest

from dashboard.articles.bylines import Byline
from dashboard.articles.credits import credits_of, notes_below
from dashboard.articles.datelines import read_head
from dashboard.articles.dates import moments
from dashboard.articles.outlets import registry
from dashboard.settings import Outlet

TABLE = registry(
    (
        Outlet("Valley Post"),
        Outlet("Coast Times", aliases=("CT Co",)),
        Outlet("PR Newswire", ("PRNewswire",), distributor=True),
    )
)


def stamp(text, kind="stamp", **said):
    """A byline with the day of a text."""
    return Byline(kind, moments(text)[0], **said)


def test_the_first_stamp_is_the_day_of_publication():
    """Its time may come from another stamp of the same day; a dateline comes last."""
    head = read_head("SORREL BAY, May 6, 2025 (Valley Post) -- The ministers met.")
    found = credits_of([stamp("2025-05-07"), stamp("2025-05-07 18:31")], head, [], TABLE)

    assert (found.published, found.time, found.published_from) == ("2025-05-07", "18:31", "stamp")
    assert (found.outlet.name, found.outlet.read_from) == ("Valley Post", "dateline")


def test_a_day_of_publication_wins_over_an_update():
    """An update stands in only when the page gives no other day."""
    update = stamp("2025-05-09 10:00", updated="2025-05-09T10:00")

    assert credits_of([update, stamp("2025-05-08")], None, [], TABLE).published == "2025-05-08"
    assert credits_of([update], None, [], TABLE).published == "2025-05-09"
    assert credits_of([update], None, [], TABLE).updated == "2025-05-09T10:00"


def test_a_dateline_without_a_year_gives_no_day():
    """The year is not guessed."""
    head = read_head("SORREL BAY, May 6 (Valley Post) -- The ministers met.")

    assert credits_of([], head, [], TABLE).published is None


def test_a_byline_is_surer_than_a_note_below():
    """Places are asked from the surest on."""
    line = Byline("byline", outlet="Coast Times")

    assert credits_of([line], None, [("Valley Post", "source note")], TABLE).outlet.name == "Coast Times"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("SOURCE Valley Post", [("Valley Post", "source note")]),
        ("Source: Valley Post and news agencies", [("Valley Post", "source note")]),
        ("This article first appeared in Coast Times:", [("Coast Times", "source note")]),
        ("The post Talks begin appeared first on Sorrel Online.", [("Sorrel Online", "source note")]),
        ("Source: News agencies", []),
        ("Source: the minister at a meeting", []),
        ("Copyright © 1999-2026 Valley Post. All rights reserved.", [("Valley Post", "copyright line")]),
        ("The content of this site belongs to CT Co (CTC). Note that", [("CT Co", "copyright line")]),
        ("Copyright 2024 Nobody Known. All rights reserved.", []),
        ("The ministers met.", []),
    ],
)
def test_notes_below_a_story_name_its_outlet(text, named):
    """Notes of origin may name any publisher, copyright lines only known ones."""
    assert notes_below([text], TABLE) == named
