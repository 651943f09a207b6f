"""The sidebar's Export: the whole state as a zip, or as one page to read and print."""

import io

import streamlit as st

from dashboard.export.provenance import file_name
from dashboard.store.snapshot import manifest_of
from dashboard.ui import link, safe
from dashboard.ui.desk import Desk
from dashboard.ui.folder import folder
from dashboard.ui.papers import later, report_of, sooner, write_everything, write_report
from dashboard.ui.save import MIME

KINDS = {"zip": "Everything, zip", "html": "Report, one page"}
SAID = {
    "zip": "Charts, tables, report, method text and the filter, in one file.",
    "html": "Findings, charts, tables and method on one page that prints.",
}


def offer(desk: Desk) -> None:
    """The popover at the foot of the filter; what takes time starts with its button."""
    with st.popover("Export all", width="stretch", key="everything", on_change="rerun") as box:
        if not box.open:
            return
        form = str(
            st.segmented_control(
                "What", list(KINDS), default="zip", required=True, format_func=KINDS.__getitem__, key="everything-form"
            )
        )
        safe.note(SAID[form])
        texts = form == "zip" and st.toggle(
            "With the stories’ texts",
            key="everything-texts",
            help="They belong to their publishers: not for passing on.",
        )
        if st.button("Make the file", key="everything-make", type="primary"):
            st.download_button(
                "Save it",
                _made(desk, form, texts=texts),
                file_name=file_name("everything" if form == "zip" else "report", desk.corpus.snapshot_id, form),
                mime=MIME[form],
                on_click="ignore",
                key="everything-save",
            )


def _made(desk: Desk, form: str, *, texts: bool) -> bytes:
    """The file, with progress while it is made."""
    bar = st.progress(0.0, "Counting")

    def tell(step: str, share: float) -> None:
        bar.progress(min(share, 1.0), safe.label(step))

    choices = {name: value for name, value in link.choices().items() if name not in ("pick", "article")}
    report = report_of(desk, manifest_of(folder()), choices, tell=sooner(tell))
    sink = io.BytesIO()
    if form == "zip":
        write_everything(desk, report, choices, sink, texts=texts, tell=later(tell))
    else:
        write_report(report, sink, tell=later(tell))
    bar.empty()
    return sink.getvalue()
