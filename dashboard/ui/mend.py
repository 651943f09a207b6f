"""Mending a story by hand: what was corrected, what waits for the next build, and the form that writes a correction."""

from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.articles.dates import read_field
from dashboard.charts.chart import records
from dashboard.errors import RefrainError, UsageError
from dashboard.export.files import csv_bytes
from dashboard.sources.corrections import Correction, append, load_corrections
from dashboard.ui import safe
from dashboard.ui.desk import Desk
from dashboard.ui.load import app_settings

FIELDS = {"published": "Day", "outlet": "Outlet", "title": "Headline", "kind": "What it is"}
KINDS = {
    "main": "a story of its own, counted as such",
    "related": "another story on the page, set aside",
    "none": "no story: take it out",
}
ABOUT = {"date": "The date wants a look", "language": "A passage wants a look"}
OFF = "Corrections are switched off on this server (add_files in data/settings.toml)."


def mend(desk: Desk, story: pd.Series, after: Callable[[], None]) -> None:
    """The form for one story, and what was written about it; `after` draws what can be done with it next."""
    ident = str(story["article_id"])
    done = desk.corpus.table("corrections")
    done = done[done["article_id"] == ident]
    for row in records(done.rename(columns={"from": "was", "to": "now"})):
        outcome = f"{row.outcome}; by {row.who or 'hand'}, {row.when[:10]}"
        safe.note(_told(FIELDS[row.field], row.now, row.was, outcome, row.why))
    doubts = desk.corpus.table("doubts")
    for row in records(doubts[doubts["article_id"] == ident]):
        safe.put(safe.tag("p", f"{ABOUT[row.about]}: “{row.printed}”. {row.reason.capitalize()}.", class_="rf-warn"))
    waiting = _waiting(ident, len(done))
    for correction in waiting:
        safe.note(
            _told(FIELDS[correction.field], correction.now, correction.was, "waits for the next build", correction.why)
        )
    if not app_settings().add_files:
        safe.note(OFF)
        return
    if waiting:
        after()
    with st.expander("Mend this story", expanded=bool(st.session_state.get("look"))):
        _form(story)


def corrected(desk: Desk) -> None:
    """All corrections of this data version as a file, and a sentence where some find their story no more."""
    done = desk.corpus.table("corrections")
    lost = int(done["outcome"].eq("no such story").sum())
    if lost:
        said = "1 correction finds its story" if lost == 1 else f"{lost:,} corrections find their stories"
        safe.put(
            safe.tag("p", f"{said} no more: the file has changed, or it was merged. They are kept.", class_="rf-warn")
        )
    if len(done):
        name = f"refrain-corrections-{desk.corpus.snapshot_id}.csv"
        st.download_button(
            "Corrections, CSV", csv_bytes(done), name, mime="text/csv", on_click="ignore", key="corrections-csv"
        )


def _waiting(ident: str, n_done: int) -> list[Correction]:
    """Corrections of a story that the data version does not hold yet."""
    return [correction for correction in load_corrections() if correction.article_id == ident][n_done:]


def _told(name: str, now: str, was: str, outcome: str, why: str) -> str:
    before = f" (was {was})" if was else ""
    return f"{name} set to {now or 'nothing'}{before}: {outcome}. {why}"


def _form(story: pd.Series) -> None:
    ident = str(story["article_id"])
    field = st.selectbox("What is wrong", list(FIELDS), format_func=FIELDS.__getitem__, key=f"mend-field-{ident}")
    was = story[field] if isinstance(story[field], str) else ""
    key = f"mend-{field}-{ident}"
    if field == "kind":
        st.radio("It is", [kind for kind in KINDS if kind != was], format_func=KINDS.__getitem__, key=key)
    else:
        hint = "2024-05-16, or as printed: 16 May 2024" if field == "published" else "empty takes the value away"
        st.text_input("What belongs there", was, key=key, max_chars=500, placeholder=hint)
    left, right = st.columns(2)
    left.text_input("Why", key=f"mend-why-{ident}", max_chars=300, placeholder="where it can be seen")
    right.text_input("Your name", key="mend-who", max_chars=80)
    st.button("Keep the correction", key=f"mend-keep-{ident}", on_click=_keep, args=(ident, field, was))
    if said := st.session_state.pop("mend-said", ""):
        safe.put(safe.tag("p", said, class_="rf-warn", role="status"))
    safe.note("It is written to data/corrections.csv and holds for every later build; the id of the story stays.")


def _keep(ident: str, field: str, was: str) -> None:
    """Write the correction; what is wrong with it is told below the button."""
    typed = (st.session_state.get(key) or "" for key in (f"mend-{field}-{ident}", "mend-who", f"mend-why-{ident}"))
    now, who, why = (" ".join(text.split()) for text in typed)
    try:
        if field == "published" and now:
            now = _day(now)
        if now == was:
            raise UsageError("That is what stands there already. Write what belongs there.")
        when = datetime.now(UTC).isoformat(timespec="seconds")
        append([Correction(when, who, ident, field, was, now, why)])
        st.session_state["mend-said"] = "Kept. It counts from the next build on."
    except RefrainError as fault:
        st.session_state["mend-said"] = str(fault)


def _day(text: str) -> str:
    """A day as people write it, in ISO.

    Raises:
        UsageError: it cannot be read.

    Example:
        >>> _day("16. Mai 2024")
        '2024-05-16'
    """
    found = read_field(text)
    if not found.day:
        raise UsageError(f"The {found.refused}. A day as in 2024-05-16 belongs there.")
    return found.day
