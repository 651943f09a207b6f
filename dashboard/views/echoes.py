"""Echoes: wording that stories share, the way it went, and the official phrases that come back."""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis import echo_formulas, echo_paths
from dashboard.analysis.echo_sides import Sides, sides
from dashboard.analysis.echo_stories import shared_stories
from dashboard.analysis.heads import n_stories
from dashboard.analysis.intervals import EACH_BELOW
from dashboard.analysis.periods import bin_codes
from dashboard.charts.echo_formulas import DRAWN, formula_strips
from dashboard.charts.echo_paths import DRAWN as PASSAGES
from dashboard.charts.echo_paths import passage_paths
from dashboard.charts.echo_stories import story_bars
from dashboard.charts.echoes import MOST, side_cells
from dashboard.corpus.corpus import Corpus
from dashboard.ui import card, evidence, page, remember, safe
from dashboard.ui.desk import Desk, open_desk
from dashboard.ui.echo_text import one_passage, one_story
from dashboard.ui.event_lines import event_switch
from dashboard.ui.options import choose, switch

LOOK = Path(__file__).parent.parent / "ui" / "echoes.css"
DOTS, DOTS_NARROW = 24, 14  # on a line of time
MEASURES = {"words": "words", "share": "share of the text"}
ORDERS = {"long": "longest", "often": "in most stories"}


def main() -> None:
    """Who shares wording, which passages, one of them in every wording, one story shaded, and the formulas."""
    st.html(LOOK)
    desk = open_desk()
    mask = page.kept(desk)
    page.head(desk, "Echoes", mask)
    with evidence.beside(desk):
        n_passages = _n_passages(desk, mask)
        if n_passages:
            quoted = not switch(
                "quoted",
                "Leave out quoted words",
                help="Two outlets that quote one speaker are another finding than two that share their own words. "
                "Words inside double quotation marks are not counted, and passages that are mostly quotation drop out.",
            )
            _passages(desk, mask, quoted=quoted)
        else:
            _nothing(desk, mask)
        _formulas(desk, mask)


def _nothing(desk: Desk, mask: np.ndarray) -> None:
    """No shared wording: why that may be, and what to do."""
    st.header("No shared wording found", anchor=False)
    if mask.sum() == 1:
        why = "The filter keeps one story, and sharing takes two. Widen the filter."
    elif desk.selection.copies != "all":
        why = (
            "Copies are counted once, so reprints are set aside before stories are compared. Count all copies in the "
            "filter to see them."
        )
    else:
        why = (
            f"No two of these {n_stories(int(mask.sum()))} have a longer stretch of words in common. Widen the filter, "
            "or add files of other outlets and of the same days. What counts as shared is on the page Method."
        )
    safe.put(safe.tag("div", safe.tag("p", why), class_="rf-empty", role="status"))


def _passages(desk: Desk, mask: np.ndarray, *, quoted: bool) -> None:
    """Everything about shared wording; nothing is left when all of it is quoted."""
    by = _order()
    table = remember.once(
        desk, "echoes/table", lambda: echo_paths.passage_table(desk.corpus, mask, by=by, quoted=quoted), by, quoted
    )
    if table.empty:
        st.header("All shared wording is quoted", anchor=False)
        safe.note("Without quoted words no two stories share a passage. Switch quoted words on again to see them.")
        return
    found = remember.once(desk, "echoes/found", lambda: sides(desk.corpus, mask, quoted=quoted), quoted)
    _cells(desk, mask, found, quoted=quoted)
    _paths(desk, mask, table, quoted=quoted)
    one_passage(desk, mask, table, quoted=quoted)
    stories = remember.once(desk, "echoes/shared", lambda: shared_stories(desk.corpus, mask, quoted=quoted), quoted)
    _bars(desk, mask, stories, quoted=quoted)
    one_story(desk, mask, stories, quoted=quoted)


def _order() -> str:
    order = str(st.session_state.get("by") or "")
    return order if order in ORDERS else next(iter(ORDERS))


def _cells(desk: Desk, mask: np.ndarray, found: Sides, *, quoted: bool) -> None:
    """Outlets by outlets, or stories by stories."""
    is_few = bool(mask.sum() < EACH_BELOW)
    one = "story" if is_few else "outlet"
    own = "" if is_few else "An outlet’s own cell, unshaded, is what its stories repeat of each other. "
    title = f"{'Stories' if is_few else 'Outlets'} that share wording"
    how = (
        f"Each cell: words of the {one} in the row that also stand in the {one} of the column, each word once. "
        f"A stronger shade is more. {own}{_cut(found)}".strip()
    )
    with st.container(key="card-sides", gap="small"):
        st.header(safe.label(title), anchor=False)
        if len(found.table) == 1:
            safe.note("All shared wording is of one outlet. Add files of another to see who shares with whom.")
        card.note(desk, how)
        measure = choose("measure", "In each cell", MEASURES)
        chart = remember.drawn(
            desk,
            "echoes/sides",
            lambda shown: side_cells(shown, found, measure=measure, quoted="" if quoted else "out"),
            *(measure, quoted),
        )
        card.picture(desk, chart, key="sides", title=title, how=how)


