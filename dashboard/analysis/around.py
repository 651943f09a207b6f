"""Before and after a day: how many of the stories carry each theme on both sides, and how far the sides differ."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.carriers import Measure
from dashboard.analysis.intervals import FEW_STORIES, benjamini_hochberg, weighted, wilson
from dashboard.analysis.timeline import counted
from dashboard.corpus.corpus import Corpus


def before_after(
    corpus: Corpus, mask: np.ndarray, facts: pd.DataFrame, day: date, measure: Measure | None = None
) -> pd.DataFrame:
    """Each theme's share of the stories before a day and from that day on, and the difference of the two.

    The difference is the later share minus the earlier one, with Newcombe's interval (see `intervals.weighted`). p is
    that of a permutation test over stories (see `dealt`), q corrects it for all themes of the codebook. From ten
    stories a side; below, counts only. Undated stories are on neither side. Stories count as if each were drawn by
    itself: many stories about one occasion make interval and q too small, and nothing here says what caused a change.

    Args:
        corpus: The snapshot.
        mask: The stories the filter keeps.
        facts: Table article_themes.
        day: The first day of the later side.
        measure: mentions or takes_up.

    Returns:
        One row per theme: theme; k, n, share, low, high (Wilson 95 %) with _before and _after; difference, low, high
        (NaN under ten stories a side), p, q, state (ok; few).
    """
    side = np.where(corpus.days < np.datetime64(day), 0, 1)
    code = np.where(mask & ~np.isnat(corpus.days), side, -1)
    k, n = counted(corpus, facts, code, 2, measure or Measure())
    low, high = wilson(k, n)
    difference, least, most = weighted(k, n, np.array([-1.0, 1.0]))
    enough: np.ndarray = np.all(n >= FEW_STORIES, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = k / n
    sides = {
        f"{name}_{where}": np.where(n[:, place] >= FEW_STORIES, values[:, place], np.nan) if name in ("low", "high")
        else values[:, place]
        for place, where in enumerate(("before", "after"))
        for name, values in (("k", k), ("n", n), ("share", share), ("low", low), ("high", high))
    }  # fmt: skip
    p = np.array([dealt(k[row], n[row]) if enough[row] else np.nan for row in range(len(k))])
    return pd.DataFrame({
        "theme": np.array(corpus.settings.slugs, object),
        **sides,
        "difference": np.where(enough, difference, np.nan),
        "low": np.where(enough, least, np.nan),
        "high": np.where(enough, most, np.nan),
        "p": p,
        "q": benjamini_hochberg(p),
        "state": np.where(enough, "ok", "few").astype(object),
    })  # fmt: skip


def dealt(k: np.ndarray, n: np.ndarray) -> float:
    """The permutation test over stories: how often chance alone makes two sides differ as much as these.

    All stories are dealt anew to two sides of the same sizes. p is the share of all ways to deal them in which the
    shares differ at least as much as they do, whichever is the larger. The ways are counted, not drawn: a story
    carries the theme or not, so the number of carriers on a side is hypergeometric. There is no seed to choose.

    Args:
        k: Stories that carry the theme, on each side.
        n: Stories of each side.

    Example:
        Two of two against none of two: of the six ways to deal four stories, two are as far apart.

        >>> round(dealt(np.array([2, 0]), np.array([2, 2])), 4)
        0.3333

    References:
        Fisher (1935), The Design of Experiments, section 21; Edgington and Onghena (2007), Randomization Tests, 4th ed.
    """
    from scipy.stats import hypergeom  # heavy, and only this chart needs it

    carriers, size = int(k.sum()), int(n.sum())
    least, most = max(0, carriers - int(n[0])), min(carriers, int(n[1]))
    later = np.arange(least, most + 1)
    apart = np.abs(later * n[0] - (carriers - later) * n[1])  # the difference of the shares times both sizes
    ways = hypergeom.pmf(later, size, carriers, int(n[1]))
    return float(min(1.0, ways[apart >= apart[int(k[1]) - least]].sum()))
