"""The rows behind the open mark: as many as it counted, the words that counted marked."""

from datetime import date
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.analysis.echo_paths import opening_of
from dashboard.analysis.evidence import units, with_text
from dashboard.analysis.periods import period_range
from dashboard.analysis.pick import Pick, decode, encode
from dashboard.analysis.selection import UNNAMED, Selection, chosen
from dashboard.charts.chart import records
from dashboard.corpus.corpus import Corpus
from dashboard.export.files import csv_bytes
from dashboard.ui import link, safe
from dashboard.ui.clicks import close
from dashboard.ui.desk import Desk

PAGE = 25  # rows shown at once
LONGEST = 1_200  # characters of a row on screen
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
    found = _units(desk.corpus.snapshot_id, desk.selection, pick, desk.corpus)
    one, many = UNITS[pick.unit]
    said = safe.tag("p", described(desk.corpus, pick), class_="rf-said")
    count = safe.tag("h2", f"{len(found):,} {one if len(found) == 1 else many}")
    safe.put(safe.tag("div", count, said, class_="rf-panel-head", role="status"))
    st.button("Close", on_click=close, key="close", type="tertiary")
    if found.empty:
        safe.note(_nothing(desk, pick))
        return
    shown = PAGE + int(st.session_state.get("evidence_shown") or 0)
    rows = with_text(desk.corpus, found.iloc[:shown].reset_index(drop=True))
    safe.put(safe.joined(_story(desk.selection, group) for _, group in rows.groupby(_runs(rows), sort=False)))
    if shown < len(found):
        st.button(f"Show more ({len(found) - shown:,} left)", on_click=_more, key="more")
    _foot(desk, pick, found)


def _nothing(desk: Desk, pick: Pick) -> str:
    """Why a mark has no rows: the filter takes them away, or there are none in the files."""
    if len(_units(desk.corpus.snapshot_id, Selection(kinds=("main", "related")), pick, desk.corpus)):
        return "The filter keeps nothing of this mark. Clear the filter, or open another mark."
    return nothing_of(pick)


def nothing_of(pick: Pick) -> str:
    """What is true of a mark that counted nothing.

    Example:
        >>> nothing_of(Pick("sentences", theme="trade", article="a1"))
        'No sentence of this story carries the theme.'
        >>> nothing_of(Pick("articles", theme="trade", measure="takes_up", outlet="Herald"))
        'No story of this outlet takes up the theme.'
    """
    places = [(pick.article, "of this story"), (pick.outlet, "of this outlet"), (pick.period, "of this period")]
    where = "".join(f" {words}" for given, words in places if given)
    if pick.unit == "words":
        return f"The words stand in no sentence{where}."
    if pick.unit == "passages" or not pick.theme:
        return f"There is nothing{where} to read here."
    takes_up = pick.unit == "articles" and pick.measure == "takes_up"
    does = "takes up" if takes_up else "mentions" if pick.unit == "articles" else "carries"
    what = "both themes" if pick.also else "the theme by this rule" if pick.rule else "the theme"
    unit = "story" if pick.unit == "articles" else "sentence"
    where = where.removeprefix(" of this story") if unit == "story" else where
    return f"No {unit}{where} {does} {what}."


@st.cache_data(max_entries=64, show_spinner=False)
def _units(snapshot_id: str, selection: Selection, pick: Pick, _corpus: Corpus) -> pd.DataFrame:  # noqa: ARG001
    return units(_corpus, selection, pick)


def _runs(rows: pd.DataFrame) -> pd.Series:
    """A number per run of rows of one story: its headline is printed once."""
    return (rows["article_id"] != rows["article_id"].shift()).cumsum()


def _more() -> None:
    st.session_state["evidence_shown"] = int(st.session_state.get("evidence_shown") or 0) + 4 * PAGE


def _story(selection: Selection, rows: pd.DataFrame) -> safe.Html:
    """One story: outlet and day, headline, then its rows."""
    first = rows.iloc[0]
    texts = [_text(row.text, row.spans) for row in records(rows)]
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
    outlet = safe.tag("b", row["outlet"]) if named else safe.tag("i", "outlet not named")
    day = spoken(row["published"]) if isinstance(row["published"], str) else "no date"
    other = " · other story on the page" if row["kind"] == "related" else ""
    return safe.tag("p", outlet, f"{day}{other}", class_="rf-meta")


