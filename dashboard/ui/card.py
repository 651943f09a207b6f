"""A chart on the page: what it is, how to read it, the picture, and its numbers one click away."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.style import framed
from dashboard.export.files import csv_bytes
from dashboard.ui import safe
from dashboard.ui.clicks import clicked, twin
from dashboard.ui.counted import filter_line
from dashboard.ui.desk import Desk

PICTURES = ("svg", "png")
Opens = Callable[[str], None]


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
    with st.container(key=f"card-{key}", gap="small"):
        st.header(safe.label(title), anchor=False)
        safe.note(how)
        picture(desk, chart, key=key, title=title, opens=opens)
        numbers(desk, chart, key=key)


def picture(desk: Desk, chart: Chart, *, key: str, title: str, opens: Opens | None = None) -> None:
    """The figure alone, with its clicks and its download; tiles of small multiples use it too."""
    if chart.wide and desk.narrow:
        safe.note("Wider than the window: swipe it sideways to see the rest. →")
    with st.container(key=f"figure-{'wide-' if chart.wide else ''}{key}"):
        st.plotly_chart(
            framed(chart.figure, title=title, footer=provenance(desk), mode=desk.mode),
            theme=None,
            key=key,
            on_select=partial(clicked, key, opens),
            selection_mode="points",
            config=_config(desk, key),
            alt=chart.alt or title,
        )


def provenance(desk: Desk) -> str:
    """What a picture or a file must say about itself: filter, data version, day."""
    said = filter_line(desk.corpus, desk.selection)
    return f"{said} · Refrain, data version {desk.corpus.snapshot_id} of {desk.made}"


def _config(desk: Desk, key: str) -> dict[str, Any]:
    """Plotly's own bar with nothing but the download; no button that sends a chart away."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "plotlyServerURL": "",
        "toImageButtonOptions": {
            "format": st.session_state.get(f"{key}-picture", PICTURES[0]),
            "filename": f"refrain-{slug(key)}-{desk.corpus.snapshot_id}",
            "scale": 3,
        },
    }


def slug(text: str) -> str:
    """A name for a file: letters, digits and hyphens.

    Example:
        >>> slug("Themes by story")
        'themes-by-story'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def numbers(desk: Desk, chart: Chart, *, key: str) -> None:
    """The marks by keyboard, the table, and the table as a file; drawn only when opened."""
    with st.expander("Numbers behind this chart", key=f"{key}-numbers", on_change="rerun") as box:
        if not box.open:
            return
        if chart.marks:
            twin(chart.marks, key=f"{key}-twin")
        st.dataframe(chart.table, hide_index=True, alt=chart.alt or None, key=f"{key}-table")
        left, right = st.columns(2, gap="small", vertical_alignment="bottom")
        left.download_button(
            "Download CSV",
            csv_bytes(chart.table),
            file_name=f"refrain-{slug(key)}-{desk.corpus.snapshot_id}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"{key}-csv",
        )
        if not chart.figure.data:
            return
        right.segmented_control(
            "The camera above the chart saves",
            PICTURES,
            default=PICTURES[0],
            required=True,
            format_func=str.upper,
            key=f"{key}-picture",
            persist_state="session",
        )
