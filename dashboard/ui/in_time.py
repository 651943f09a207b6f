"""Themes over time on the page Themes: the line, what its periods are worth, and both sides of a day."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis.around import before_after
from dashboard.analysis.balanced import (
    LEAST_OUTLETS,
    LEAST_STORIES,
    Shift,
    balanced_shares,
    balanced_timeline,
    mix_shift,
)
from dashboard.analysis.carriers import Measure
from dashboard.analysis.heads import NO_OUTLET, n_stories
from dashboard.analysis.intervals import FEW_STORIES
from dashboard.analysis.periods import bin_codes
from dashboard.analysis.timeline import Grid, theme_timeline
from dashboard.charts.around import before_after_dots
from dashboard.charts.timeline import Measured, few_periods, theme_lines
from dashboard.ui import card, page, remember, safe
from dashboard.ui.desk import Desk, canvas
from dashboard.ui.options import day

READ = (
    "Line: the share of the period’s stories that carry the theme. Band: 95% interval, read as if these were a random "
    "draw from similar coverage."
)
MEANS = (
    "Line: the mean of the outlets’ shares, each outlet weighing the same. An outlet counts in a period with at least "
    f"{LEAST_STORIES} stories, a period with at least {LEAST_OUTLETS} such outlets; which they are stands under the "
    "pointer and in the table. Band: 95% interval, the outlets taken as given."
)
COUNTS = (
    "The stories that carry the theme before the day, and from it on. A side has under ten stories, so they are "
    "counted and not compared."
)
SIDES = (
    "Two dots: the share of the stories that carry the theme before the day, and from it on, each with its 95% "
    "interval. At the right the difference in points with its interval; q is the chance of a difference that large if "
    "stories were dealt to the two sides at random, corrected for all themes. It says that the coverage differs, not "
    "what made it so: outlets, occasions and seasons change too, and many stories about one occasion count as many."
)


def over_time(desk: Desk, mask: np.ndarray, bins: str, measured: Measured) -> None:
    """The line of each theme; thin periods are counted, and a shift of the outlets is told."""
    if page.undated(desk, mask, "Each theme over time"):
        return
    facts, selection = desk.corpus.table("article_themes"), desk.selection
    grid, measure = Grid(bins, selection.since, selection.until), Measure(measured.measure, measured.broad)
    overall = None
    if measured.balanced:
        line, overall = remember.once(
            desk,
            "time/balanced",
            lambda: (
                balanced_timeline(desk.corpus, mask, facts, grid, measure),
                balanced_shares(desk.corpus, mask, facts, measure),
            ),
            grid,
            measure,
        )
    else:
        line = remember.once(
            desk, "time/line", lambda: theme_timeline(desk.corpus, mask, facts, grid, measure), grid, measure
        )
        shift = remember.once(desk, "time/shift", lambda: mix_shift(desk.corpus, mask))
        if shift and shift.warns:
            safe.put(safe.tag("p", shift_said(shift), class_="rf-warn"))
    told = ""
    if not measured.balanced:
        told = remember.once(
            desk, "time/thin", lambda: thin(desk.corpus.days[mask], bins, *few_periods(line)), grid, measure
        )
    card.show(
        desk,
        remember.drawn(
            desk,
            "time/lines",
            lambda shown: theme_lines(shown, page.of_themes(desk, line), measured, overall),
            grid,
            measured,
        ),
        key="time",
        title="Each theme over time",
        how=f"{MEANS if measured.balanced else READ} Hollow: a period cut by the dates. In blue: over all stories. "
        f"Every panel has the same scale.{told}",
    )


def shift_said(shift: Shift) -> str:
    """The shift of the outlets' mix in words.

    Example:
        >>> shift_said(Shift(date(2025, 3, 1), 120, 80, 0.354, 0.1, "Herald", 0.6, 0.25))
        'The outlets shift: until 2025-03-01 Herald has 60% of the 120 stories, after it 25% of the 80. The two \
mixes differ by 0.35 on a scale from 0 (the same) to 1 (no outlet in both); chance alone stays below 0.10. A line may \
follow the outlets instead of the themes: let each outlet count the same, or choose one outlet.'
    """
    name = shift.outlet or f"“{NO_OUTLET}”"
    return (
        f"The outlets shift: until {shift.until} {name} has {shift.share_before:.0%} of the {shift.n_before:,} "
        f"stories, after it {shift.share_after:.0%} of the {shift.n_after:,}. The two mixes differ by "
        f"{shift.distance:.2f} on a scale from 0 (the same) to 1 (no outlet in both); chance alone stays "
        f"below {shift.usual:.2f}. "
        "A line may follow the outlets instead of the themes: let each outlet count the same, or choose one outlet."
    )


def thin(days: np.ndarray, name: str, few: int, filled: int) -> str:
    """How many periods hold under ten stories, and what a wider period would change; empty when none does.

    Example:
        >>> days = np.repeat(np.array(["2025-05-05", "2025-05-13", "2025-06-03"], "datetime64[D]"), 6)
        >>> thin(days, "week", 3, 3)
        ' 3 of 3 weeks hold under 10 stories: drawn grey, without interval. Of months it would be 1 of 2.'
    """
    if not few:
        return ""
    said = f" {few:,} of {filled:,} {page.BINS[name]} hold under {FEW_STORIES} stories: drawn grey, without interval."
    offered, widths = page.bins_for(days), list(page.BINS)
    for wider in widths[widths.index(name) + 1 :]:
        if wider in offered:
            counts = np.unique(bin_codes(days[~np.isnat(days)], wider), return_counts=True)[1]
            return f"{said} Of {page.BINS[wider]} it would be {int((counts < FEW_STORIES).sum()):,} of {len(counts):,}."
    return said


def around(desk: Desk, mask: np.ndarray, measured: Measured) -> None:
    """Both sides of a day that the reader sets; nothing but the question until then."""
    days = desk.corpus.days[mask]
    dated = days[~np.isnat(days)]
    with st.container(key="card-both-sides", gap="small"):
        st.header("Before and after a day", anchor=False)
        if not len(dated) or dated.min() == dated.max():
            safe.note("It takes stories of two days at least.")
            return
        first, last = dated.min().item() + timedelta(days=1), dated.max().item()
        chosen = day("around", "First day of the later side", span=(first, last))
        if chosen is None:
            safe.note("Choose a day to see each theme’s share of the stories before it, and from it on.")
            return
        _sides(desk, mask, chosen, measured)


def _sides(desk: Desk, mask: np.ndarray, chosen: date, measured: Measured) -> None:
    table = before_after(
        desk.corpus, mask, desk.corpus.table("article_themes"), chosen, Measure(measured.measure, measured.broad)
    )
    how = f"{COUNTS if table['state'].eq('few').all() else SIDES}{_missing(desk, mask, table)}"
    safe.note(how)
    title = f"Before and after {chosen.isoformat()}"
    chart = before_after_dots(canvas(desk), page.of_themes(desk, table), chosen.isoformat(), measured)
    card.picture(desk, chart, key="both-sides", title=title, how=how)


def _missing(desk: Desk, mask: np.ndarray, table: pd.DataFrame) -> str:
    """Undated stories, and sides that are too small to compare."""
    undated = int(np.isnat(desk.corpus.days[mask]).sum())
    said = f" {n_stories(undated)} without a date on neither side." if undated else ""
    if table["state"].nunique() > 1:
        said += f" Where a side has under {FEW_STORIES} stories there are counts only, and nothing is compared."
    return said
