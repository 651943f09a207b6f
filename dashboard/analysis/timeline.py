"""Themes over time: how many of the stories of each period mention a theme, or take it up.

A share is k of n: n are the dated stories of the period in a language that the theme has rules for, k those
of them that carry it. Stories in other languages, and those too short to tell their language, are "not coded".
Counted from facts (table `article_themes`), which the build wrote: one row per story and theme.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.carriers import MEASURES, Measure, carriers, rules_by_language
from dashboard.analysis.columns import day_numbers, numbered
from dashboard.analysis.intervals import FEW_STORIES, wilson
from dashboard.analysis.periods import Period, bin_codes, periods
from dashboard.compiled import compiled
from dashboard.corpus.corpus import Corpus


@dataclass(frozen=True)
class Grid:
    """The bins of a time line: day, week, month or quarter, and the reader's first and last day (both included)."""

    bin: str = "month"
    since: date | None = None
    until: date | None = None


def theme_timeline(
    corpus: Corpus, mask: np.ndarray, facts: pd.DataFrame, grid: Grid, measure: Measure | None = None
) -> pd.DataFrame:
    """How many of each period's stories carry each theme; no period left out, undated stories in none.

    The line runs over the days of the chosen stories; a bound that the reader set stretches it to that day,
    as far as the files reach. A period is partial where the bound, or the first or last day of the files,
    cuts it. Every period is counted from the stories, so a wider bin sums k and n and never averages shares.

    Args:
        corpus: The snapshot.
        mask: The stories the filter keeps.
        facts: Table article_themes: row, theme, n_sentences, n_sentences_broad, in_title, in_title_broad.
        grid: The bin, and the days that the reader set.
        measure: mentions or takes_up.

    Returns:
        One row per theme and period: theme, period (its key), label, start, end (first day after), k and
        n (stories), share (0 to 1), low, high (Wilson 95 %), state, partial, n_stories (coded or not).
        state: ok; few (under 10 stories: k of n, no interval); none (no story in the files: a gap, share
        NaN); not_coded (stories, but in no language that the theme has rules for).
    """
    bins = story_grid(corpus, mask, grid)
    code, n_bins = period_codes(corpus, mask, bins, grid.bin)
    k, n = counted(corpus, facts, code, n_bins, measure or Measure())
    stories = np.bincount(code[code >= 0], minlength=n_bins)
    themes = corpus.settings.slugs
    frame = pd.DataFrame({
        "theme": np.repeat(np.array(themes, object), n_bins),
        "period": [period.key for period in bins] * len(themes),
        "label": [period.label for period in bins] * len(themes),
        "start": np.tile(np.array([period.start for period in bins], "datetime64[s]"), len(themes)),
        "end": np.tile(np.array([period.end for period in bins], "datetime64[s]"), len(themes)),
    })  # fmt: skip
    frame = frame.assign(**shares(k.ravel(), n.ravel()), n_stories=np.tile(stories, len(themes)))
    frame.loc[(frame["n"] == 0) & (frame["n_stories"] > 0), "state"] = "not_coded"
    return frame.assign(partial=np.tile(cut(corpus, bins, grid), len(themes)))


def shares(k: np.ndarray, n: np.ndarray) -> dict[str, np.ndarray]:
    """Columns of a share over stories: k, n, share, low, high, state.

    Under 10 stories there is k of n and no interval (state few); without any the share is NaN (state none).

    Example:
        >>> found = shares(np.array([3, 0]), np.array([4, 0]))
        >>> found["share"].tolist(), found["low"].tolist(), found["state"].tolist()
        ([0.75, nan], [nan, nan], ['few', 'none'])
    """
    low, high = wilson(k, n)
    few = n < FEW_STORIES
    with np.errstate(invalid="ignore"):
        share = k / n
    state = np.select([n == 0, few], ["none", "few"], "ok").astype(object)
    return {
        "k": k, "n": n, "share": share,
        "low": np.where(few, np.nan, low), "high": np.where(few, np.nan, high), "state": state,
    }  # fmt: skip


