"""Topics: passages that the machine grouped by the words they share, and how far to trust the groups."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis import topic_groups
from dashboard.analysis.intervals import EACH_BELOW
from dashboard.analysis.topic_fit import said_of
from dashboard.charts.chart import records
from dashboard.charts.parts import MOST_ROWS, outlet_parts, story_parts
from dashboard.charts.style import shortened
from dashboard.charts.topics import MANY, counted, group_bars, holds
from dashboard.ui import card, evidence, page, remember, safe
from dashboard.ui.desk import Desk, open_desk

LOOK = Path(__file__).parent.parent / "ui" / "topics.css"
NO_GROUPS = (
    "Groups are made of passages that share words which others do not use, and tested by leaving stories out. These "
    "files hold too little text to tell groups apart. Add files, or read the phrases on the page Keywords."
)
SAME = "The groups stay the same under every filter; it chooses what is counted and shown."
FEW_GROUPS = 6  # up to here two passages are shown of each
LONGEST = 600  # characters shown of a passage


def main() -> None:
    """The verdict, the groups, passages that show each best, and shares where the groups hold."""
    st.html(LOOK)
    desk = open_desk()
    mask = page.kept(desk)
    page.head(desk, "Topics", mask)
    verdict = desk.corpus.table("topic_verdict").iloc[0]
    with evidence.beside(desk):
        groups = remember.once(
            desk, "topics/groups", lambda: _as_written(desk, topic_groups.group_sizes(desk.corpus, mask))
        )
        _verdict(desk, verdict, groups)
        if len(groups) > 1:
            _groups(desk, groups, unit=str(verdict["unit"]))
            _read(desk, mask, groups, unit=str(verdict["unit"]))
            if verdict["enough"]:
                _shares(desk, mask, groups, unit=str(verdict["unit"]))


def _as_written(desk: Desk, groups: pd.DataFrame) -> pd.DataFrame:
    """The groups with their words as the stories write them."""
    known = page.as_written(desk, (term for text in groups["terms"] for term in text.split(", ")))
    shown = {
        name: groups[name].map(lambda text: ", ".join(known.get(term, term) for term in text.split(", ")))
        for name in ("label", "terms")
    }
    return groups.assign(**shown)


def _verdict(desk: Desk, verdict: pd.Series, groups: pd.DataFrame) -> None:
    """Whether the groups can be trusted, before anything is shown of them."""
    wanted = desk.corpus.settings.topics.repeats_well
    made = f"From {counted(int(verdict['n_units']), str(verdict['unit']))} of the files the machine made {len(groups)} "
    came = _came(verdict, groups, wanted)
    if len(groups) < 2:
        head, text = "Too few articles for groups", NO_GROUPS
    elif verdict["enough"]:
        head = "The groups hold"
        text = (
            f"{made}groups by the words they share. Made again with a part of the stories left out, they come back: "
            f"{came}; {wanted:.2f} is wanted."
        )
    else:
        head = "Too few articles for stable groups"
        text = (
            f"{made}groups by the words they share. Made again with a part of the stories left out, other groups come "
            f"out: {came}, where {wanted:.2f} is wanted. So these groups are exploratory: a way into the passages, "
            "nothing to quote, and no shares are given."
        )
    same = [safe.tag("p", text) for text in (SAME, said_of(verdict)) if text and len(groups) > 1]
    safe.put(safe.tag("div", safe.tag("h2", head), safe.tag("p", text), *same, class_="rf-verdict"))


def _came(verdict: pd.Series, groups: pd.DataFrame, wanted: float) -> str:
    """How well the groups come back: their mean and the weakest together."""
    mean = f"{verdict['repeatability']:.2f} on average, on a scale from 0, no better than chance, to 1"
    if groups.empty:
        return mean
    weakest = groups.iloc[int(groups["repeatability"].to_numpy().argmin())]
    only = "comes back only" if weakest["repeatability"] < wanted else "comes back least,"
    return f"{mean}; group {weakest['topic_id'] + 1} {only} {weakest['repeatability']:.2f}"


def _groups(desk: Desk, groups: pd.DataFrame, *, unit: str) -> None:
    """The bars."""
    card.show(
        desk,
        remember.drawn(desk, "topics/bars", lambda shown: group_bars(shown, groups, unit=unit)),
        key="groups",
        title="Groups of passages" if unit == "passages" else "Groups of stories",
        how="One row is one group: the words that mark it, strongest first, and how many "
        f"{MANY[unit]} are nearest to it. Each is in one group, or in none. Click a row to read them.",
    )


def _read(desk: Desk, mask: np.ndarray, groups: pd.DataFrame, *, unit: str) -> None:
    """The passages that show each group best, the group's words marked."""
    top = 2 if len(groups) <= FEW_GROUPS else 1
    best = remember.once(desk, "topics/best", lambda: topic_groups.best_passages(desk.corpus, mask, top=top), top)
    st.header("Passages that show each best" if unit == "passages" else "Stories that show each best", anchor=False)
    of_story = ", at most one of a story" if unit == "passages" else ""
    safe.note(f"The nearest to each group{of_story}; the words that mark the group stand out.")
    blocks = [_block(desk, group, best[best["topic_id"] == group.topic_id]) for group in records(groups)]
    safe.put(safe.tag("div", *blocks, class_="rf-groups" + (" many" if len(groups) > FEW_GROUPS else "")))


