"""Days that the charts of time are marked with: data/events.toml, with a sentence for every slip.

They are read as they are now, not as they were at the build: they change no number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from dashboard.errors import SettingsError
from dashboard.settings import DATA, entries, only, read_toml

FILE = "events.toml"


@dataclass(frozen=True)
class Event:
    """Something that happened on a day.

    Attributes:
        day: The day it happened.
        label: What, in two to five words; it stands in the charts.
        read_in: Where that was read: outlet and headline, or an address.
    """

    day: date
    label: str
    read_in: str


def load_events(folder: Path = DATA) -> tuple[Event, ...]:
    """The days in events.toml, earliest first; none where there is no such file.

    Raises:
        SettingsError: the file is not TOML, or an event lacks its day, its label or where it was read.

    Example:
        >>> load_events()[0].day
        datetime.date(2024, 5, 16)
    """
    if not (folder / FILE).is_file():
        return ()
    given = entries(FILE, read_toml(folder / FILE)[1], "event")
    return tuple(sorted((_event(entry) for entry in given), key=attrgetter("day", "label")))


def _event(entry: Mapping[str, Any]) -> Event:
    where = f"data/{FILE}: event {entry.get('label', 'without a label')!r}"
    only(FILE, entry, {"date", "label", "outlet", "headline", "address"})
    day = entry.get("date")
    if type(day) is not date:
        raise SettingsError(f"{where}: date is {day!r}. A day belongs there, without quotes, such as 2025-05-09.")
    for key in ("label", *(key for key in entry if key != "date")):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise SettingsError(f"{where}: {key} is {entry.get(key)!r}. A text in quotes belongs there.")
    if "address" not in entry and not {"outlet", "headline"} <= set(entry):
        raise SettingsError(f"{where} does not say where it was read. Add outlet and headline, or an address.")
    headline = f"“{entry['headline']}”" if "headline" in entry else ""
    told = (entry.get("outlet", ""), headline, entry.get("address", ""))
    return Event(day, entry["label"].strip(), ", ".join(part.strip() for part in told if part))
