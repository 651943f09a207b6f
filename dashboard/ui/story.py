"""One story whole: its text with themes and phrases marked, beside it the page as it came in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis import ledger
from dashboard.analysis.evidence import units
from dashboard.analysis.heads import NO_DAY, NO_OUTLET, weekday_said
from dashboard.analysis.terms import occurrences
from dashboard.charts.chart import records
from dashboard.corpus.corpus import Corpus
from dashboard.ui import safe
from dashboard.ui.building import building
from dashboard.ui.desk import Desk
from dashboard.ui.ledger import page_lines
from dashboard.ui.mend import mend
from dashboard.ui.picks import described
from dashboard.ui.sidebar import language

LONGEST = 200_000  # characters of a body on screen; a page may be one line of 50 MB
SPANS = 600  # lines of the page as it came in
WORDS = 10  # distinctive phrases listed
FROM = {"page": "", "derived": "no headline, opening words shown"}
_LINES = re.compile(r"\n(?:[^\S\n]*\n)*")  # the end of a line, with the blank lines after it


def open_story(article_id: str) -> None:
    """Open a story, or close it when the id is empty; a callback, so that the address bar follows."""
    st.session_state["article"] = article_id


def show_story(desk: Desk, row: int) -> None:
    """The page of one story, by its row in `articles`."""
    story = desk.corpus.articles.iloc[row]
    title = story["title"] if isinstance(story["title"], str) else "A story without a headline"
    head = st.container()
    wanted, with_phrases = _choices(desk, row)
    with head:
        marked = annotated(title, _in_headline(desk, row, wanted))
        safe.put(safe.tag("h1", marked, class_="rf-title"))
        safe.put(_facts(story))
        mend(desk, story, building)
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        st.header("The story as it is counted", anchor=False)
        body = desk.corpus.bodies([row])[0]
        marks = _marks(desk, row, wanted, with_phrases=with_phrases)
        safe.put(safe.tag("div", annotated(body[:LONGEST], marks), class_="rf-body"))
        if len(body) > LONGEST:
            safe.note(f"The first {LONGEST:,} of {len(body):,} characters. The export has them all.")
    with right, st.container(key="as-it-came"):
        _source(desk, story)


def _facts(story: pd.Series) -> safe.Html:
    """Who, when, how long, and where each of these was read."""
    named = isinstance(story["outlet"], str)
    parts = [f"{story['outlet']} (from the {story['outlet_from']})" if named else NO_OUTLET]
    parts += [f"passed on by {story['distributor']}"] if isinstance(story["distributor"], str) else []
    parts += [_when(story)]
    parts += [f"updated {story['updated']}"] if isinstance(story["updated"], str) else []
    parts += [f"by {story['author']}"] if isinstance(story["author"], str) else []
    parts += [f"in {language(story['language'])}"] if isinstance(story["language"], str) else ["language not told"]
    parts += [f"{story['n_words']:,} words, {story['n_sentences']:,} sentences"]
    parts += ["other story on the page"] if story["kind"] == "related" else []
    parts += [FROM["derived"]] if story["title_from"] == "derived" else []
    url = safe.web(story["url"])
    link = [" · ", safe.tag("a", "original", href=url, rel="noopener noreferrer", target="_blank")] if url else []
    return safe.tag("p", " · ".join(parts), *link, class_="rf-note wide")


def _when(story: pd.Series) -> str:
    if not isinstance(story["published"], str):
        return NO_DAY
    time = f", {story['published_time']}" if isinstance(story["published_time"], str) else ""
    return f"{weekday_said(story['published'])}{time} (from the {story['published_from']})"


def _choices(desk: Desk, row: int) -> tuple[list[str], bool]:
    """Which themes to mark, with how many sentences each has here; and whether to underline phrases."""
    facts = desk.corpus.table("article_themes")
    facts = facts[(facts["row"] == row) & (facts["n_sentences"] > 0)].sort_values("n_sentences", ascending=False)
    labels = desk.corpus.settings.labels
    counts = {fact.theme: f"{labels[fact.theme]} · {fact.n_sentences}" for fact in records(facts)}
    wanted: list[str] = []
    if counts:
        wanted = st.pills(
            "Themes to mark, with their sentences here",
            list(counts),
            selection_mode="multi",
            default=_first(desk, list(counts)),
            format_func=lambda slug: safe.label(counts[slug]),
            key=f"story-themes-{desk.corpus.articles['article_id'].iloc[row]}",
        )
    else:
        safe.note("No theme of the codebook is found in this story.")
    return list(wanted or ()), st.toggle("Underline its distinctive phrases", key="story-phrases")


def _first(desk: Desk, themes: list[str]) -> list[str]:
    """The themes marked at first: the open mark's or the filter's, otherwise all."""
    asked = [desk.pick.theme, desk.pick.also] if desk.pick else list(desk.selection.themes)
    return [slug for slug in themes if slug in asked] or themes


def _marks(desk: Desk, row: int, wanted: Sequence[str], *, with_phrases: bool) -> list["Span"]:
    """What is marked in the body: hits of the themes, phrases, and what the open mark counted here."""
    labels = desk.corpus.settings.labels
    hits = desk.corpus.table("theme_hits")
    hits = hits[(hits["row"] == row) & hits["theme"].isin(wanted)]
    spans = [Span(hit.start, hit.end, "mark", f"{labels[hit.theme]}: {hit.rule}") for hit in records(hits)]
    if with_phrases:
        for phrase in _phrases(desk.corpus, row)["keyword"].head(WORDS):
            places = occurrences(desk.corpus, [row], phrase.split(" "))
            spans += [Span(place.start, place.end, "u", f"distinctive: {phrase}") for place in records(places)]
    return spans + _picked(desk, row)


def _in_headline(desk: Desk, row: int, wanted: Sequence[str]) -> list["Span"]:
    """Hits of the themes in the printed headline."""
    labels = desk.corpus.settings.labels
    hits = desk.corpus.table("title_hits")
    hits = hits[(hits["row"] == row) & hits["theme"].isin(wanted) & ~hits["is_broad"]]
    return [Span(hit.start, hit.end, "mark", f"{labels[hit.theme]}: {hit.rule}") for hit in records(hits)]


def _phrases(corpus: Corpus, row: int) -> pd.DataFrame:
    words = corpus.table("keywords")
    return words[words["article_id"] == corpus.articles["article_id"].iloc[row]].sort_values("rank")


def _picked(desk: Desk, row: int) -> list["Span"]:
    """What the open mark counted in this story."""
    if not desk.pick:
        return []
    found = units(desk.corpus, desk.selection, desk.pick, among=np.arange(len(desk.corpus.articles)) == row)
    said = f"counted in: {described(desk.corpus, desk.pick)}"
    pairs = [pair for spans in found.loc[found["row"] == row, "spans"] for pair in spans]
    return [Span(start, end, "em", said) for start, end in pairs]


def annotated(text: str, spans: Sequence["Span"]) -> safe.Html:
    """The text with every span marked; where spans overlap, a piece carries all of them.

    Lines stand apart by one blank line, however many there were.

    Example:
        >>> annotated("world trade", [Span(0, 5, "u", "a"), Span(0, 11, "mark", "b")])
        '<span><u><mark title="a; b">world</mark></u><mark title="b"> trade</mark></span>'
    """
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    blanks = [run.span() for run in _LINES.finditer(text)]
    passed = {at for start, end in blanks for at in range(start + 1, end)}  # all of a run but its first sign
    edges = {0, len(text), *(edge for span in inside for edge in (span.start, span.end))} - passed
    edges = edges.union(*blanks)
    pieces = []
    for start, end in pairwise(sorted(edges)):
        over = [span for span in inside if span.start <= start < span.end]
        piece: object = "\n\n" if text[start] == "\n" else text[start:end]
        said = "; ".join(dict.fromkeys(span.said for span in over))
        for name in sorted({span.tag for span in over}):
            piece = safe.tag(name, piece, title="" if isinstance(piece, safe.Html) else said)
        pieces.append(piece)
    return safe.tag("span", *pieces)


def _source(desk: Desk, story: pd.Series) -> None:
    """The page as it came in, every line with its fate; a record has its text as it came."""
    source, ident = str(story["source_id"]), str(story["article_id"])
    text = ledger.page_text(desk.corpus, source)
    st.header("The page as it came in" if text else "The record as it came in", anchor=False)
    if not text:
        safe.note(f"This story is record {story['record'] + 1:,} of a record file; its text is kept as it came.")
        return
    rows = ledger.ledger_rows(desk.corpus, source)
    first = _first_line(rows, ident) if story["kind"] == "related" else 0
    shown = rows.iloc[first : first + SPANS]
    shared = len(rows["article_id"].dropna().unique()) > 1
    safe.note(
        "Every line with what became of it, and why."
        + (" The lines of this story have a shade." if shared else "")
        + (" What stands before them is on the Files page." if first else "")
    )
    safe.put(page_lines(shown, text, own=ident if shared else ""))
    if first + SPANS < len(rows):
        safe.note("The Files page has the rest.")


def _first_line(rows: pd.DataFrame, article_id: str) -> int:
    """Place of the story's first line in the page's ledger; the top where it has none."""
    own = np.flatnonzero(rows["article_id"] == article_id)
    return int(own[0]) if len(own) else 0


@dataclass(frozen=True)
class Span:
    """A marked stretch of a text: mark (theme), u (phrase) or em (what the open mark counted), and why."""

    start: int
    end: int
    tag: str
    said: str