def spoken(day: str) -> str:
    """A day as people say it.

    Example:
        >>> spoken("2025-05-09")
        'Fri 9 May 2025'
    """
    when = date.fromisoformat(day)
    return f"{when:%a} {when.day} {when:%b %Y}"


def headline(selection: Selection, row: pd.Series) -> safe.Html:
    """The headline as a link to the whole story, filter and mark kept."""
    spans = row.get("title_spans")
    title = safe.marked(row["title"], spans or ()) if isinstance(row["title"], str) else "no headline"
    href = "articles?" + urlencode(link.pairs(selection, article=str(row["article_id"])))
    return safe.tag("h3", safe.tag("a", title, href=href, target="_self"))


def described(corpus: Corpus, pick: Pick) -> str:
    """The mark in words: what, where, when."""
    labels = {theme.slug: theme.label for theme in corpus.settings.themes}
    parts = [f"“{pick.term}”{' in any form' if pick.family else ''}"] if pick.term else []
    parts += [labels.get(slug, slug) for slug in (pick.theme, pick.also) if slug]
    parts += [f"group {int(pick.topic) + 1}"] if pick.topic.isdigit() else []
    parts += wording_of(corpus, pick)
    parts += [f"{'only ' if pick.only else ''}by the rule {pick.rule}"] if pick.rule else []
    counted = {"mentions": "in at least one sentence", "takes_up": "in two sentences or the headline"}
    parts += [counted[pick.measure]] if pick.unit == "articles" and pick.theme and not pick.rule else []
    parts += ["outlet not named" if pick.outlet == UNNAMED else pick.outlet] if pick.outlet else []
    parts += [pick.period] if pick.period else []
    parts += [_title(corpus, pick.article)] if pick.article else []
    parts += ["broad rules too"] if pick.broad else []
    parts += _elsewhere(corpus, pick)
    return " · ".join(parts) or "all stories of the filter"


def wording_of(corpus: Corpus, pick: Pick) -> list[str]:
    """The conditions of a mark on shared wording and official phrases, in words."""
    known = corpus.table("formulas") if pick.formula else None
    parts = [] if known is None else [f"“{p}”" for p in known.loc[known["formula_id"] == int(pick.formula), "phrase"]]
    parts += [f"“{opening_of(corpus, pick.passage)}”"] if pick.passage else []
    said = {"any": "passages that stand in other stories too", "mostly": "mostly someone else’s text"}
    parts += [said[pick.shared]] if pick.shared else []
    return parts


def _elsewhere(corpus: Corpus, pick: Pick) -> list[str]:
    """Where else a passage stands, and what of it is left out."""
    other = _title(corpus, pick.other_article) if pick.other_article else pick.other_outlet
    parts = [f"also in {'outlet not named' if other == UNNAMED else other}"] if other else []
    return parts + (["without quoted words"] if pick.quoted else [])


def _title(corpus: Corpus, article_id: str) -> str:
    titles = corpus.articles.loc[corpus.articles["article_id"] == article_id, "title"]
    return str(titles.iloc[0]) if len(titles) and isinstance(titles.iloc[0], str) else "a story without a headline"


def _foot(desk: Desk, pick: Pick, found: pd.DataFrame) -> None:
    """The rows as a file, and the filter that the mark stands for."""
    with st.container(horizontal=True):
        write = lambda: evidence_file(desk, found)  # noqa: E731 - a file that is written when asked for
        st.download_button(
            "Evidence CSV",
            write() if len(found) <= EAGER else write,
            file_name=f"refrain-evidence-{desk.corpus.snapshot_id}.csv",
            mime="text/csv",
            on_click="ignore",
            key="evidence-csv",
        )
        if pick.outlet or pick.theme or pick.period:
            st.button("Filter to this", on_click=_filter_to, args=(encode(pick),), key="filter-to")


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


def _latest(desk: Desk) -> None:
    """Before a mark is open: what to do, and the newest stories."""
    mask = chosen(desk.corpus, desk.selection)
    newest = desk.corpus.articles[mask].sort_values("published", ascending=False, na_position="last", kind="stable")
    lead = safe.tag("p", "Click a mark in a chart to read what it counts.", class_="rf-said")
    head = safe.tag("h2", "Newest stories")
    safe.put(safe.tag("div", head, lead, class_="rf-panel-head"))
    safe.put(
        safe.joined(
            safe.tag("article", meta(row), headline(desk.selection, row), class_="rf-story")
            for _, row in newest.head(8).iterrows()
        )
    )
