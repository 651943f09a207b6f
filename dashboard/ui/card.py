"""A chart on the page: what it is, how to read it, the picture, and its numbers one click away."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.export.files import csv_bytes
from dashboard.export.provenance import file_name
from dashboard.export.studio import browser
from dashboard.ui import link, safe, save
from dashboard.ui.clicks import clicked, twin
from dashboard.ui.desk import Desk
from dashboard.ui.gather import Card, caught
from dashboard.ui.pages import PAGES
from dashboard.ui.ready import ready

Opens = Callable[[str], None]
CHAPTERS = {
    "overview": "shares-and-how-sure-they-are",
    "themes": "shares-and-how-sure-they-are",
    "keywords": "weights-and-distinctive-phrases",
    "topics": "groups-of-passages",
    "echoes": "shared-wording-and-copies",
    "files": "reading",
}  # page → the chapter of Method with its formulas


def show(desk: Desk, chart: Chart, *, key: str, title: str, how: str, opens: Opens | None = None) -> None:
    """Show a chart as a card.

    Args:
        desk: What lies before the reader.
        chart: From a chart function.
        key: Its name on the page, short; also the file name of what is saved.
        title: What the chart shows.
        how: One or two sentences: how to read it.
        opens: Told what was clicked, where the chart's customdata is no pick.
    """
    how = f"{how} {chart.note}".strip()
    with st.container(key=f"card-{key}", gap="small"):
        st.header(safe.label(title), anchor=False)
        note(desk, how)
        picture(desk, chart, key=key, title=title, how=how, opens=opens)


def note(desk: Desk, how: str) -> None:
    """How to read a chart, and the way to the formulas behind its numbers."""
    there = f"method?{urlencode(link.pairs(desk.selection))}#{CHAPTERS.get(_page(), '')}"
    formula = safe.tag("a", "How it is counted", href=there, target="_self")
    safe.put(safe.tag("p", how, " ", formula, class_="rf-note"))


def _page() -> str:
    return str(st.session_state.get("page_before") or PAGES[0])


def picture(desk: Desk, chart: Chart, *, key: str, title: str, how: str, opens: Opens | None = None) -> None:
    """The figure with its clicks, its numbers below; for cards with choices between the head and the picture."""
    card = Card(_page(), key, title, how, chart)
    if caught(card):
        return
    if chart.wide and desk.narrow:
        safe.note("Wider than the window: swipe it sideways to see the rest. →")
    with st.container(key=f"figure-{'wide-' if chart.wide else ''}{key}"):
        st.plotly_chart(
            ready(chart, title=title, footer=" · ".join(save.provenance(desk, card).footer()), mode=desk.mode),
            theme=None,
            key=key,
            on_select=partial(clicked, key, opens),
            selection_mode="points",
            config=_config(desk, key),
            alt=chart.alt or title,
        )
    foot(desk, card)


def _config(desk: Desk, key: str) -> dict[str, Any]:
    """Plotly's own camera where no browser of ours draws pictures; no button that sends a chart away."""
    return {
        "displaylogo": False,
        "displayModeBar": browser() is None,
        "modeBarButtons": [["toImage"]],
        "plotlyServerURL": "",
        "toImageButtonOptions": {
            "format": st.session_state.get(f"{key}-picture", save.CAMERA[0]),
            "filename": file_name(key, desk.corpus.snapshot_id, "").rstrip("."),
            "scale": 3,
        },
    }


def numbers(desk: Desk, chart: Chart, *, key: str, title: str, how: str) -> None:
    """The numbers alone, of a chart whose marks the page lists itself."""
    card = Card(_page(), key, title, how, chart)
    if not caught(card):
        foot(desk, card)


def foot(desk: Desk, card: Card) -> None:
    """The marks by keyboard and the table, drawn only when opened; beside them what can be saved."""
    with st.container(key=f"foot-{card.key}", horizontal=True, gap="small"):
        _opened(card.chart, desk.corpus.snapshot_id, key=card.key)
        save.menu(desk, card)


def _opened(chart: Chart, snapshot_id: str, *, key: str) -> None:
    with st.expander("Numbers behind this chart", key=f"{key}-numbers", on_change="rerun") as box:
        if not box.open:
            return
        if chart.marks:
            twin(chart.marks, key=f"{key}-twin")
        st.dataframe(chart.table, hide_index=True, alt=chart.alt or None, key=f"{key}-table")
        st.download_button(
            "Download CSV",
            csv_bytes(chart.table),
            file_name=file_name(key, snapshot_id, "csv"),
            mime="text/csv",
            on_click="ignore",
            key=f"{key}-csv",
        )
