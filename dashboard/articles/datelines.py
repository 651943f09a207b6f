"""The head and the tail of a story: the stamp and dateline before the lead, the wire's sign-off after the end."""

import re
from dataclasses import dataclass

from dashboard.articles.dates import Moment, moments
from dashboard.articles.dayforms import DAY_FORMS
from dashboard.articles.months import MONTH

HEAD = 240
NAME = r"[A-ZÀ-ÖØ-ÞА-ЯЁ][^\W\d_]*"
JOINED = r"(?:[ \-/'’]|, ?|\. ?){1,2}(?:(?:de|del|la|el|al|of|upon|sur) )?"
PLACE = rf"{NAME}[.'’]?(?:{JOINED}{NAME}\.?){{0,6}}(?:\s?\([^()]{{2,24}}\))?"
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
SHORT_DAY = (
    rf"{WEEKDAY}(?:{MONTH}\s*(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<my>(?:1[89]|20)\d\d))?"
    rf"|(?P<dd>\d{{1,2}})\s+{MONTH.replace('month', 'month2')}(?:,?\s+(?P<dy>(?:1[89]|20)\d\d))?(?:\s+г(?:ода|\.))?)"
)
AGENCY = r"(?:\((?P<paren>[^()\d]{2,60})\)|/(?P<slash>[^/\d]{2,40})/)"
DASH = r"(?:\s*(?:--+|—|–|-(?=\s)|:(?=\s)))"
STAMP = (
    rf"(?:(?:date|time|published|posted|updated|release time)\s*[:：]?\s*)?(?:{DAY_FORMS[0]})"
    r"(?:[T ,|]+\d{1,2}:\d\d(?::\d\d)?)?"
)
# What crawlers put before a page's text: "date 2025-05-09 ", sometimes the month alone.
LABELLED_STAMP = re.compile(
    r"^(?:date|published|posted)\s*:?\s+(?:1[89]|20)\d\d-\d\d(?:-\d\d)?(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?\s+(?=\S)",
    re.IGNORECASE,
)
LEADING_STAMP = re.compile(rf"^\s*{STAMP}[\s|,:–—-]+", re.IGNORECASE)
FULL = re.compile(rf"^\s*(?P<place>{PLACE})[,.]?\s+(?i:{SHORT_DAY})[.,]?\s*{AGENCY}[.,]?{DASH}?\s*")
BARE_DAY = re.compile(rf"^\s*(?P<place>{PLACE})[,.]\s+(?i:{SHORT_DAY})[.,]?{DASH}\s*(?P<named>)")
NO_DAY = re.compile(rf"^\s*(?P<place>{PLACE})[,.]?\s+{AGENCY}[.,]?{DASH}\s*")
CAPITALS = re.compile(r"^\s*\((?P<paren>[A-Z]{2,8})\)\s+")
NO_PLACE = re.compile(rf"^\s*{AGENCY}[.,]?{DASH}\s*")
AGENCY_FIRST = re.compile(
    rf"^\s*(?P<named>[A-Z][\w.'’ -]{{1,40}}?),\s+(?P<place>{PLACE}),?\s+(?i:{SHORT_DAY})(?:,\s*title:|[.,:]|{DASH})\s*"
)
CHINESE = re.compile(
    r"^\s*(?P<named>新华社|中新社|人民日报|新华网|中新网|央视网|央视)(?:消息)?(?P<place>[\u4e00-\u9fff]{2,12}?)?"
    r"(?:(?P<year>\d{4})年)?(?:(?P<cmonth>\d{1,2})月(?P<cday>\d{1,2})日)?[电讯](?:\s*[（(][^（）()]{2,40}[)）])?\s*"
)
SIGN_OFF = re.compile(
    r"\s*(?:\b(?:End-?item|Item ends)\b[.]?|[(（\[]\s*(?:END|End|end|ENDS|Ends|完|Xinhua)\s*[)）\]]"
    r"|[-–—/]+\s*(?:ENDS?|30)\s*[-–—/]+|#{2,}|■|▪|∎|[/(](?:TASS|ТАСС|PRNewswire|SPUTNIK)[/)])\s*$"
)


@dataclass(frozen=True)
class Head:
    """What stands before the lead: where it ends, the agency it names, the day it gives.

    `day` is month and day without a year ("05-06") when no year is printed.
    """

    end: int
    agency: str | None = None
    moment: Moment | None = None
    month_day: str | None = None
    has_stamp: bool = False


def read_head(text: str) -> Head | None:
    """Stamp and dateline at the start of a line of prose, or None.

    Example:
        >>> head = read_head("BEIJING, May 6, 2025 (Xinhua) -- At the invitation")
        >>> head.agency, head.moment.day, head.end
        ('Xinhua', '2025-05-06', 33)
        >>> read_head("On May 6, 2025, he went to Moscow.") is None
        True
    """
    front = text[:HEAD]
    stamp = LEADING_STAMP.match(front)
    offset = stamp.end() if stamp else 0
    found = _dateline(front[offset:])
    if not found and not stamp:
        return None
    printed = [moment for moment in (_of_dateline(found) if found else None, _of_stamp(stamp)) if moment]
    moment = next((moment for moment in printed if moment.time), printed[0] if printed else None)
    return Head(
        end=offset + (found.end() if found else 0),
        agency=_agency(found) if found else None,
        moment=moment,
        month_day=_month_day(found) if found and not moment else None,
        has_stamp=bool(stamp),
    )


def stamp_end(text: str) -> int:
    """Where a labelled stamp at the start of a line ends, blanks included; 0 when there is none.

    Example:
        >>> stamp_end("date 2025-05-09 Two leaders meet"), stamp_end("Two leaders meet")
        (16, 0)
    """
    match = LABELLED_STAMP.match(text[:60])
    return match.end() if match else 0


def tail_start(text: str) -> int | None:
    """Where a wire's sign-off begins at the end of a line ("Enditem", "(END)"), or None.

    Example:
        >>> tail_start("It ended well, he said. Enditem")
        23
    """
    base = max(0, len(text) - 60)
    match = SIGN_OFF.search(text[base:])
    return base + match.start() if match else None


def _dateline(text: str) -> re.Match[str] | None:
    for pattern in (FULL, NO_DAY, NO_PLACE, CAPITALS, CHINESE, AGENCY_FIRST, BARE_DAY):
        match = pattern.match(text)
        if match and _plausible(match):
            return match
    return None


def _plausible(match: re.Match[str]) -> bool:
    """A place of a dateline is short and its agency is a name, not a clause."""
    agency = _agency(match) or ""
    if agency and (len(agency.split()) > 6 or (not agency[0].isupper() and agency.isascii())):
        return False
    return len((match.groupdict().get("place") or "").split()) <= 7


def _agency(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    return (parts.get("paren") or parts.get("slash") or parts.get("named") or "").strip() or None


def _of_stamp(match: re.Match[str] | None) -> Moment | None:
    found = moments(match.group()) if match else []
    return found[0] if found else None


def _of_dateline(match: re.Match[str]) -> Moment | None:
    found = moments(match.group())
    return found[0] if found else None


def _month_day(match: re.Match[str]) -> str | None:
    from dashboard.articles.months import month_number

    parts = match.groupdict()
    if parts.get("cmonth"):
        return f"{int(parts['cmonth']):02d}-{int(parts['cday']):02d}"
    month = month_number(parts.get("month") or parts.get("month2") or "")
    day = parts.get("md") or parts.get("dd")
    return f"{month:02d}-{int(day):02d}" if month and day else None
