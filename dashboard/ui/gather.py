"""Pages run once more without a reader, for the charts in them: what is exported is what the pages show.

The pages are scripts that Streamlit runs; without a reader's session it runs them "bare", and shows nothing. A card
that finds a list laid out for it goes there instead of on the screen. One thread does all of this, one export after
the other: bare runs share one session state.
"""

import logging
import runpy
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.errors import NothingToShow
from dashboard.ui.desk import Desk, lay
from dashboard.ui.pages import VIEWS

_LIST: "ContextVar[list[Card] | None]" = ContextVar("list", default=None)
THREAD = "refrain-gather"
_LINE = ThreadPoolExecutor(1, THREAD)
_BARE = ("streamlit.runtime.scriptrunner_utils.script_run_context", "streamlit.runtime.state.session_state_proxy")


@dataclass(frozen=True, eq=False)
class Card:
    """A chart as a page shows it.

    Attributes:
        page: The page's name.
        key: The card's name on it.
        title: What it shows.
        how: How to read it.
        chart: The picture, the table, the marks.
    """

    page: str
    key: str
    title: str
    how: str
    chart: Chart


def caught(card: Card) -> bool:
    """Whether an export is collecting; then the card is taken, and need not be shown."""
    cards = _LIST.get()
    if cards is None:
        return False
    cards.append(card)
    return True


def gathered(desk: Desk, pages: Sequence[str], choices: Mapping[str, str]) -> list[Card]:
    """Every card of the pages, in order, under the desk's filter.

    A page that has nothing to show gives no card.

    Args:
        desk: Filter, mode and width to draw for.
        pages: Names of pages.
        choices: The pages' own choices, as the address bar has them (measure, bin, about …).
    """
    _hush()
    return [card for page in pages for card in _LINE.submit(_run, desk, page, dict(choices)).result()]


def _run(desk: Desk, page: str, choices: Mapping[str, str]) -> "list[Card]":
    """One page, bare; on the one thread for it."""
    for name in list(st.session_state):
        del st.session_state[name]
    st.session_state.update({**choices, "page_before": page})
    lay(desk)
    cards: list[Card] = []
    token = _LIST.set(cards)
    try:
        runpy.run_path(str(VIEWS / f"{page}.py"))
    except NothingToShow:
        return cards  # the page says why; an export has the other pages
    finally:
        _LIST.reset(token)
        lay(Desk(desk.corpus, desk.selection, None, desk.made))
    return cards


def _hush() -> None:
    """Streamlit warns at every call of a bare run; those of our own thread are meant."""
    for name in _BARE:
        logging.getLogger(name).addFilter(_loud)  # adding it again does nothing


def _loud(record: logging.LogRecord) -> bool:
    return not (record.threadName or "").startswith(THREAD)
