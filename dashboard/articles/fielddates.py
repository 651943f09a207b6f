"""A record's dates beside its date field: the day in its address, and its last update."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.articles.dates import Reading, read_field, to_day
from dashboard.articles.dayforms import CENTURY

# Newspapers file a story under its day: /2017/09/06/talks, /2017-09-06-talks, /article/2017/9/6/.
IN_ADDRESS = re.compile(
    rf"/(?P<year>{CENTURY})(?P<sign>[/-])(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<day>0?[1-9]|[12]\d|3[01])(?=[/-]|$)"
)
FROM_ADDRESS = "the day is the one in its address"


def day_in_address(url: object) -> str | None:
    """The day under which an address files a story, or None.

    Example:
        >>> day_in_address("https://example.org/politics/2017/09/06/talks"), day_in_address("https://example.org/2017/09")
        ('2017-09-06', None)
    """
    match = IN_ADDRESS.search(url.partition("?")[0]) if isinstance(url, str) else None
    return to_day(int(match["year"]), int(match["month"]), int(match["day"])) if match else None


def completed(when: Reading, fields: Mapping[str, Any]) -> Reading:
    """A date field's reading, completed: where it gives no day, the address may; the last update from its own field.

    Example:
        >>> found = completed(read_field("9/6/17"), {"url": "https://example.org/2017/09/06/talks"})
        >>> found.day, found.read_from, found.note.split("; ")[1]
        ('2017-09-06', 'address', 'the day is the one in its address')
    """
    updated = read_field(fields["updated"]) if fields.get("updated") else None
    if updated and updated.day and not when.updated:
        when = replace(when, updated=f"{updated.day}T{updated.time}" if updated.time else updated.day)
    day = None if when.day else day_in_address(fields.get("url"))
    if day is None:
        return when
    note = "; ".join([*[when.refused] * bool(when.refused), FROM_ADDRESS])
    return Reading(day, updated=when.updated, note=note, read_from="address")
