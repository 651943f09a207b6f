"""One or two sentences made from the numbers, by rules that are stated here and nothing else.

Spread: the theme that most stories mention, and the next two, as k of n; then the theme that the fewest mention,
or the two that tie, when it is none of these and its stories have a language that it has rules for. Always said.
One story: how many of the themes it mentions, and the one with most sentences, in place of the spread.
Weight: under 30 stories, when more than half of a theme's sentences (at least 10) stand in one story.
Difference: from 30 stories on, the widest gap between two outlets of at least 10 stories each in the share of
stories that mention a theme, when its Benjamini-Hochberg q over all themes and pairs is at most 0.05.

Nothing is said about time: a rise over a few stories is no finding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.special import ndtr

from dashboard.analysis.carriers import Measure
from dashboard.analysis.columns import numbered, of_stories
from dashboard.analysis.heads import n_stories, outlet_said
from dashboard.analysis.intervals import EACH_BELOW, benjamini_hochberg, wilson
from dashboard.analysis.pick import Pick
from dashboard.analysis.timeline import counted
from dashboard.corpus.corpus import Corpus

SIDE = 10  # stories an outlet needs to be compared
MOST_SENTENCES = 0.5
FEWEST_SENTENCES = 10
FIRST = 3  # themes that the spread begins with
TIED = 2  # themes at most that it ends with
HIGHEST_Q = 0.05


@dataclass(frozen=True)
class Finding:
    """One sentence, and the mark that opens it: `k` units of `n` stand behind it."""

    text: str
    pick: Pick
    k: int
    n: int


def findings(corpus: Corpus, mask: np.ndarray, slugs: Sequence[str] = ()) -> list[Finding]:
    """At most two sentences about the stories that the mask keeps.

    Args:
        corpus: The open corpus, with the table article_themes.
        mask: Rows of the selection.
        slugs: Themes to speak of; empty for all.

    Returns:
        Spread (or the one story) first, then weight or difference when its rule is met; empty when there is no story.
    """
    labels = {slug: label for slug, label in corpus.settings.labels.items() if not slugs or slug in slugs}
    mentions, readable = _mentions(corpus, mask)
    mentions = {slug: counts for slug, counts in mentions.items() if slug in labels and counts.any()}
    if not mentions:
        return []
    n = int(mask.sum())
    few = _facts(corpus, mask, labels) if n < EACH_BELOW else pd.DataFrame()
    if n == 1:
        return _one_story(corpus, few, labels)
    second = _weight(corpus, few, labels) if n < EACH_BELOW else _difference(corpus, mask, mentions, labels)
    totals = {slug: int(counts.sum()) for slug, counts in mentions.items()}
    return [*_spread(n, totals, labels, readable), *second]


def _mentions(corpus: Corpus, mask: np.ndarray) -> tuple[dict[str, np.ndarray], set[str]]:
    """Stories that mention each theme, of no outlet, then by outlet; themes that any is coded for."""
    outlet, names = numbered(corpus, "outlet")
    group = np.where(mask, outlet + 1, -1)
    k, n = counted(corpus, corpus.table("article_themes"), group, len(names) + 1, Measure())
    slugs = corpus.settings.slugs
    return dict(zip(slugs, k, strict=True)), {slug for slug, coded in zip(slugs, n, strict=True) if coded.any()}


def _facts(corpus: Corpus, mask: np.ndarray, labels: dict[str, str]) -> pd.DataFrame:
    """What is known of the themes of a few stories."""
    facts = of_stories(corpus.table("article_themes"), mask)
    return facts[facts["theme"].isin(labels) & (facts["n_sentences"] > 0)]


def _one_story(corpus: Corpus, facts: pd.DataFrame, labels: dict[str, str]) -> list[Finding]:
    """Over one story there is no spread: what it mentions, and what it speaks of most."""
    top = facts.sort_values(["n_sentences", "theme"], ascending=[False, True]).iloc[0]
    story = corpus.articles.iloc[int(top["row"])]
    k, n, theme = int(top["n_sentences"]), int(story["n_sentences"]), str(top["theme"])
    most = f"{': ' if len(facts) == 1 else ', most of all '}{labels[theme]}"
    text = (
        f"The story mentions {len(facts)} of {_count(len(labels), 'theme')}{most} ({k:,} of {_count(n, 'sentence')})."
    )
    return [Finding(text, Pick("sentences", theme=theme, article=story["article_id"]), k, n)]


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _spread(n: int, totals: dict[str, int], labels: dict[str, str], readable: set[str]) -> list[Finding]:
    ranked = sorted((-k, labels[theme], theme) for theme, k in totals.items())
    first, *others = [(-k, label, theme) for k, label, theme in ranked[:FIRST]]
    rest = " and ".join(f"{label} in {k:,}" for k, label, _ in others)
    named = {theme for _, _, theme in ranked[:FIRST]}
    text = f"{first[1]} is mentioned in {first[0]:,} of {n_stories(n)}{f', {rest}' if rest else ''}"
    text += _fewest(totals, {slug: label for slug, label in labels.items() if slug in readable - named})
    return [Finding(f"{text}.", Pick("articles", theme=first[2]), first[0], n)]


def _fewest(totals: dict[str, int], labels: dict[str, str]) -> str:
    """The end of the sentence: the least spread of the themes that it did not name yet; nothing when many tie."""
    k = min((totals.get(slug, 0) for slug in labels), default=0)
    least = sorted(label for slug, label in labels.items() if totals.get(slug, 0) == k)
    if not least or len(least) > TIED:
        return ""
    each = " each" if k and len(least) > 1 else ""
    return f"; {' and '.join(least)} in {f'{k:,}' if k else 'none'}{each}, the fewest"


def _weight(corpus: Corpus, facts: pd.DataFrame, labels: dict[str, str]) -> list[Finding]:
    totals = facts.groupby("theme")["n_sentences"].sum()
    heaviest = facts.sort_values(["n_sentences", "theme", "row"], ascending=[False, True, True])
    for theme, row, k in zip(*(heaviest[name].tolist() for name in ("theme", "row", "n_sentences")), strict=True):
        total = int(totals[theme])
        if total >= FEWEST_SENTENCES and k > MOST_SENTENCES * total:
            story = corpus.articles.iloc[row]
            day = "undated" if pd.isna(story["published"]) else story["published"]
            where = f"{outlet_said(story['outlet'])}, {day}"
            text = f"{k:,} of the {total:,} sentences on {labels[theme]} stand in one story ({where})."
            pick = Pick("sentences", theme=theme, article=story["article_id"])
            return [Finding(text, pick, k, total)]
    return []


def _difference(
    corpus: Corpus, mask: np.ndarray, mentions: dict[str, np.ndarray], labels: dict[str, str]
) -> list[Finding]:
    outlet, names = numbered(corpus, "outlet")
    sizes = np.bincount(outlet[mask & (outlet >= 0)], minlength=len(names))
    large = np.flatnonzero(sizes >= SIDE)
    if len(large) < 2:
        return []
    slugs = sorted(labels)
    none = np.zeros(len(names) + 1, np.int64)
    held = np.array([mentions.get(slug, none)[1:] for slug in slugs])[:, large]
    sides = np.array(list(combinations(range(len(large)), 2)))
    k = held[:, sides].reshape(-1, 2)  # themes × pairs of outlets, then the two sides
    n = np.tile(sizes[large][sides], (len(slugs), 1))
    q = benjamini_hochberg(_p_values(k, n))
    gaps = np.where(q <= HIGHEST_Q, np.abs(k[:, 0] / n[:, 0] - k[:, 1] / n[:, 1]), -1.0)
    best = int(gaps.argmax())
    if gaps[best] < 0:
        return []
    theme, pair = slugs[best // len(sides)], (names[large[side]] for side in sides[best % len(sides)])
    told = sorted(zip(k[best].tolist(), n[best].tolist(), pair, strict=True), key=lambda side: -side[0] / side[1])
    text = f"{labels[theme]}: {_side(*told[0])}, {_side(*told[1])}."
    return [Finding(text, Pick("articles", theme=theme, outlet=told[0][2]), told[0][0], told[0][1])]


def _side(k: int, n: int, outlet: str) -> str:
    low, high = (float(bound) for bound in wilson(k, n))
    return f"{outlet} mentions it in {k:,} of {n_stories(n)} ({low:.0%} to {high:.0%})"


def _p_values(k: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Two-sided p of equal shares, pooled z test on stories; equal shares of 0 or 1 give 1."""
    pooled = k.sum(axis=1) / n.sum(axis=1)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / n).sum(axis=1))
    gap = k[:, 0] / n[:, 0] - k[:, 1] / n[:, 1]
    z = np.divide(gap, spread, out=np.zeros_like(gap), where=spread > 0)
    return np.asarray(2 * ndtr(-np.abs(z)))
