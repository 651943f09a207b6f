"""How pages and records print days and times: patterns, and which of them a text may hold."""

import re
from collections.abc import Iterator
from itertools import compress

from dashboard.articles.months import LEADING_MONTH, MONTH

ZONES = "GMT|UTC|BST|EST|EDT|ET|PT|PST|PDT|CST|CET|CEST|MSK|IST|Z"
ZONE = rf"(?:\s*(?:Uhr\b|\(?(?:{ZONES})\b(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?\)?|[+-]\d\d:?\d\d\b))?"
HALF = r"(?:\s*(?P<half>[ap]\.?m\b\.?))?"
CLOCK = rf"(?P<hour>\d{{1,2}})(?:[:.：]|\s?[hH]\s?)(?P<minute>\d\d)(?:[:.]\d\d(?:\.\d+)?)?{HALF}{ZONE}"
JOIN = r"(?:\s*(?:,|\||\bat\b|\bв\b|\bà\b|\bum\b|\ba las\b|\balle\b|\bàs\b|\bom\b|\bo\b|-|–|—|·|/|T)?\s*)"
CENTURY = r"(?:1[89]|20)\d\d"
DAY_FIRST = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º|°|-го)?(?:[\s-]+|(?<=\.))(?:de |d['’])?"
YEAR_WORD = r"(?:\s+г(?:ода|\.)|\s+року|\s+r\.)?"
DAY_FORMS = (
    rf"(?P<year>{CENTURY})[-/.](?P<mon>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
    rf"(?P<year>{CENTURY})\s?[年년]\s?(?P<mon>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일号]",
    rf"{LEADING_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,\s*|\s+)(?P<year>{CENTURY})(?!\d)",
    rf"{DAY_FIRST}{MONTH}(?:/[^\W\d_]+)?,?[\s-]+(?:de |del |do )?(?P<year>{CENTURY})(?!\d){YEAR_WORD}",
    # Numbers alone, the year last: only where a number over 12 says which of them is the day, or they are the same.
    rf"(?P<day>1[3-9]|2\d|3[01])[/.-](?P<mon>0?[1-9]|1[0-2])[/.-](?P<year>{CENTURY})(?!\d)",
    rf"(?P<mon>0?[1-9]|1[0-2])[/.-](?P<day>1[3-9]|2\d|3[01])[/.-](?P<year>{CENTURY})(?!\d)",
    rf"(?P<mon>0?[1-9]|1[0-2])[/.-](?P<day>(?P=mon))[/.-](?P<year>{CENTURY})(?!\d)",
)
WITH_TIME = tuple(re.compile(rf"(?<![\w/.-]){day}(?:{JOIN}{CLOCK})?", re.IGNORECASE) for day in DAY_FORMS)
TIME_FIRST = tuple(re.compile(rf"(?<![\w/.-]){CLOCK}{JOIN}(?:\w+day,?\s+)?{day}", re.IGNORECASE) for day in DAY_FORMS)
ANY_YEAR = tuple(re.compile(rf"(?<![\w/.-]){day.replace(CENTURY, '[0-9]{4}')}", re.IGNORECASE) for day in DAY_FORMS)
# What the forms of numbers, of East Asian signs, and of any clock cannot do without.
NUMBERS, SIGNS, HOURS = (re.compile(sign) for sign in (r"\d[-/.]\d", "[年년]", r"\d(?:[:.：]|\s?[hH]\s?)\d\d"))


def forms_in(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns of a day with its time, or alone, that are worth a try on a text; a time in front of its day first.

    Example:
        >>> len(list(forms_in("In May 2024 they met."))), len(list(forms_in("16.05.2024 10:30")))
        (2, 12)
    """
    numbers, signs = bool(NUMBERS.search(text)), bool(SIGNS.search(text))
    fits = (numbers, signs, True, True, numbers, numbers, numbers)
    yield from compress(TIME_FIRST if HOURS.search(text) else (), fits)
    yield from compress(WITH_TIME, fits)
