"""What every file that leaves Refrain says about itself: what it shows, how to read it, of what, by which method."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.errors import ExportError

VERSION = "0.1.0"
SOFTWARE = f"Refrain {VERSION}"


@dataclass(frozen=True)
class Provenance:
    """One chart or table, as its file tells of it.

    Attributes:
        title: What it shows.
        how: How to read it.
        selection: The filter in one line.
        n: How many stories the filter keeps, in words.
        method: How it was counted, in a sentence.
        snapshot_id: The data version.
        made: Its day, YYYY-MM-DD.
        link: Path and query that open the same page with the same filter; empty for none.
        picked: What the mark in the warm colour is; empty for none.
    """

    title: str
    how: str
    selection: str
    n: str
    method: str
    snapshot_id: str
    made: str
    link: str = ""
    picked: str = ""

    def facts(self) -> dict[str, str]:
        """Name → text, as metadata hold it; empty ones are left out.

        Example:
            >>> SHOWN.facts()["Filter"], SHOWN.facts()["Data version"]
            ('all dates', '1f2e of 2025-05-10')
        """
        told = {
            "Title": self.title,
            "How to read": self.how,
            "Filter": self.selection,
            "Counted": self.n,
            "Highlighted": self.picked,
            "Method": self.method,
            "Data version": f"{self.snapshot_id} of {self.made}",
            "Opens at": self.link,
            "Software": SOFTWARE,
        }
        return {name: text for name, text in told.items() if text}

    def footer(self) -> tuple[str, ...]:
        """The lines under a picture.

        Example:
            >>> SHOWN.footer()[0]
            'all dates · n = 5 stories'
        """
        picked = (f"In orange: {self.picked}",) if self.picked else ()
        return (
            f"{self.selection} · n = {self.n}",
            *picked,
            self.method,
            f"{SOFTWARE}, data version {self.snapshot_id} of {self.made}",
        )


SHOWN = Provenance("Themes", "Darker is more.", "all dates", "5 stories", "Rules.", "1f2e", "2025-05-10")


def citation(snapshot_id: str, made: Mapping[str, Any]) -> str:
    """What to put under a figure: data version, what it was built from, code and settings."""
    return (
        f"Refrain, data version {snapshot_id}, built {made['made']} from {files(made)} "
        f"({made['n_articles']:,} stories, other stories on the pages included), code {made['code']}, "
        f"settings {made['settings']}."
    )


def files(made: Mapping[str, Any]) -> str:
    """How many files a data version was built from, in words.

    Example:
        >>> files({"n_files": 1}), files({"n_files": 1200})
        ('1 file', '1,200 files')
    """
    return f"{made['n_files']:,} {'file' if made['n_files'] == 1 else 'files'}"


def file_name(name: str, snapshot_id: str, ending: str) -> str:
    """A name for a saved file: what it is, and of which data version.

    Example:
        >>> file_name("Themes by story", "1f2e", "csv")
        'refrain-themes-by-story-1f2e.csv'
    """
    return f"refrain-{slug(name)}-{snapshot_id}.{ending}"


def slug(text: str) -> str:
    """A text as a part of a file's name: letters, digits and hyphens.

    Example:
        >>> slug("Themes by story")
        'themes-by-story'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def width_in_pixels(cm: float, *, dpi: int) -> int:
    """A width on paper in pixels.

    Raises:
        ExportError: no width that a page has.

    Example:
        >>> width_in_pixels(8.5, dpi=300)
        1004
    """
    if not NARROWEST <= cm <= WIDEST:
        raise ExportError(f"The width is {cm:g} cm. A width from {NARROWEST:g} to {WIDEST:g} cm belongs there.")
    return round(cm / 2.54 * dpi)


NARROWEST, WIDEST = 5.0, 60.0