def _cut(found: Sides) -> str:
    """What is not drawn."""
    n_sides = len(found.table)
    cut = f"Drawn are the {MOST} that share most, of {n_sides:,}; the table has all. "
    left = f"{n_stories(found.n_left_out)} whose page names no outlet have no row. " if found.n_left_out else ""
    return (cut if n_sides > MOST else "") + left


def _paths(desk: Desk, mask: np.ndarray, table: pd.DataFrame, *, quoted: bool) -> None:
    """The passages with their way in time."""
    corpus = desk.corpus
    steps = partial(echo_paths.paths, corpus, mask, table["number"].to_numpy(), quoted=quoted)
    n_all = _n_passages(desk, mask)
    title = "Passages that stand in several stories"
    drawn = f" {min(len(table), PASSAGES)} of {n_all:,} passages are drawn." if n_all > PASSAGES else ""
    how = (
        "One dot is one story, the earliest in these files at the left; who wrote it first they cannot tell. A hollow "
        f"dot has no date. Click the words to read all stories, a dot to read one.{drawn}"
    )
    with st.container(key="card-paths", gap="small"):
        st.header(title, anchor=False)
        card.note(desk, how)
        choose("by", "Show first", ORDERS)
        chart = remember.drawn(
            desk,
            "echoes/paths",
            lambda shown: passage_paths(
                shown, table, steps(), passage_texts(corpus, table), quoted="" if quoted else "out", n=int(mask.sum())
            ),
            *(_order(), quoted),
        )
        card.picture(desk, chart, key="paths", title=title, how=how)


def passage_texts(corpus: Corpus, table: pd.DataFrame) -> dict[int, str]:
    """Each passage as its earliest print has it, by number."""
    bodies = corpus.bodies(table["row"].tolist())
    places = zip(table["number"], bodies, table["start"], table["end"], strict=True)
    return {int(number): body[start:end] for number, body, start, end in places}


def _bars(desk: Desk, mask: np.ndarray, stories: pd.DataFrame, *, quoted: bool) -> None:
    n = int(mask.sum())
    outside = "" if quoted else " outside quotation marks"
    card.show(
        desk,
        remember.drawn(
            desk,
            "echoes/stories",
            lambda shown: story_bars(shown, stories, quoted="" if quoted else "out"),
            quoted,
        ),
        key="stories",
        title="How much of a story stands elsewhere",
        how=f"{len(stories):,} of {n_stories(n)} share a passage with another. The bar: words of the story{outside} "
        "that stand in another story too, earlier or later, of all its words. Click a bar to read these passages.",
    )


def _formulas(desk: Desk, mask: np.ndarray) -> None:
    """The official phrases, whatever else is shared."""
    corpus = desk.corpus
    table = remember.once(desk, "echoes/phrases", lambda: echo_formulas.formula_table(corpus, mask))
    title = "Official phrases that come back"
    rule = corpus.settings.formulas
    long = f"{rule.shortest} to {rule.longest} words"
    if table.empty:
        st.header(title, anchor=False)
        safe.note(f"No phrase of {long} comes back often enough in these stories to count as one.")
        return
    written = page.as_written(desk, table["phrase"])
    table = table.assign(phrase=table["phrase"].map(written))
    bins = roomy_bin(corpus.days[mask], DOTS_NARROW if desk.narrow else DOTS, is_few=bool(mask.sum() < EACH_BELOW))
    event_switch(corpus.days[mask])
    cut = f" Drawn are the {DRAWN} most telling of {len(table):,}." if len(table) > DRAWN else ""
    card.show(
        desk,
        remember.drawn(
            desk,
            "echoes/formulas",
            lambda shown: formula_strips(
                shown,
                table,
                echo_formulas.formula_days(corpus, mask, table["formula_id"].head(DRAWN).tolist(), bins),
                n=int(mask.sum()),
            ),
            bins,
        ),
        key="formulas",
        title=title,
        how=f"Phrases of {long} that recur across stories; they are no shared passages. A dot is "
        f"one {bins}, larger for more stories. Click the phrase to read all its stories, a dot for a {bins}’s.{cut}",
    )


def roomy_bin(days: np.ndarray, most: int, *, is_few: bool) -> str:
    """The narrowest bin whose dots have room side by side; by day where stories are few."""
    dated = days[~np.isnat(days)]
    if is_few or not len(dated):
        return "day"
    ends = np.array([dated.min(), dated.max()])
    fitting = [name for name in page.BINS if int(np.diff(bin_codes(ends, name))[0]) < most]
    return (fitting or ["quarter"])[0]


def _n_passages(desk: Desk, mask: np.ndarray) -> int:
    return remember.once(desk, "echoes/n", lambda: echo_paths.n_passages(desk.corpus, mask))


main()
