"""Dates as pages and records print them: stamps, datelines, fields. Dates in prose are never looked at."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

EARLIEST = 1800
AMBIGUOUS = "day and month cannot be told apart"
ENGLISH = "january february march april may june july august september october november december".split()
RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
MONTHS = {name: place for names in (ENGLISH, RUSSIAN) for place, name in enumerate(names, start=1)}
MONTHS |= {name[:3]: place for place, name in enumerate(ENGLISH, start=1)} | {"sept": 9}
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
MONTH = rf"(?P<month>{NAMES})\b\.?"
ZONES = "GMT|UTC|BST|EST|EDT|ET|PT|PST|PDT|CST|CET|CEST|MSK|IST|Z"
ZONE = rf"(?:\s*(?:\(?(?:{ZONES})\b(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?\)?|[+-]\d\d:?\d\d\b))?"
CLOCK = rf"(?P<hour>\d{{1,2}})[:.：](?P<minute>\d\d)(?:[:.]\d\d(?:\.\d+)?)?(?:\s*(?P<half>[ap]\.?m\b\.?))?{ZONE}"
JOIN = r"(?:\s*(?:,|\||\bat\b|\bв\b|-|–|—|·|/|T)?\s*)"
DAY_FORMS = (
    r"(?P<year>(?:1[89]|20)\d\d)[-/.](?P<mon>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
    r"(?P<year>(?:1[89]|20)\d\d)\s?年\s?(?P<mon>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
    rf"{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,\s*|\s+)(?P<year>(?:1[89]|20)\d\d)(?!\d)",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{MONTH},?[\s-]+(?P<year>(?:1[89]|20)\d\d)(?!\d)(?:\s+г(?:ода|\.))?",
)
WITH_TIME = tuple(
    re.compile(pattern, re.IGNORECASE) for day in DAY_FORMS for pattern in (rf"(?<![\w/.-]){day}(?:{JOIN}{CLOCK})?",)
)
TIME_FIRST = tuple(re.compile(rf"(?<![\w/.-]){CLOCK}{JOIN}(?:\w+day,?\s+)?{day}", re.IGNORECASE) for day in DAY_FORMS)
YEAR = re.compile(r"(?:1[89]|20)\d\d")
TIME_ONLY = re.compile(rf"(?<![\w:]){CLOCK}", re.IGNORECASE)
NUMERIC = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$")
COMPACT = re.compile(r"^((?:1[89]|20)\d\d)(\d\d)(\d\d)$")


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
    """

    day: str | None
    time: str | None = None
    refused: str = ""
    why: str = ""
    printed: str = ""
    order: bool | None = None


def moments(text: str) -> list[Moment]:
    """Every full date of a short text, left to right, with its time when one stands beside it.

    Example:
        >>> [moment.iso for moment in moments("May 16, 2024 19:37 PM")]
        ['2024-05-16T19:37']
        >>> [moment.iso for moment in moments("08:53, 17 May 2024")]
        ['2024-05-17T08:53']
    """
    if not YEAR.search(text):
        return []
    found: list[Moment] = []
    for pattern in (*TIME_FIRST, *WITH_TIME):
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


def month_number(name: str) -> int | None:
    """1 to 12 for an English or Russian month name or its short form."""
    return MONTHS.get(name.lower().rstrip("."))


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
    text = " ".join(str(value).split()) if value is not None else ""
    if not text:
        return Reading(None)
    found = moments(COMPACT.sub(r"\1-\2-\3", text)[:80])
    if len(found) == 1 and len(text) <= 60:
        return Reading(found[0].day, found[0].time)
    numeric = NUMERIC.match(text)
    if numeric:
        return _numeric(text, numeric, days_first=days_first)
    return _refused(text, _why(text))


def _refused(text: str, why: str) -> Reading:
    return Reading(None, None, f"date {text[:40]!r} refused: {why}", why, text[:40])


def _numeric(text: str, match: re.Match[str], *, days_first: bool | None) -> Reading:
    first, second, year = (int(part) for part in match.groups())
    order = None if (first > 12) == (second > 12) else first > 12
    if order is not None or first == second:
        days_first = bool(order)
    if days_first is None:
        return _refused(text, AMBIGUOUS)
    if year < 100:
        year += 2000 if year <= date.today().year % 100 + 1 else 1900
    day = to_day(year, second if days_first else first, first if days_first else second)
    return Reading(day, order=order) if day else _refused(text, "no such day, or in the future")


def _why(text: str) -> str:
    parts = re.match(r"^(\d{4})-(\d\d)-(\d\d)", text)
    if not parts:
        return "only a year" if re.fullmatch(r"\d{4}", text) else "not a date that can be read"
    year, month, day = (int(part) for part in parts.groups())
    if year < EARLIEST:
        return f"before {EARLIEST}"
    try:
        date(year, month, day)
    except ValueError:
        return "no such day"
    return "in the future"
