"""Themes counted on the six small stories; every number comes from reading them (see tests/small.py)."""

import numpy as np
import pytest

from dashboard.analysis.themes import overlaps, rule_shares, theme_hits, theme_tables
from dashboard.corpus.shards import encode, with_tables
from dashboard.schema import BROAD_HITS, THEME_HITS, THEMES, TITLE_HITS
from dashboard.settings import load_settings
from tests.small import ARTICLES, SETTINGS, small
from tests.small import THEMES as SMALL_THEMES

ALL = np.ones(6, bool)


def counted():
    """The small corpus with its theme tables."""
    return with_tables(small(), theme_tables(small(), SMALL_THEMES))


def test_hits_are_joined_to_story_sentence_and_words():
    """Two stories on the order of the world, three sentences, four hits."""
    hits = theme_tables(small(), SMALL_THEMES)["theme_hits"].query("theme == 'order'")

    assert hits[["rule", "sentence_id", "start", "end", "text"]].to_numpy().tolist() == [
        ["multipolar*", "a1.1", 53, 63, "multipolar"],
        ["multipolar*", "a4.0", 2, 12, "multipolar"],
        ["world order", "a4.0", 13, 24, "world order"],
        ["multipolar*", "a4.1", 38, 51, "multipolarity"],
    ]


def test_broad_rules_stand_apart():
    """Only a3 says tariffs, once in its body and once in its headline."""
    tables = theme_tables(small(), SMALL_THEMES)

    assert tables["broad_hits"][["article_id", "rule", "text"]].to_numpy().tolist() == [["a3", "tariff*", "Tariffs"]]
    assert "tariff*" not in set(tables["theme_hits"]["rule"])
    assert theme_hits(small(), SMALL_THEMES, broad=True)["text"].tolist() == ["Tariffs"]


def test_headlines_are_searched():
    """a1 `Trade talks open`; a3 `Tariffs bite`, by a broad rule."""
    titles = theme_tables(small(), SMALL_THEMES)["title_hits"]

    assert titles[["article_id", "start", "end", "text", "is_broad"]].to_numpy().tolist() == [
        ["a1", 0, 5, "Trade", False],
        ["a3", 0, 7, "Tariffs", True],
    ]


def test_a_headline_made_from_opening_words_is_not():
    """It would count the body twice."""
    derived = encode([row | {"title_from": "derived"} for row in ARTICLES], SETTINGS)

    assert theme_tables(derived, SMALL_THEMES)["title_hits"].empty


def test_facts_count_sentences_once():
    """a3 has two hits in one sentence, a4 two sentences, a5 nothing but an exclusion; a3's headline is broad."""
    facts = theme_tables(small(), SMALL_THEMES)["article_themes"]
    facts = facts.assign(row=small().articles["article_id"].to_numpy()[facts["row"]]).sort_values(["row", "theme"])

    assert facts.to_numpy().tolist() == [
        ["a1", "order", 1, 1, False, False],
        ["a1", "trade", 2, 2, True, True],
        ["a2", "trade", 1, 1, False, False],
        ["a3", "trade", 1, 1, False, True],
        ["a4", "order", 2, 2, False, False],
        ["a6", "trade", 1, 1, False, False],
    ]


@pytest.mark.parametrize("language", ["ru", None])
def test_a_language_without_rules_is_not_coded(language):
    """No hit in body or headline, hence no fact."""
    tables = theme_tables(encode([row | {"language": language} for row in ARTICLES], SETTINGS), SMALL_THEMES)

    assert all(tables[name].empty for name in ("theme_hits", "broad_hits", "title_hits", "article_themes"))


def test_the_tables_have_the_columns_of_the_contract():
    """The schema's columns first, row and sentence beside."""
    tables = theme_tables(small(), SMALL_THEMES)

    assert tuple(tables["themes"]) == THEMES.names
    assert tuple(tables["theme_hits"]) == (*THEME_HITS.names, "row", "sentence")
    assert tuple(tables["broad_hits"]) == (*BROAD_HITS.names, "row", "sentence")
    assert tuple(tables["title_hits"]) == (*TITLE_HITS.names, "row")


def test_no_story_at_all_is_no_fault():
    """Empty tables with all columns."""
    nothing = encode([], SETTINGS)
    tables = theme_tables(nothing, SMALL_THEMES)

    assert [len(table) for table in tables.values()] == [2, 0, 0, 0, 0]
    assert rule_shares(with_tables(nothing, tables), np.ones(0, bool), "trade").empty


def test_the_order_of_stories_never_matters():
    """Shuffled input gives the same tables."""
    one, other = theme_tables(small(), SMALL_THEMES), theme_tables(encode(ARTICLES[::-1], SETTINGS), SMALL_THEMES)

    assert all(one[name].equals(other[name]) for name in one)


def test_rules_share_a_theme_s_hits():
    """trade: a1 a2 a3 a6 (4 hits), export*: a1 a3; a3's sentence has both, so 3 and 1 sentences are theirs alone."""
    shares = rule_shares(counted(), ALL, "trade")

    assert shares.to_numpy().tolist() == [
        ["trade", False, 4, pytest.approx(4 / 6), 4, 5, 3],
        ["export*", False, 2, pytest.approx(2 / 6), 2, 5, 1],
    ]


def test_broad_rules_share_when_they_are_on():
    """tariff* adds a hit in a3's sentence, which others found too."""
    shares = rule_shares(counted(), ALL, "trade", broad=True)

    assert shares.set_index("rule").loc["tariff*", ["is_broad", "n_hits", "k", "n", "n_only"]].tolist() == [
        True, 1, 1, 5, 0,
    ]  # fmt: skip


def test_a_filter_leaves_the_rules_of_its_stories():
    """Only a2 is kept: one hit of one rule."""
    only = (small().articles["article_id"] == "a2").to_numpy()

    assert rule_shares(counted(), only, "trade")[["rule", "n_hits", "k", "n", "n_only"]].to_numpy().tolist() == [
        ["trade", 1, 1, 1, 1],
    ]


def test_themes_that_share_no_sentence_are_listed_with_none():
    """Trade stands in 5 sentences, order in 3, none of them the same."""
    assert overlaps(counted(), ALL).to_numpy().tolist() == [["trade", "order", 0, 8, 5, 3]]


def test_themes_that_share_a_sentence():
    """One sentence has both, one has trade alone: k 1 of n 2."""
    body = "Trade in a multipolar world. Trade again."
    corpus = encode([ARTICLES[0] | {"body": body}], SETTINGS)
    corpus = with_tables(corpus, theme_tables(corpus, SMALL_THEMES))

    assert overlaps(corpus, np.ones(1, bool)).to_numpy().tolist() == [["trade", "order", 1, 2, 2, 1]]


def test_the_codebook_is_whole():
    """Eight themes, each with a label, a definition, rules, and languages."""
    themes = load_settings().themes

    assert [theme.slug for theme in themes] == [
        "multipolarity", "wwii_memory", "trade", "culture", "partnership", "governance", "security", "shared_future",
    ]  # fmt: skip
    assert all(theme.label and theme.definition and theme.rules and theme.languages == ("en",) for theme in themes)


def test_every_rule_of_the_codebook_can_be_read():
    """A slip would be a SettingsError."""
    assert len(theme_tables(small(), load_settings().themes)["themes"]) == 8
