"""A saved web page to its story: the lines that the extraction library kept, and the metadata beside the bylines."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.articles.ledger import Reading
from dashboard.articles.lines import Line, lines_of
from dashboard.articles.outlets import of_record, registry
from dashboard.articles.page import read_page
from dashboard.settings import Settings
from dashboard.sources.html import Extract
from dashboard.sources.raw import Raw

WORD = re.compile(r"\w+")
RUN = 4
LEAST_SHARE = 0.6
# So many lines without a kept one part two pieces; the larger is the story.
PARTED = 25
LEAST_WORDS = 20
# Longer extractions are aligned without their commonest words, which would take too long.
MOST_WORDS = 5000
DAY = re.compile(r"(?:1[89]|20)\d\d-\d\d-\d\d")
STAMP = re.compile(r"(?P<day>(?:1[89]|20)\d\d-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d))?")


def read_html(raw: Raw, settings: Settings) -> Reading:
    r"""Read a page; of a web page its visible lines, the story that the extraction library found in them, its metadata.

    The ledger partitions `Raw.text` exactly. What the page's metadata say of title, day, outlet, author
    and address fills what the visible lines leave open; its day goes before theirs (`published_from`
    "metadata"), as printed there, never shifted by a time zone. Where the library found no story, the
    lines decide alone.

    Example:
        >>> from dashboard.settings import load_settings
        >>> from dashboard.sources.raw import page
        >>> body = "The two leaders met on Thursday and signed a long statement on trade and borders. " * 2
        >>> extract = Extract(body, title="Two leaders meet", published="2025-05-09T23:30:00-05:00")
        >>> raw = page("a.html", b"", f"Menu\n{body}\n", kind="html", extract=extract)
        >>> story = read_html(raw, load_settings()).articles[0]
        >>> story["title"], story["published"], story["published_time"], story["published_from"]
        ('Two leaders meet', '2025-05-09', '23:30', 'metadata')
    """
    extract = raw.extract
    if raw.text is None or extract is None:
        return read_page(raw, settings)
    reading = read_page(raw, settings, kept=kept_places(lines_of(raw.text), extract.body))
    return replace(reading, articles=tuple(_told(story, extract, settings) for story in reading.articles))


def kept_places(lines: Sequence[Line], body: str) -> frozenset[int]:
    r"""Places of the visible lines that the extraction kept; none where they are too few to be a story.

    A line is kept when most of its words stand in the extraction, in the same order, four or more of
    them in a row. Of pieces far apart the largest counts.

    Example:
        >>> story = "Two leaders met on Monday to talk about the rail link across the northern pass. "
        >>> sorted(kept_places(lines_of(f"Menu\n{story * 2}\nMore"), story * 2))
        [1]
    """
    own = [_words(line.text) for line in lines]
    hits = _in_order(own, _words(body))
    places = [place for place, words in enumerate(own) if _is_kept(len(words), *hits[place])]
    pieces: list[list[int]] = []
    for place in places:
        if not pieces or place - pieces[-1][-1] > PARTED:
            pieces.append([])
        pieces[-1].append(place)
    largest = max(pieces, key=lambda piece: sum(lines[place].n_words for place in piece), default=[])
    enough = sum(lines[place].n_words for place in largest) >= LEAST_WORDS
    return frozenset(largest) if enough else frozenset()


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _is_kept(n_words: int, n_found: int, longest: int) -> bool:
    return n_words > 0 and n_found >= LEAST_SHARE * n_words and longest >= min(n_words, RUN)


def _in_order(own: Sequence[Sequence[str]], told: Sequence[str]) -> list[tuple[int, int]]:
    """Per line: how many of its words stand in the extraction in the same order, and in how long a run at most."""
    owners = [place for place, words in enumerate(own) for _ in words]
    match = difflib.SequenceMatcher(None, [word for words in own for word in words], told, len(told) > MOST_WORDS)
    found, longest = [0] * len(own), [0] * len(own)
    for block in match.get_matching_blocks():
        for place in owners[block.a : block.a + block.size]:
            found[place] += 1
            longest[place] = max(longest[place], block.size)
    return list(zip(found, longest, strict=True))


def _told(story: Mapping[str, Any], extract: Extract, settings: Settings) -> dict[str, Any]:
    """The page's own story with what its metadata say; other stories stay as they are."""
    if story["kind"] != "main":
        return dict(story)
    told = dict(story)
    if extract.title and story["title_from"] != "page":
        told |= {"title": extract.title, "title_from": "page"}
    if not story["outlet"]:
        named = of_record(registry(settings.outlets), extract.sitename, extract.url)
        if named.name or named.distributor:
            place = "metadata" if named.read_from == "field" else named.read_from
            passed_on = story["distributor"] or named.distributor
            told |= {"outlet": named.name, "outlet_from": place, "distributor": passed_on}
    told["author"] = story["author"] or extract.author
    told["url"] = story["url"] or extract.url
    return told | _dates(story, extract)


def _dates(story: Mapping[str, Any], extract: Extract) -> dict[str, Any]:
    """Day and time as the metadata print them; the library's own reading of the day fills a gap only."""
    found: dict[str, Any] = {}
    printed = STAMP.match(extract.published or "")
    if printed:
        time = printed["time"] or (story["published_time"] if story["published"] == printed["day"] else None)
        found = {"published": printed["day"], "published_time": time, "published_from": "metadata"}
    elif not story["published"] and DAY.fullmatch(extract.date or ""):
        found = {"published": extract.date, "published_time": None, "published_from": "metadata"}
    updated = STAMP.match(extract.updated or "")
    if updated and not story["updated"]:
        found["updated"] = f"{updated['day']}T{updated['time']}" if updated["time"] else updated["day"]
    return found
