"""What was counted and drawn for a filter is kept for all readers of this process, the last ones of it.

A click runs the whole page anew. Drawing is most of that time, and a click changes one chart at most: the one that
has the open mark. So a page asks here, and draws only what was not drawn before.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar
from weakref import ref

from dashboard.charts.chart import Canvas, Chart
from dashboard.ui.desk import Desk, canvas

T = TypeVar("T")
MOST = 400  # things kept: some twenty filters of a page; most are small, the largest chart holds about 3 MB


def once(desk: Desk, name: str, make: Callable[[], T], *choices: Hashable) -> T:
    """What `make` returns for this snapshot and filter; made anew only when nobody asked lately.

    What is returned is shared by all readers: it is read, never changed.

    Args:
        desk: What lies before the reader.
        name: What it is, with its page: "themes/rules".
        make: Makes it; of the reader's state it may use only the filter and the choices given here.
        choices: The page's own choices that it depends on.
    """
    found: T = _made((ref(desk.corpus), desk.selection, name, choices), make)
    return found


def drawn(desk: Desk, name: str, draw: Callable[[Canvas], Chart], *choices: Hashable) -> Chart:
    """A chart; drawn anew for an open mark only when the mark is one of its own.

    Args:
        desk: What lies before the reader.
        name: What it is, with its page.
        draw: Draws it on a canvas; of the reader's state it may use only canvas, filter and choices.
        choices: The page's own choices that it depends on.
    """
    shown = canvas(desk)
    look = (shown.mode, shown.narrow, shown.events)
    chart = once(desk, name, lambda: draw(replace(shown, picked="")), look, *choices)
    if shown.picked and any(mark.code == shown.picked for mark in chart.marks):
        return once(desk, name, lambda: draw(shown), look, shown.picked, *choices)
    return chart


def _made(key: tuple[Hashable, ...], make: Callable[[], Any]) -> Any:
    """Two readers who ask at once wait for one making; a fault is raised and not kept."""
    place = _place(key)
    with place.lock:
        if not place.held:
            place.held.append(make())
        return place.held[0]


@dataclass(frozen=True, eq=False)
class _Place:
    """Room for one thing."""

    lock: Lock = field(default_factory=Lock)
    held: list[Any] = field(default_factory=list)


@lru_cache(maxsize=MOST)
def _place(key: tuple[Hashable, ...]) -> _Place:  # noqa: ARG001 - what the cache goes by
    return _Place()
