"""What every chart function returns: a picture, the numbers in it, and the marks that open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.pick import Pick, encode
from dashboard.charts.drawing import Drawing
from dashboard.events import Event


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table one by one, columns as attributes."""
    return frame.itertuples(index=False)


def iso(day: Any) -> str | None:
    """A day as tables and files write it; None for none.

    Example:
        >>> iso(pd.Timestamp("2025-05-09")), iso(pd.NaT)
        ('2025-05-09', None)
    """
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"


@dataclass(frozen=True)
class Mark:
    """One bar, point or cell.

    Attributes:
        pick: What its evidence is; a click on the mark carries it.
        k: Units counted; the evidence holds exactly these.
        n: Units of the same kind that could have counted.
        label: The mark in words, for readers without a mouse.
    """

    pick: Pick
    k: int
    n: int
    label: str

    @cached_property
    def code(self) -> str:
        """The pick as the URL writes it: the name of the mark inside the picture."""
        return encode(self.pick)


@dataclass(frozen=True, eq=False)
class Chart:
    """A picture with its numbers.

    Attributes:
        drawing: The figure in plain values; every mark carries `Mark.code` as its customdata.
        table: The same numbers, one row per mark; what the reader can read and download.
        marks: The marks in reading order.
        alt: The picture in one or two sentences, made from its numbers.
        wide: Whether it needs more width than a phone has, and should scroll sideways there.
        note: What only the numbers can say about how to read it (lines drawn for events); it follows the page's words.
    """

    drawing: Drawing
    table: pd.DataFrame
    marks: tuple[Mark, ...]
    alt: str = ""
    wide: bool = False
    note: str = ""

    @property
    def figure(self) -> go.Figure:
        """The picture as Plotly's own, with every value checked; a new one each time, so it may be changed."""
        traces = [dict(trace) for trace in self.drawing.traces]  # Plotly takes each apart while it reads it
        return go.Figure(data=traces, layout={"template": "none", **self.drawing.layout})  # the look is all ours


@dataclass(frozen=True)
class Canvas:
    """What a chart must know about the page it is drawn for.

    Attributes:
        mode: light or dark.
        picked: Code of the open mark, drawn in the warm colour; empty for none.
        labels: Names of the themes on screen, by slug.
        narrow: Whether the window is as narrow as a phone.
        events: Days that charts of time are marked with, earliest first.
    """

    mode: str = "light"
    picked: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    narrow: bool = False
    events: tuple[Event, ...] = ()
