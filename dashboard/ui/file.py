"""One file from its first character to its last: what was found in it, and every line with its fate."""

import pandas as pd
import streamlit as st

from dashboard.analysis import ledger
from dashboard.analysis.heads import n_stories
from dashboard.corpus.corpus import Corpus
from dashboard.export.files import csv_bytes
from dashboard.ui import safe
from dashboard.ui.desk import Desk
from dashboard.ui.download import csv_download
from dashboard.ui.ledger import page_lines, record_lines, story_link, sum_of

SPANS = 300  # rows of the ledger at once
LISTED = 12  # stories named above the lines
FORMATS = {
    "page": "page",
    "jsonl": "record file (JSON lines)",
    "factiva": "Factiva export",
    "lexis": "LexisNexis export",
    "mediacloud": "list by Media Cloud",
    "gdelt": "list by GDELT",
    "feed": "feed",
}


def files_of(desk: Desk) -> pd.DataFrame:
    """Every file with what became of it, those that want a look first."""
    return _files(desk.corpus.snapshot_id, desk.corpus)


@st.cache_data(max_entries=2, show_spinner=False)
def _files(snapshot_id: str, _corpus: Corpus) -> pd.DataFrame:  # noqa: ARG001 - the id is what the cache goes by
    return ledger.by_trouble(ledger.file_table(_corpus))


def open_file(source_id: str) -> None:
    """Open a file, or close it when the id is empty; a callback, so that the address bar follows."""
    st.session_state["file"] = source_id
    for key in ("file-part", "file-fate"):
        st.session_state.pop(key, None)


def show_file(desk: Desk, row: pd.Series, *, neighbours: tuple[str, str]) -> None:
    """The page of one file.

    Args:
        desk: What lies before the reader.
        row: Its row of `analysis.ledger.file_table`.
        neighbours: source_id of the file before and after it in the table; empty for none.
    """
    _steps(neighbours)
    st.title(safe.label(row["name"]), anchor=False)
    data = safe.tag("code", desk.corpus.snapshot_id)
    safe.put(safe.tag("p", _facts(row), " · data version ", data, class_="rf-note"))
    if row["reason"]:
        said = str(row["reason"]).removeprefix(f"{row['name']}: ")
        calm = " calm" if row["trouble"] == "note" else ""
        safe.put(safe.tag("div", safe.tag("p", said[:1].upper() + said[1:]), class_=f"rf-trouble{calm}"))
    if not row["n_spans"]:
        return
    st.header("Every character of this file", anchor=False)
    safe.put(sum_of(ledger.whole(pd.DataFrame([row]))))
    _stories(desk, str(row["source_id"]))
    _lines(desk, row)
    _download(desk, row)


def _steps(neighbours: tuple[str, str]) -> None:
    """Back to all files; one file back, one on."""
    with st.container(horizontal=True, gap="small", key="file-steps"):
        st.button("← All files", on_click=open_file, args=("",), key="all-files")
        before, after = neighbours
        st.button("Previous", on_click=open_file, args=(before,), disabled=not before, key="file-before")
        st.button("Next", on_click=open_file, args=(after,), disabled=not after, key="file-after")


def _facts(row: pd.Series) -> str:
    """What kind of file it is, how long, and what was found in it."""
    others = f" and {n_stories(int(row['n_related']), 'other ')}" if row["n_related"] else ""
    parts = [FORMATS.get(str(row["format"]), str(row["format"])), f"{row['n_characters']:,} characters"]
    parts += [f"{row['n_records']:,} records"] if row["n_records"] > 1 or row["of_records"] else []
    parts += [n_stories(int(row["n_main"])) + others]
    parts += [f"given {row['n_given']:,} times, counted once"] if row["n_given"] > 1 else []
    return " · ".join(parts)


def _stories(desk: Desk, source_id: str) -> None:
    """What was found in it: its stories, each a link."""
    found = desk.corpus.articles[desk.corpus.articles["source_id"] == source_id]
    if found.empty or len(found) > LISTED:
        return
    st.header("Stories found in it", anchor=False)
    ordered = found.sort_values(["kind", "record"], kind="stable")
    items = [safe.tag("p", story_link(desk.selection, story)) for _, story in ordered.iterrows()]
    safe.put(safe.tag("div", *items, class_="rf-found"))


def _lines(desk: Desk, row: pd.Series) -> None:
    """The file itself, some hundred lines at a time."""
    is_page = not row["of_records"]
    st.header("The page as it came in" if is_page else "The records as they came in", anchor=False)
    safe.note(
        "Every line as it was read, in order. The colour at its edge and the word beside it say what became of it; "
        "thin bands are blank lines."
        if is_page
        else "Every record, in order, with the story that came of it. Its text is kept in the story, as it came."
    )
    fate = _fate(row)
    n = int(row[f"records_{fate}"]) if fate else int(row["n_spans"])
    part = _part(n)
    rows = ledger.ledger_rows(desk.corpus, str(row["source_id"]), ledger.Part(fate, (part - 1) * SPANS, SPANS))
    if is_page:
        safe.put(page_lines(rows, _text(desk.corpus.snapshot_id, str(row["source_id"]), desk.corpus)))
    else:
        safe.put(record_lines(rows, desk.selection))


def _fate(row: pd.Series) -> str:
    """Which records to show; a page is always shown whole, because its lines explain each other."""
    counts = {fate: int(row[f"records_{fate}"]) for fate in ("kept", "merged", "dropped")}
    fates = [fate for fate, n in counts.items() if n]
    if len(fates) < 2:
        return ""
    chosen = st.pills(
        "Which records",
        fates,
        format_func=lambda fate: safe.label(f"{fate} ({counts[fate]:,})"),
        key="file-fate",
    )
    return chosen or ""


def _part(n: int) -> int:
    """The part of a long file that is shown, from 1."""
    n_parts = -(-n // SPANS)
    if n_parts < 2:
        return 1
    if int(st.session_state.get("file-part") or 1) > n_parts:
        st.session_state["file-part"] = 1
    part = int(st.pagination(n_parts, key="file-part"))
    first = (part - 1) * SPANS
    safe.note(f"Rows {first + 1:,} to {min(first + SPANS, n):,} of {n:,}.")
    return part


@st.cache_data(max_entries=4, show_spinner=False)
def _text(snapshot_id: str, source_id: str, _corpus: Corpus) -> str:  # noqa: ARG001 - the ids are what the cache goes by
    return ledger.page_text(_corpus, source_id)


def _download(desk: Desk, row: pd.Series) -> None:
    ident = str(row["source_id"])
    csv_download(
        "This file’s ledger, CSV",
        lambda: csv_bytes(ledger.ledger_rows(desk.corpus, ident)),
        name=f"refrain-ledger-{ident}-{desk.corpus.snapshot_id}",
        key="file-csv",
        at_once=row["n_spans"] <= SPANS,
    )
