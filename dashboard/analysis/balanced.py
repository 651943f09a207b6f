"""Shares in which every outlet counts the same, however many stories it has; and whether the mix of outlets shifts."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.carriers import Measure, coded
from dashboard.analysis.columns import numbered
from dashboard.analysis.intervals import FEW_STORIES, weighted
from dashboard.analysis.timeline import Grid, counted, period_codes, story_grid, theme_timeline
from dashboard.corpus.corpus import Corpus

LEAST_STORIES = 5  # that an outlet needs in a period to count in its mean
LEAST_OUTLETS = 2  # that a mean is taken of
LARGEST_SHIFT = 0.2  # distance between the mixes of two halves from which on the page warns
DEALS = 999  # random halvings that a shift is held against


@dataclass(frozen=True)
class Shift:
    """How the mix of outlets differs between the two halves of the time that the stories span.

    Attributes:
        until: Last day of the first half.
        n_before: Dated stories of the first half.
        n_after: Those of the second.
        distance: Half the sum of the absolute differences of the outlets' shares (total variation), 0 to 1.
        usual: The distance that 19 of 20 random halvings of the same sizes stay below.
        outlet: The outlet whose share differs most; None for stories whose page names none.
        share_before: Its share of the first half.
        share_after: Its share of the second.
    """

    until: date
    n_before: int
    n_after: int
    distance: float
    usual: float
    outlet: str | None
    share_before: float
    share_after: float

    @property
    def warns(self) -> bool:
        """Whether the page says so: ten stories a side, 0.2 or more, and beyond what chance gives."""
        enough = min(self.n_before, self.n_after) >= FEW_STORIES
        return enough and self.distance >= LARGEST_SHIFT and self.distance > self.usual


def balanced_timeline(
    corpus: Corpus, mask: np.ndarray, facts: pd.DataFrame, grid: Grid, measure: Measure | None = None
) -> pd.DataFrame:
    """Per period the mean of the outlets' shares: an outlet with many stories weighs as much as one with few.

    An outlet counts in a period where it has at least five stories that the theme has rules for, and a period has a
    mean where at least two outlets count. Which they are is told per period, as they may change from one to the next.
    The interval takes the outlets as given and each outlet's stories as a random draw from similar coverage. Stories
    whose page names no outlet are left out.

    Returns:
        The rows and columns of `theme_timeline`, where k and n are the stories of the outlets that count and share is
        the mean of their shares, low and high its interval (see `intervals.weighted`); state few_outlets where fewer
        than two count. Then n_outlets, and outlets: those that count, each with its k/n, A to Z.
    """
    frame = theme_timeline(corpus, mask, facts, grid, measure)
    bins = story_grid(corpus, mask, grid)
    code, n_bins = period_codes(corpus, mask, bins, grid.bin)
    k, n, names = _cells(corpus, facts, code, n_bins, measure or Measure())
    return frame.assign(**_means(k, n, names, frame["state"].to_numpy()))


def balanced_shares(
    corpus: Corpus, mask: np.ndarray, facts: pd.DataFrame, measure: Measure | None = None
) -> pd.DataFrame:
    """The mean of the outlets' shares over all chosen stories.

    Returns:
        One row per theme: theme, k, n, share, low, high, state, n_outlets, outlets (see `balanced_timeline`).
    """
    k, n, names = _cells(corpus, facts, np.where(mask, 0, -1), 1, measure or Measure())
    slugs = corpus.settings.slugs
    return pd.DataFrame({"theme": np.array(slugs, object), **_means(k, n, names, np.full(len(slugs), "ok", object))})


def _cells(
    corpus: Corpus, facts: pd.DataFrame, code: np.ndarray, n_bins: int, measure: Measure
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Stories per theme, period and outlet (k, n), and the outlets; those too small to count anywhere are left out."""
    found, names = numbered(corpus, "outlet")
    inside = (code >= 0) & (found >= 0)
    big = np.flatnonzero(np.bincount(found[inside], minlength=len(names)) >= LEAST_STORIES)
    place = np.full(len(names) + 1, -1, np.int64)
    place[big] = np.arange(len(big))
    outlet = place[found]  # -1, outlet not named, takes the last entry
    cell = np.where(inside & (outlet >= 0), code.astype(np.int64) * len(big) + outlet, -1)
    k, n = counted(corpus, facts, cell, n_bins * len(big), measure)
    shape = (len(corpus.settings.themes) * n_bins, len(big))
    return k.reshape(shape), n.reshape(shape), [names[number] for number in big.tolist()]


