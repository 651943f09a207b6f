"""Columns as numbers."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.columns import day_numbers, is_any, is_main, numbered, of_stories, tally, theme_numbers
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import encode
from dashboard.sections import FamilySettings, KeywordSettings, TopicSettings, WordSettings
from dashboard.settings import Settings, Theme
from tests.analysis.dated import corpus_of as dated
from tests.small import small


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


def test_none_asks_for_stories_without_a_value():
    """Two names and one story without."""
    corpus = corpus_of("B", None, "A", "C")
    outlets = corpus.articles["outlet"].fillna("").tolist()

    for wanted in (("A", None), ("B", "nobody"), (), (None,)):
        mask = is_any(corpus, "outlet", wanted)
        assert [bool(kept) for kept in mask] == [(outlet or None) in wanted for outlet in outlets]


def test_a_table_by_story_is_cut_alike_by_search_and_by_mask(monkeypatch):
    """Stories 1 and 3 have three rows; with no story none is left, and the columns stay."""
    table = pd.DataFrame({"row": [0, 1, 1, 2, 3], "text": list("abcde")})
    mask = np.array([False, True, False, True])
    searched, nothing = of_stories(table, mask), of_stories(table, np.zeros(4, bool))
    monkeypatch.setattr("dashboard.analysis.columns.FEW", 0)

    assert searched["text"].tolist() == of_stories(table, mask)["text"].tolist() == ["b", "c", "e"]
    assert nothing["text"].tolist() == []


def test_values_are_tallied_over_all_or_some_stories():
    """Herald and Tribune have two stories each, two name no outlet; of three chosen ones the others count 0."""
    some = small().articles["article_id"].isin(["a1", "a2", "a5"]).to_numpy(bool)

    assert tally(small(), "outlet") == {"Herald": 2, "Tribune": 2, None: 2}
    assert tally(small(), "outlet", some) == {"Herald": 2, "Tribune": 0, None: 1}


def test_days_as_numbers():
    """From 0 for the first day of the files on; an undated story has none, and files without days have no day."""
    number, days = day_numbers(dated([(day, "en", 1, None) for day in ("2025-05-08", None, "2025-05-06")]))

    assert number.tolist() == [2, -1, 0]
    assert days.astype(str).tolist() == ["2025-05-06", "2025-05-07", "2025-05-08"]
    assert [part.tolist() for part in day_numbers(dated([(None, "en", 1, None)]))] == [[-1], []]
