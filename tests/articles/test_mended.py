"""Corrections by hand, in stories and ledger."""

import pytest

from dashboard.articles.ledger import Reading
from dashboard.articles.mended import latest, mend, outcomes
from dashboard.sources.corrections import Correction

STORY = {
    "article_id": "a1", "kind": "related", "title": "Talks", "title_from": "page", "outlet": None, "outlet_from": None,
    "published": "2017-09-06", "published_time": "10:00", "published_from": "field",
}  # fmt: skip
LEDGER = (
    {"article_id": "a1", "fate": "related", "reason": "a stub"},
    {"article_id": None, "fate": "blank", "reason": ""},
)
DOUBT = {"article_id": "a1", "about": "date", "printed": "9/6/17", "reason": "unclear"}


def correction(field, now, was="", ident="a1"):
    """What a person wrote."""
    return Correction("2026-01-01T10:00", "Ann", ident, field, was, now, "masthead")


def mended(*corrections):
    """The one story after these."""
    return mend(Reading({"n_articles": 1}, (STORY,), LEDGER, doubts=(DOUBT,)), latest(corrections))


def test_values_take_what_the_person_wrote_and_say_so():
    """A corrected day has no time of the old one, and its doubt is gone."""
    reading = mended(correction("published", "2017-06-09", "2017-09-06"), correction("outlet", "Herald"))
    (story,) = reading.articles

    assert (story["published"], story["published_time"], story["published_from"]) == ("2017-06-09", None, "correction")
    assert (story["outlet"], story["outlet_from"], story["article_id"]) == ("Herald", "correction", "a1")
    assert reading.doubts == ()
    assert reading.ledger[0]["reason"] == (
        "a stub; published set to '2017-06-09' (was '2017-09-06') by Ann: masthead; "
        "outlet set to 'Herald' by Ann: masthead"
    )


@pytest.mark.parametrize(
    ("now", "kinds", "fate", "ident"),
    [("main", ["main"], "body", "a1"), ("related", ["related"], "related", "a1"), ("none", [], "junk", None)],
)
def test_another_kind_is_another_fate(now, kinds, fate, ident):
    """The lines of the story follow it; other lines do not."""
    reading = mended(correction("kind", now))

    assert [row["kind"] for row in reading.articles] == kinds
    assert (reading.ledger[0]["fate"], reading.ledger[0]["article_id"]) == (fate, ident)
    assert reading.ledger[1] == LEDGER[1]
    assert reading.source["n_articles"] == len(kinds)


def test_an_empty_value_takes_it_away():
    """A wrong day is worse than none."""
    (story,) = mended(correction("published", "")).articles

    assert (story["published"], story["published_from"]) == (None, None)


def test_every_correction_is_told_what_became_of_it():
    """Applied, needless, replaced, or without its story."""
    rows = [
        correction("outlet", "Herald"), correction("outlet", "Tribune"), correction("title", "Talks"),
        correction("title", "X", ident="gone"), correction("title", "X", ident="merged"),
    ]  # fmt: skip
    told = outcomes(rows, {"a1": {"outlet": "", "title": "Talks"}, "merged": {"title": ""}}, {"merged": ("a1", "")})

    assert [row["outcome"] for row in told] == [
        "replaced by a later one", "applied", "already so", "no such story", "no such story",
    ]  # fmt: skip
