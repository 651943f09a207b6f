"""Vendor exports: is a text one, which, where does each document begin and end, how many does it announce."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.sources.vendor_marks import (
    BODY,
    CODED,
    COUNTED,
    DAY,
    FINISHED,
    FURNITURE,
    LENGTH,
    LISTED,
    LOADED,
    NUMBERED,
    PLACE,
    RESULTS,
    SIGNS,
    SUMMARY,
    TRAILER,
)

LONGEST = 400  # characters of a line that are looked at: a line may be 50 MB long, a vendor's own are short
MOST_HEADER = 4  # lines above the number of words: section, headline, byline, place

Span = tuple[int, int]


@dataclass(frozen=True)
class Export:
    """A text that a vendor wrote: its documents as lines from 0, the end excluded.

    The lines outside are covers, lists of documents and search summaries.

    `vendor` is factiva or lexis; `layout` is codes or plain (Factiva), classic or nexis (LexisNexis).
    `announced` is the number of documents that the text itself names, `places` the numbers that its
    documents carry ("3 of 100").
    """

    vendor: str
    layout: str
    documents: tuple[Span, ...]
    announced: int | None = None
    places: tuple[int, ...] = ()


def export_of(text: str) -> Export | None:
    r"""Recognise a vendor export by its content, and cut it into documents.

    Example:
        >>> text = "Talks\n7 words\n16 May 2024\nReuters\nLBA\nEnglish\nThey met.\nDocument LBA0000020240516ek5g0001\n"
        >>> export_of(text).layout, export_of(text).documents
        ('plain', ((0, 8),))
        >>> export_of("Talks\n\nThey met.\n") is None
        True
    """
    if not SIGNS.search(text):
        return None
    lines = [line.strip()[:LONGEST] for line in text.removesuffix("\n").split("\n")]
    return _factiva(lines) or _nexis(lines) or _classic(lines)


def shortfall(export: Export) -> str:
    """A sentence when the number announced is not the number found; empty when they agree, or none is announced.

    Example:
        >>> shortfall(Export("lexis", "classic", ((0, 9), (9, 20)), 3, (1, 3)))[:66]
        'it announces 3 documents and 2 were found; number 2 is missing. Do'
        >>> shortfall(Export("lexis", "classic", ((0, 9),), 1, (1,)))
        ''
    """
    found, said = len(export.documents), export.announced
    if said is None or said == found:
        return ""
    places = export.places
    missing = sorted(set(range(min(places), max(places) + 1)) - set(places)) if places else []
    numbers = ", ".join(str(number) for number in missing[:5]) + (" …" if len(missing) > 5 else "")
    if missing:
        told = f"; number {numbers} is missing" if len(missing) == 1 else f"; numbers {numbers} are missing"
    else:
        told = f"; they are numbers {places[0]:,} to {places[-1]:,}" if places else ""
    noun, verb = "document" if said == 1 else "documents", "was" if found == 1 else "were"
    advice = "Download it again, or look for the rest elsewhere."
    return f"it announces {said:,} {noun} and {found:,} {verb} found{told}. {advice}"


def _factiva(lines: Sequence[str]) -> Export | None:
    ends = [place for place, line in enumerate(lines) if NUMBERED.match(line)]
    anchors = [place for place, line in enumerate(lines) if COUNTED.match(line) and _is_dated(lines, place)]
    coded = [place for place, line in enumerate(lines) if CODED.match(line)]
    if not ends or not (anchors or coded):
        return None
    codes = len([place for place in coded if lines[place].startswith("HD")]) * 2 > len(ends)
    last = next((place for place, line in enumerate(lines) if SUMMARY.match(line) and place > ends[-1]), len(lines))
    top = _coded_top(lines) if codes else _plain_top(lines)
    return Export("factiva", "codes" if codes else "plain", _cut(lines[:last], anchors, ends, top), _results(lines))


def _is_dated(lines: Sequence[str], place: int) -> bool:
    """Whether a day stands right below a number of words."""
    below = [line for line in lines[place + 1 : place + 6] if line][:2]
    return any(DAY.match(line.removeprefix("PD").strip()) for line in below)


def _results(lines: Sequence[str]) -> int | None:
    for place, line in enumerate(lines):
        said = RESULTS.match(line)
        if said:
            given = said["n"] or next((later for later in lines[place + 1 : place + 4] if later), "")
            return _number(given) if given[:1].isdigit() else None
    return None


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _plain_top(lines: Sequence[str]) -> Callable[[int, int], int]:
    """Where the header over a number of words begins: all lines above, unless a cover stands there."""

    def top(anchor: int, floor: int) -> int:
        above = [place for place in range(floor, anchor) if lines[place] and not FURNITURE.match(lines[place])]
        if len(above) > MOST_HEADER:
            blanks = [place for place in range(above[-1], floor, -1) if not lines[place]]
            block = [place for place in above if place > (blanks[0] if blanks else floor)]
            above = block if len(block) <= MOST_HEADER else above[-2:]
        return above[0] if above else anchor

    return top


def _coded_top(lines: Sequence[str]) -> Callable[[int, int], int]:
    """Where a document with codes begins: at its section, or at its headline."""

    def top(anchor: int, floor: int) -> int:
        coded = [place for place in range(floor, anchor) if CODED.match(lines[place])]
        return next((place for place in coded if place >= anchor - 12), anchor)

    return top


def _classic(lines: Sequence[str]) -> Export | None:
    starts = [(place, found) for place, line in enumerate(lines) if (found := PLACE.match(line))]
    lengths = [place for place, line in enumerate(lines) if LENGTH.match(line)]
    trailers = [place for place, line in enumerate(lines) if TRAILER.match(line)]
    if not lengths or not (starts or any(place > lengths[0] for place in trailers)):
        return None
    numbers = [(_number(found["x"] or found["u"]), _number(found["y"] or found["v"])) for _, found in starts]
    first = starts[0][0] if starts else len(lines)
    before = [place for place in lengths if place < first]
    ends = [end for one, other in pairwise([*before, first]) if (end := _last(trailers, one, other)) is not None]
    spans = _cut(lines[:first], before, ends, _over_date(lines, 1)) if before else ()
    bounds = [place for place, _ in starts] + [len(lines)]
    announced = numbers[0][1] if numbers and len({said for _, said in numbers}) == 1 else None
    return Export("lexis", "classic", (*spans, *pairwise(bounds)), announced, tuple(place for place, _ in numbers))


def _nexis(lines: Sequence[str]) -> Export | None:
    ends = {place for place, line in enumerate(lines) if FINISHED.match(line)}
    loaded = [place for place, line in enumerate(lines) if LOADED.match(line)]
    bodies = [place for place, line in enumerate(lines) if BODY.match(line)]
    lengths = [place for place, line in enumerate(lines) if LENGTH.match(line)]
    if not (bodies and (ends or loaded)) and not (ends and lengths):
        return None
    anchors = lengths if len(lengths) >= len(bodies) else bodies
    stops = sorted(ends)
    for one, other in pairwise([*anchors, len(lines)]):
        if _last(stops, one, other) is None and (end := _last(loaded, one, other)) is not None:
            ends.add(end)
    listed = [_number(found["n"]) for line in lines[: anchors[0]] if (found := LISTED.match(line))]
    spans = _cut(lines, anchors, sorted(ends), _over_date(lines, 2))
    return Export("lexis", "nexis", spans, listed[0] if listed else None)


def _last(places: Sequence[int], after: int, before: int) -> int | None:
    """The last of the sorted places between two others."""
    place = bisect_left(places, before) - 1
    return places[place] if place >= 0 and places[place] > after else None


def _over_date(lines: Sequence[str], n: int) -> Callable[[int, int], int]:
    """Where a document begins of which only the length is sure: `n` lines (outlet, headline) over its date."""

    def top(anchor: int, floor: int) -> int:
        days = [place for place in range(max(floor, anchor - 30), anchor) if DAY.match(lines[place])]
        date = days[0] if n == 1 and days else days[-1] if days else anchor
        above = [place for place in range(floor, date) if lines[place] and not FURNITURE.match(lines[place])]
        return (above[-n:] if len(above) > MOST_HEADER else above or [date])[0]

    return top


def _cut(
    lines: Sequence[str], anchors: Sequence[int], ends: Sequence[int], top: Callable[[int, int], int]
) -> tuple[Span, ...]:
    """Documents from one end to the next; where an end is missing, from one header to the next.

    Lines over the first header are a cover. A stretch that closes with an end is a document even without a header.
    """
    spans: list[Span] = []
    floor = 0
    for stop, closed in [*((end + 1, True) for end in ends), (len(lines), False)]:
        inside = anchors[bisect_left(anchors, floor) : bisect_left(anchors, stop)]
        heads = [top(place, before) for before, place in pairwise([floor, *inside])]
        if heads and spans and spans[-1][1] == floor:
            heads[0] = floor
        if not inside and closed and any(lines[floor:stop]):
            heads = [floor]
        spans += pairwise([*heads, stop] if heads else [])
        floor = stop
    return tuple(spans)
