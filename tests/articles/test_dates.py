"""Dates as pages and records print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.dates import AMBIGUOUS, COUNTED, IN_UTC, _of_any, _of_iso, clock, moments, read_field, to_day


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-05-10 00:43", "2025-05-10T00:43"),
        ("2025-05-07 18:31:30", "2025-05-07T18:31"),
        ("2020/10/19 20:28:40", "2020-10-19T20:28"),
        ("2024.5.6", "2024-05-06"),
        ("May 16, 2024 19:37 PM", "2024-05-16T19:37"),
        ("Published: May 16, 2024 09:53 PM", "2024-05-16T21:53"),
        ("March 21,2023", "2023-03-21"),
        ("Nov. 19, 2019 8:03 am ET", "2019-11-19T08:03"),
        ("Sept. 3, 2024 at 12:05 a.m.", "2024-09-03T00:05"),
        ("16 May, 2024 09:23", "2024-05-16T09:23"),
        ("16 May 2024, 04:52", "2024-05-16T04:52"),
        ("26th May, 2021", "2021-05-26"),
        ("17-May-2024", "2024-05-17"),
        ("11:04, 17-May-2024", "2024-05-17T11:04"),
        ("08:53, May 17, 2024", "2024-05-17T08:53"),
        ("9 мая 2025, 12:30", "2025-05-09T12:30"),
        ("9 мая 2025 года", "2025-05-09"),
        ("2025年5月9日 10:20", "2025-05-09T10:20"),
        ("2026-02-04 20:57:43Xinhua", "2026-02-04T20:57"),
    ],
)
def test_stamps_of_many_forms_are_read(text, iso):
    """Day and time come out as ISO, whatever the order and the language."""
    assert [moment.iso for moment in moments(text)] == [iso]


@pytest.mark.parametrize("text", ["June 14th", "in March 2023", "2024-13-01", "31 February 2024", "1,945", "0:99", ""])
def test_what_is_no_full_date_is_none(text):
    """A day without a year, a month without a day, and days that never were give nothing."""
    assert moments(text) == []


@pytest.mark.parametrize(
    ("text", "time"),
    [("14:07", "14:07"), ("2:07 p.m. ET", "14:07"), ("12:30 AM", "00:30"), ("25:00", None), ("x", None)],
)
def test_clocks_of_twelve_and_twenty_four_hours(text, time):
    """A clock says HH:MM of 24 hours, or nothing."""
    found = clock(text)

    assert (found[0] if found else None) == time


@pytest.mark.parametrize(
    ("value", "day", "refused"),
    [
        ("2024-05-16", "2024-05-16", ""),
        ("2024-05-16T19:37:00+03:00", "2024-05-16", ""),
        ("20240516", "2024-05-16", ""),
        (20240516, "2024-05-16", ""),
        ("May 16, 2024", "2024-05-16", ""),
        ("12/22/16", "2016-12-22", ""),
        ("22.12.2016", "2016-12-22", ""),
        ("6/6/17", "2017-06-06", ""),
        ("", None, ""),
        (None, None, ""),
        ("9/6/17", None, "date '9/6/17' refused: day and month cannot be told apart"),
        ("0001-11-30", None, "date '0001-11-30' refused: before 1800"),
        ("2999-01-01", None, "date '2999-01-01' refused: in the future"),
        ("2024-02-31", None, "date '2024-02-31' refused: no such day"),
        ("2017", None, "date '2017' refused: only a year"),
        ("yesterday", None, "date 'yesterday' refused: not a date that can be read"),
    ],
)
def test_date_fields_are_read_or_refused_with_a_reason(value, day, refused):
    """An odd date leaves a null and a sentence, never a guess."""
    reading = read_field(value)

    assert (reading.day, reading.refused) == (day, refused)


def test_a_number_over_twelve_tells_the_order():
    """Such a date says whether the day stands first; no other says anything."""
    orders = [read_field(text).order for text in ("12/22/16", "22/12/16", "9/6/17", "6/6/17", "2024-01-22", "x")]

    assert orders == [False, True, None, None, None, None]
    assert read_field("9/6/17", days_first=False).day == "2017-09-06"
    assert read_field("9/6/17", days_first=True).day == "2017-06-09"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("16 mai 2024 à 10h30", "2024-05-16T10:30"),
        ("1er février 2024", "2024-02-01"),
        ("16. Mai 2024 um 10:30 Uhr", "2024-05-16T10:30"),
        ("3. März 2024, 08.15 Uhr", "2024-03-03T08:15"),
        ("16 de mayo de 2024", "2024-05-16"),
        ("5 ago. 2024", "2024-08-05"),
        ("16 maggio 2024 alle 10:30", "2024-05-16T10:30"),
        ("1º gennaio 2024", "2024-01-01"),
        ("16 de março de 2024 às 10h30", "2024-03-16T10:30"),
        ("16 mei 2024 om 10:30", "2024-05-16T10:30"),
        ("16 травня 2024 року", "2024-05-16"),
        ("16 сент. 2024 г.", "2024-09-16"),
        ("16 maja 2024 r.", "2024-05-16"),
        ("16 Mayıs 2024", "2024-05-16"),
        ("٦ مايو ٢٠٢٤", "2024-05-06"),
        ("16 أيار/مايو 2024", "2024-05-16"),
        ("3 كانون الثاني 2024", "2024-01-03"),
        ("2024年05月16日10:30", "2024-05-16T10:30"),
        ("2024년 5월 16일", "2024-05-16"),
        ("16.05.2024 10:30", "2024-05-16T10:30"),
        ("5/16/2024 10:30 AM", "2024-05-16T10:30"),
    ],
)
def test_dates_of_twelve_languages_are_read(text, iso):
    """Full names, short ones, the case that a date takes, both sets of Arabic names."""
    assert [moment.iso for moment in moments(text)] == [iso]


@pytest.mark.parametrize("text", ["05/06/2024", "5.6.2024", "out 5, 2024", "set 9 2024", "16 Maybe 2024"])
def test_what_could_be_two_days_is_no_moment(text):
    """Nor are words that only look like a month's short name."""
    assert moments(text) == []


