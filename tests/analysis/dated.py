"""A corpus of days, outlets and languages, for tests that count stories and never read one."""

import numpy as np
import pandas as pd

from dashboard.corpus.corpus import Corpus
from dashboard.corpus.vocabulary import bare
from dashboard.sections import FamilySettings, KeywordSettings, TopicSettings, WordSettings
from dashboard.settings import Settings, Theme


def corpus_of(stories):
    """A corpus without text: rows of (published, language, n_sentences, outlet)."""
    themes = (Theme("trade", "Trade", "", ("en",), ()), Theme("memory", "Memory", "", ("en", "ru"), ()))
    frame = pd.DataFrame(
        {
            "article_id": [f"{place:016x}" for place in range(len(stories))],
            "kind": "main",
            "title": [f"Story {place}" for place in range(len(stories))],
            "outlet": pd.array([story[3] for story in stories], "str"),
            "language": pd.array([story[1] for story in stories], "str"),
            "n_sentences": [story[2] for story in stories],
        }
    )
    return Corpus(
        snapshot_id="test",
        articles=frame,
        days=np.array([story[0] or "NaT" for story in stories], "datetime64[D]"),
        vocabulary=bare([]),
        shards=(),
        settings=Settings(themes, (), KeywordSettings(), TopicSettings(), FamilySettings(), WordSettings(), ""),
        bodies=lambda rows: [],
        table=lambda name: pd.DataFrame(),
        sql=lambda query, values: pd.DataFrame(),
    )
