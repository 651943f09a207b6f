"""Files that a reader drops: kept under a safe name, read once, and told as a row."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.errors import SourceError
from dashboard.sections import AppSettings
from dashboard.settings import load_settings
from dashboard.store.inputs import put
from dashboard.ui import safe
from dashboard.ui.folder import folder

EAGER = 20_000_000  # bytes up to which a file is read at once; bigger ones are read by the build
COLUMNS = ("File", "Records", "Kept", "Merged", "Dropped", "Doubtful", "What happened")
NOTHING: dict[str, Any] = dict.fromkeys(COLUMNS[1:-1])


def taken(files: Sequence[Any], limits: AppSettings) -> pd.DataFrame:
    """A row per dropped file, in their order; each is kept and read once, however often the page runs."""
    rows: dict[str, dict[str, Any]] = st.session_state.get("added-rows") or {}
    new = [file for file in files if file.file_id not in rows]
    if new:
        bar = st.progress(0.0, "Reading")
        for place, file in enumerate(new):
            bar.progress(place / len(new), safe.label(f"{place + 1:,} of {len(new):,}: {file.name}"))
            rows = rows | {file.file_id: _taken(file, limits)}
        bar.empty()
        st.session_state["added-rows"] = rows
    return pd.DataFrame([rows[file.file_id] for file in files], columns=list(COLUMNS))


def _taken(file: Any, limits: AppSettings) -> dict[str, Any]:
    try:
        kept = put(folder(), file.name, file.getbuffer(), limits)
    except SourceError as fault:
        return {"File": file.name, **NOTHING, "What happened": f"not taken: {fault}"}
    return row_of(kept.path, known=kept.known)


def row_of(path: Path, *, known: bool = False) -> dict[str, Any]:
    """What a build will make of a file by itself: records in = kept + merged + dropped, doubts, and what went wrong."""
    from dashboard.articles.reading import reading_of
    from dashboard.articles.settle import settle, tally
    from dashboard.sources.reader import raws

    before = "was here already; " if known else ""
    if path.stat().st_size > EAGER:
        return {"File": path.name, **NOTHING, "What happened": f"{before}kept; the build reads it"}
    settings = load_settings()
    readings = settle([reading_of(raw, settings) for raw in raws(path, settings.reading)]).readings
    told = tally(readings)
    bad = [_said(reading.source, path.name) for reading in readings if reading.source["reason"]]
    more = f" (and {len(bad) - 1:,} more)" if len(bad) > 1 else ""
    return {
        "File": path.name,
        "Records": told["in"],
        "Kept": told["kept"],
        "Merged": told["merged"],
        "Dropped": told["dropped"],
        "Doubtful": sum(len(reading.doubts) for reading in readings),
        "What happened": before + (f"{bad[0]}{more}" if bad else "read"),
    }


def _said(source: Mapping[str, Any], name: str) -> str:
    """A file's reason without its own name in front, and whether it could not be read."""
    reason = str(source["reason"]).removeprefix(f"{name}: ")
    return f"failed: {reason}" if source["status"] == "failed" else reason
