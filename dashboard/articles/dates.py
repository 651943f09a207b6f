"""Dates as pages and records print them: stamps, datelines, fields. Dates in prose are never looked at."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from dashboard.articles.dayforms import ANY_YEAR, CENTURY, CLOCK, forms_in
from dashboard.articles.months import MONTH, UPDATED_WORDS, month_number

EARLIEST = 1800
AMBIGUOUS = "day and month cannot be told apart"
IN_UTC = "the day is the printed one, in UTC"
COUNTED = "the date is a count of seconds; the day is that of UTC"
YEAR = re.compile(CENTURY)
TIME_ONLY = re.compile(rf"(?<![\w:]){CLOCK}", re.IGNORECASE)
NUMERIC = re.compile(rf"^(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{2}}|\d{{4}})(?:(?:,\s*|\s+){CLOCK})?$", re.IGNORECASE)
COMPACT = re.compile(rf"^({CENTURY})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(?:\d\d)?(Z)?)?$")
TIME = r"((?:[01]\d|2[0-3]):[0-5]\d)(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?"
ISO = re.compile(rf"({CENTURY})-(\d\d)-(\d\d)(?:[T ]{TIME})?", re.ASCII)
SECONDS = re.compile(r"^(\d{9,10})(?:\d{3})?(?:\.\d+)?$")
UTC_AT_END = re.compile(r"(?:\d\s?Z|\bUTC|\bGMT|[+-]00:?00)\)?$", re.IGNORECASE)
AN_UPDATE = re.compile(rf"update|modified|{UPDATED_WORDS}", re.IGNORECASE)
# Digits of Arabic and Persian print, one for one, so that places in the text stay.
DIGITS = {ord(zero) + value: str(value) for zero in "٠۰" for value in range(10)}


@dataclass(frozen=True)
class Moment:
    """A day and perhaps a time, as printed, and where it stands (characters of the text it was found in)."""

    day: str
    time: str | None
    start: int
    end: int

    @property
    def iso(self) -> str:
        """Day and time in one, as ISO prints them."""
        return f"{self.day}T{self.time}" if self.time else self.day


@dataclass(frozen=True)
class Reading:
    """What a date field says: a day (and time), or None and the reason why not.

    Attributes:
        day: ISO day.
        time: HH:MM as printed.
        refused: A sentence with the date as printed, when it gave no day.
        why: The reason alone.
        printed: The date as printed, when it was refused.
        order: Of a numeric date with a number over 12: whether the day stands first. None of any other.
        updated: The last update, ISO, where the field prints it beside the day.
        note: What a reader should know of the day; empty for nothing.
        read_from: field, or address where the field gave no day.
    """

    day: str | None
    time: str | None = None
    refused: str = ""
    why: str = ""
    printed: str = ""
    order: bool | None = None
    updated: str | None = None
    note: str = ""
    read_from: str = "field"


def moments(text: str) -> list[Moment]:
    """Every full date of a short text, left to right, with its time when one stands beside it.

    Example:
        >>> [moment.iso for moment in moments("May 16, 2024 19:37 PM")]
        ['2024-05-16T19:37']
        >>> [moment.iso for moment in moments("08:53, 17 May 2024")]
        ['2024-05-17T08:53']
    """
    text = text if text.isascii() else text.translate(DIGITS)
    if not YEAR.search(text):
        return []
    found: list[Moment] = []
    for pattern in forms_in(text):
        for match in pattern.finditer(text):
            moment = _moment(match)
            if moment and not any(moment.start < other.end and other.start < moment.end for other in found):
                found.append(moment)
    return sorted(found, key=lambda moment: moment.start)


def clock(text: str) -> tuple[str, int] | None:
    """The time at the start of a text and where it ends: "14:07 ..." gives 14:07.

    Example:
        >>> clock("2:07 p.m. ET")
        ('14:07', 12)
    """
    match = TIME_ONLY.match(text)
    shown = _time(match) if match else None
    return (shown, match.end()) if match and shown else None


def to_day(year: int, month: int, day: int) -> str | None:
    """An ISO day, or None when there is no such day, or it is before 1800 or in the future."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if year >= EARLIEST and found <= date.today() + timedelta(days=1) else None


def _moment(match: re.Match[str]) -> Moment | None:
    parts = match.groupdict()
    month = int(parts["mon"]) if parts.get("mon") else month_number(parts["month"] or "")
    day = to_day(int(parts["year"]), month or 0, int(parts["day"]))
    return Moment(day, _time(match), match.start(), match.end()) if day else None