def _means(k: np.ndarray, n: np.ndarray, names: list[str], state: np.ndarray) -> dict[str, np.ndarray]:
    """Columns of a mean over outlets; one row per theme and period."""
    stands = n >= LEAST_STORIES
    n_outlets = stands.sum(axis=1)
    enough = n_outlets >= LEAST_OUTLETS
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(stands, 1 / n_outlets[:, None], 0.0)
    share, low, high = weighted(k, n, weight)
    told = [
        "; ".join(f"{names[place]} {k[row, place]}/{n[row, place]}" for place in np.flatnonzero(stands[row]))
        for row in range(len(n))
    ]
    empty = np.isin(state, ["none", "not_coded"])
    return {
        "k": np.where(stands, k, 0).sum(axis=1),
        "n": np.where(stands, n, 0).sum(axis=1),
        "share": np.where(enough, share, np.nan),
        "low": np.where(enough, np.maximum(low, 0.0), np.nan),
        "high": np.where(enough, np.minimum(high, 1.0), np.nan),
        "state": np.where(enough, "ok", np.where(empty, state, "few_outlets")).astype(object),
        "n_outlets": n_outlets,
        "outlets": np.array(told, object),
    }


def standing(corpus: Corpus, mask: np.ndarray, theme: int) -> np.ndarray:
    """The masked stories whose outlet counts: it has at least five of them that the theme has rules for.

    Args:
        corpus: The snapshot.
        mask: Stories of one period.
        theme: The theme's place in the codebook.
    """
    found, names = numbered(corpus, "outlet")
    mine = mask & coded(corpus)[theme] & (found >= 0)
    big = np.bincount(found[mine], minlength=len(names) + 1) >= LEAST_STORIES
    return mine & big[found]


def mix_shift(corpus: Corpus, mask: np.ndarray) -> Shift | None:
    """How far the mix of outlets in the first half of the time is from that in the second.

    The halves have the same number of days. The distance is the total variation between the outlets' shares of the
    stories, ½ Σ|p - q|: the share of the stories that would have to change their outlet. Few stories differ by chance;
    so 999 seeded random halvings of the same sizes are made, and a shift has to lie beyond 19 of 20 of them.

    Returns:
        The shift; None where no two chosen stories have different days.
    """
    dated = mask & ~np.isnat(corpus.days)
    days = corpus.days[dated]
    if not len(days) or days.min() == days.max():
        return None
    middle = days.min() + (days.max() - days.min()) // 2
    found, names = numbered(corpus, "outlet")
    outlet, early = found[dated], days <= middle
    size = len(names) + 1
    first, all_ = (
        np.bincount(np.where(some < 0, len(names), some), minlength=size) for some in (outlet[early], outlet)
    )
    apart = first / first.sum() - (all_ - first) / (all_ - first).sum()
    most = int(np.abs(apart).argmax())
    shift = Shift(
        middle.item(), int(first.sum()), int((all_ - first).sum()), float(np.abs(apart).sum() / 2), 0.0,
        names[most] if most < len(names) else None, float(first[most] / first.sum()),
        float((all_ - first)[most] / (all_ - first).sum()),
    )  # fmt: skip
    return replace(shift, usual=_usual(all_[all_ > 0], shift.n_before))


def _usual(counts: np.ndarray, n_first: int) -> float:
    """The distance that 95 % of random halvings stay below."""
    first = np.random.default_rng(0).multivariate_hypergeometric(counts, n_first, size=DEALS, method="marginals")
    apart = first / n_first - (counts - first) / (counts.sum() - n_first)
    return float(np.quantile(np.abs(apart).sum(axis=1) / 2, 0.95))
