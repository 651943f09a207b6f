"""The six small stories with six passages in three groups, counted by hand.

| passage | group | weight |
| a1, sentence 0 | 0 | 0.9 |
| a1, sentence 1 | 1 | 0.6 |
| a1, sentence 2 | none | |
| a2, whole      | 0 | 0.8 |
| a3, whole      | 0 | 0.95 |
| a4, whole      | 1 | 0.7 |

Group 2 has no passage here, as under a filter. a5 is in no group.
"""

from functools import cache

import pandas as pd

from dashboard.analysis.keywords import keywords
from dashboard.analysis.themes import theme_tables
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import with_tables
from tests.small import THEMES, small

TOPICS = pd.DataFrame(
    {
        "topic_id": [0, 1, 2],
        "label": ["trade, exports, talks", "multipolar, world, order", "bees, honey, hives"],
        "terms": ["trade, exports, talks, bridge", "multipolar, world, order", "bees, honey, hives"],
        "n_passages": [3, 2, 0],
        "n_articles": [3, 2, 0],
        "repeatability": [0.93, 0.55, 0.0],
    }
)
PASSAGES = pd.DataFrame(
    {
        "article_id": ["a1", "a1", "a1", "a2", "a3", "a4"],
        "passage": [0, 1, 2, 0, 0, 0],
        "start": [0, 42, 72, 0, 0, 0],
        "end": [41, 71, 84, 55, 48, 69],
        "topic_id": pd.array([0, 1, None, 0, 0, 1], "Int64"),
        "weight": [0.9, 0.6, 0.0, 0.8, 0.95, 0.7],
    }
)
PARTS = pd.DataFrame(
    {
        "article_id": ["a1", "a1", "a2", "a3", "a4"],
        "topic_id": [0, 1, 0, 0, 1],
        "weight": [0.6, 0.4, 1.0, 1.0, 1.0],
    }
)


def corpus_with(tables: dict[str, pd.DataFrame]) -> Corpus:
    """The stories with themes, keywords and these tables."""
    known = theme_tables(small(), THEMES) | {"keywords": keywords(small())}
    return with_tables(small(), known | tables)


def verdict(*, enough: bool, n_groups: int = 3, unit: str = "passages") -> pd.DataFrame:
    """What the build says of the groups as a whole; those that hold were fitted on an earlier data version."""
    row = {
        "unit": unit, "n_units": 6, "n_groups": n_groups, "repeatability": 0.82 if enough else 0.09, "enough": enough,
        "tried": "3: 0.82",
    }  # fmt: skip
    older = {"fitted_on": "1f0a", "fitted_day": "2026-11-22", "n_known": 4, "n_new": 2}
    return pd.DataFrame([row | older if enough else row])


@cache
def grouped(*, enough: bool = False, unit: str = "passages") -> Corpus:
    """The stories with their groups, and the verdict on these."""
    tables = {"topics": TOPICS, "passages": PASSAGES, "article_topics": PARTS}
    return corpus_with(tables | {"topic_verdict": verdict(enough=enough, unit=unit)})


@cache
def ungrouped() -> Corpus:
    """The stories when no groups could be made of them."""
    tables = {"topics": TOPICS.head(0), "passages": PASSAGES.head(0), "article_topics": PARTS.head(0)}
    return corpus_with(tables | {"topic_verdict": verdict(enough=False, n_groups=0)})
