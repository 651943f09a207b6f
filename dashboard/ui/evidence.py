"""The rows behind the open mark: as many as it counted, the words that counted marked."""

from datetime import date
from functools import partial
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.evidence import with_text
from dashboard.analysis.first_units import first_units
from dashboard.analysis.heads import NO_HEADLINE, NO_OUTLET, weekday_said
from dashboard.analysis.periods import period_range
from dashboard.analysis.pick import Pick, decode, encode
from dashboard.analysis.selection import Selection, chosen
from dashboard.export.files import csv_bytes
from dashboard.ui import link, remember, safe
from dashboard.ui.clicks import close
from dashboard.ui.desk import Desk
from dashboard.ui.download import csv_download
from dashboard.ui.picks import described, nothing_of

PAGE = 25  # rows shown at once
LONGEST = 1_200  # characters of a row on screen
LATEST = 8  # stories shown before a mark is open
EAGER = 2_000  # up to here the file lies ready; above, it is written when asked for
UNITS = {
    "articles": ("story", "stories"),
    "sentences": ("sentence", "sentences"),
    "words": ("occurrence", "occurrences"),
    "passages": ("passage", "passages"),
}


def beside(desk: Desk) -> "st.delta_generator.DeltaGenerator":
    """Two columns: the place for the charts is returned, the evidence fills the other."""
    charts, side = st.columns([2.5, 1], gap="large")
    with side, st.container(key="evidence_on" if desk.pick else "evidence", gap="small"):
        if desk.pick:
            _panel(desk, desk.pick)
        else:
            _latest(desk)
    if desk.narrow:  # Plotly takes the first tap for a pointer that rests on the mark
        with charts:
            safe.note("Tap a mark once for its numbers, again to read what it counts.")
    return charts


def _panel(desk: Desk, pick: Pick) -> None:
    shown = PAGE + int(st.session_state.get("evidence_shown") or 0)
    n, found = _first(desk, desk.selection, pick, shown)
    one, many = UNITS[pick.unit]
    said = safe.tag("p", described(desk.corpus, pick), class_="rf-said")
    count = safe.tag("h2", f"{n:,} {one if n == 1 else many}")
    safe.put(safe.tag("div", count, said, class_="rf-panel-head", role="status"))
    st.button("Close", on_click=close, key="close", type="tertiary")
    if found.empty:
        safe.note(_nothing(desk, pick))
        return
    here = tuple(link.pairs(desk.selection))  # which the headlines lead back to
    safe.put(remember.once(desk, "evidence/rows", lambda: _rows(desk, found), pick, shown, here))
    if shown < n:
        st.button(f"Show more ({n - shown:,} left)", on_click=_more, key="more")
    _foot(desk, pick, n)


def _nothing(desk: Desk, pick: Pick) -> str:
    """Why a mark has no rows: the filter takes them away, or there are none in the files."""
    if _first(desk, Selection(kinds=("main", "related")), pick, 1)[0]:
        return "The filter keeps nothing of this mark. Clear the filter, or open another mark."
    return nothing_of(pick)


def _first(desk: Desk, selection: Selection, pick: Pick, size: int) -> tuple[int, pd.DataFrame]:
    wanted = selection, pick, size
    return remember.once(desk, "evidence/first", lambda: first_units(desk.corpus, *wanted), *wanted)


def _rows(desk: Desk, found: pd.DataFrame) -> safe.Html:
    """The rows, story by story."""
    rows = with_text(desk.corpus, found)
    return safe.joined(_story(desk.selection, group) for _, group in rows.groupby(_runs(rows), sort=False))


def _runs(rows: pd.DataFrame) -> pd.Series:
    """A number per run of rows of one story: its headline is printed once."""
    return (rows["article_id"] != rows["article_id"].shift()).cumsum()


def _more() -> None:
    st.session_state["evidence_shown"] = int(st.session_state.get("evidence_shown") or 0) + 4 * PAGE


def _story(selection: Selection, rows: pd.DataFrame) -> safe.Html:
    """One story: outlet and day, headline, then its rows."""
    first = rows.iloc[0]
    texts = [_text(text, spans) for text, spans in zip(rows["text"], rows["spans"], strict=True)]
    return safe.tag("article", meta(first), headline(selection, first), *texts, class_="rf-story")


