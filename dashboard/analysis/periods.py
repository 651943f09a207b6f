"""Days, weeks, months and quarters: bins of a time line, their names, and what lies between stories."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import numpy as np

from dashboard.analysis.intervals import FEW_STORIES
from dashboard.errors import UsageError

BINS = ("day", "week", "month", "quarter")
MOST_PERIODS = 10_000  # 27 years of days: more marks than a chart has pixels
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Period:
    """One bin: `end` is the first day that is no longer inside."""

    key: str
    label: str
    start: date
    end: date


@dataclass(frozen=True)
class Gap:
    """The days between two neighbouring stories; both days are outside."""

    after: date
    before: date
    n_days: int
    text: str


def periods(first: date, last: date, bin: str) -> list[Period]:  # noqa: A002 - the word that readers and links use
    """Every bin from the one that holds `first` to the one that holds `last`, none left out.

    Raises:
        UsageError: the bin is unknown, or there would be more than 10,000.

    Example:
        >>> [period.key for period in periods(date(2025, 4, 30), date(2025, 5, 9), "week")]
        ['2025-W18', '2025-W19']
        >>> periods(date(2025, 5, 9), date(2025, 5, 9), "quarter")[0].label
        'April to June 2025'
    """
    return list(_periods(first, last, bin))


@lru_cache(maxsize=64)
def _periods(first: date, last: date, bin_: str) -> tuple[Period, ...]:
    codes = bin_codes(np.array([first, last], "datetime64[D]"), bin_)
    n_periods = int(codes[1] - codes[0]) + 1
    if n_periods > MOST_PERIODS:
        raise UsageError(
            f"From {first} to {last} there are {n_periods:,} {bin_}s. A time line holds at most {MOST_PERIODS:,} bins. "
            "Take a wider bin, or set since and until."
        )
    starts = bin_starts(np.arange(codes[0], codes[1] + 2), bin_).tolist()
    key, label = _NAMES[bin_]
    return tuple(Period(key(start), label(start), start, end) for start, end in pairwise(starts))


def bin_codes(days: np.ndarray, bin_: str) -> np.ndarray:
    """The number of the bin that holds each day; neighbouring bins have neighbouring numbers. No day may be NaT.

    Raises:
        UsageError: there is no such bin.

    Example:
        >>> bin_codes(np.array(["2025-05-04", "2025-05-05", "2025-05-11"], "datetime64[D]"), "week").tolist()
        [2887, 2888, 2888]
    """
    if bin_ not in BINS:
        raise UsageError(f"bin is {bin_!r}. There are: {', '.join(BINS)}.")
    if bin_ == "day":
        return days.astype(np.int64)
    if bin_ == "week":
        return (days.astype(np.int64) + 3) // 7  # day 0, 1 January 1970, was a Thursday
    months = days.astype("datetime64[M]").astype(np.int64)
    return months // 3 if bin_ == "quarter" else months


def bin_starts(codes: np.ndarray, bin_: str) -> np.ndarray:
    """The first day of each numbered bin; the calendar stops at the end of year 9999."""
    if bin_ in ("day", "week"):
        starts = (codes if bin_ == "day" else codes * 7 - 3).astype("datetime64[D]")
    else:
        starts = (codes * 3 if bin_ == "quarter" else codes).astype("datetime64[M]").astype("datetime64[D]")
    return np.minimum(starts, np.datetime64(date.max))


def period_range(key: str) -> tuple[date, date]:
    """First day of a bin, and the first day after it.

    Raises:
        UsageError: the key names no day, ISO week, month or quarter.

    Example:
        >>> period_range("2025-W19")
        (datetime.date(2025, 5, 5), datetime.date(2025, 5, 12))
        >>> period_range("2025-Q2")
        (datetime.date(2025, 4, 1), datetime.date(2025, 7, 1))
    """
    for bin_, (pattern, first) in _KEYS.items():
        found = re.fullmatch(pattern, key, flags=re.ASCII)
        if found:
            try:
                start = first(*(int(part) for part in found.groups()))
                code = bin_codes(np.array([start], "datetime64[D]"), bin_)
                return start, bin_starts(code + 1, bin_)[0].item()
            except ValueError:
                break
    raise UsageError(
        f"period is {key[:40]!r}. A day, week, month or quarter belongs there, "
        "such as 2025-05-06, 2025-W19, 2025-05 or 2025-Q2."
    )


def best_bin(days: np.ndarray, *, enough: int = FEW_STORIES) -> str:
    """The finest bin in which most periods have enough stories to give a share.

    "Most" is more than half of all periods of the line, empty ones included, over the span that holds
    the middle 98 % of the stories (a single odd date must not stretch it). Where no bin does, the widest
    that still gives three periods; days for less than that.

    Args:
        days: The day of each story; undated ones (NaT) are passed over.
        enough: Stories that a period needs.

    Example:
        >>> best_bin(np.repeat(np.arange("2025-05-01", "2025-05-29", dtype="datetime64[D]"), 2))
        'week'
    """
    dated = np.sort(days[~np.isnat(days)])
    if not len(dated):
        return BINS[0]
    cut = len(dated) // 100
    dated = dated[cut : len(dated) - cut]
    sensible = BINS[0]
    for bin_ in BINS:
        codes = bin_codes(dated, bin_)
        n_periods = int(codes[-1] - codes[0]) + 1
        n_enough = int((np.unique(codes, return_counts=True)[1] >= enough).sum())
        if n_periods <= MOST_PERIODS and 2 * n_enough > n_periods:
            return bin_
        sensible = bin_ if n_periods >= 3 else sensible
    return sensible


def gaps(days: np.ndarray, *, at_least: int = 1) -> list[Gap]:
    """The stretches without a story between neighbouring stories, in words, earliest first.

    Args:
        days: The day of each story, in any order; undated ones (NaT) are passed over.
        at_least: Shorter stretches are left out, in days.

    Example:
        >>> days = np.array(["2025-05-09", "2025-05-06", "2024-05-16", "NaT"], "datetime64[D]")
        >>> [gap.text for gap in gaps(days)]
        ['354 days with no story in your files', '2 days with no story in your files']
    """
    dated = np.unique(days[~np.isnat(days)])
    lengths = np.diff(dated).astype(np.int64) - 1
    found = []
    for place in np.flatnonzero(lengths >= max(1, at_least)).tolist():
        n_days = int(lengths[place])
        text = f"{n_days:,} {'day' if n_days == 1 else 'days'} with no story in your files"
        found.append(Gap(dated[place].item(), dated[place + 1].item(), n_days, text))
    return found


def _week_key(start: date) -> str:
    year, week, _ = start.isocalendar()
    return f"{year:04}-W{week:02}"


def _day_label(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _week_label(start: date) -> str:
    end = start + timedelta(days=6)
    opening = str(start.day) if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"
    opening += f" {start.year}" if start.year != end.year else ""
    return f"{opening} to {_day_label(end)}"


def _quarter_label(start: date) -> str:
    return f"{MONTHS[start.month - 1]} to {MONTHS[start.month + 1]} {start.year}"


_NAMES: dict[str, tuple[Callable[[date], str], Callable[[date], str]]] = {
    "day": (date.isoformat, _day_label),
    "week": (_week_key, _week_label),
    "month": (
        lambda start: f"{start.year:04}-{start.month:02}",
        lambda start: f"{MONTHS[start.month - 1]} {start.year}",
    ),
    "quarter": (lambda start: f"{start.year:04}-Q{start.month // 3 + 1}", _quarter_label),
}
_KEYS: dict[str, tuple[str, Callable[..., date]]] = {
    "day": (r"(\d{4})-(\d{2})-(\d{2})", date),
    "week": (r"(\d{4})-W(\d{2})", lambda year, week: date.fromisocalendar(year, week, 1)),
    "month": (r"(\d{4})-(\d{2})", lambda year, month: date(year, month, 1)),
    "quarter": (r"(\d{4})-Q([1-4])", lambda year, quarter: date(year, 3 * quarter - 2, 1)),
}
