"""The address bar holds the whole state: filter, opened mark, and each page's own choices.

Streamlit's own binding of widgets to the URL writes the label on screen, not the value ("outlet not
named (2)" for `~`), drops what it does not know without a word, and loses the filter on Back. So the
URL is read here when it is news (a link, Back, Forward) and written from the widgets otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from dashboard.analysis.periods import period_range
from dashboard.analysis.pick import decode, is_number
from dashboard.analysis.selection import UNNAMED, Selection, checked, from_pairs, one_of, to_pairs
from dashboard.corpus.corpus import Corpus
from dashboard.errors import RefrainError, UsageError

Params = Mapping[str, Sequence[str]]
FILTERS = ("since", "until", "outlet", "kind", "lang", "theme", "copies", "q")
CHOICES = (
    "pick", "article", "broad", "measure", "bin", "forms", "by", "group", "file", "about", "passage", "quoted", "look",
    "events", "balanced", "around",
)  # fmt: skip

SWITCHES = {"broad": "yes", "balanced": "yes", "quoted": "yes", "events": "none"}  # the one value beside none


def follow(corpus: Corpus, page: str) -> None:
    """Bring widgets and address bar in step; call it before the widgets are made.

    A click on another page arrives with an empty query: the filter stays, the mark closes.
    """
    state = st.session_state
    here = raw_params()
    moved = state.get("page_before") not in (None, page)
    if moved and not here:
        _close(state)
    elif here != state.get("params_written"):
        found = read(corpus, here)
        state.update(found.widgets)
        state["dropped"] = found.dropped
    state["page_before"] = page


def write(selection: Selection) -> None:
    """Write filter and choices to the address bar, defaults left out."""
    params: dict[str, list[str]] = {}
    for name, value in pairs(selection):
        params.setdefault(name, []).append(value)
    if params != raw_params():
        st.query_params.from_dict(params)
    st.session_state["params_written"] = params


def pairs(selection: Selection, **changes: str) -> list[tuple[str, str]]:
    """Filter and choices as URL parameters; `changes` replace choices, an empty one leaves it out."""
    chosen = choices() | changes
    return to_pairs(selection) + [(name, chosen[name]) for name in CHOICES if chosen.get(name)]


def choices() -> dict[str, str]:
    """The page's own choices and the opened mark, as the address bar has them; defaults left out."""
    given = {name: str(st.session_state.get(name) or "") for name in CHOICES}
    return {name: value for name, value in given.items() if value}


def address(selection: Selection) -> str:
    """The whole address of this page as the reader sees it, with filter and choices."""
    bare = urlsplit(st.context.url or "")._replace(query="", fragment="")
    return urlunsplit(bare._replace(query=urlencode(pairs(selection))))


def raw_params() -> dict[str, list[str]]:
    """The query of the address bar, every value of every name."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def read(corpus: Corpus, params: Params) -> "Found":
    """What the widgets should hold for these parameters; whatever does not fit is dropped and told.

    Parameters of other names are not ours and are passed over.
    """
    dropped: list[str] = []
    kept: list[tuple[str, str]] = []
    for name in FILTERS:
        for value in params.get(name, ()):
            try:
                checked(corpus, from_pairs([(name, value)]))
                kept.append((name, value))
            except RefrainError as fault:
                dropped.append(f"The link's {fault} It was left out.")
    widgets: dict[str, Any] = to_widgets(from_pairs(kept))
    for name in CHOICES:
        given = [value for value in params.get(name, ()) if value]
        widgets[name] = next(iter(given), "")
        if len(set(given)) > 1:
            dropped.append(f"The link says {name} {len(given)} times. One value belongs there: the first was taken.")
        if given and name in SWITCHES and given[0] != SWITCHES[name]:
            dropped.append(f"The link's {name} is {given[0][:40]!r}. {SWITCHES[name]} belongs there. It was left out.")
            widgets[name] = ""
    try:
        _check_pick(corpus, widgets["pick"] or "unit=articles")
    except RefrainError as fault:
        dropped.append(f"The link's {fault}")
        widgets["pick"] = ""
    return Found(widgets, tuple(dropped))


def _check_pick(corpus: Corpus, code: str) -> None:
    """Refuse a mark that no chart of this corpus has."""
    pick = decode(code)
    for slug in (pick.theme, pick.also):
        if slug:
            one_of("theme of pick", slug, corpus.settings.slugs)
    for outlet in (pick.outlet, pick.other_outlet):
        if outlet:
            checked(corpus, from_pairs([("outlet", outlet)]))
    for ident in (pick.article, pick.other_article):
        if ident and not (corpus.articles["article_id"] == ident).any():
            raise UsageError(f"mark belongs to the story {ident[:40]!r}, which this data version does not hold.")
    if pick.period:
        period_range(pick.period)
    if pick.topic and not is_number(pick.topic):
        raise UsageError(f"topic of pick is {pick.topic[:40]!r}. A whole number belongs there.")


def to_widgets(selection: Selection) -> dict[str, Any]:
    """The widgets' values for a filter.

    Example:
        >>> to_widgets(Selection(outlets=("Xinhua", None)))["outlet"]
        ['Xinhua', '~']
    """
    return {
        "since": selection.since,
        "until": selection.until,
        "outlet": [UNNAMED if outlet is None else outlet for outlet in selection.outlets],
        "kind": list(selection.kinds),
        "lang": list(selection.languages),
        "theme": list(selection.themes),
        "copies": selection.copies,
        "q": selection.query,
    }


def from_widgets(values: Mapping[str, Any]) -> Selection:
    """The filter that the widgets' values say; the inverse of `to_widgets`.

    Example:
        >>> from_widgets(to_widgets(Selection(outlets=("Xinhua", None)))).outlets
        ('Xinhua', None)
    """
    since, until = values.get("since"), values.get("until")
    return Selection(
        since=since if isinstance(since, date) else None,
        until=until if isinstance(until, date) else None,
        outlets=tuple(None if name == UNNAMED else name for name in values.get("outlet") or ()),
        kinds=tuple(values.get("kind") or ("main",)),
        languages=tuple(values.get("lang") or ()),
        themes=tuple(values.get("theme") or ()),
        copies=values.get("copies") or "all",
        query=(values.get("q") or "").strip(),
    )


def clear() -> None:
    """Set every filter back; a button's callback."""
    st.session_state.update(to_widgets(Selection()))
    st.session_state["dropped"] = ()


def _close(state: Any) -> None:
    """Close the mark and forget the last page's own choices."""
    for name in CHOICES:
        state[name] = ""
    state["dropped"] = ()


@dataclass(frozen=True)
class Found:
    """Values for the widgets, and a sentence for each value of the link that was dropped."""

    widgets: Mapping[str, Any]
    dropped: tuple[str, ...]
