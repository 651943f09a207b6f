"""What only all files together can tell."""

import json
from dataclasses import replace
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.page import read_page
from dashboard.articles.record import read_records
from dashboard.articles.settle import settle, tally
from dashboard.settings import load_settings
from dashboard.sources.corrections import Correction
from dashboard.sources.reader import Raw
from dashboard.sources.tabular import read_jsonl

LONG = "The bridge over the river opens in spring, the ministry said on Monday. " * 6
ROW = {"outlet": "Herald", "date": "2024-05-16", "title": "Bridge opens", "text": LONG}
PAGE = f"Bridge opens\n\n2024-05-16 10:00\n\n{LONG}\n"


@cache
def settings():
    """The project's own settings."""
    return load_settings()


def records(name, *rows):
    """A reading of a file of records."""
    text = "".join(json.dumps(row) + "\n" for row in rows)
    return read_records(Raw(name, name, "jsonl", None, read_jsonl(text), "read", "", len(text)), settings())


def page(name, text=PAGE):
    """A reading of one page."""
    return read_page(Raw(name, name, "page", text, None, "read", "", len(text)), settings())


def settled(*readings, corrections=()):
    """The readings after all were compared."""
    return settle(readings, corrections).readings


def days(*readings):
    """The days of all stories, in order."""
    return [row["published"] for reading in settled(*readings) for row in reading.articles]


def dated(outlet, date, text="They met."):
    """A record of an outlet."""
    return {"outlet": outlet, "date": date, "title": f"{outlet} {date}", "text": text}


def test_the_order_of_day_and_month_is_learned_per_outlet():
    """Across files, and never from another outlet of the same file."""
    first = records("a", dated("Herald", "9/6/17"), dated("Tribune", "9/6/17"), dated("Post", "9/6/17"))
    second = records("b", dated("Herald", "12/22/16"), dated("Tribune", "22/12/16"))

    assert days(first, second) == ["2017-09-06", "2017-06-09", None, "2016-12-22", "2016-12-22"]
    assert [row["printed"] for reading in settled(first, second) for row in reading.doubts] == ["9/6/17"]


def test_an_outlet_that_shows_both_orders_settles_nothing():
    """Its ambiguous dates stay doubtful."""
    reading = records("a", *(dated("Herald", date) for date in ("9/6/17", "12/22/16", "22/12/16")))

    assert days(reading) == [None, "2016-12-22", "2016-12-22"]


def test_a_page_with_numbers_for_a_date_waits_for_its_outlet():
    """The page shows the order itself, or another one does; its stamp stays a stamp."""
    text = f"Bridge opens\n\nPosted 05/06/2024\n\nSource: Xinhua\n\n{LONG}\n"
    other = text.replace("05/06/2024", "25/06/2024").replace("Monday", "Tuesday")
    one, two = settled(page("a", text), page("b", other))

    assert [row.articles[0]["published"] for row in (one, two)] == ["2024-06-05", "2024-06-25"]
    assert one.articles[0]["published_from"] == "stamp"
    assert sum(row["reason"].endswith("order of this outlet's other dates") for row in one.ledger) == 1
    (alone,) = settled(page("a", text))
    assert [row["printed"] for row in alone.doubts] == ["05/06/2024"]


def test_the_ledger_says_how_an_ambiguous_date_was_read():
    """The refusal goes, the order of the outlet stands there."""
    (reading,) = settled(records("a", dated("Herald", "9/6/17"), dated("Herald", "12/22/16")))

    assert reading.ledger[0]["reason"] == "read as it came; day and month in the order of this outlet's other dates"


def test_the_same_text_of_one_outlet_and_day_is_merged():
    """The ledger names the story that stays; the sum holds."""
    one, two = settled(records("a", ROW), records("b", {**ROW, "author": "Ann Lee"}))

    assert (len(one.articles), two.articles) == (1, ())
    assert (two.ledger[0]["fate"], two.ledger[0]["article_id"]) == ("merged", one.articles[0]["article_id"])
    assert two.ledger[0]["reason"] == "read as it came; merged: same text, outlet and day as another story"
    assert tally([one, two]) == {"in": 2, "kept": 1, "merged": 1, "dropped": 0}