def _block(desk: Desk, group: Any, best: pd.DataFrame) -> safe.Html:
    said = f"{holds(group.repeatability)} ({group.repeatability:.2f})"
    head = safe.tag("h2", safe.tag("b", str(group.topic_id + 1)), group.label)
    passages = [_passage(desk, row) for row in records(best)] or [
        safe.tag("p", "none in these stories", class_="rf-said")
    ]
    return safe.tag("section", head, safe.tag("p", said, class_="rf-said"), *passages, class_="rf-group")


def _passage(desk: Desk, row: Any) -> safe.Html:
    """A passage with its story's outlet, day and headline; a long one is cut."""
    story = desk.corpus.articles.iloc[row.row]
    text = shortened(row.text, width=LONGEST)
    spans = [(start, end) for start, end in row.spans if end < len(text) or text == row.text]
    return safe.joined(
        [
            evidence.meta(story),
            evidence.headline(desk.selection, story),
            safe.tag("p", safe.marked(text, spans), class_="rf-row"),
        ]
    )


def _shares(desk: Desk, mask: np.ndarray, groups: pd.DataFrame, *, unit: str) -> None:
    """Each group's part of each story, or of each outlet where stories are many."""
    if mask.sum() < EACH_BELOW:
        card.show(
            desk,
            remember.drawn(
                desk,
                "topics/stories",
                lambda shown: story_parts(shown, topic_groups.story_parts(desk.corpus, mask), groups),
            ),
            key="parts",
            title="What each story is made of",
            how=f"In each cell: {MANY[unit]} of the story that are nearest to the group, of all its {MANY[unit]}. "
            "The stronger the colour, the larger the group’s part of the story; a story’s parts add up to the whole.",
        )
        return
    parts = remember.once(desk, "topics/parts", lambda: topic_groups.outlet_parts(desk.corpus, mask))
    if parts.empty:
        st.header("What each outlet is made of", anchor=False)
        safe.note("No outlet has ten stories here; with fewer, a mean part says little.")
        return
    card.show(
        desk,
        remember.drawn(desk, "topics/outlets", lambda shown: outlet_parts(shown, parts, groups, unit=unit)),
        key="parts",
        title="What each outlet is made of",
        how="In each cell: the group’s mean part of the outlet’s stories, which also is its colour; a click opens the "
        f"{MANY[unit]} nearest to the group. Outlets with ten stories or more{_drawn(parts)}.",
    )


def _drawn(parts: pd.DataFrame) -> str:
    """How many outlets there are, where not all are drawn."""
    n_outlets = parts["outlet"].nunique()
    return f"; drawn are the {MOST_ROWS} of {n_outlets:,} with most stories" if n_outlets > MOST_ROWS else ""


main()
