"""All files as a table that can be searched and opened by its rows."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.analysis.ledger import FATES
from dashboard.export.files import csv_bytes
from dashboard.ui import safe
from dashboard.ui.clicks import row_chosen
from dashboard.ui.desk import Desk
from dashboard.ui.file import open_file

ROWS = 500  # files in the table at once
FEW = 12  # files up to which nobody needs a search


def file_rows(desk: Desk, files: pd.DataFrame) -> None:
    """The table, its search where there are many files, the way to one of them, and the table as a file."""
    st.header("All files", anchor=False)
    some = _matching(files, _words()) if len(files) > FEW else files
    shown = some.head(ROWS).reset_index(drop=True)
    rest = f" The first {ROWS:,} are shown; type a part of a name to find others." if len(some) > ROWS else ""
    n_files = f"{len(some):,} files, those that want a look first." if len(some) != 1 else "1 file."
    safe.note(f"{n_files} Choose a row to read its file line by line.{rest}")
    table = _columns(shown)
    numbers = {str(name): st.column_config.NumberColumn(format="localized") for name in table.select_dtypes("number")}
    st.dataframe(
        table,
        hide_index=True,
        key="files-rows",
        on_select=partial(row_chosen, "files-rows", shown["source_id"].tolist(), open_file),
        selection_mode="single-row",
        column_config=numbers | {"Share kept": st.column_config.NumberColumn(format="percent")},
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _choice(shown)
        name = f"refrain-files-{desk.corpus.snapshot_id}.csv"
        st.download_button("Table CSV", csv_bytes(_columns(some)), file_name=name, mime="text/csv", on_click="ignore")


def _words() -> str:
    return st.text_input("Find a file", placeholder="a part of its name or of its reason", key="find-file")


def _choice(shown: pd.DataFrame) -> None:
    """The rows once more, for readers without a mouse."""
    names = dict(zip(shown["source_id"], shown["name"], strict=True))
    st.session_state["open-file"] = None
    st.selectbox(
        "Open a file",
        list(names),
        index=None,
        format_func=lambda ident: names[ident],
        key="open-file",
        on_change=lambda: open_file(st.session_state["open-file"] or ""),
        placeholder="choose one of the rows above",
        width=420,
    )


def _matching(files: pd.DataFrame, words: str) -> pd.DataFrame:
    """Files with the words in name, status or reason; letters' case does not matter."""
    wanted = words.strip().casefold()
    if not wanted:
        return files
    told = files["name"] + " " + files["status"] + " " + files["reason"].fillna("")
    return files[told.str.casefold().str.contains(wanted, regex=False)]


def _columns(files: pd.DataFrame) -> pd.DataFrame:
    """The table in a reader's words; fates that no file has are left out."""
    used = [fate for fate in FATES if files[fate].any()]
    records = ("kept", "merged", "dropped") if files["of_records"].any() else ()
    table = pd.DataFrame(
        {
            "File": files["name"],
            "Status": files["trouble"].where(files["trouble"].ne(""), files["status"]),
            "Why": files["reason"].fillna(""),
            "Share kept": files["share_of_text"],
            "Stories": files["n_main"],
            "Other stories": files["n_related"],
            "Characters": files["n_characters"],
            **{fate.capitalize(): files[fate] for fate in used},
            **{f"Records {fate}": files[f"records_{fate}"] for fate in records},
            "Format": files["format"],
            "Given": files["n_given"],
        }
    )
    silent = [
        name for name, is_silent in (("Why", table["Why"].eq("")), ("Given", table["Given"].eq(1))) if is_silent.all()
    ]
    return table.drop(columns=silent)
