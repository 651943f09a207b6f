"""Bins of a time line, their keys and labels, and the gaps between stories."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.periods import BINS, best_bin, bin_codes, gaps, period_range, periods
from dashboard.errors import UsageError

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def days(*values):
    """Days from their ISO names."""
    return np.array(values, "datetime64[D]")


@pytest.mark.parametrize(
    ("bin_", "keys", "labels"),
    [
        ("day", ["2024-12-30", "2024-12-31", "2025-01-01"], ["30 December 2024", "31 December 2024", "1 January 2025"]),
        ("week", ["2025-W01"], ["30 December 2024 to 5 January 2025"]),
        ("month", ["2024-12", "2025-01"], ["December 2024", "January 2025"]),
        ("quarter", ["2024-Q4", "2025-Q1"], ["October to December 2024", "January to March 2025"]),
    ],
)
def test_names_over_new_year(bin_, keys, labels):
    """Three days over New Year are three days, one ISO week of 2025, two months, two quarters."""
    found = periods(date(2024, 12, 30), date(2025, 1, 1), bin_)

    assert [period.key for period in found] == keys
    assert [period.label for period in found] == labels


def test_a_week_inside_a_month_and_one_across():
    """A week names its month once where it can."""
    found = periods(date(2025, 4, 30), date(2025, 5, 9), "week")

    assert [period.label for period in found] == ["28 April to 4 May 2025", "5 to 11 May 2025"]


@given(DAYS, st.integers(0, 400), st.sampled_from(BINS))
def test_periods_tile_the_calendar(first, length, bin_):
    """Each period begins where the one before ends; the first holds the first day, the last the last."""
    last = first + timedelta(days=length)
    found = periods(first, last, bin_)

    assert all(a.end == b.start for a, b in pairwise(found))
    assert found[0].start <= first < found[0].end
    assert found[-1].start <= last < found[-1].end


@given(DAYS, st.sampled_from(BINS))
def test_a_key_leads_back_to_its_days(day, bin_):
    """The key of a period in a link says exactly its days."""
    period = periods(day, day, bin_)[0]

    assert period_range(period.key) == (period.start, period.end)


@pytest.mark.parametrize(
    "key", ["", "2025", "2025-13", "2025-02-30", "2025-W54", "2025-Q5", "05/2025", "٢٠٢٥-05", "0000-01"]
)
def test_no_key(key):
    """What is no period is told in a sentence."""
    with pytest.raises(UsageError, match="such as 2025-05-06, 2025-W19, 2025-05 or 2025-Q2"):
        period_range(key)


def test_the_last_month_of_the_calendar():
    """The year 9999 ends without a crash."""
    assert period_range("9999-12") == (date(9999, 12, 1), date(9999, 12, 31))


def test_an_unknown_bin():
    """A year is no bin; the sentence lists those there are."""
    with pytest.raises(UsageError, match=r"bin is 'year'\. There are: day, week, month, quarter"):
        periods(date(2025, 1, 1), date(2025, 1, 2), "year")


def test_a_line_of_two_thousand_years_by_day_is_refused():
    """One odd date cannot ask for 700,000 marks."""
    with pytest.raises(UsageError, match="there are 739,"):
        periods(date(1, 1, 1), date(2025, 1, 1), "day")


def test_ten_stories_a_day_are_shown_by_day():
    """Most of the days have ten stories: days it is, though two have fewer."""
    stories = np.repeat(days("2025-05-05", "2025-05-06", "2025-05-07", "2025-05-08", "2025-05-09"), [10, 10, 10, 2, 2])

    assert best_bin(stories) == "day"


def test_empty_days_count_as_bins_without_stories():
    """Ten stories on the first of each month of 2024 are a line by month, not by day with 354 holes."""
    stories = np.repeat(np.arange("2024-01", "2025-01", dtype="datetime64[M]").astype("datetime64[D]"), 10)

    assert best_bin(stories) == "month"


def test_few_stories_get_the_widest_bin_with_three_periods():
    """Five stories over five weeks reach ten a bin nowhere: weeks still make three periods, months do not."""
    stories = days("2025-05-05", "2025-05-12", "2025-05-19", "2025-05-26", "2025-06-02")

    assert best_bin(stories) == "week"


def test_one_odd_date_does_not_choose_the_bin():
    """100 days of 20 stories are shown by day, whatever the one story of the year 1."""
    stories = np.repeat(np.arange("2025-01-01", "2025-04-11", dtype="datetime64[D]"), 20)

    assert best_bin(np.append(stories, np.datetime64("0001-01-01"))) == "day"


def test_no_dated_story():
    """Without a day any bin will do."""
    assert best_bin(days("NaT")) == "day"


def test_gaps_between_five_stories():
    """Stories of one day leave no gap, neighbours neither; undated ones are passed over."""
    found = gaps(days("2025-05-09", "2025-05-10", "2025-05-06", "NaT", "2025-05-09", "2024-05-16"))

    assert [(gap.after, gap.before, gap.n_days) for gap in found] == [
        (date(2024, 5, 16), date(2025, 5, 6), 354),  # 15 days of May 2024, 334 to the end of April, 5 of May 2025
        (date(2025, 5, 6), date(2025, 5, 9), 2),
    ]


def test_gaps_in_words():
    """One day is a day; short ones can be left out."""
    stories = days("2025-05-01", "2025-05-03", "2025-09-21")

    assert [gap.text for gap in gaps(stories)] == [
        "1 day with no story in your files",
        "140 days with no story in your files",
    ]
    assert [gap.n_days for gap in gaps(stories, at_least=2)] == [140]


@given(st.lists(DAYS, max_size=20), st.sampled_from(BINS))
def test_codes_follow_the_periods(stories, bin_):
    """The number of a day's bin is its place among the periods."""
    if not stories:
        return
    codes = bin_codes(np.array(stories, "datetime64[D]"), bin_)
    found = periods(min(stories), min(stories) + timedelta(days=500), bin_)
    for day, code in zip(stories, codes - codes.min(), strict=True):
        if code < len(found):
            assert found[code].start <= day < found[code].end
