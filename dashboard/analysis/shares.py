"""Themes per story, per outlet and over all stories, and how the files are spread over outlets and time."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.carriers import Measure, coded
from dashboard.analysis.columns import is_main, numbered, theme_numbers
from dashboard.analysis.intervals import FEW_STORIES, clustered, design_effect
from dashboard.analysis.periods import Period
from dashboard.analysis.timeline import Grid, counted, cut, period_codes, shares, story_grid
from dashboard.corpus.corpus import Corpus

MOST_UNNAMED = 10  # stories without an outlet are shown one by one up to here


@dataclass(frozen=True, eq=False)
class OutletShares:
    """A table over outlets, and the stories it could not show.

    Attributes:
        table: One row per theme and outlet, or per theme and story for stories whose page names no outlet.
        n_left_out: Stories whose page names no outlet and that have no row, as there are more than ten; they are no
            outlet together.
    """

    table: pd.DataFrame
    n_left_out: int


def theme_shares(corpus: Corpus, mask: np.ndarray, facts: pd.DataFrame, measure: Measure | None = None) -> pd.DataFrame:
    """How many of the chosen stories carry each theme.

    Returns:
        One row per theme: theme, k and n (stories; n are those in a language the theme has rules for), share,
        low, high (Wilson 95 %), state (ok; few: under 10 stories; none), n_uncoded (stories outside n).
    """
    k, n = counted(corpus, facts, np.where(mask, 0, -1), 1, measure or Measure())
    slugs = corpus.settings.slugs
    frame = pd.DataFrame({"theme": np.array(slugs, object), **shares(k[:, 0], n[:, 0])})
    return frame.assign(n_uncoded=int(mask.sum()) - n[:, 0])


def story_shares(corpus: Corpus, mask: np.ndarray, facts: pd.DataFrame, *, broad: bool = False) -> pd.DataFrame:
    """Each theme in each chosen story: how many of its sentences carry it. A full count, so no interval.

    Meant for fewer than 30 stories, where a trend would be a story told by chance.

    Returns:
        One row per theme and story, stories in the order of the corpus: theme, row, article_id, title,
        outlet, day (NaT for undated), k and n (sentences), share (NaN where n is 0), coded (False: the theme
        has no rules for the story's language, so that nothing was looked at and n is 0).
    """
    rows = np.flatnonzero(mask)
    n_themes = len(corpus.settings.themes)
    articles = corpus.articles.iloc[rows]
    is_coded = coded(corpus)[:, rows].ravel()
    n = np.where(is_coded, np.tile(articles["n_sentences"].to_numpy(np.int64), n_themes), 0)
    k = np.where(is_coded, _sentences(corpus, facts, rows, broad=broad).ravel(), 0)
    with np.errstate(invalid="ignore"):
        share = k / n
    return pd.DataFrame({
        "theme": np.repeat(np.array(corpus.settings.slugs, object), len(rows)),
        "row": np.tile(rows, n_themes),
        **{name: np.tile(articles[name].to_numpy(object), n_themes) for name in ("article_id", "title", "outlet")},
        "day": np.tile(corpus.days[rows].astype("datetime64[s]"), n_themes),
        "k": k,
        "n": n,
        "share": share,
        "coded": is_coded,
    })  # fmt: skip


def sentence_shares(corpus: Corpus, mask: np.ndarray, facts: pd.DataFrame, *, broad: bool = False) -> pd.DataFrame:
    """Each theme's share of the sentences of all chosen stories, clustered by story.

    A theme that no chosen sentence carries (or every one) has no variance of its own: its interval then
    uses the theme's design effect in the whole snapshot (main stories). Under 10 stories: k of n only.

    Returns:
        One row per theme: theme, k and n (sentences of stories in a language the theme has rules for), share,
        low, high (95 %), n_stories, state (ok; few: under 10 stories; none).
    """
    usual, chosen = np.flatnonzero(is_main(corpus)), np.flatnonzero(mask)
    hits = _sentences(corpus, facts, np.arange(len(mask)), broad=broad)
    n_sentences, is_coded = corpus.articles["n_sentences"].to_numpy(np.int64), coded(corpus)
    table = []
    for place, theme in enumerate(corpus.settings.themes):
        here = chosen[is_coded[place, chosen] & (n_sentences[chosen] > 0)]
        found = clustered(hits[place, here], n_sentences[here])
        if found.n_effective == found.n:  # no variance here: the whole snapshot says how stories hang together
            there = usual[is_coded[place, usual]]
            usually = design_effect(hits[place, there], n_sentences[there])
            found = clustered(hits[place, here], n_sentences[here], design_effect=usually)
        state = "none" if not len(here) else "few" if len(here) < FEW_STORIES else "ok"
        low, high = (found.low, found.high) if state == "ok" else (np.nan, np.nan)
        table.append((theme.slug, found.k, found.n, found.share, low, high, len(here), state))
    return pd.DataFrame(table, columns=["theme", "k", "n", "share", "low", "high", "n_stories", "state"])


def _sentences(corpus: Corpus, facts: pd.DataFrame, rows: np.ndarray, *, broad: bool) -> np.ndarray:
    """Sentences that carry the theme: themes × the given rows."""
    place = np.full(len(corpus.articles), -1, np.int64)
    place[rows] = np.arange(len(rows))
    theme = theme_numbers(corpus, facts)
    column = place[facts["row"].to_numpy()]
    kept = (column >= 0) & (theme >= 0)
    k = np.zeros((len(corpus.settings.themes), len(rows)), np.int32)
    k[theme[kept], column[kept]] = facts["n_sentences_broad" if broad else "n_sentences"].to_numpy()[kept]
    return k


def outlet_shares(
    corpus: Corpus, mask: np.ndarray, facts: pd.DataFrame, measure: Measure | None = None
) -> OutletShares:
    """How many of each outlet's stories carry each theme.

    Stories whose page names no outlet are not an outlet: each is a row of its own while there are at most
    ten, and beyond that they are left out and counted.

    Returns:
        The table, biggest outlet first: theme, key (the outlet's name, or the story's article_id), outlet
        (null for a story alone), article_id (null for an outlet), k, n, share, low, high, state (see `shares`).
    """
    code, groups, n_unnamed = _by_outlet(corpus, mask)
    k, n = counted(corpus, facts, code, len(groups), measure or Measure())
    n_themes = len(corpus.settings.themes)
    slugs = np.array(corpus.settings.slugs, object)
    table = pd.DataFrame({
        "theme": np.repeat(slugs, len(groups)),
        **{name: np.tile(groups[name].to_numpy(object), n_themes) for name in ("key", "outlet", "article_id")},
        **shares(k.ravel(), n.ravel()),
    })  # fmt: skip
    return OutletShares(table, n_unnamed if n_unnamed > MOST_UNNAMED else 0)


def _by_outlet(corpus: Corpus, mask: np.ndarray) -> tuple[np.ndarray, pd.DataFrame, int]:
    """The group of each story (-1: none), the groups (key, outlet, article_id), and how many stories name no outlet."""
    found, names = numbered(corpus, "outlet")
    place = np.where(mask, found + 2, 0)  # 0: not chosen, 1: outlet not named
    counts = np.bincount(place, minlength=len(names) + 2)
    order = np.argsort(-counts[2:], kind="stable")[: int((counts[2:] > 0).sum())]
    outlets = [names[number] for number in order.tolist()]
    groups_of = np.full(len(counts), -1, np.int32)
    groups_of[order + 2] = np.arange(len(order))
    code, n_unnamed = groups_of[place], int(counts[1])
    alone = np.flatnonzero(place == 1) if n_unnamed <= MOST_UNNAMED else np.empty(0, np.int64)
    code[alone] = len(outlets) + np.arange(len(alone))
    ids = corpus.articles["article_id"].iloc[alone].tolist()
    groups = {
        "key": [*outlets, *ids],
        "outlet": [*outlets, *[None] * len(ids)],
        "article_id": [*[None] * len(outlets), *ids],
    }
    return code, pd.DataFrame(groups, dtype=object), n_unnamed


def coverage(corpus: Corpus, mask: np.ndarray, grid: Grid) -> pd.DataFrame:
    """How many chosen stories there are per period and outlet: what every share over time rests on.

    Returns:
        One row per outlet and period that has a story: key, outlet, article_id (as in `outlet_shares`), period,
        label, start, n, partial (cut by the dates, see `theme_timeline`). Undated stories stand in no period;
        unnamed ones beyond ten have no row.
    """
    bins = story_grid(corpus, mask, grid)
    period, n_bins = period_codes(corpus, mask, bins, grid.bin)
    outlet, groups, _ = _by_outlet(corpus, mask)
    kept = (period >= 0) & (outlet >= 0)
    cells = np.bincount(outlet[kept].astype(np.int64) * n_bins + period[kept], minlength=len(groups) * n_bins)
    filled = np.flatnonzero(cells)
    place = filled % max(1, n_bins)
    frame = groups.iloc[filled // max(1, n_bins)].reset_index(drop=True)
    return frame.assign(
        period=np.array([period.key for period in bins], object)[place],
        label=np.array([period.label for period in bins], object)[place],
        start=np.array([period.start for period in bins], "datetime64[s]")[place],
        n=cells[filled],
        partial=cut(corpus, bins, grid)[place],
    )


def empty_periods(corpus: Corpus, mask: np.ndarray, grid: Grid) -> list[Period]:
    """The periods of the time line in which no chosen story stands: gaps of the files."""
    bins = story_grid(corpus, mask, grid)
    code, n_bins = period_codes(corpus, mask, bins, grid.bin)
    stories = np.bincount(code[code >= 0], minlength=n_bins)
    return [bins[place] for place in np.flatnonzero(stories == 0).tolist()]
