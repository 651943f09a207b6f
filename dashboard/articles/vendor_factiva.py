"""Factiva documents: the layout with codes (HD, BY, WC …) and the plain one, in a file or in the text of a record."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from dashboard.articles.dates import Reading, clock
from dashboard.articles.vendor_header import BYLINE, NO_DATE, Found, author_named, day_of, language_named
from dashboard.sources.vendor_marks import COUNTED, DAY, FURNITURE, NUMBERED, SUMMARY

CODE = re.compile(
    r"^(?P<code>SE|HD|HLP|CLM|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|ART|CO|IN|NS|RE|IPD|IPC|PUB|AN)"
    r"(?:(?P<gap>\s+)(?P<value>.*))?$"
)
AFTER_TEXT = frozenset("CT RF ART CO IN NS RE IPD IPC PUB AN".split())
COPYRIGHT = re.compile(r"^(?:\(?c\)?|©|copyright)\s|©|\(c\)|\ball rights reserved|\bcopyright\b", re.IGNORECASE)
TIME = re.compile(r"^(?P<hour>[01]?\d|2[0-3])[:.]?(?P<minute>[0-5]\d)(?:\s+(?:GMT|UTC|[A-Z]{2,4}))?$", re.IGNORECASE)
SECTION_WORDS = 6
NAME_WORDS = 3
REPEATS = 3
FILLED = 40
HIGHEST = 12  # lines, blank ones included, over the number of words of a header that is certain


def sections_of(tops: Iterable[Sequence[str]]) -> frozenset[str]:
    """Lines that stand first over several documents with other lines below: sections of a paper, no headlines.

    Example:
        >>> sections_of([("News", "Talks"), ("News", "Rain"), ("News", "Snow"), ("Cup final", "By Ann Lee")])
        frozenset({'news'})
    """
    counts = Counter(top[0].casefold() for top in tops if len(top) > 1)
    return frozenset(line for line, n in counts.items() if n >= REPEATS and len(line.split()) <= SECTION_WORDS)


def top_of(lines: Sequence[str]) -> tuple[int, ...]:
    """The lines over the number of words in the plain layout: section, headline, byline, place.

    Example:
        >>> top_of(["News", "", "Talks", "1,234 words", "16 May 2024"])
        (0, 2)
    """
    count = _count(lines)
    return tuple(place for place in _filled(lines) if count is not None and place < count)


def read_plain(lines: Sequence[str], sections: Collection[str] = ()) -> Found:
    """Headline, byline, number of words, date, outlet, code, language, copyright, text, number of the document.

    `lines` are stripped; the end of the text is the line that numbers the document, a search summary, or the last.

    Example:
        >>> top = ["News", "Leaders meet at last", "By Ann Lee", "6 words", "16 May 2024", "The Times", "T", "English"]
        >>> found = read_plain([*top, "(c) Times Newspapers 2024", "They met and talked on Thursday."])
        >>> found.headline, found.author, found.when.day, found.outlet, found.body, found.certain
        ('Leaders meet at last', 'Ann Lee', '2024-05-16', 'The Times', (9, 10), True)
    """
    filled = _filled(lines)
    count = _count(lines)
    number, end = _closing(lines)
    if count is None:
        return Found(tuple(filled[:1]), ((filled or [0])[0] + 1, end), " ".join(lines[filled[0]] if filled else ""))
    below = [place for place in filled if count < place < end][:12]
    spoken = next((place for place in below if language_named(lines[place]) and len(lines[place]) < 30), None)
    dated = next((place for place in below[:2] if day_of(lines[place]).day), None)
    stop = (spoken if spoken is not None else below[0] if below else count) + 1
    owned = [place for place in below if place >= stop and COPYRIGHT.search(lines[place]) and len(lines[place]) < 300]
    stop = owned[0] + 1 if owned and owned[0] == next(p for p in below if p >= stop) else stop
    found = _heading(lines, [place for place in filled if place < count], sections)
    return replace(
        found,
        body=(stop, max(stop, end)),
        when=_when(lines, below, dated),
        outlet=_outlet(lines, [place for place in below if dated is not None and dated < place < (spoken or 0)]),
        language=language_named(lines[spoken]) if spoken is not None else None,
        number=number,
        certain=bool(found.title and count <= HIGHEST and dated is not None and spoken is not None and owned),
    )


def read_codes(lines: Sequence[str]) -> Found:
    """The layout in which every field stands behind its code, on the line of its code or below it.

    Example:
        >>> found = read_codes(["HD", "Talks", "WC 3 words", "PD 16 May 2024", "SN  The Times", "LP", "They met."])
        >>> found.headline, found.when.day, found.outlet, found.body
        ('Talks', '2024-05-16', 'The Times', (5, 7))
    """
    marks = _marks(lines)
    stops = [place for place, _, _ in marks[1:]] + [len(lines)]
    spans: dict[str, tuple[int, int]] = {}
    fields: dict[str, str] = {}
    for (place, code, label), stop in zip(marks, stops, strict=True):
        spans.setdefault(code, (place, stop))
        fields.setdefault(code, " ".join(" ".join([lines[place][label:], *lines[place + 1 : stop]]).split()))
    text = [spans[code] for code in ("LP", "TD") if code in spans]
    title = spans.get("HD")
    labels = {place: label for place, code, label in marks if code in ("LP", "TD", "HD")}
    number, end = _closing(lines)
    when = day_of(fields.get("PD", ""))
    timed = TIME.match(fields.get("ET", ""))
    return Found(
        tuple(place for place in range(*title) if lines[place][labels.get(place, 0) :]) if title else (),
        (text[0][0], text[-1][1]) if text else (end, end),
        fields.get("HD") or None,
        outlet=fields.get("SN") or None,
        author=author_named(fields.get("BY", "")),
        when=replace(when, time=_time(timed)) if timed and when.day else when,
        language=language_named(fields.get("LA", "")),
        number=number,
        labels=labels,
        certain=bool(title and text and when.day and "SN" in fields),
    )


def _filled(lines: Sequence[str]) -> list[int]:
    """The first filled lines of a document, as many as a header can have."""
    filled = (place for place, line in enumerate(lines) if line and not FURNITURE.match(line))
    return list(islice(filled, FILLED))


def _count(lines: Sequence[str]) -> int | None:
    """The line with the number of words: the first that has a day below it."""
    filled = _filled(lines)
    return next((one for one, other in pairwise(filled) if COUNTED.match(lines[one]) and DAY.match(lines[other])), None)


def _closing(lines: Sequence[str]) -> tuple[str | None, int]:
    """The document's number, and the line at which its text ends."""
    end = next((place for place, line in enumerate(lines) if SUMMARY.match(line)), len(lines))
    for place in reversed(range(end)):
        found = NUMBERED.match(lines[place])
        if found:
            return found["number"], place
    return None, end


