"""Overview: what is in the files, when, and which themes run through it."""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.columns import tally
from dashboard.analysis.intervals import EACH_BELOW
from dashboard.analysis.periods import gaps
from dashboard.analysis.pick import encode
from dashboard.analysis.shares import coverage, empty_periods, outlet_shares, story_shares
from dashboard.analysis.timeline import Grid
from dashboard.charts.coverage import STRIPS, story_bars
from dashboard.charts.phrases import story_phrases
from dashboard.charts.stories import story_line
from dashboard.charts.themes import outlet_cells, story_cells
from dashboard.ui import audit, card, evidence, page, remember, safe
from dashboard.ui.clicks import toggle
from dashboard.ui.desk import Desk, open_desk
from dashboard.ui.event_lines import event_switch
from dashboard.ui.options import choose
from dashboard.ui.phrases import phrase_list

PHRASES = 6  # per story
PERIODS, PERIODS_NARROW = 80, 40  # bars that a strip shows well


def main() -> None:
    """What came in, what it says in sentences, then every story, or all of them over time and by outlet."""
    desk = open_desk()
    mask = page.kept(desk)
    page.head(desk, "Overview", mask)
    audit.strip(desk, mask)
    with evidence.beside(desk):
        page.theme_notes(desk, mask)
        _findings(desk, mask)
        if mask.sum() < EACH_BELOW:
            _each(desk, mask)
        else:
            _over_time(desk, mask)
            _by_outlet(desk, mask)


def _findings(desk: Desk, mask: np.ndarray) -> None:
    """The findings as sentences, each with the rows that it counted."""
    with st.container(key="findings", gap="xsmall"):
        for place, finding in enumerate(page.found(desk, mask)):
            safe.put(safe.tag("p", finding.text, class_="rf-lead"))
            unit = evidence.UNITS[finding.pick.unit][finding.k != 1]
            st.button(
                safe.label(f"Read the {finding.k:,} {unit}"),
                on_click=toggle,
                args=(encode(finding.pick),),
                key=f"finding-{place}",
                type="tertiary",
            )


def _each(desk: Desk, mask: np.ndarray) -> None:
    """Story by story: in time, with its themes, with its phrases."""
    corpus = desk.corpus
    event_switch(corpus.days[mask])
    stories = page.in_time(corpus, mask)
    card.show(
        desk,
        remember.drawn(desk, "overview/line", lambda shown: story_line(shown, stories, gaps(corpus.days[mask]))),
        key="stories",
        title="The stories, in time" if len(stories) > 1 else "The story, on its day",
        how="One dot is one story, on its day. What lies between two stories is written, not drawn to scale. "
        "A hollow dot has no date."
        if len(stories) > 1
        else "The dot is the story; a hollow one has no date.",
    )
    facts = corpus.table("article_themes")
    card.show(
        desk,
        remember.drawn(
            desk,
            "overview/stories",
            lambda shown: story_cells(shown, page.of_themes(desk, story_shares(corpus, mask, facts))),
        ),
        key="themes",
        title="Themes, story by story",
        how="In each cell: sentences of the story that carry the theme, of all its sentences. A stronger shade is "
        "a larger share. Themes overlap, so they add up to more or less than the whole.",
    )
    _phrases(desk, stories)


def _phrases(desk: Desk, stories: pd.DataFrame) -> None:
    """The best phrases of each story."""
    words = desk.corpus.table("keywords")
    words = words[words["article_id"].isin(stories["article_id"]) & (words["rank"] <= PHRASES)]
    words = words.assign(written=words["keyword"].map(page.as_written(desk, words["keyword"])))
    phrase_list(
        desk,
        story_phrases(words, stories),
        page.heads(stories),
        key="phrases",
        title="What sets each story apart",
        how="Words and phrases that the story uses often and the other stories seldom, best first, with how often "
        "it uses them. Click one to read where.",
    )


def _over_time(desk: Desk, mask: np.ndarray) -> None:
    """A strip of stories for each outlet."""
    corpus, title = desk.corpus, "Every story, in time"
    if page.undated(desk, mask, title):
        return
    with st.container(horizontal=True, gap="large", key="options"):
        roomy = page.bins_for(corpus.days[mask], counts=PERIODS_NARROW if desk.narrow else PERIODS)
        bins = choose("bin", "Periods", roomy)
        event_switch(corpus.days[mask])
    grid = Grid(bins, desk.selection.since, desk.selection.until)
    cover = remember.once(desk, "overview/cover", lambda: coverage(corpus, mask, grid), bins)
    n_strips = cover["key"].nunique()
    drawn = f" {STRIPS} of {n_strips:,} outlets with dated stories are drawn, the largest; the table has all."
    drawn = drawn if n_strips > STRIPS else ""
    card.show(
        desk,
        remember.drawn(
            desk,
            "overview/bars",
            lambda shown: story_bars(
                shown,
                cover,
                {outlet: n for outlet, n in tally(corpus, "outlet", mask).items() if outlet is not None},
                empty_periods(corpus, mask, grid),
            ),
            bins,
        ),
        key="stories",
        title=title,
        how=f"One bar is an outlet’s stories of one {bins}; all strips have the same scale. Stories without a "
        f"date have no bar; a hollow bar is of a {bins} cut by the dates.{drawn}",
    )


def _by_outlet(desk: Desk, mask: np.ndarray) -> None:
    """Themes by outlet."""
    corpus = desk.corpus
    facts = corpus.table("article_themes")
    table = remember.once(desk, "overview/shares", lambda: outlet_shares(corpus, mask, facts).table)
    card.show(
        desk,
        remember.drawn(desk, "overview/outlets", lambda shown: outlet_cells(shown, page.of_themes(desk, table))),
        key="themes",
        title="Themes by outlet",
        how="In each cell: stories of the outlet with at least one sentence on the theme, of all its stories; per "
        "cent from 100 stories on. A stronger shade is a larger share; an outlet with under ten stories has no "
        "shade. Themes overlap, so they add up to more or less than the whole.",
    )


main()