def _time(match: re.Match[str]) -> str | None:
    """HH:MM of 24 hours; "19:37 PM" is 19:37."""
    parts = match.groupdict()
    if not parts.get("hour"):
        return None
    hour, minute, half = int(parts["hour"]), int(parts["minute"]), (parts["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def read_field(value: object, *, days_first: bool | None = None) -> Reading:
    """Read the date field of a record.

    Full dates with the month named, or with the year first, are read; "9/6/17" only when the
    caller knows which number is the day. A day before 1800 or in the future is refused.

    Example:
        >>> read_field("2024-05-16T19:37:00Z").day, read_field("12/22/16").order
        ('2024-05-16', False)
        >>> read_field("0001-11-30").refused
        "date '0001-11-30' refused: before 1800"
        >>> read_field("9/6/17").refused
        "date '9/6/17' refused: day and month cannot be told apart"
    """
    return _read(str(value), days_first) if value is not None else Reading(None)


@lru_cache(maxsize=1 << 16)
def _read(printed: str, days_first: bool | None) -> Reading:  # noqa: FBT001  a key of the cache
    """The same for a text; records of one day share it."""
    text = " ".join(printed.split()).translate(DIGITS)
    return _of_iso(text) or (_of_any(text, days_first=days_first) if text else Reading(None))


def _of_iso(text: str) -> Reading | None:
    """What `_of_any` says of a day as ISO prints it, alone or with a time; nearly all records have one."""
    match = ISO.fullmatch(text)
    day = to_day(int(match[1]), int(match[2]), int(match[3])) if match else None
    return Reading(day, match[4], note=IN_UTC if UTC_AT_END.search(text) else "") if match and day else None


def _of_any(text: str, *, days_first: bool | None) -> Reading:
    if (seconds := SECONDS.match(text)) and not COMPACT.match(text):
        return _of_seconds(text, int(seconds[1]))
    whole = COMPACT.sub(_spelled, text)
    found = moments(whole[:80]) if len(whole) <= 80 else []
    if len(found) == 2 and AN_UPDATE.search(whole[found[0].end : found[1].start]):
        return Reading(found[0].day, found[0].time, updated=found[1].iso)
    if numeric := NUMERIC.match(text):
        return _numeric(text, numeric, days_first=days_first)
    if len(found) == 1:
        return Reading(found[0].day, found[0].time, note=IN_UTC if UTC_AT_END.search(whole) else "")
    return _refused(text, _why(whole))


def _spelled(match: re.Match[str]) -> str:
    """20240516T102000Z as 2024-05-16 10:20Z."""
    year, month, day, hour, minute, zone = match.groups()
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}{zone or ''}" if hour else "")


def _of_seconds(text: str, seconds: int) -> Reading:
    """A count of seconds since 1970 (or of milliseconds): a moment without a printed day, told in UTC."""
    moment = datetime.fromtimestamp(seconds, UTC)
    if not to_day(moment.year, moment.month, moment.day):
        return _refused(text, "in the future")
    return Reading(moment.date().isoformat(), moment.strftime("%H:%M"), note=COUNTED)


def _refused(text: str, why: str) -> Reading:
    return Reading(None, None, f"date {text[:40]!r} refused: {why}", why, text[:40])


def _numeric(text: str, match: re.Match[str], *, days_first: bool | None) -> Reading:
    first, second, year = (int(part) for part in match.groups()[:3])
    order = None if (first > 12) == (second > 12) else first > 12
    if order is not None or first == second:
        days_first = bool(order)
    if days_first is None:
        return _refused(text, AMBIGUOUS)
    if year < 100:
        year += 2000 if year <= date.today().year % 100 + 1 else 1900
    parts = (year, second if days_first else first, first if days_first else second)
    day = to_day(*parts)
    return Reading(day, _time(match), order=order) if day else _refused(text, _what_is_wrong(*parts))


def _why(text: str) -> str:
    """Why a field gave no day."""
    for pattern in ANY_YEAR:
        if match := pattern.match(text):
            parts = match.groupdict()
            month = int(parts["mon"]) if parts.get("mon") else month_number(parts["month"]) or 0
            return _what_is_wrong(int(parts["year"]), month, int(parts["day"]))
    if re.fullmatch(r"\d{4}", text):
        return "only a year"
    if re.fullmatch(rf"\d{{4}}[-/.]\d\d?|{MONTH}\s+\d{{4}}", text, re.IGNORECASE):
        return "only a month"
    return "not a date that can be read"


def _what_is_wrong(year: int, month: int, day: int) -> str:
    if year < EARLIEST:
        return f"before {EARLIEST}"
    try:
        found = date(year, month, day)
    except ValueError:
        return "no such day"
    return "in the future" if found > date.today() else "not a date that can be read"
