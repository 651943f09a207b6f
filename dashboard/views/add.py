"""Add files: drop them, see what becomes of each, build; the dashboard then shows the new data version."""

from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.sections import AppSettings
from dashboard.store.inputs import added, inputs_of, take_away
from dashboard.ui import safe
from dashboard.ui.adding import taken
from dashboard.ui.building import building
from dashboard.ui.folder import folder
from dashboard.ui.load import app_settings

LOOK = Path(__file__).parent.parent / "ui" / "files.css"
OFF = "Adding files is switched off on this server (add_files in data/settings.toml)."
NUMBERS = ("Records", "Kept", "Merged", "Dropped", "Doubtful")
LISTED = 12


def main() -> None:
    """The whole page, or one sentence where it is off."""
    st.html(LOOK)
    st.title("Add files", anchor=False)
    limits = app_settings()
    if not limits.add_files:
        safe.note(OFF)
        return
    safe.note(
        "Text, HTML, PDF, Word, RTF, CSV, Excel, JSON, Parquet, exports of LexisNexis and Factiva, feeds, and archives "
        "of these. They stay on this machine."
    )
    _drop(limits)
    _held()
    st.header("Build", anchor=False)
    safe.note("A build reads what is new or changed. Its data version takes the place of this one when it is whole.")
    building()


def _drop(limits: AppSettings) -> None:
    most = min(limits.upload_megabytes, int(st.get_option("server.maxUploadSize")))
    files = st.file_uploader("Files", accept_multiple_files=True, max_upload_size=most, key="add-files")
    if not files:
        return
    table = taken(files, limits)
    counts = {name: int(pd.to_numeric(table[name]).sum()) for name in NUMBERS}
    safe.note(
        f"{counts['Records']:,} records in = {counts['Kept']:,} kept + {counts['Merged']:,} merged + "
        f"{counts['Dropped']:,} dropped; {counts['Doubtful']:,} doubtful. "
        "The build also compares the files with each other."
    )
    numbers = {name: st.column_config.NumberColumn(format="localized") for name in NUMBERS}
    st.dataframe(table, hide_index=True, key="add-table", column_config=numbers, alt="What became of each file.")
    bad = table[table["What happened"].str.startswith(("failed", "not taken"))]
    told = [
        safe.tag("p", safe.tag("b", row["File"]), f" {row['What happened']}") for _, row in bad.head(LISTED).iterrows()
    ]
    if told:
        head = f"{len(bad):,} {'file' if len(bad) == 1 else 'files'} could not be taken"
        safe.put(safe.tag("div", safe.tag("h2", head), *told, class_="rf-trouble"))


def _held() -> None:
    """What a build will read, and the way to take added files back."""
    st.header("What a build reads", anchor=False)
    known, files = inputs_of(folder()).paths, added(folder())
    st.checkbox("What the last build read", value=True, key="add-keep", disabled=not files)
    shown = ", ".join(path.name for path in known[:LISTED]) + (" …" if len(known) > LISTED else "")
    safe.note(f"{shown} · {f'{len(files):,}' if files else 'no'} added {'file' if len(files) == 1 else 'files'}")
    if files:
        names = st.multiselect(
            "Take added files away", [path.name for path in files], format_func=safe.label, key="add-away"
        )
        st.button("Take away", on_click=_take_away, disabled=not names, key="add-take-away")


def _take_away() -> None:
    take_away(folder(), st.session_state["add-away"])
    st.session_state["add-away"] = []


main()