def story_grid(corpus: Corpus, mask: np.ndarray, grid: Grid) -> list[Period]:
    """The periods of a time line over the chosen stories; none when no chosen story is dated.

    Raises:
        UsageError: there would be more than 10,000.
    """
    number, _ = day_numbers(corpus)
    chosen = number[mask]
    if chosen.max(initial=-1) < 0:
        return []
    earliest, latest = _reach(corpus)
    first, last = _day(corpus, int(chosen[chosen >= 0].min())), _day(corpus, int(chosen.max()))
    if grid.since:
        first = min(first, max(grid.since, earliest))
    if grid.until:
        last = max(last, min(grid.until, latest))
    return periods(first, last, grid.bin)


def _day(corpus: Corpus, number: int) -> date:
    """The day that `day_numbers` gives a number."""
    day: date = (day_numbers(corpus)[1][number]).item()
    return day


def _reach(corpus: Corpus) -> tuple[date, date]:
    """First and last day of the files, whatever the filter."""
    days = day_numbers(corpus)[1]
    return days[0].item(), days[-1].item()


def cut(corpus: Corpus, bins: list[Period], grid: Grid) -> np.ndarray:
    """Which periods are cut: by the reader's days, or by where the files begin and end."""
    if not bins:
        return np.zeros(0, bool)
    earliest, latest = _reach(corpus)
    first = max(grid.since or earliest, earliest)
    last = min(grid.until or latest, latest)
    return np.array([bin_.start < first < bin_.end or bin_.start <= last < _last_day(bin_) for bin_ in bins], bool)


def _last_day(period: Period) -> date:
    return date.fromordinal(period.end.toordinal() - 1)


def period_codes(corpus: Corpus, mask: np.ndarray, bins: list[Period], bin_: str) -> tuple[np.ndarray, int]:
    """The place of each story's period among the bins (-1: not chosen, undated or outside), and how many there are."""
    if not bins:
        return np.full(len(mask), -1, np.int32), 0
    number, days = day_numbers(corpus)
    start = np.array([bins[0].start], "datetime64[D]")
    places = bin_codes(days, bin_) - bin_codes(start, bin_)  # by day: a look-up beats a division per story
    places = np.append(np.where(places < len(bins), places, -1), -1).astype(np.int32)  # -1, undated, is the last
    return places[np.where(mask, number, -1)], len(bins)


def counted(
    corpus: Corpus, facts: pd.DataFrame, code: np.ndarray, n_groups: int, measure: Measure
) -> tuple[np.ndarray, np.ndarray]:
    """Stories per theme and group: those that carry the theme (k), and those that could (n).

    Args:
        corpus: The snapshot.
        facts: Table article_themes.
        code: The group of each story, -1 for none.
        n_groups: How many groups there are.
        measure: mentions or takes_up.

    Returns:
        k and n, whole numbers, themes (in the codebook's order) × groups.
    """
    language, names = numbered(corpus, "language")
    bit, shape = MEASURES.index(measure), (n_groups, len(names) + 1)
    k, stories = _tally(carriers(corpus, facts), bit, code.astype(np.int32), language, shape)
    return k.T, rules_by_language(corpus, names).astype(np.int64) @ stories


@compiled
def _tally(carried: np.ndarray, bit: int, code: np.ndarray, language: np.ndarray, shape: tuple) -> tuple:
    """Stories that carry a theme, groups × themes, and all stories, languages × groups, in one walk."""
    k = np.zeros((shape[0], carried.shape[1]), np.int64)
    stories = np.zeros((shape[1], shape[0]), np.int64)
    for row in range(len(code)):
        group = code[row]
        if group >= 0:
            stories[language[row] + 1, group] += 1
            for theme in range(carried.shape[1]):
                k[group, theme] += (carried[row, theme] >> bit) & 1
    return k, stories