def _heading(lines: Sequence[str], above: Sequence[int], sections: Collection[str]) -> Found:
    """Which of the lines over the number of words is the headline, and which the byline."""
    rest = list(above)
    by = next((place for place in rest[1:] if BYLINE.match(lines[place])), None)
    known = [place for place in rest[:2][: len(rest) - 1] if lines[place].casefold() in sections]
    if known:  # what stands over a section is no part of the document
        rest = [place for place in rest if place > known[-1]]
    elif len(rest) > 1 and _is_section(lines, rest, by):
        rest = rest[1:]
    if by is None:
        by = next((place for place in rest[1:] if _is_name(lines[place], lines[rest[0]])), None)
    title = rest[0] if rest else None
    return Found(
        (title,) if title is not None else (),
        (0, 0),
        lines[title] if title is not None else None,
        author=author_named(lines[by]) if by is not None else None,
    )


def _is_section(lines: Sequence[str], above: Sequence[int], by: int | None) -> bool:
    """Whether the first of several lines is a section: a short line over a longer one that is no byline."""
    first, second = len(lines[above[0]].split()), len(lines[above[1]].split())
    if by == above[1] or first > SECTION_WORDS:
        return False
    return second > max(first, NAME_WORDS) or len(above) > 2


def _is_name(line: str, headline: str) -> bool:
    """Whether a line under a headline may be one to three people: few words, no figures, no end of a sentence."""
    n = len(line.split())
    few = n <= NAME_WORDS or n < min(len(headline.split()), SECTION_WORDS + 1)
    return few and not re.search(r"[\d?!.:;]\s*$|\d", line)


def _when(lines: Sequence[str], below: Sequence[int], dated: int | None) -> Reading:
    if dated is None:
        return day_of(lines[below[0]]) if below else NO_DATE
    when = day_of(lines[dated])
    after = next((place for place in below if place > dated), None)
    timed = TIME.match(lines[after]) if after is not None else None
    return replace(when, time=_time(timed)) if timed else when


def _time(timed: re.Match[str]) -> str | None:
    shown = clock(f"{timed['hour']}:{timed['minute']}")
    return shown[0] if shown else None


def _outlet(lines: Sequence[str], between: Sequence[int]) -> str | None:
    """The first line between date and language that is no time."""
    return next((lines[place] for place in between if not TIME.match(lines[place])), None)


def _marks(lines: Sequence[str]) -> list[tuple[int, str, int]]:
    """Lines that begin with a code: place, code, characters of the label."""
    marks: list[tuple[int, str, int]] = []
    in_text = False
    for place, line in enumerate(lines):
        found = CODE.match(line)
        if not found or (in_text and not _is_tail(found)):
            continue
        marks.append((place, found["code"], found.start("value") if found["value"] else len(line)))
        in_text = in_text or found["code"] == "TD"
    return marks


def _is_tail(found: re.Match[str]) -> bool:
    """Whether a code below the text is one: alone, with a wide gap, or with a coded value; "IN London" is text."""
    wide = found["gap"] is None or len(found["gap"]) > 1 or "\t" in found["gap"]
    return found["code"] in AFTER_TEXT and (wide or " : " in found["value"] or found["code"] in ("AN", "PUB", "IPD"))
