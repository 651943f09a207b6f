"""Shared wording as text: one passage in every wording, and one story with what stands elsewhere shaded."""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis import echo_paths
from dashboard.analysis.echo_stories import Shade, shades
from dashboard.analysis.echo_wordings import LONGEST, Wording, n_wordings, wordings
from dashboard.analysis.heads import n_stories, story_head, title_said
from dashboard.charts.chart import records
from dashboard.charts.echo_stories import wording_list
from dashboard.charts.style import shortened
from dashboard.ui import card, evidence, safe
from dashboard.ui.desk import Desk
from dashboard.ui.options import choose
from dashboard.ui.story import LONGEST as LONGEST_BODY
from dashboard.ui.story import Span, annotated

OFFERED = 100  # passages or stories to choose from
NAMED = 3  # stories named where a shade is pointed at
TAGS = {"added": "ins", "missing": "del"}
WORDINGS = 12  # shown of a passage


def one_passage(desk: Desk, mask: np.ndarray, table: pd.DataFrame, *, quoted: bool) -> None:
    """One passage side by side in every wording, edits marked word by word."""
    corpus = desk.corpus
    bodies = corpus.bodies(table["row"].tolist())
    named = {
        row.passage: f"“{shortened(' '.join(body[row.start : row.end].split()), width=70)}” ({row.n_words:,} words, "
        f"{n_stories(row.k)})"
        for row, body in zip(records(table), bodies, strict=True)
    }
    title = "One passage in every wording"
    with st.container(key="card-wordings", gap="small"):
        st.header(title, anchor=False)
        where = st.container(gap="small")
        passage = _chosen("passage", "Passage", named, desk.pick.passage if desk.pick else "")
        number = echo_paths.number_of(corpus, passage)
        told = wordings(corpus, mask, number, quoted=quoted, top=WORDINGS)
        n_all = n_wordings(corpus, mask, number, quoted=quoted)
        how = _how(told, n_all)
        with where:
            safe.note(how)
        stories = corpus.articles.loc[[row for wording in told for row in wording.rows]]
        safe.put(safe.tag("div", *(_wording(desk, wording) for wording in told), class_="rf-wordings"))
        chart = wording_list(told, stories, passage, quoted="" if quoted else "out")
        card.numbers(desk, chart, key="wordings", title=title, how=how)


def _chosen(name: str, label: str, named: dict[str, str], picked: str) -> str:
    """The passage or story of the open mark; otherwise the one that was chosen, or the first."""
    if picked in named:
        st.session_state[name] = picked
    return choose(name, label, named, listed=True)


def _how(told: list[Wording], n_all: int) -> str:
    if n_all == 1:
        return "Every story has it word for word; signs and capitals are not compared."
    cut = f" {len(told)} of {n_all:,} wordings are shown, those that most stories have." if n_all > len(told) else ""
    long = f" Of a long passage the first {LONGEST} words are compared." if any(one.is_cut for one in told) else ""
    return (
        "The earliest in these files stands first. In the others, words that it does not have are underlined, and "
        f"words of it that are missing are struck through; signs and capitals are not compared.{cut}{long}"
    )


def _wording(desk: Desk, wording: Wording) -> safe.Html:
    """One wording: the first story with it, how many more, and the words."""
    story = desk.corpus.articles.iloc[wording.rows[0]]
    more = len(wording.rows) - 1
    others = [safe.tag("p", f"and {n_stories(more)} more, word for word", class_="rf-said")] if more else []
    edits = (
        [f"{wording.n_added:,} added", f"{wording.n_missing:,} missing"] if wording.n_added or wording.n_missing else []
    )
    count = safe.tag("p", " · ".join([f"{wording.n_words:,} words", *edits]), class_="rf-said")
    pieces = [safe.tag(TAGS[piece.kind], piece.text) if piece.kind in TAGS else piece.text for piece in wording.pieces]
    text = safe.tag("p", *pieces, " …" if wording.is_cut else "", class_="rf-row")
    return safe.tag("article", evidence.meta(story), evidence.headline(desk.selection, story), *others, count, text)


def one_story(desk: Desk, mask: np.ndarray, stories: pd.DataFrame, *, quoted: bool) -> None:
    """One story whole, shaded where its words stand in others, with how much that is."""
    listed = stories.head(OFFERED)
    named = {
        row.article_id: f"{row.share:.0%} · {story_head(row.outlet, row.published)}: {title_said(row.title)}"
        for row in records(listed)
    }
    with st.container(key="card-shaded", gap="small"):
        st.header("One story, shaded where its words stand elsewhere", anchor=False)
        where = st.container(gap="small")
        ident = _chosen("about", "Story", named, desk.pick.article if desk.pick and desk.pick.shared else "")
        story = listed[listed["article_id"] == ident].iloc[0]
        found = shades(desk.corpus, mask, int(story["row"]), quoted=quoted)
        outside = "" if quoted else " outside quotation marks"
        n_others = len({row for shade in found for row in shade.rows})
        with where:
            safe.note(
                f"{story['n_shared']:,} of its {story['n_words']:,} words{outside}, {story['share']:.0%}, stand in "
                f"{n_stories(n_others, 'other ')}. Point at a shade to see in which."
            )
        body = desk.corpus.bodies([int(story["row"])])[0][:LONGEST_BODY]
        full = desk.corpus.articles.iloc[int(story["row"])]
        text = annotated(body, _merged(desk, found))
        head = evidence.meta(full), evidence.headline(desk.selection, full)
        safe.put(safe.tag("article", *head, safe.tag("div", text, class_="rf-body"), class_="rf-shaded"))


def _merged(desk: Desk, found: list[Shade]) -> list[Span]:
    """A span per shade, with the stories that have it, too."""
    return [Span(shade.start, shade.end, "mark", _also(desk, shade)) for shade in found]


def _also(desk: Desk, shade: Shade) -> str:
    articles = desk.corpus.articles
    told = [
        story_head(articles["outlet"].iloc[row], articles["published"].iloc[row]).replace("  ", ", ")
        for row in shade.rows[:NAMED]
    ]
    more = f" and {len(shade.rows) - NAMED:,} more" if len(shade.rows) > NAMED else ""
    return f"also in {'; '.join(told)}{more}"
