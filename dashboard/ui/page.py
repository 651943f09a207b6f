"""What every page starts with: its stories, its head, and the themes that the reader wants to see."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.carriers import coded
from dashboard.analysis.columns import tally
from dashboard.analysis.echo_stories import echo_findings
from dashboard.analysis.findings import Finding, findings
from dashboard.analysis.heads import n_stories, outlet_said, weekday_said
from dashboard.analysis.periods import best_bin, bin_codes
from dashboard.analysis.rules import holds_theme_words
from dashboard.analysis.selection import chosen, line
from dashboard.analysis.written import written
from dashboard.charts.chart import records
from dashboard.corpus.corpus import Corpus
from dashboard.errors import NothingToShow
from dashboard.ui import remember, safe
from dashboard.ui.desk import Desk

BINS = {"day": "days", "week": "weeks", "month": "months", "quarter": "quarters"}
FULL = 80  # periods that a panel shows well
MOST_PERIODS = 400  # and those it can show


def kept(desk: Desk) -> np.ndarray:
    """Which stories the filter keeps.

    Raises:
        NothingToShow: none.
    """
    mask = remember.once(desk, "page/kept", lambda: chosen(desk.corpus, desk.selection))
    if not mask.any():
        raise NothingToShow(
            f"No story passes the filter: {line(desk.selection)}. The files hold {_held(desk.corpus)}. "
            "Widen the dates, choose other outlets, or clear the filter."
        )
    return mask


def _held(corpus: Corpus) -> str:
    """What there is to filter, by kind, as the sidebar counts it."""
    n_main = tally(corpus, "kind").get("main", 0)
    n_others = len(corpus.articles) - n_main
    others = f" and {n_stories(n_others, 'other ')} on their pages" if n_others else ""
    return f"{n_stories(n_main)}{others}"


def head(desk: Desk, title: str, mask: np.ndarray) -> None:
    """The page's name, and one grey line: how many stories, of whom, from when to when, which data."""
    st.title(safe.label(title), anchor=False)
    outlets = tally(desk.corpus, "outlet", mask)
    n_unnamed = outlets.pop(None)
    n_named = sum(n > 0 for n in outlets.values())
    parts = [n_stories(int(mask.sum()))]
    parts += [f"{n_named:,} {'outlet' if n_named == 1 else 'outlets'}"] if n_named else []
    parts += [f"{n_unnamed:,} with outlet not named"] if n_unnamed else []
    parts += [span(desk.corpus.days[mask])]
    data = safe.tag("code", desk.corpus.snapshot_id)
    safe.put(safe.tag("p", " · ".join(parts), " · data version ", data, class_="rf-note wide"))


def span(days: np.ndarray) -> str:
    """First and last day in words; undated stories are passed over.

    Example:
        >>> span(np.array(["2025-05-06", "2025-05-09", "NaT"], "datetime64[D]"))
        'Tue 6 May 2025 to Fri 9 May 2025'
    """
    dated = days[~np.isnat(days)]
    if not len(dated):
        return "no story has a date"
    first, last = str(dated.min()), str(dated.max())
    return weekday_said(first) if first == last else f"{weekday_said(first)} to {weekday_said(last)}"


def in_time(corpus: Corpus, mask: np.ndarray) -> pd.DataFrame:
    """Rows of `articles` by day, undated ones last, with `day` and `row`."""
    frame = corpus.articles[mask].assign(day=corpus.days[mask].astype("datetime64[s]"), row=np.flatnonzero(mask))
    return frame.sort_values(["day", "row"], na_position="last", ignore_index=True)


def newest_first(corpus: Corpus, mask: np.ndarray) -> np.ndarray:
    """Rows of the chosen stories, newest first and undated ones last; of one day the last row first."""
    rows = np.flatnonzero(mask)[::-1]
    days = corpus.days[rows].astype(np.int64)  # NaT is the least of all
    return rows[np.argsort(-np.maximum(days, -(2**62)), kind="stable")]