def _text(text: str, spans: list[tuple[int, int]]) -> safe.Html:
    """A row's text with its marks; a passage as long as a story is cut here, not in the file."""
    if len(text) <= LONGEST:
        return safe.tag("p", safe.marked(text, spans), class_="rf-row")
    cut = text.rfind(" ", 0, LONGEST) + 1 or LONGEST
    inside = [(start, min(end, cut)) for start, end in spans if start < cut]
    more = safe.tag(
        "p", f"… and {len(text[cut:].split()):,} words more, in the story and in the file", class_="rf-said"
    )
    return safe.joined([safe.tag("p", safe.marked(text[:cut], inside), class_="rf-row"), more])


def meta(row: pd.Series) -> safe.Html:
    """Outlet and day of a story, in a small line."""
    named = isinstance(row["outlet"], str)
    outlet = safe.tag("b", row["outlet"]) if named else safe.tag("i", NO_OUTLET)
    other = " · other story on the page" if row["kind"] == "related" else ""
    return safe.tag("p", outlet, f"{weekday_said(row['published'])}{other}", class_="rf-meta")


def headline(selection: Selection, row: pd.Series) -> safe.Html:
    """The headline as a link to the whole story, filter and mark kept."""
    spans = row.get("title_spans")
    title = safe.marked(row["title"], spans or ()) if isinstance(row["title"], str) else NO_HEADLINE
    href = "articles?" + urlencode(link.pairs(selection, article=str(row["article_id"])))
    return safe.tag("h3", safe.tag("a", title, href=href, target="_self"))


def _foot(desk: Desk, pick: Pick, n: int) -> None:
    """The rows as a file, and the filter that the mark stands for."""
    with st.container(horizontal=True):
        name = f"refrain-evidence-{desk.corpus.snapshot_id}"
        write = partial(_whole_file, desk, pick, n)
        csv_download("Evidence CSV", write, name=name, key="evidence-csv", at_once=n <= EAGER)
        if pick.outlet or pick.theme or pick.period or pick.before or pick.since:
            st.button("Filter to this", on_click=_filter_to, args=(encode(pick),), key="filter-to")


def _whole_file(desk: Desk, pick: Pick, n: int) -> bytes:
    return evidence_file(desk, first_units(desk.corpus, desk.selection, pick, n)[1])


def evidence_file(desk: Desk, found: pd.DataFrame) -> bytes:
    """The rows as CSV: one line per unit, the marked pairs as start-end inside `text` and `title`."""
    rows = with_text(desk.corpus, found).drop(columns="row")
    return csv_bytes(rows.assign(spans=_pairs(rows["spans"]), title_spans=_pairs(rows["title_spans"])))


def _pairs(spans: pd.Series) -> list[str]:
    return ["; ".join(f"{start}-{end}" for start, end in pairs) for pairs in spans]


def _filter_to(code: str) -> None:
    """Turn the mark's outlet, theme and period into the filter."""
    pick, state = decode(code), st.session_state
    if pick.outlet:
        state["outlet"] = [pick.outlet]
    if pick.theme:
        state["theme"] = [pick.theme]
    if pick.period:
        start, end = period_range(pick.period)
        state["since"], state["until"] = start, date.fromordinal(end.toordinal() - 1)
    if pick.since:
        state["since"] = max(date.fromisoformat(pick.since), state.get("since") or date.min)
    if pick.before:
        last = date.fromordinal(date.fromisoformat(pick.before).toordinal() - 1)
        state["until"] = min(last, state.get("until") or date.max)


def _latest(desk: Desk) -> None:
    """Before a mark is open: what to do, and the newest stories."""
    here = tuple(link.pairs(desk.selection))  # which the headlines lead back to
    for part in remember.once(desk, "evidence/latest", lambda: _newest(desk), here):
        safe.put(part)


def _newest(desk: Desk) -> tuple[safe.Html, safe.Html]:
    """The head of the panel, and the newest stories."""
    mask = chosen(desk.corpus, desk.selection)
    days = np.where(mask, desk.corpus.days.astype(np.int64), np.iinfo(np.int64).min)  # as NaT is
    least = np.partition(days, -LATEST)[-LATEST] if len(days) > LATEST else days.min(initial=0)
    rows = np.flatnonzero(mask & (days >= least))
    newest = desk.corpus.articles.iloc[rows[np.argsort(-np.maximum(days[rows], -(2**62)), kind="stable")]]
    lead = safe.tag("p", "Click a mark in a chart to read what it counts.", class_="rf-said")
    head = safe.tag("h2", "Newest stories" if len(newest) > 1 else "The story")
    return safe.tag("div", head, lead, class_="rf-panel-head"), safe.joined(
        safe.tag("article", meta(row), headline(desk.selection, row), class_="rf-story")
        for _, row in newest.head(LATEST).iterrows()
    )
