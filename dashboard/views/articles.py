"""Articles: every story of the filter as a table, and one of them whole."""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.heads import NO_HEADLINE, NO_OUTLET, n_stories, outlet_said, title_said, weekday_said
from dashboard.charts.chart import records
from dashboard.export.files import csv_bytes
from dashboard.ui import page, safe
from dashboard.ui.clicks import row_chosen
from dashboard.ui.desk import Desk, open_desk
from dashboard.ui.download import csv_download
from dashboard.ui.mend import corrected
from dashboard.ui.queue import chosen_queue, next_in_queue
from dashboard.ui.sidebar import language
from dashboard.ui.story import open_story, show_story

LOOK = Path(__file__).parent.parent / "ui" / "files.css"
ROWS = 1_000  # stories in the table at once; the filter narrows the rest
FIT = 15  # rows that need no scrolling
EAGER = 2_000  # stories up to which the download lies ready
SHOWN = {
    "published": "Day",
    "outlet": "Outlet",
    "title": "Story",
    "n_words": "Words",
    "n_sentences": "Sentences",
    "language": "Language",
    "kind": "Kind",
    "source_name": "File",
}

KINDS = {"main": "story", "related": "other story on the page"}


def main() -> None:
    """One story when the address names one, otherwise the table."""
    desk = open_desk()
    wanted = st.session_state.get("article") or ""
    found = np.flatnonzero(desk.corpus.articles["article_id"] == wanted)
    if wanted and not len(found):
        st.session_state["article"] = ""
        safe.put(safe.tag("p", "The link names a story that this data version does not hold.", class_="rf-warn"))
    if len(found):
        st.html(LOOK)
        with st.container(horizontal=True):
            st.button("← All stories", on_click=open_story, args=("",), key="all-stories")
            next_in_queue(desk, int(found[0]))
        show_story(desk, int(found[0]))
    else:
        _all(desk)


def _all(desk: Desk) -> None:
    """The table of the filter's stories, newest first, or of those that want a look."""
    mask = page.kept(desk)
    page.head(desk, "Articles", mask)
    queue = chosen_queue(desk)
    if queue is not None:
        mask = np.isin(np.arange(len(desk.corpus.articles)), queue["row"])
    order = page.newest_first(desk.corpus, mask)
    frame = desk.corpus.articles.iloc[order[:ROWS]].assign(row=order[:ROWS])
    table = frame[list(SHOWN)].rename(columns=SHOWN)
    if queue is not None:
        table = _with_doubts(table.drop(columns=["Words", "Sentences"]), frame, queue)
    table = table.assign(Kind=table["Kind"].map(KINDS), Language=table["Language"].map(language, na_action="ignore"))
    table = table.drop(columns=_alike(desk))
    table = table.assign(Outlet=table["Outlet"].fillna(NO_OUTLET), Story=table["Story"].fillna(NO_HEADLINE))
    cut = f" The newest {ROWS:,} are shown; narrow the filter to see others." if len(order) > ROWS else ""
    safe.note(f"One row is one story. Choose a row, or a story by name, to read it whole.{cut}")
    _choose(frame)
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table) <= FIT else 640,
        on_select=partial(row_chosen, "stories", frame["article_id"].tolist(), open_story),
        selection_mode="single-row",
        key="stories",
        column_config={"Story": st.column_config.TextColumn(width="large")}
        | {name: st.column_config.NumberColumn(format="localized") for name in ("Words", "Sentences")},
        alt=f"Table of {n_stories(len(order))}.",
    )
    csv_download(
        "Download CSV",
        lambda: csv_bytes(desk.corpus.articles.iloc[order]),
        name=f"refrain-articles-{desk.corpus.snapshot_id}",
        key="articles-csv",
        at_once=len(order) <= EAGER,
    )
    corrected(desk)


def _alike(desk: Desk) -> list[str]:
    """Columns that say the same of every story of the files."""
    return [
        SHOWN[name] for name in ("language", "kind", "source_name") if desk.corpus.articles[name].nunique(False) == 1
    ]


def _with_doubts(table: pd.DataFrame, frame: pd.DataFrame, queue: pd.DataFrame) -> pd.DataFrame:
    """The table with what stands there and why it is doubtful, beside the headline."""
    doubts = queue.drop_duplicates("row").set_index("row").loc[frame["row"]]
    more = {"What stands there": doubts["printed"].tolist(), "Why": doubts["reason"].tolist()}
    shown = {name: cells for name, cells in more.items() if any(cells)}
    names = list(table)
    place = names.index("Story") + 1
    return table.assign(**shown)[[*names[:place], *shown, *names[place:]]]


def _choose(frame: pd.DataFrame) -> None:
    """The same choice without a mouse."""
    names = {
        row.article_id: f"{weekday_said(row.published)} · {outlet_said(row.outlet)} · {title_said(row.title)}"
        for row in records(frame)
    }
    st.session_state["story-choice"] = None
    st.selectbox(
        "Open a story",
        list(names),
        index=None,
        format_func=lambda ident: names[ident],
        key="story-choice",
        on_change=lambda: open_story(st.session_state["story-choice"] or ""),
        placeholder="choose a story to read it whole",
    )


main()
