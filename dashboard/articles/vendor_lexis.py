"""LexisNexis documents: the classic layout ("1 of 100 DOCUMENTS") and that of Nexis Uni ("Body", "Load-Date:")."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dashboard.articles.dates import Reading
from dashboard.articles.vendor_header import NO_DATE, Found, author_named, day_of, language_named
from dashboard.sources.vendor_marks import BODY, DAY, FINISHED, FURNITURE, PLACE

LANGUAGE = "LANGUAGE|LANGUE|SPRACHE|IDIOMA|LINGUA"
AUTHOR = "BYLINE|AUTEUR|AUTOR|AUTORE|AUTEURS|AUTOREN"
HEADLINE = "HEADLINE|TITRE|TITEL|ÜBERSCHRIFT|TITULAR|TITOLO"
HEAD = re.compile(
    rf"^(?P<label>{AUTHOR}|{HEADLINE}|SECTION|RUBRIQUE|RUBRIK|RESSORT|SECCIÓN|SEZIONE|LENGTH|LONGUEUR|LÄNGE|LONGITUD|"
    r"LENGTE|LUNGHEZZA|DATELINE|ORIGINE|HIGHLIGHT|ENCART|SERIES|SÉRIE|SERIE|COLUMN|DISTRIBUTION|TAGLINE)"
    r"\s?:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"^(?P<label>LOAD-DATE|DATE-CHARGEMENT|DATE DE CHARGEMENT|UPDATE|LADEDATUM|LANGUAGE|LANGUE|SPRACHE|IDIOMA|LINGUA|"
    r"PUBLICATION-TYPE|TYPE-PUBLICATION|TYPE DE PUBLICATION|PUBLIKATIONSTYP|JOURNAL-CODE|JOURNAL CODE|ZEITUNGS-CODE|"
    r"CODE-REVUE|GRAPHIC|GRAPHIQUE|GRAFIK|SUBJECT|SUJET|COMPANY|ORGANIZATION|TICKER|INDUSTRY|GEOGRAPHIC|PERSON|CITY|"
    r"STATE|COUNTRY|PUB-TYPE|CORRECTION-DATE|ISSN|DOCUMENT-TYPE|URL|CLASSIFICATION)\s?:\s*(?P<value>.*)$"
)
TAIL_ANY = re.compile(TAIL.pattern, re.IGNORECASE)
HEADED = re.compile(r"^(?:classification|graphic|classement|klassifikation|graphique|grafik)$", re.IGNORECASE)
OWNED = re.compile(r"^(?:copyright|©|\(c\))\s|\ball rights reserved|^tous droits réservés|^alle rechte", re.IGNORECASE)
CORRECTED = re.compile(
    r"^(?:correction|corrected|clarification|rectificatif|erratum|berichtigung)(?: appended| ajoutée?)?\b",
    re.IGNORECASE,
)
EDITION = re.compile(r"\b(?:edition|éd(?:ition|\.)|ausgabe|edición|edizione|final)\b", re.IGNORECASE)
BRIDGED = re.compile(r"^(?:graphic|graphique|grafik|notes?|correction|rectificatif|berichtigung)\b", re.IGNORECASE)
SHORT_VALUES = re.compile(r"^(?:LENGTH|LONGUEUR|LÄNGE|LONGITUD|LENGTE|LUNGHEZZA|DATELINE)", re.IGNORECASE)
LONGEST_VALUE = 6  # lines
BRIDGE = (3, 60)  # paragraphs, and words of each, that a caption may have between its label and the other labels


def read_classic(lines: Sequence[str]) -> Found:
    """Outlet, date, headline, labels in CAPITALS, text, labels in CAPITALS, copyright.

    `lines` are stripped. A notice of a correction, or "part 1" in a headline, is no date.

    Example:
        >>> top = ["1 of 2 DOCUMENTS", "", "The Times", "", "May 16, 2024 Thursday", "", "Covid-19, part 1", ""]
        >>> rest = ["BYLINE: Ann Lee", "", "LENGTH: 2 words", "", "They met.", "", "LANGUAGE: ENGLISH"]
        >>> found = read_classic(top + rest)
        >>> found.headline, found.outlet, found.when.day, found.author, found.body, found.language
        ('Covid-19, part 1', 'The Times', '2024-05-16', 'Ann Lee', (12, 13), 'en')
    """
    first = next((place for place, line in enumerate(lines) if HEAD.match(line)), len(lines))
    start = _after_labels(lines, first)
    stop = _tail(lines, start, TAIL)
    fields = _fields(lines, HEAD, first, start) | _fields(lines, TAIL, stop, len(lines))
    top = [place for place in range(first) if lines[place] and not _is_furniture(lines[place])]
    date = _date(lines, top)
    before = [place for place in top if date is None or place < date]
    outlet = next((place for place in before if not CORRECTED.match(lines[place])), None)
    above = date if date is not None else outlet if outlet is not None else -1
    title = _headline(lines, [place for place in top if place > above], date)
    labelled = next((place for place in range(first, start) if re.match(HEADLINE, lines[place], re.IGNORECASE)), None)
    found = _found(lines, (start, stop), title if labelled is None else _paragraph(lines, labelled), fields)
    return replace(found, outlet=lines[outlet] if outlet is not None else None, when=_day(lines, date))


def read_nexis(lines: Sequence[str]) -> Found:
    """Headline, outlet, date, copyright, labels, "Body", text, classification, "End of Document".

    Example:
        >>> top = ["Leaders meet", "Le Monde", "March 3, 2019 Sunday", "© 2019 Le Monde", "Length: 2 words", "Body"]
        >>> found = read_nexis([*top, "", "They met.", "", "Load-Date: March 4, 2019", "", "End of Document"])
        >>> found.headline, found.outlet, found.when.day, found.body
        ('Leaders meet', 'Le Monde', '2019-03-03', (7, 8))
    """
    body = next((place for place, line in enumerate(lines) if BODY.match(line)), None)
    heads = [place for place, line in enumerate(lines[:body]) if HEAD.match(line)]
    first = heads[0] if heads else body if body is not None else min(4, len(lines))
    start = _filled_from(lines, body + 1) if body is not None else _after_labels(lines, first)
    stop = _tail(lines, start, TAIL_ANY)
    fields = _fields(lines, HEAD, first, start) | _fields(lines, TAIL_ANY, stop, len(lines))
    top = [place for place in range(first) if lines[place] and not _is_furniture(lines[place])]
    date = _date(lines, top)
    over = [place for place in top if place < date] if date is not None else top[:2]
    title = over[:-1] if len(over) > 1 else over
    found = _found(lines, (start, stop), tuple(title), fields)
    return replace(found, outlet=lines[over[-1]] if len(over) > 1 else None, when=_day(lines, date))


def _found(lines: Sequence[str], body: tuple[int, int], title: tuple[int, ...], fields: dict[str, str]) -> Found:
    labels = {place: label.start("value") for place in title[:1] if (label := HEAD.match(lines[place]))}
    headline = " ".join(lines[place][labels.get(place, 0) :] for place in title)
    return Found(
        title,
        body,
        " ".join(headline.split()) or None,
        author=author_named(_first(fields, AUTHOR)),
        language=language_named(_first(fields, LANGUAGE)),
        url=next((value for label, value in fields.items() if label == "URL"), None),
        labels=labels,
    )


def _date(lines: Sequence[str], top: Sequence[int]) -> int | None:
    """The line of the date: the first that can be read as a day, else the first that has its form."""
    dated = [place for place in top if DAY.match(lines[place])]
    return next((place for place in dated if day_of(lines[place]).day), dated[0] if dated else None)


def _day(lines: Sequence[str], date: int | None) -> Reading:
    return NO_DATE if date is None else day_of(lines[date])


def _first(fields: dict[str, str], labels: str) -> str:
    """The value of the first label of a kind; empty for none."""
    return next((value for label, value in fields.items() if re.fullmatch(labels, label)), "")


def _is_furniture(line: str) -> bool:
    return bool(FURNITURE.match(line) or PLACE.match(line) or OWNED.search(line))


def _filled_from(lines: Sequence[str], place: int) -> int:
    return next((later for later in range(place, len(lines)) if lines[later]), len(lines))


def _paragraph(lines: Sequence[str], place: int) -> tuple[int, ...]:
    """The lines from one on to the next blank or label; a length or a dateline is one line."""
    most = 1 if SHORT_VALUES.match(lines[place]) else LONGEST_VALUE
    places = [place]
    while len(places) < most and place + len(places) < len(lines):
        following = lines[place + len(places)]
        if not following or HEAD.match(following) or TAIL_ANY.match(following) or BODY.match(following):
            break
        places.append(place + len(places))
    return tuple(places)


def _after_labels(lines: Sequence[str], first: int) -> int:
    """Where the text begins: behind the last of the labels over it."""
    place = _filled_from(lines, first)
    while place < len(lines) and (HEAD.match(lines[place]) or OWNED.search(lines[place])):
        place = _filled_from(lines, _paragraph(lines, place)[-1] + 1)
    return place


def _fields(lines: Sequence[str], pattern: re.Pattern[str], start: int, stop: int) -> dict[str, str]:
    """Labels in capitals and their values, the first of each."""
    fields: dict[str, str] = {}
    for place in range(start, stop):
        label = pattern.match(lines[place])
        if label:
            rest = [lines[later] for later in _paragraph(lines, place)[1:]]
            fields.setdefault(label["label"].upper(), " ".join([label["value"], *rest]).strip())
    return fields


def _tail(lines: Sequence[str], start: int, pattern: re.Pattern[str]) -> int:
    """Where the text ends: over the labels, copyright and captions that close the document."""
    stop = len(lines)
    skipped = 0
    for units in reversed(_units(lines, start, pattern)):
        line = lines[units[0]]
        closes = pattern.match(line) or HEADED.match(line) or OWNED.search(line) or FINISHED.match(line)
        if (closes and not skipped) or BRIDGED.match(line) or _is_furniture(line):
            stop, skipped = units[0], 0
        elif skipped == BRIDGE[0] or sum(len(lines[place].split()) for place in units) > BRIDGE[1]:
            break
        else:
            skipped += 1
    return next((place + 1 for place in range(stop - 1, start - 1, -1) if lines[place]), start)


def _units(lines: Sequence[str], start: int, pattern: re.Pattern[str]) -> list[list[int]]:
    """Paragraphs from a line on; a label or a copyright begins one of its own."""
    units: list[list[int]] = []
    for place in range(start, len(lines)):
        line = lines[place]
        opens = place == start or not lines[place - 1] or pattern.match(line) or OWNED.search(line)
        if line and (opens or not units):
            units.append([place])
        elif line:
            units[-1].append(place)
    return units


def _headline(lines: Sequence[str], below: Sequence[int], date: int | None) -> tuple[int, ...]:
    """The paragraph under the date that is no edition and no notice; lines that touch the date are its edition."""
    blocks: list[list[int]] = []
    for place in below:
        if blocks and place == blocks[-1][-1] + 1:
            blocks[-1].append(place)
        else:
            blocks.append([place])
    touching = [block for block in blocks if date is not None and block[0] == date + 1]
    rest = [block for block in blocks if block not in touching or len(blocks) == 1]
    rest = [block for block in rest if not CORRECTED.match(lines[block[0]]) or len(lines[block[0]].split()) > 3]
    named = [block for block in rest if not (EDITION.search(lines[block[0]]) and len(rest) > 1)]
    return tuple((named or rest or [[]])[0])
