"""Which stories carry which theme: worked out once from the facts of the build, for all shares of stories."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary, ref

import numpy as np
import pandas as pd

from dashboard.analysis.columns import numbered, theme_numbers
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.locked import locked

_CARRIED: WeakKeyDictionary[Corpus, tuple[ref, np.ndarray]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Measure:
    """What makes a story count.

    Attributes:
        name: mentions: at least one sentence carries the theme; takes_up: two sentences, or the headline.
        broad: Rules marked broad count too.
    """

    name: str = "mentions"
    broad: bool = False


MEASURES = tuple(Measure(name, broad) for name in ("mentions", "takes_up") for broad in (False, True))


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


def carriers(corpus: Corpus, facts: pd.DataFrame) -> np.ndarray:
    """Stories × themes (in the codebook's order): one bit for each of MEASURES that counts the story.

    No story in a language that the theme has no rules for carries it. A byte for a story and a theme: the rows of
    article_themes are four times as many, and each would be looked up by its story.

    Args:
        corpus: The open corpus.
        facts: Table article_themes: row, theme, n_sentences, n_sentences_broad, in_title, in_title_broad.
    """
    kept = _CARRIED.get(corpus)
    if kept is None or kept[0]() is not facts:
        theme = theme_numbers(corpus, facts)
        bits = sum(carries(facts, measure).astype(np.uint8) << place for place, measure in enumerate(MEASURES))
        found = np.zeros((len(corpus.articles), len(corpus.settings.themes)), np.uint8)
        known = theme >= 0
        found[facts["row"].to_numpy()[known], theme[known]] = np.asarray(bits)[known]
        kept = ref(facts), locked(np.where(coded(corpus).T, found, np.uint8(0)))
        _CARRIED[corpus] = kept
    return kept[1]


def carrying(corpus: Corpus, facts: pd.DataFrame, slug: str, measure: Measure) -> np.ndarray:
    """Which stories carry a theme; none where the codebook has no such theme."""
    slugs = corpus.settings.slugs
    if slug not in slugs:
        return np.zeros(len(corpus.articles), bool)
    return (carriers(corpus, facts)[:, slugs.index(slug)] >> np.uint8(MEASURES.index(measure)) & 1).astype(bool)


def coded(corpus: Corpus) -> np.ndarray:
    """Themes (in the codebook's order) × stories: whether the theme has rules for the story's language."""
    language, names = numbered(corpus, "language")
    return rules_by_language(corpus, names)[:, language + 1]


def rules_by_language(corpus: Corpus, names: list[str]) -> np.ndarray:
    """Themes × languages, the unknown language first: whether the theme has rules for it (for the unknown: no)."""
    return np.array(
        [[False, *(name in theme.languages for name in names)] for theme in corpus.settings.themes], bool
    ).reshape(len(corpus.settings.themes), len(names) + 1)
