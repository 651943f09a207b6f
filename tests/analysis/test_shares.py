"""Themes per story, per outlet and over all stories, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.carriers import Measure
from dashboard.analysis.shares import (
    coverage,
    outlet_shares,
    sentence_shares,
    story_shares,
    theme_shares,
)
from dashboard.analysis.timeline import Grid
from tests.analysis.dated import corpus_of


def facts_of(*rows):
    """Rows of (row, theme, sentences, headline); broad rules find nothing more."""
    return pd.DataFrame(
        [(row, theme, n, n, headline, headline) for row, theme, n, headline in rows],
        columns=["row", "theme", "n_sentences", "n_sentences_broad", "in_title", "in_title_broad"],
    ).astype({"row": np.int64, "in_title": bool, "in_title_broad": bool})


@pytest.fixture
def five():
    """Herald twice, Tribune in Russian, two stories whose page names no outlet, one of them undated."""
    return corpus_of(
        [
            ("2025-05-06", "en", 10, "Herald"),
            ("2025-05-09", "en", 8, "Herald"),
            ("2025-05-09", "ru", 5, "Tribune"),
            ("2024-05-16", "en", 4, None),
            (None, "en", 0, None),
        ]
    )


@pytest.fixture
def facts():
    """Trade in both Herald stories and an unnamed one; memory in the Russian one."""
    return facts_of((0, "trade", 1, False), (1, "trade", 4, False), (3, "trade", 1, True), (2, "memory", 2, False))


EVERY = np.ones(5, bool)


def test_every_theme_in_every_story(five, facts):
    """Zero is a count; a language without rules is none; a story without sentences has no share."""
    frame = story_shares(five, EVERY, facts)
    trade, memory = frame[frame["theme"] == "trade"], frame[frame["theme"] == "memory"]

    assert trade["k"].tolist() == [1, 4, 0, 1, 0]
    assert trade["n"].tolist() == [10, 8, 0, 4, 0]
    assert trade["coded"].tolist() == [True, True, False, True, True]
    assert trade["share"].fillna(-1).tolist() == [0.1, 0.5, -1, 0.25, -1]
    assert memory["k"].tolist() == [0, 0, 2, 0, 0]
    assert memory["n"].tolist() == [10, 8, 5, 4, 0]
    assert trade["title"].tolist() == ["Story 0", "Story 1", "Story 2", "Story 3", "Story 4"]


def test_only_the_chosen_stories(five, facts):
    """The filter leaves rows out, and nothing else changes."""
    frame = story_shares(five, np.array([False, True, False, False, False]), facts)

    assert frame[["theme", "row", "k", "n"]].to_numpy().tolist() == [["trade", 1, 4, 8], ["memory", 1, 0, 8]]


def test_stories_over_themes(five, facts):
    """Trade: three of the four English stories mention it, two take it up (four sentences; the headline)."""
    mentions = theme_shares(five, EVERY, facts)
    takes_up = theme_shares(five, EVERY, facts, Measure("takes_up"))

    assert mentions[["theme", "k", "n", "n_uncoded", "state"]].to_numpy().tolist() == [
        ["trade", 3, 4, 1, "few"],
        ["memory", 1, 5, 0, "few"],
    ]
    assert takes_up["k"].tolist() == [2, 1]


def test_unnamed_stories_are_rows_of_their_own(five, facts):
    """Two pages that name no outlet are two rows, never one outlet."""
    found = outlet_shares(five, EVERY, facts)
    trade = found.table[found.table["theme"] == "trade"]

    assert trade["key"].tolist() == ["Herald", "Tribune", f"{3:016x}", f"{4:016x}"]
    assert trade["outlet"].fillna("none").tolist() == ["Herald", "Tribune", "none", "none"]
    assert trade["article_id"].fillna("none").tolist() == ["none", "none", f"{3:016x}", f"{4:016x}"]
    assert trade["k"].tolist() == [2, 0, 1, 0]
    assert trade["n"].tolist() == [2, 0, 1, 1]
    assert found.n_left_out == 0


def test_many_unnamed_stories_are_left_out_and_counted():
    """Eleven stories without an outlet have no row; the count says so."""
    corpus = corpus_of([("2025-05-06", "en", 1, None)] * 11 + [("2025-05-06", "en", 1, "Herald")] * 10)
    found = outlet_shares(corpus, np.ones(21, bool), facts_of((11, "trade", 1, False)))

    assert found.table[["theme", "key", "k", "n", "state"]].to_numpy().tolist() == [
        ["trade", "Herald", 1, 10, "ok"],
        ["memory", "Herald", 0, 10, "ok"],
    ]
    assert found.n_left_out == 11


def test_sentences_of_many_stories_are_clustered():
    """Ten stories of the clustered example: 20 of 100 sentences, 0.1239 to 0.3065."""
    k, n = [4, 0, 2, 0, 6, 2, 1, 1, 3, 1], [10, 10, 5, 5, 20, 20, 5, 5, 10, 10]
    corpus = corpus_of([("2025-05-06", "en", sentences, None) for sentences in n])
    frame = sentence_shares(corpus, np.ones(10, bool), facts_of(*((row, "trade", k[row], False) for row in range(10))))

    assert frame.loc[0, ["k", "n", "n_stories", "state"]].tolist() == [20, 100, 10, "ok"]
    assert frame.loc[0, ["share", "low", "high"]].astype(float).round(4).tolist() == [0.2, 0.1239, 0.3065]


def test_without_a_hit_the_snapshot_says_how_stories_hang_together():
    """None of ten chosen stories has the theme; eleven others, one of them full of it, widen the interval."""
    stories = [("2025-05-06", "en", 4, "Herald")] * 10 + [("2025-05-06", "en", 4, "Tribune")] * 10
    facts = facts_of((10, "trade", 4, False))
    corpus = corpus_of(stories)
    frame = sentence_shares(corpus, np.arange(20) < 10, facts)

    # Snapshot: p = 4/80 = 0.05; residuals 3.8 and 19 times -0.2, squares 14.44 + 0.76 = 15.2;
    # v = 20/19 · 15.2 / 80² = 0.0025; design effect 0.0025 / (0.05 · 0.95 / 80) = 4.2105; 40 / 4.2105 = 9.5.
    # Wilson of 0 of 9.5: high = 3.8415 / (9.5 + 3.8415) = 0.2879.
    assert frame.loc[0, ["k", "n"]].tolist() == [0, 40]
    assert frame.loc[0, ["low", "high"]].astype(float).round(4).tolist() == [0.0, 0.2879]


def test_under_ten_stories_sentences_are_k_of_n(five, facts):
    """Three English stories with sentences: 6 of 22, no interval."""
    frame = sentence_shares(five, EVERY, facts)

    assert frame.loc[0, ["k", "n", "n_stories", "state"]].tolist() == [6, 22, 3, "few"]
    assert frame[["low", "high"]].isna().all().all()


def test_coverage_by_outlet_and_period(five):
    """Stories per outlet and month; the undated one stands nowhere."""
    frame = coverage(five, EVERY, Grid("month"))

    assert frame[["key", "period", "n"]].to_numpy().tolist() == [
        ["Herald", "2025-05", 2],
        ["Tribune", "2025-05", 1],
        [f"{3:016x}", "2024-05", 1],
    ]


def test_nothing_chosen(five, facts):
    """An empty selection gives empty tables, and themes of 0 stories."""
    nothing = np.zeros(5, bool)

    assert len(story_shares(five, nothing, facts)) == 0
    assert len(outlet_shares(five, nothing, facts).table) == 0
    assert len(coverage(five, nothing, Grid("week"))) == 0
    assert theme_shares(five, nothing, facts)["state"].tolist() == ["none", "none"]
    assert sentence_shares(five, nothing, facts)["state"].tolist() == ["none", "none"]