@pytest.mark.parametrize(
    ("value", "day", "time", "note"),
    [
        ("2024-05-16T23:30:00+08:00", "2024-05-16", "23:30", ""),
        ("2024-05-16T23:30:00-0500", "2024-05-16", "23:30", ""),
        ("2024-05-16T23:30:00Z", "2024-05-16", "23:30", IN_UTC),
        ("2024-05-16 23:30:00+00:00", "2024-05-16", "23:30", IN_UTC),
        ("Thu, 16 May 2024 23:30:00 GMT", "2024-05-16", "23:30", IN_UTC),
        ("20240516T233000Z", "2024-05-16", "23:30", IN_UTC),
        ("20240516233000", "2024-05-16", "23:30", ""),
        (1715902200, "2024-05-16", "23:30", COUNTED),
        ("1715902200000", "2024-05-16", "23:30", COUNTED),
        ("22/12/2016 14:05", "2016-12-22", "14:05", ""),
    ],
)
def test_no_time_zone_shifts_a_day(value, day, time, note):
    """The printed day stays, whatever zone stands behind it; one in UTC says so."""
    reading = read_field(value)

    assert (reading.day, reading.time, reading.note) == (day, time, note)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("30 février 2024", "no such day"),
        ("16 May 2999", "in the future"),
        ("16 de mayo de 1750", "before 1800"),
        ("13/13/2024", "no such day"),
        ("22/12/2999", "in the future"),
        ("31/4/2024", "no such day"),
        ("9/6/17 10:30", AMBIGUOUS),
        ("May 2024", "only a month"),
        ("2024-05", "only a month"),
        ("99999999999", "not a date that can be read"),
    ],
)
def test_every_refusal_has_its_reason(value, why):
    """Future, before 1800, no such day, no day at all: in any form."""
    assert (read_field(value).day, read_field(value).why) == (None, why)


def test_an_update_stands_beside_the_day_of_publication():
    """A field that prints both gives both."""
    reading = read_field("Published May 16, 2024 10:30, updated May 17, 2024")

    assert (reading.day, reading.time, reading.updated) == ("2024-05-16", "10:30", "2024-05-17")


@given(st.text(max_size=80))
def test_any_text_can_be_searched_for_dates(text):
    """Moments are days that exist, in order, inside the text."""
    found = moments(text)

    assert all(0 <= moment.start < moment.end <= len(text) for moment in found)
    assert all(to_day(*map(int, moment.day.split("-"))) == moment.day for moment in found)


ISO_DAYS = st.builds("{:04d}-{:02d}-{:02d}".format, st.integers(1790, 2110), st.integers(0, 13), st.integers(0, 32))
CLOCKS = st.builds("{}{:02d}:{:02d}".format, st.sampled_from("T "), st.integers(0, 25), st.integers(0, 61))
REST = st.sampled_from(["", "Z", ":00", ":07.123Z", "+00:00", "+0300", ":59-05:30", " Z", " UTC", ":61"])


@given(ISO_DAYS, st.just("") | st.builds(str.__add__, CLOCKS, REST))
def test_iso_is_read_at_once_as_it_is_read_at_length(day, time):
    """The short way says the same as the patterns, or leaves it to them."""
    assert _of_iso(day + time) in (None, _of_any(day + time, days_first=None))
    assert _of_iso("2024-05-16T19:37:00Z") is not None
