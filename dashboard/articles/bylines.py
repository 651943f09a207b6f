"""Lines that speak about a story: bylines, stamps, source lines, and what they say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.articles.dates import Moment, clock, moments
from dashboard.articles.letters import WORD
from dashboard.articles.lines import Line
from dashboard.articles.months import BEFORE_DAY, PUBLISHED_WORDS, UPDATED_WORDS
from dashboard.articles.outlets import TRIM, Registry, find, is_name
from dashboard.articles.scan import DECIMALS
from dashboard.articles.triggers import SPEAKS

LONGEST = 220
CLOCK_LINE = 60
A_TIME = re.compile(r"\d{1,2}:\d\d")
UPDATED = re.compile(
    rf"(?:last\s+)?(?:update[sd]?|modified|{UPDATED_WORDS})(?:\s+(?:at|on|{BEFORE_DAY}))?\s*[:：]?"
    r"\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]*\s*)?$",
    re.IGNORECASE,
)
LABELS = (
    r"(?:(?:first\s+)?(?:published|posted|release[ds]?|created|issued|publish|publication)(?:\s+(?:time|date|on|at))*"
    r"|(?:last\s+)?(?:updated?|modified)(?:\s+(?:time|date|on|at))*"
    rf"|(?:{PUBLISHED_WORDS}|{UPDATED_WORDS})(?:\s+(?:{BEFORE_DAY}))?"
    r"|date|datum|fecha|data|time|pubdate|时间|日期|дата)"
)
LABEL = re.compile(
    rf"(?:^|\s){LABELS}\s*[:：]|^{LABELS}$|^(?:(?:first |last )?(?:published|posted|updated|released))\b"
    rf"|^(?:{PUBLISHED_WORDS}|{UPDATED_WORDS})(?:\s+(?:{BEFORE_DAY}))?(?=\s|$)",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"^(?:by|sources?|from|authors?|(?:responsible |web )?editors?|editing|edited by|written by|reporters?|"
    r"来源|作者|编辑|责任编辑|记者|источник|автор)(?:\s*[:：]\s*|\s+(?=[A-ZÀ-Þ@\u4e00-\u9fff]))(?P<who>.*)$",
    re.IGNORECASE,
)
AUTHOR = re.compile(r"^(?:by|author|authors|written by|作者|автор)\b", re.IGNORECASE)
EDITOR = re.compile(
    r"^\W*(?:(?:web |responsible )?editors?|editing|edited by|reporters?|责任编辑|编辑|记者)\b", re.IGNORECASE
)
SOURCE = re.compile(r"^(?:source|sources|来源|источник)", re.IGNORECASE)
PARTS = r"Editor|Editors|Source|Author|Updated|Published|责任编辑|编辑|来源"
SPLIT = re.compile(rf"\s*[|·•丨｜]\s*|\s{{3,}}|\s+/\s+|(?<=\S)\s+(?=(?:{PARTS})\s*[:：])")
BRACKETS = " ,;[]()（）"
COLON = re.compile("[:：]")
PARTING = re.compile(r"[|·•丨｜/]|\s{3}")
FILLER = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:GMT|UTC|BST|EST|EDT|ET|PT|PST|MSK|IST|at|on|local time|beijing time|"
    r"min(?:ute)?s? read|hours? ago|minutes? ago|days? ago|star)\b|\b\d{1,5}\b",
    re.IGNORECASE,
)
# All words that FILLER takes out, alone or with others: what stands beside them is left over for certain.
FILLERS = frozenset(
    """
    mon monday tue tues tueday tuesday wed wednes wedday wednesday thu thurs thuday thursday fri friday sat satur satday
    saturday sun sunday gmt utc bst est edt et pt pst msk ist at on local beijing time min mins minute minutes read
    hour hours day days ago star
    """.split()
)
# "By Ann Lee | Example Times | 2024-10-03": what stands between author and date is the publisher, known or not.
BETWEEN = re.compile(r"^\s*by [^|]{3,60}\|(?P<name>[^|:]{2,50})\|.*\|", re.IGNORECASE)
NAME = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞА-ЯЁ][\w.'’-]*\s*(?:,|and|&|in\s+[A-Z]\w+)?\s*){1,8}$|^[\u4e00-\u9fff、 ]{2,20}$")


@dataclass(frozen=True)
class Byline:
    """What one such line says; `kind` is byline, stamp or source line."""

    kind: str
    published: Moment | None = None
    updated: str | None = None
    author: str | None = None
    outlet: str | None = None
    time: str | None = None


def read_byline(line: Line, table: Registry) -> Byline | None:
    """What a line says about its story, or None when it is something else.

    A line counts only when dates, labels, a byline and outlet names are all that it holds.

    Example:
        >>> from dashboard.articles.lines import lines_of
        >>> from dashboard.articles.outlets import registry
        >>> from dashboard.settings import Outlet
        >>> table = registry((Outlet("Example Times"),))
        >>> byline = read_byline(lines_of("By Ann Lee | Example Times | Updated: 2024-10-03 07:43")[0], table)
        >>> byline.author, byline.outlet, byline.updated, byline.published.iso
        ('Ann Lee', 'Example Times', '2024-10-03T07:43', '2024-10-03T07:43')
        >>> read_byline(lines_of("The talks of 9 May 2025 went on.")[0], table) is None
        True
    """
    text = line.text
    if not text or len(text) > LONGEST:
        return None
    found = moments(text)
    published, updated = _dates(text, found)
    rest = _without(text, found)
    most = 4 if found else 0
    author, outlet, source, left = _names(rest, table, most)
    if left > most:
        return None
    if not (found or author or outlet or source):
        return Byline("byline") if EDITOR.match(text) else _clock_only(text, rest)
    kind = "source line" if source else "byline" if author or (outlet and found) else "stamp" if found else "byline"
    return Byline(kind, published, updated, author, outlet or source)


def may_speak(line: Line, table: Registry) -> bool:
    """Whether it is worth reading a line as a byline: a quick look that never says no to one.

    A byline names a day (five digits and more), a bare time, a word that goes with bylines, or an outlet and
    nothing else.
    """
    text = line.text
    if not text or len(text) > LONGEST:
        return False
    n_digits = line.counts[DECIMALS]
    if line.hits & SPEAKS or n_digits > 4:
        return True
    if n_digits and len(text) < CLOCK_LINE and not WORD.search(FILLER.sub(" ", A_TIME.sub(" ", text))):
        return True
    if PARTING.search(text):
        return any(find(table, part.strip(BRACKETS)) for part in SPLIT.split(text))
    return find(table, text.strip(BRACKETS)) is not None


def _dates(text: str, found: list[Moment]) -> tuple[Moment | None, str | None]:
    """The day of publication and of the last update; the only date of a line is both, if labelled so."""
    published: Moment | None = None
    updated: str | None = None
    for moment in found:
        if UPDATED.search(text[: moment.start]):
            updated = updated or moment.iso
        elif published is None:
            published = moment
    if published and not updated:
        updated = _update_clock(text[published.end :], published.day)
    if not published and updated:
        published = found[0]
    return published, updated


def _update_clock(after: str, day: str) -> str | None:
    """A time of the same day behind a stamp, as in: Last Updated At:14:07."""
    label = re.match(r"[\s|,(;-]*(?:last\s+)?update[sd]?(?:\s+(?:at|on))?\s*[:：]?\s*", after, re.IGNORECASE)
    time = clock(after[label.end() :]) if label else None
    return f"{day}T{time[0]}" if time else None


def _without(text: str, found: list[Moment]) -> str:
    """The line without its dates; each leaves a bar, so that names on both sides stay apart."""
    for moment in reversed(found):
        text = f"{text[: moment.start]} | {text[moment.end :]}"
    return text


def _names(rest: str, table: Registry, most: int) -> tuple[str | None, str | None, str | None, int]:
    """Author, outlet, source, and how many words are left over (small ones weigh three: they are prose).

    Where more than `most` are left the line is none, and is not read to its end.
    """
    author = outlet = source = None
    left = 0
    between = BETWEEN.search(rest)
    for part in _parts(rest):
        bare = _without_label(part).strip(TRIM)
        credit = CREDIT.match(part)
        known = find(table, bare)
        if credit and len(credit["who"].split()) <= 12:
            who = credit["who"].strip(TRIM)
            if SOURCE.match(part):
                source = source or (who if find(table, who) or is_name(who) else None)
                left += 0 if source else 9
            elif find(table, who):
                outlet = outlet or who
            elif AUTHOR.match(part):
                author = author or who
        elif known:
            outlet = outlet or bare
        elif not bare:
            continue
        elif between and bare == between["name"].strip(TRIM) and NAME.match(bare) and outlet is None:
            outlet = bare
        else:
            left += _left_over(bare, most - left)
        if left > most:
            break
    return author, outlet, source, left


def _parts(text: str) -> list[str]:
    """What stands between bars, wide gaps and labels."""
    parted = PARTING.search(text) or COLON.search(text)
    return [part.strip(BRACKETS) for part in (SPLIT.split(text) if parted else [text])]


def _without_label(text: str) -> str:
    """A part without its labels: without a colon there is one at most, in front."""
    if COLON.search(text):
        return LABEL.sub(" ", text)
    label = LABEL.match(text)
    return text[label.end() :] if label else text


def _left_over(text: str, most: int) -> int:
    """The weight of the words that are no filler; of some of them where these alone are more than `most`."""
    sure = _weight([word for word in WORD.findall(text) if word.isalpha() and word.casefold() not in FILLERS])
    return sure if sure > most else _weight(WORD.findall(FILLER.sub(" ", text)))


def _weight(words: Iterable[str]) -> int:
    return sum(3 if word.islower() else 1 for word in words)


def _clock_only(text: str, rest: str) -> Byline | None:
    """A line that is a bare label with a time, or "3 hours ago"."""
    bare = FILLER.sub(" ", LABEL.sub(" ", A_TIME.sub(" ", rest)))
    if not any(char.isdigit() for char in text) or len(text) >= CLOCK_LINE or WORD.findall(bare):
        return None
    time = clock(text)
    if time and time[1] == len(text):
        return Byline("stamp", time=time[0])
    return Byline("stamp") if re.search(r"[A-Za-z]", text) else None
