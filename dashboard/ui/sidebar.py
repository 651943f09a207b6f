"""The filter: the same widgets on every page, in step with the address bar."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import streamlit as st

from dashboard.analysis.columns import is_any, is_main, tally
from dashboard.analysis.heads import NO_OUTLET, n_stories
from dashboard.analysis.selection import UNNAMED, Selection, checked, in_days, once
from dashboard.corpus.corpus import Corpus
from dashboard.errors import RefrainError
from dashboard.ui import link, safe
from dashboard.ui.counted import n_counted

KINDS = {"main": "stories", "related": "other stories on the page"}
COPIES = {"all": "all", "once": "once", "once-per-outlet": "once per outlet"}
LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip


def sidebar(corpus: Corpus) -> Selection:
    """Draw the filter and return what it says.

    Raises:
        UsageError: the last day lies before the first.
    """
    with st.sidebar, st.container(key="filter"):
        _dates(corpus)
        _outlets(corpus)
        _kinds(corpus)
        _languages(corpus)
        _themes(corpus)
        told = _copies(corpus)
        st.text_input(
            "Words",
            key="q",
            placeholder="multipolar* world",
            help="Only stories whose body or headline has these words.",
        )
        selection = link.from_widgets(st.session_state.to_dict())
        _foot(selection)
    selection = checked(corpus, selection)
    if selection.copies != "all":
        with told:
            _told(corpus, selection)
    return selection


def _dates(corpus: Corpus) -> None:
    """Two separate days: one widget for a range cannot hold a single day."""
    first, last = _span(corpus)
    state = st.session_state
    given = [day for day in (state.get("since"), state.get("until")) if isinstance(day, date)]
    bounds: dict[str, Any] = {"min_value": min([first, *given]), "max_value": max([last, *given])}
    st.date_input("Since", value=None, key="since", format="YYYY-MM-DD", **bounds)
    st.date_input("Until", value=None, key="until", format="YYYY-MM-DD", **bounds)
    if given:
        dropped = n_undated(corpus, link.from_widgets(state.to_dict()))
        if dropped:
            safe.note(f"{n_stories(dropped)} without a date {'drops' if dropped == 1 else 'drop'} out.")


def _span(corpus: Corpus) -> tuple[date, date]:
    """First and last day of the coverage; a single day is widened, since a calendar needs two."""
    days = corpus.days[~np.isnat(corpus.days)]
    if not len(days):
        return date(1900, 1, 1), date.today()
    first, last = days.min().astype(date), days.max().astype(date)
    return first, last if last > first else first + timedelta(days=1)


def n_undated(corpus: Corpus, selection: Selection) -> int:
    """Stories of the chosen kinds without a date: what a date bound sets aside."""
    return int((is_any(corpus, "kind", selection.kinds) & ~in_days(corpus, date.min, None)).sum())


def _outlets(corpus: Corpus) -> None:
    counts = outlet_counts(corpus)
    st.multiselect(
        "Outlets",
        list(counts),
        format_func=lambda name: f"{NO_OUTLET if name == UNNAMED else name} ({counts[name]:,})",
        key="outlet",
        placeholder="all outlets",
    )


def outlet_counts(corpus: Corpus) -> Mapping[str, int]:
    """Main stories per outlet, most first, the unnamed ones last under `~`; outlets of other kinds count 0."""
    counts = tally(corpus, "outlet", is_main(corpus))
    n_unnamed = counts.pop(None)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    unnamed = {UNNAMED: n_unnamed} if tally(corpus, "outlet")[None] else {}
    return {str(name): n for name, n in ordered} | unnamed


def _kinds(corpus: Corpus) -> None:
    counts = tally(corpus, "kind")
    if not st.session_state.get("kind"):
        st.session_state["kind"] = ["main"]  # something must count
    if counts.get("related", 0) or st.session_state.get("kind") != ["main"]:
        st.pills(
            "What counts",
            list(KINDS),
            selection_mode="multi",
            format_func=lambda kind: f"{KINDS[kind]} ({counts.get(kind, 0):,})",
            key="kind",
        )


def _languages(corpus: Corpus) -> None:
    counts = {str(code): n for code, n in tally(corpus, "language").items() if code is not None}
    if len(counts) > 1:
        st.multiselect(
            "Languages",
            sorted(counts, key=lambda code: -counts[code]),
            format_func=lambda code: f"{language(code)} ({counts[code]:,})",
            key="lang",
            placeholder="all languages",
        )


def language(code: str) -> str:
    """A language by its name; by its code where we have none.

    Example:
        >>> language("en"), language("xh")
        ('English', 'xh')
    """
    return LANGUAGES.get(code, code)


def _themes(corpus: Corpus) -> None:
    names = corpus.settings.labels
    st.multiselect(
        "Themes",
        list(names),
        format_func=lambda slug: names[slug],
        key="theme",
        placeholder="all themes",
        help="Which themes are shown. It never changes which stories are counted.",
    )


def _copies(corpus: Corpus) -> "st.delta_generator.DeltaGenerator":
    """How copies count; the place below is for how many stories that leaves. No choice where there are no copies."""
    box = st.container(gap="xsmall")
    if not st.session_state.get("copies"):
        st.session_state["copies"] = "all"
    if corpus.articles["copy_of"].notna().any() or st.session_state["copies"] != "all":
        box.segmented_control(
            "Count copies",
            list(COPIES),
            format_func=COPIES.__getitem__,
            required=True,
            key="copies",
            help="Copies are stories made almost wholly of another one. Counted once, the earliest of those that the "
            "filter keeps stands for all of them; once per outlet, a reprint elsewhere counts again.",
        )
    return box


def _told(corpus: Corpus, selection: Selection) -> None:
    """How many stories are left when copies are set aside; a filter that cannot be read is told by the page."""
    try:
        said = once(selection, n_counted(corpus, selection))
    except RefrainError:
        return
    safe.note(f"{said[:1].upper()}{said[1:]}.")


def _foot(selection: Selection) -> None:
    """Clear, and the link: the address of this page with everything in it."""
    left, right = st.columns(2, gap="small")
    is_default = selection == Selection()
    left.button("Clear", on_click=link.clear, disabled=is_default, width="stretch", key="clear")
    with right.popover("Copy link", width="stretch"):
        safe.note("This address opens the same page, filter and mark.")
        st.code(link.address(selection), language=None, wrap_lines=True)
