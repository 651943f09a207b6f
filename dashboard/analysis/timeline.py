"""Themes over time: how many of the stories of each period mention a theme, or take it up.

A share is k of n: n are the dated stories of the period in a language that the theme has rules for, k those
of them that carry it. Stories in other languages, and those too short to tell their language, are "not coded".
Counted from facts (table `article_themes`), which the build wrote: one row per story and theme.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.columns import numbered, theme_numbers
from dashboard.analysis.intervals import FEW_STORIES, wilson
from dashboard.analysis.periods import Period, bin_codes, periods
from dashboard.corpus.compiled import compiled
from dashboard.corpus.corpus import Corpus


@dataclass(frozen=True)
class Grid:
    """The bins of a time line: day, week, month or quarter, and the reader's first and last day (both included)."""

    bin: str = "month"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Measure:
    """What makes a story count.

    Attributes:
        name: mentions: at least one sentence carries the theme; takes_up: two sentences, or the headline.
        broad: Rules marked broad count too.
    """

    name: str = "mentions"
    broad: bool = False


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
    themes = [theme.slug for theme in corpus.settings.themes]
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
    days = corpus.days[mask]
    days = days[~np.isnat(days)]
    if not len(days):
        return []
    earliest, latest = _reach(corpus)
    first, last = days.min().item(), days.max().item()
    if grid.since:
        first = min(first, max(grid.since, earliest))
    if grid.until:
        last = max(last, min(grid.until, latest))
    return periods(first, last, grid.bin)


def _reach(corpus: Corpus) -> tuple[date, date]:
    """First and last day of the files, whatever the filter."""
    days = corpus.days[~np.isnat(corpus.days)]
    return days.min().item(), days.max().item()


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
    code = np.full(len(corpus.days), -1, np.int32)
    if not bins:
        return code, 0
    start, end = np.datetime64(bins[0].start), np.datetime64(bins[-1].end)
    places = bin_codes(np.arange(start, end), bin_)  # one entry per calendar day: a look-up beats a division per story
    inside = mask & (corpus.days >= start) & (corpus.days < end)
    code[inside] = (places - places[0])[(corpus.days[inside] - start).astype(np.int64)]
    return code, len(bins)


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
    rules = _rules(corpus, names)
    inside = np.flatnonzero(code >= 0)
    cell = (language[inside] + 1) * n_groups + code[inside]
    cells = np.bincount(cell, minlength=(len(names) + 1) * n_groups)
    n = rules.astype(np.int64) @ cells.reshape(len(names) + 1, n_groups)
    suffix = "_broad" if measure.broad else ""
    columns = (facts[name].to_numpy() for name in ("row", f"n_sentences{suffix}", f"in_title{suffix}"))
    least = 1 if measure.name == "mentions" else 2
    return _tally((*columns, theme_numbers(corpus, facts)), code, language, rules, (n_groups, least)), n


@compiled
def _tally(facts: tuple, code: np.ndarray, language: np.ndarray, rules: np.ndarray, how: tuple) -> np.ndarray:
    """Stories that carry a theme, themes × groups, in one walk over the facts; `carries` says what carries."""
    rows, sentences, in_title, themes = facts
    n_groups, least = how
    k = np.zeros((len(rules), n_groups), np.int64)
    for place in range(len(rows)):
        row, theme = rows[place], themes[place]
        held = sentences[place] >= least or (least > 1 and in_title[place])
        if held and theme >= 0 and code[row] >= 0 and rules[theme, language[row] + 1]:
            k[theme, code[row]] += 1
    return k


def carries(facts: pd.DataFrame, measure: Measure) -> np.ndarray:
    """Which rows of article_themes the measure counts.

    Example:
        >>> facts = pd.DataFrame({"n_sentences": [1, 2, 0], "in_title": [False, False, True]})
        >>> carries(facts, Measure("mentions")).tolist(), carries(facts, Measure("takes_up")).tolist()
        ([True, True, False], [False, True, True])
    """
    suffix = "_broad" if measure.broad else ""
    sentences = facts[f"n_sentences{suffix}"].to_numpy()
    if measure.name == "mentions":
        return sentences >= 1
    return (sentences >= 2) | facts[f"in_title{suffix}"].to_numpy(bool)


def coded(corpus: Corpus) -> np.ndarray:
    """Themes (in the codebook's order) × stories: whether the theme has rules for the story's language."""
    language, names = numbered(corpus, "language")
    return _rules(corpus, names)[:, language + 1]


def _rules(corpus: Corpus, names: list[str]) -> np.ndarray:
    """Themes × languages, the unknown language first: whether the theme has rules for it (for the unknown: no)."""
    return np.array(
        [[False, *(name in theme.languages for name in names)] for theme in corpus.settings.themes], bool
    ).reshape(len(corpus.settings.themes), len(names) + 1)