def test_the_same_text_elsewhere_stays():
    """Another outlet, another day, no outlet or no day: a copy, and a finding."""
    others = ({"outlet": "Tribune"}, {"date": "2024-05-17"}, {"outlet": ""}, {"date": ""})
    readings = settled(records("a", ROW, *({**ROW, **other} for other in others)))

    assert [row["fate"] for row in readings[0].ledger] == ["kept"] * 5


def test_a_short_text_under_other_headlines_stays():
    """A snippet or a formula is no story's whole text."""
    short = {**ROW, "text": "Details to follow."}
    (reading,) = settled(records("a", short, {**short, "title": "Flood"}, {**short, "author": "Bo"}))

    assert [row["fate"] for row in reading.ledger] == ["kept", "kept", "merged"]


def test_the_same_record_in_two_files_is_merged():
    """Whatever it names: overlapping exports hold the same lines."""
    bare = {"text": "They met.", "id": 7}
    one, two = settled(records("a", bare), records("b", {"text": "They left."}, bare))

    assert [row["fate"] for row in two.ledger] == ["kept", "merged"]
    assert two.ledger[1]["article_id"] == one.articles[0]["article_id"]


def test_the_same_page_under_two_names_counts_once():
    """Its lines keep their fates and name the story that stays."""
    one, two = settled(page("a"), page("b"))

    assert two.articles == ()
    assert [row["fate"] for row in two.ledger] == [row["fate"] for row in one.ledger]
    assert {row["article_id"] for row in two.ledger} == {row["article_id"] for row in one.ledger}
    assert tally([one, two]) == {"in": 2, "kept": 1, "merged": 1, "dropped": 0}


def test_the_same_file_given_twice_keeps_its_stories():
    """Its stories have one id each, and the build counts an id once."""
    one, two = settled(page("a"), page("a"))

    assert [row["article_id"] for row in one.articles] == [row["article_id"] for row in two.articles]


def test_an_ambiguous_date_is_settled_before_stories_are_compared():
    """The same story with its day written in two ways is one."""
    rows = ({**ROW, "date": "9/6/17"}, {**ROW, "date": "2017-09-06"}, {**ROW, "date": "12/22/16", "text": "x"})
    (reading,) = settled(records("a", *rows))

    assert [row["fate"] for row in reading.ledger] == ["kept", "merged", "kept"]


def test_corrections_come_last_and_are_told():
    """One is applied, one finds no story any more."""
    reading = records("a", ROW)
    ident = reading.articles[0]["article_id"]
    corrections = [
        Correction("2026-01-01", "Ann", ident, "outlet", "Herald", "The Herald", "masthead"),
        Correction("2026-01-01", "Ann", "gone", "outlet", "", "Herald", "masthead"),
    ]
    after = settle([reading], corrections)

    assert after.readings[0].articles[0]["outlet"] == "The Herald"
    assert [row["outcome"] for row in after.corrections] == ["applied", "no such story"]


def test_a_page_of_two_stories_is_one_record():
    """A correction makes another story of the page one of its own, or takes the page's own out; the sum holds."""
    reading = page("a")
    own = reading.articles[0]
    two = replace(reading, articles=(own, {**own, "article_id": "x", "kind": "related"}), digests=())
    made = [Correction("2026-01-01", "Ann", "x", "kind", "related", "main", "headline of its own")]
    none = [Correction("2026-01-01", "Ann", own["article_id"], "kind", "main", "none", "a menu")]

    assert tally(settled(two, corrections=made)) == {"in": 1, "kept": 1, "merged": 0, "dropped": 0}
    assert tally(settled(reading, corrections=none)) == {"in": 1, "kept": 0, "merged": 0, "dropped": 1}


def test_a_reading_that_nothing_concerns_is_the_same():
    """Not copied: a million records pass."""
    reading = records("a", ROW)

    assert settled(reading)[0] is reading


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["Herald", ""]), st.sampled_from(["", "9/6/17"]))))
def test_in_is_kept_merged_and_dropped(rows):
    """Every record has one fate, and every story one row of the ledger."""
    given_rows = [{"text": text, "outlet": outlet, "date": date} for text, outlet, date in rows]
    readings = settled(records("a", *given_rows[::2]), records("b", *given_rows[1::2], {"x": 1}))
    told = tally(readings)
    ids = {row["article_id"] for reading in readings for row in reading.articles}

    assert told["in"] == len(rows) + 1 == told["kept"] + told["merged"] + told["dropped"]
    assert {row["article_id"] for reading in readings for row in reading.ledger} - {None} == ids
