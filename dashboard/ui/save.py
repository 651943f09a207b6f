"""The quiet control under each chart: the picture and its numbers as files, made when they are asked for."""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from dashboard.analysis.heads import n_stories
from dashboard.export.figures import is_slim, picture
from dashboard.export.files import FORMATS
from dashboard.export.frames import frame_bytes
from dashboard.export.methods import counted
from dashboard.export.provenance import Provenance, file_name
from dashboard.export.studio import WITHOUT, browser
from dashboard.ui import link, safe
from dashboard.ui.counted import filter_line
from dashboard.ui.desk import Desk, canvas
from dashboard.ui.gather import Card, gathered
from dashboard.ui.page import kept
from dashboard.ui.pages import LISTS, PAGES

MIME = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "html": "text/html",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl",
    "zip": "application/zip",
}
NARROWEST, WIDEST, USUAL = 6.0, 30.0, 17.5  # centimetres on paper
SCREEN = "png "  # a PNG for the screen; without the blank, for paper
PICTURES = {"svg": "SVG", "png": "PNG, 300 dpi", "pdf": "PDF", SCREEN: "PNG for screens", "html": "HTML"}
CAMERA = ("svg", "png")  # what the page's own camera can save
TABLES = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet", "jsonl": "JSON lines"}
_ACTS = re.compile("Click|Tap|Point at|Swipe|Choose")
Make = Callable[[], bytes]


def menu(desk: Desk, card: Card) -> None:
    """The popover; what is in it is made only while it is open, and each file only when its button is pressed."""
    with st.popover("Save", key=f"{card.key}-save", type="tertiary", on_change="rerun") as box:
        if not box.open:
            return
        if card.chart.drawing.traces:
            _pictures(desk, card)
        with st.container(horizontal=True, gap="xsmall", key=f"{card.key}-files"):
            for form in FORMATS:
                _button(desk, card, TABLES[form], form, table(desk, card, form))
        safe.note("The numbers behind the chart, whole. Excel and Parquet files say where they come from.")


def _pictures(desk: Desk, card: Card) -> None:
    """Pictures for paper and for screens; without a browser of our own, the reader's makes them."""
    drawn = [form for form in PICTURES if browser() or form == "html"]
    cm: float | None = None
    if browser():
        cm = st.slider(
            "Width on paper",
            NARROWEST,
            WIDEST,
            USUAL,
            0.5,
            format="%.1f cm",
            key=f"{card.key}-cm",
            persist_state="session",
        )
    with st.container(horizontal=True, gap="xsmall", key=f"{card.key}-pictures"):
        for form in drawn:
            width = None if form in (SCREEN, "html") else cm
            _button(desk, card, PICTURES[form], form.strip(), drawing(desk, card, form.strip(), width), place=form)
    if browser():
        safe.note("Each carries title, filter, method and data version.")
        return
    safe.note(WITHOUT)
    st.segmented_control(
        "The camera saves",
        CAMERA,
        default=CAMERA[0],
        required=True,
        format_func=str.upper,
        key=f"{card.key}-picture",
        persist_state="session",
    )


def _button(desk: Desk, card: Card, label: str, form: str, make: Make, *, place: str = "") -> None:
    """A file that is made when it is asked for; the browser shows that it is under way."""
    st.download_button(
        safe.label(label),
        make,
        file_name=file_name(card.key, desk.corpus.snapshot_id, form),
        mime=MIME[form],
        on_click="ignore",
        key=f"{card.key}-save-{(place or form).replace(' ', '2')}",
    )


def table(desk: Desk, card: Card, form: str) -> Make:
    """Makes the numbers of a card as a file."""
    told = provenance(desk, card)
    return lambda: frame_bytes(card.chart.table, told, format=form)


def drawing(desk: Desk, card: Card, form: str, cm: float | None) -> Make:
    """Makes the picture of a card as a file: for a light page, and for a narrow one where it is printed narrow.

    A chart that stands on the page as it is wanted on paper is taken as it is; otherwise its page is run once more.
    """
    told = provenance(desk, card)
    choices, wanted = link.choices(), replace(desk, mode="light", narrow=is_slim(cm))

    def make() -> bytes:
        chart = card.chart
        if (wanted.mode, wanted.narrow) != (desk.mode, desk.narrow) and card.page not in LISTS:
            again = (found.chart for found in gathered(wanted, [card.page], choices) if found.key == card.key)
            chart = next(again, chart)
        return picture(chart.figure, told, format=form, alt=chart.alt, cm=cm)

    return make


def on_paper(how: str) -> str:
    """How to read a chart, without what only a screen can do.

    Example:
        >>> on_paper("One row is one group. Click a row to read them. Longer is more.")
        'One row is one group. Longer is more.'
    """
    return " ".join(part for part in re.split(r"(?<=[.…]) (?=[A-Z])", how) if not _ACTS.match(part))


def provenance(desk: Desk, card: Card) -> Provenance:
    """What a file of this card says of itself."""
    marks = card.chart.marks
    code = canvas(desk).picked
    picked = next((mark.label for mark in marks if code and mark.code == code), "")
    return Provenance(
        title=card.title,
        how=on_paper(card.how),
        selection=filter_line(desk.corpus, desk.selection),
        n=n_stories(int(kept(desk).sum())),
        method=counted(marks[0].pick if marks else None),
        snapshot_id=desk.corpus.snapshot_id,
        made=desk.made,
        link=f"/{'' if card.page == PAGES[0] else card.page}?{urlencode(link.pairs(desk.selection))}".rstrip("?"),
        picked=picked,
    )
