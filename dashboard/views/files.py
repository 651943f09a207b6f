"""Files: what came in, what became of every character of it, and what could not be read."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis import ledger
from dashboard.analysis.heads import n_stories
from dashboard.analysis.selection import Selection
from dashboard.charts.files import MOST_FILES, file_bars
from dashboard.corpus.corpus import Corpus
from dashboard.export.files import csv_bytes
from dashboard.ui import card, safe
from dashboard.ui.desk import Desk, canvas, open_desk
from dashboard.ui.download import csv_download
from dashboard.ui.file import files_of, open_file, show_file
from dashboard.ui.filerows import file_rows
from dashboard.ui.ledger import sum_of

LOOK = Path(__file__).parent.parent / "ui" / "files.css"
TOLD = 12  # files per trouble
EAGER = 20_000  # ledger rows up to which the download lies ready
HEADS = {
    "failed": ("file could not be read", "files could not be read"),
    "empty": ("file is empty", "files are empty"),
    "no story": ("file was read, and no story was found in it", "files were read, and no story was found in them"),
    "note": ("file was read with a remark", "files were read with a remark"),
}
WHOLE = Selection(kinds=("main", "related"))  # the files are told whole, whatever the filter


def main() -> None:
    """One file when the address names one, otherwise all of them."""
    st.html(LOOK)
    desk = open_desk()
    files = files_of(desk)
    wanted = st.session_state.get("file") or ""
    found = np.flatnonzero(files["source_id"] == wanted)
    if wanted and not len(found):
        safe.put(safe.tag("p", "The link names a file that this data version does not hold.", class_="rf-warn"))
    if len(found):
        _one(desk, files, int(found[0]))
    else:
        _all(desk, files)


@st.cache_data(max_entries=2, show_spinner=False)
def _reasons(snapshot_id: str, _corpus: Corpus) -> pd.DataFrame:  # noqa: ARG001 - the id is what the cache goes by
    return ledger.reason_table(_corpus)


def _one(desk: Desk, files: pd.DataFrame, place: int) -> None:
    """One file, with the way to those before and after it in the table."""
    idents = files["source_id"].tolist()
    before, after = idents[place - 1] if place else "", idents[place + 1] if place + 1 < len(idents) else ""
    show_file(desk, files.iloc[place], neighbours=(before, after))


def _all(desk: Desk, files: pd.DataFrame) -> None:
    every = ledger.whole(files)
    st.title("Files", anchor=False)
    data = safe.tag("code", desk.corpus.snapshot_id)
    said = f"{_count(every.n_files, 'file')} · {_found(every)} · data version "
    safe.put(safe.tag("p", said, data, ". Files are told whole: the filter does not apply here.", class_="rf-note"))
    _troubles(files)
    _sum(every)
    _bars(desk, files)
    file_rows(desk, files)
    _why(desk)
    _download(desk, every)


def _count(n: int, name: str) -> str:
    return f"{n:,} {name}{'' if n == 1 else 's'}"


def _found(row: pd.Series | ledger.Whole) -> str:
    """How many stories, and how many others beside them."""
    others = f" and {n_stories(row.n_related, 'other ')}" if row.n_related else ""
    return n_stories(int(row.n_main)) + others


def _troubles(files: pd.DataFrame) -> None:
    """What went wrong, before anything else; one calm line when nothing did."""
    if not files["trouble"].ne("").any():
        safe.put(
            safe.tag("div", safe.tag("p", "All that came in was read, and gave stories."), class_="rf-trouble calm")
        )
    for trouble, heads in HEADS.items():
        some = files[files["trouble"] == trouble]
        if some.empty:
            continue
        head = safe.tag("h2", f"{len(some):,} {heads[len(some) != 1]}")
        told = [_reason(row) for _, row in some.head(TOLD).iterrows()]
        rest = len(some) - TOLD
        more = [safe.tag("p", f"{rest:,} more stand first in the table below.")] if rest > 0 else []
        calm = " calm" if trouble == "note" else ""
        safe.put(safe.tag("div", head, *told, *more, class_=f"rf-trouble{calm}"))


def _reason(row: pd.Series) -> safe.Html:
    """The file's name, then its reason without the name in front."""
    name, reason = str(row["name"]), str(row["reason"] or "")
    said = reason.removeprefix(f"{name}: ")
    return safe.tag("p", safe.tag("b", name), f" {said[:1].upper()}{said[1:]}")


def _sum(every: ledger.Whole) -> None:
    st.header("Every character is accounted for", anchor=False)
    safe.note(
        "Each character of each file has one fate. Nothing is dropped in silence: the parts add up to what came in, "
        "or this page says that they do not."
    )
    safe.put(sum_of(every))


def _bars(desk: Desk, files: pd.DataFrame) -> None:
    """The bars; where there are many files, those of which least was kept."""
    some = files[files["n_characters"] > 0].head(MOST_FILES)
    if some.empty:
        return
    n_left = int((files["n_characters"] > 0).sum()) - len(some)
    which = (
        f"These are the {len(some):,} files that want a look first; {n_left:,} more stand in the table. "
        if n_left
        else ""
    )
    ordered = some if n_left else some.sort_values("name")
    card.show(
        replace(desk, selection=WHOLE),
        file_bars(canvas(desk), ordered),
        key="files",
        title="What became of each file",
        how=f"{which}A bar is a whole file, whatever its length; blue is what belongs to a story, grey what was left "
        "out. Click a bar to read the file line by line.",
        opens=open_file,
    )


def _why(desk: Desk) -> None:
    st.header("The reasons", anchor=False)
    safe.note(
        "Why each fate was given, in the words of the rules that gave it. A span is a line, a part of one, or a record."
    )
    table = _reasons(desk.corpus.snapshot_id, desk.corpus)
    st.dataframe(
        table.set_axis(["Fate", "Reason", "Spans", "Characters", "Files"], axis=1),
        hide_index=True,
        key="files-why",
        column_config={
            name: st.column_config.NumberColumn(format="localized") for name in ("Spans", "Characters", "Files")
        },
    )


def _download(desk: Desk, every: ledger.Whole) -> None:
    csv_download(
        f"The whole ledger, CSV ({every.n_spans:,} rows)",
        lambda: csv_bytes(desk.corpus.table("ledger")),
        name=f"refrain-ledger-{desk.corpus.snapshot_id}",
        key="ledger-csv",
        at_once=every.n_spans <= EAGER,
    )


main()