def of_themes(desk: Desk, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the themes that the reader wants to see, and that can be shown under this filter."""
    return table[table["theme"].isin(themes_shown(desk))].reset_index(drop=True)


def of_pairs(desk: Desk, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of which both themes are shown; all pairs when only one is."""
    slugs = themes_shown(desk)
    both = pairs["theme"].isin(slugs) & pairs["also"].isin(slugs)
    either = pairs["theme"].isin(slugs) | pairs["also"].isin(slugs)
    return pairs[both if len(slugs) > 1 else either].reset_index(drop=True)


def themes_shown(desk: Desk) -> tuple[str, ...]:
    """Slugs of the themes to show: the filter's, or all, without those that the filter's words belong to.

    Raises:
        NothingToShow: none is left.
    """
    wanted = desk.selection.themes or desk.corpus.settings.slugs
    left = tuple(slug for slug in wanted if slug not in _withheld(desk))
    if not left:
        raise NothingToShow(f"{_why(desk)} No other theme is chosen. Choose more themes, or clear the words.")
    return left


def _withheld(desk: Desk) -> dict[str, str]:
    """Themes whose own words the filter asks for, slug → label."""
    query = desk.selection.query
    known = desk.corpus.settings.themes if query else ()
    return {theme.slug: theme.label for theme in known if holds_theme_words(query, theme)}


def _why(desk: Desk) -> str:
    names = " and ".join(_withheld(desk).values())
    return f"The filter’s words belong to {names}: every story has them, so a share would count the filter itself."


def theme_notes(desk: Desk, mask: np.ndarray) -> None:
    """What the theme charts leave out, and why: themes that the filter asks for, stories that no rule can read."""
    if _withheld(desk):
        safe.put(safe.tag("p", f"{_why(desk)} It is withheld.", class_="rf-warn"))
    uncoded = int((~coded(desk.corpus)[:, mask].any(axis=0)).sum())
    if uncoded:
        said = "is in a language" if uncoded == 1 else "are in languages"
        safe.note(f"{n_stories(uncoded)} {said} without rules (or too short to tell): not coded, outside every share.")


def undated(desk: Desk, mask: np.ndarray, title: str) -> bool:
    """Whether no story has a date; then it is said under the title, as a line of time has nothing to show."""
    if not np.isnat(desk.corpus.days[mask]).all():
        return False
    st.header(safe.label(title), anchor=False)
    safe.note("None of these stories has a date.")
    return True


def heads(stories: pd.DataFrame) -> dict[str, str]:
    """Outlet and day of each story in one line, by article_id."""
    return {row.article_id: f"{outlet_said(row.outlet)}, {weekday_said(row.published)}" for row in records(stories)}


def bins_for(days: np.ndarray, *, counts: int = 0) -> dict[str, str]:
    """The bins that a time line of these days has room for, the best one first.

    The best is the finest in which most periods have ten stories; where stories are only counted, not taken shares
    of, the finest that gives at most `counts` periods.

    Example:
        >>> list(bins_for(np.array(["2000-01-01", "2026-01-01"], "datetime64[D]")))
        ['quarter', 'month']
        >>> list(bins_for(np.array(["2025-01-01", "2025-09-01"], "datetime64[D]"), counts=80))
        ['week', 'day', 'month', 'quarter']
    """
    dated = days[~np.isnat(days)]
    if not len(dated):
        return BINS
    ends = np.array([dated.min(), dated.max()])
    n_periods = {name: int(np.diff(bin_codes(ends, name))[0]) + 1 for name in BINS}
    fitting = [name for name in BINS if n_periods[name] <= MOST_PERIODS] or ["quarter"]
    finest = list(BINS).index("day" if counts else best_bin(days))
    roomy = [name for place, name in enumerate(BINS) if place >= finest and n_periods[name] <= (counts or FULL)]
    first = next((name for name in roomy if name in fitting), fitting[-1])
    return {name: BINS[name] for name in (first, *(name for name in fitting if name != first))}


def found(desk: Desk, mask: np.ndarray) -> list[Finding]:
    """The sentences of findings; comparing many outlets takes a while, so they are kept."""
    slugs = themes_shown(desk)
    themes = remember.once(desk, "page/findings", lambda: findings(desk.corpus, mask, slugs), slugs)
    return themes + remember.once(desk, "page/echoed", lambda: echo_findings(desk.corpus, mask))


_WRITTEN: WeakKeyDictionary[Corpus, dict[str, str]] = WeakKeyDictionary()


def as_written(desk: Desk, phrases: Iterable[str]) -> dict[str, str]:
    """Each word or phrase with the writing that the stories give it, which no filter changes: looked up once."""
    wanted, known = sorted(set(phrases)), _WRITTEN.get(desk.corpus, {})
    news = [phrase for phrase in wanted if phrase not in known]
    if news:
        known = known | dict(zip(news, written(desk.corpus, news), strict=True))
        _WRITTEN[desk.corpus] = known
    return {phrase: known[phrase] for phrase in wanted}
