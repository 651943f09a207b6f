"""How sure a share is: intervals for counts, and what to do about many tests at once.

Every interval is read as "if these stories were a random draw from similar coverage".
Within one story a share is a full count and has no interval.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

CONFIDENCE = 0.95
FEW_STORIES = 10  # under so many stories a share is shown as k of n, without an interval
EACH_BELOW = 30  # under so many stories each is shown by itself


@dataclass(frozen=True)
class Interval:
    """A share of sentences over several stories.

    Attributes:
        k: Sentences that carry the theme.
        n: Sentences looked at.
        share: k / n, 0 to 1; NaN when n is 0.
        low: Lower end; NaN for fewer than two stories, where a share is a full count.
        high: Upper end, in the same way.
        n_effective: Sentences of a simple random draw that would be as sure as these; NaN without an interval.
    """

    k: int
    n: int
    share: float
    low: float
    high: float
    n_effective: float


def wilson(k: ArrayLike, n: ArrayLike, *, confidence: float = CONFIDENCE) -> tuple[np.ndarray, np.ndarray]:
    """The score interval of a share k / n, element by element.

    It stays inside 0 to 1 and has a width even when k is 0 or n, where p ± 1.96 standard errors has none. With
    p = k / n, and z = 1.96 for a confidence of 0.95, its ends are

        (k + z²/2 ± z · √(n · p · (1 - p) + z²/4)) / (n + z²)

    Args:
        k: Units that have the property; need not be whole.
        n: Units looked at; need not be whole (an effective number). 0 gives NaN.
        confidence: 0.95 means that 95 of 100 such intervals hold the true share.

    Returns:
        Lower and upper ends, 0 to 1.

    Raises:
        ValueError: some k is negative or larger than its n.

    Example:
        81 of 263 (Newcombe's first example: 0.2553 to 0.3662), 0 of 20, and nothing to look at.

        >>> low, high = wilson([81, 0, 0], [263, 20, 0])
        >>> low.round(4).tolist(), high.round(4).tolist()
        ([0.2553, 0.0, nan], [0.3662, 0.1611, nan])

    References:
        Wilson (1927), Journal of the American Statistical Association 22, 209-212.
        Newcombe (1998), Statistics in Medicine 17, 857-872, method 3.
    """
    hits, units = np.broadcast_arrays(np.asarray(k, float), np.asarray(n, float))
    if np.any(hits < 0) or np.any(hits > units):
        raise ValueError("wilson: some k is below 0 or above its n; k counts a part of the n units.")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hits / units
        middle = hits + z * z / 2
        half = z * np.sqrt(hits * (1 - share) + z * z / 4)
        # Rounding would leave -0.0000…1 or 1.0000…1 at the ends, where the formula gives 0 and 1 exactly.
        low = np.where(hits == 0, 0.0, (middle - half) / (units + z * z))
        high = np.where(hits == units, 1.0, (middle + half) / (units + z * z))
    nothing = units == 0
    return np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)


def weighted(k: ArrayLike, n: ArrayLike, weights: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A weighted sum of shares k / n of independent groups, along the last axis, with its 95 % interval.

    Weights +1 and -1 give the difference of two shares, equal weights their mean. With p, l and u the share of a
    group and the ends of its Wilson interval, and d its distance to the end that counts, the sum Σwp lies between

        Σwp - √Σ(w · d)², d = p - l where w > 0, u - p where w < 0
        Σwp + √Σ(w · d)², d = u - p where w > 0, p - l where w < 0

    For a difference this is Newcombe's method 10. Groups of weight 0 are passed over, whatever their n.

    Returns:
        The sum, and the lower and upper end.

    Example:
        56 of 70 against 48 of 80 (Newcombe's first example: 0.0524 to 0.3339), and the mean of the two.

        >>> [part.round(4).item() for part in weighted([56, 48], [70, 80], [1, -1])]
        [0.2, 0.0524, 0.3339]
        >>> [part.round(4).item() for part in weighted([56, 48], [70, 80], [0.5, 0.5])]
        [0.7, 0.623, 0.7632]

    References:
        Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
        Zou, Huang and Zhang (2009), Computational Statistics and Data Analysis 53, 1080-1085.
    """
    hits, units, weight = np.broadcast_arrays(np.asarray(k, float), np.asarray(n, float), np.asarray(weights, float))
    low, high = wilson(hits, units)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hits / units
    used = weight != 0
    down = np.where(used, weight * np.where(weight > 0, share - low, high - share), 0.0)
    up = np.where(used, weight * np.where(weight > 0, high - share, share - low), 0.0)
    total = np.where(used, weight * share, 0.0).sum(axis=-1)
    return total, total - np.sqrt(np.square(down).sum(axis=-1)), total + np.sqrt(np.square(up).sum(axis=-1))


def clustered(k_per_story: ArrayLike, n_per_story: ArrayLike, *, design_effect: float = 1.0) -> Interval:
    """The share of sentences over several stories, with an interval that knows that stories hang together.

    Sentences of one story resemble each other, so a hundred sentences of five stories say less than a
    hundred of a hundred stories. The variance of the share is the linearised variance of the ratio
    p = Σk / Σn over m stories, v = m/(m-1) · Σ(k - p·n)² / (Σn)²; the effective number of sentences is
    p(1-p)/v; the interval is Wilson's with that number. Stories without sentences are left out.

    Args:
        k_per_story: Sentences of each story that carry the theme.
        n_per_story: Sentences of each story.
        design_effect: Used when v is 0 (no story or every sentence carries the theme, or all shares are
            equal): then the effective number is Σn divided by it. Values below 1 count as 1.

    Example:
        12 stories of 10 sentences; one story has 6 on the theme, the others none: p = 6/120 = 0.05,
        v = 12/11 · (5.5² + 11 · 0.5²) / 120² = 0.0025, so 120 sentences weigh as much as 0.05 · 0.95 / 0.0025 = 19.

        >>> found = clustered([6] + [0] * 11, [10] * 12)
        >>> found.share, round(found.n_effective, 6), round(found.low, 4), round(found.high, 4)
        (0.05, 19.0, 0.0086, 0.2428)

    References:
        Cochran (1977), Sampling Techniques, 3rd ed., section 6.4 (variance of a ratio).
        Korn and Graubard (1998), Survey Methodology 24, 193-201 (effective sample size in an exact interval).
        Franco, Little, Louis and Slud (2019), Journal of Survey Statistics and Methodology 7, 334-364 (with Wilson).
    """
    hits, sentences = _of_stories(k_per_story, n_per_story)
    k, n = int(hits.sum()), int(sentences.sum())
    if len(sentences) < 2:
        return Interval(k, n, k / n if n else np.nan, np.nan, np.nan, np.nan)
    share, variance = k / n, _ratio_variance(hits, sentences)
    plain = n / max(1.0, design_effect)
    effective = share * (1 - share) / variance if variance > 0 else plain
    low, high = wilson(share * effective if k < n else effective, effective)
    return Interval(k, n, share, float(low), float(high), effective)


def design_effect(k_per_story: ArrayLike, n_per_story: ArrayLike) -> float:
    """How many times wider in variance a share of sentences is than if sentences were drawn one by one.

    1 means that stories do not matter; it is never given below 1. Where it cannot be told (fewer than two
    stories, no hit, nothing but hits) it is 1. With v of `clustered` and p = Σk / Σn it is

        v / (p · (1 - p) / Σn)

    Example:
        The stories of `clustered`: 120 sentences weigh as much as 19, and 120 / 19 = 6.3158.

        >>> round(design_effect([6] + [0] * 11, [10] * 12), 4)
        6.3158

    References:
        Kish (1965), Survey Sampling, section 8.2.
    """
    hits, sentences = _of_stories(k_per_story, n_per_story)
    k, n = float(hits.sum()), float(sentences.sum())
    if len(sentences) < 2 or k in (0.0, n):
        return 1.0
    simple = (k / n) * (1 - k / n) / n
    return max(1.0, _ratio_variance(hits, sentences) / simple)


def benjamini_hochberg(p: ArrayLike) -> np.ndarray:
    """The q of each p when many tests are read at once.

    Calling everything with q up to 0.05 a finding means that about 5 % of those findings are chance.
    A test that could not be made (NaN) keeps NaN and is not counted. The q of the i-th smallest of m values of p is
    the least of

        p(j) · m / j    for j = i, i + 1, …, m

    Example:
        Three tests: 0.01 · 3/1, 0.02 · 3/2, 0.9 · 3/3.

        >>> benjamini_hochberg([0.02, 0.9, 0.01]).round(4).tolist()
        [0.03, 0.9, 0.03]

    References:
        Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    """
    tests = np.asarray(p, float)
    made = np.flatnonzero(~np.isnan(tests))  # scipy.stats has the same, and takes a second to import
    best = made[np.argsort(-tests[made], kind="stable")]  # from the largest p down
    q = np.full(tests.shape, np.nan)
    q[best] = np.minimum.accumulate(tests[best] * (len(best) / np.arange(len(best), 0, -1)))
    return q


def _of_stories(k_per_story: ArrayLike, n_per_story: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Both counts of the stories that have sentences."""
    hits, sentences = np.asarray(k_per_story, float), np.asarray(n_per_story, float)
    if np.any(hits < 0) or np.any(hits > sentences):
        raise ValueError("some story has fewer than 0 hits or more hits than sentences.")
    return hits[sentences > 0], sentences[sentences > 0]


def _ratio_variance(hits: np.ndarray, sentences: np.ndarray) -> float:
    """The linearised variance of Σk / Σn over at least two stories; exactly 0 when all their shares are equal."""
    m, n = len(sentences), sentences.sum()
    # In whole numbers first: k·Σn - n·Σk is 0 exactly when the share is the overall one, with no rounding left over.
    residual = (hits * n - sentences * hits.sum()) / n
    return float(m / (m - 1) * np.square(residual).sum() / n**2)
