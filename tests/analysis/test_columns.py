"""Columns as numbers."""

import pandas as pd
import pytest

from dashboard.analysis.columns import is_main, numbered, theme_numbers
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import encode
from dashboard.settings import FamilySettings, KeywordSettings, Settings, Theme, TopicSettings, WordSettings


def corpus_of(*outlets: str | None) -> Corpus:
    """One story per outlet, the last one another story on the page; two themes."""
    themes = (Theme("trade", "Trade", "", ("en",), ()), Theme("memory", "Memory", "", ("en",), ()))
    rows = [
        {
            "article_id": f"{place:016x}",
            "kind": "related" if place == len(outlets) - 1 else "main",
            "outlet": outlet,
            "published": None,
            "language": "en",
            "body": "Ships sail.",
        }
        for place, outlet in enumerate(outlets)
    ]
    return encode(rows, Settings(themes, (), KeywordSettings(), TopicSettings(), FamilySettings(), WordSettings(), ""))


@pytest.fixture
def corpus():
    """Stories of Tribune and Herald, and one whose page names no outlet."""
    return corpus_of("Tribune", "Herald", "Tribune", None)


def test_texts_are_numbered_from_a_to_z(corpus):
    """Herald is 0, Tribune 1, no outlet -1."""
    codes, names = numbered(corpus, "outlet")
    outlets = corpus.articles["outlet"].tolist()

    assert names == ["Herald", "Tribune"]
    assert [names[code] if code >= 0 else None for code in codes] == [
        outlet if isinstance(outlet, str) else None for outlet in outlets
    ]


def test_a_column_is_numbered_once(corpus):
    """The second question gets the first answer."""
    assert numbered(corpus, "outlet") is numbered(corpus, "outlet")


def test_themes_are_numbered_by_the_codebook(corpus):
    """Trade is 0, memory 1; a theme that the codebook no longer has is -1."""
    facts = pd.DataFrame({"theme": ["memory", "trade", "gone", "memory"]})

    assert theme_numbers(corpus, facts).tolist() == [1, 0, -1, 1]


def test_another_table_of_facts_is_numbered_anew(corpus):
    """Numbers belong to one table; they are never handed to another."""
    first, second = pd.DataFrame({"theme": ["memory"]}), pd.DataFrame({"theme": ["trade", "trade"]})

    assert theme_numbers(corpus, first).tolist() == [1]
    assert theme_numbers(corpus, second).tolist() == [0, 0]


def test_main_stories(corpus):
    """Three of four are the page's own."""
    assert is_main(corpus).sum() == 3
    assert not is_main(corpus_of("Herald")).any()
