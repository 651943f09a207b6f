"""Themes over time, counted by hand on twelve stories of which nothing but the facts is needed."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.carriers import Measure, coded
from dashboard.analysis.timeline import Grid, theme_timeline
from tests.analysis.dated import corpus_of

NOTHING = np.zeros(0, np.int64)


def facts_of(*rows):
    """Rows of (row, theme, n_sentences, n_sentences_broad, in_title, in_title_broad)."""
    columns = ["row", "theme", "n_sentences", "n_sentences_broad", "in_title", "in_title_broad"]
    return pd.DataFrame(rows, columns=columns).astype(
        {
            "row": np.int64,
            "n_sentences": np.int64,
            "n_sentences_broad": np.int64,
            "in_title": bool,
            "in_title_broad": bool,
        }
    )


@pytest.fixture
def may():
    """Ten English stories of 6 May, an English and a Russian one of July, one undated; none in June."""
    return corpus_of(
        [("2025-05-06", "en", 10, "Herald")] * 10
        + [("2025-07-01", "en", 4, "Herald"), ("2025-07-20", "ru", 5, None), (None, "en", 3, "Herald")]
    )


@pytest.fixture
def facts():
    """Trade: once in story 0, twice in 1, only the headline in 2, broadly in 3, undated in 12; memory in 10 and 11."""
    return facts_of(
        (0, "trade", 1, 1, False, False),
        (1, "trade", 2, 2, False, False),
        (2, "trade", 0, 0, True, True),
        (3, "trade", 0, 3, False, False),
        (12, "trade", 9, 9, True, True),
        (10, "memory", 1, 1, False, False),
        (11, "memory", 2, 2, False, False),
    )


def rows_of(frame, theme, *columns):
    """Some columns of one theme, as lists."""
    return frame.loc[frame["theme"] == theme, list(columns)].to_numpy().tolist()


def test_mentions_by_month(may, facts):
    """A month without a story is a row of its own; undated stories and other languages stand in none."""
    frame = theme_timeline(may, np.ones(13, bool), facts, Grid("month"))

    assert rows_of(frame, "trade", "period", "k", "n", "n_stories", "state") == [
        ["2025-05", 2, 10, 10, "ok"],
        ["2025-06", 0, 0, 0, "none"],
        ["2025-07", 0, 1, 2, "few"],  # the Russian story is not coded for trade
    ]
    assert rows_of(frame, "memory", "k", "n", "state") == [[0, 10, "ok"], [0, 0, "none"], [2, 2, "few"]]


def test_takes_up_by_quarter(may, facts):
    """Two sentences or the headline take a theme up; one sentence does not."""
    frame = theme_timeline(may, np.ones(13, bool), facts, Grid("quarter"), Measure("takes_up"))

    assert rows_of(frame, "trade", "period", "k", "n") == [["2025-Q2", 2, 10], ["2025-Q3", 0, 1]]
    assert rows_of(frame, "memory", "k", "n") == [[0, 10], [1, 2]]


def test_broad_rules_add_their_story(may, facts):
    """With broad rules a third story of May mentions trade."""
    frame = theme_timeline(may, np.ones(13, bool), facts, Grid("month"), Measure(broad=True))

    assert rows_of(frame, "trade", "k") == [[3], [0], [0]]


def test_intervals_only_from_ten_stories(may, facts):
    """2 of 10 is 0.2 with 0.0567 to 0.5098; a period of one story has no interval, an empty one no share."""
    frame = theme_timeline(may, np.ones(13, bool), facts, Grid("month"))
    trade = frame[frame["theme"] == "trade"]

    assert trade[["share", "low", "high"]].iloc[0].round(4).tolist() == [0.2, 0.0567, 0.5098]
    assert trade["share"].isna().tolist() == [False, True, False]
    assert trade["low"].isna().tolist() == [False, True, True]


def test_a_period_in_another_language_only_is_not_coded(may, facts):
    """Stories that nobody could code are no gap: "none in your files" would be untrue."""
    frame = theme_timeline(may, np.ones(13, bool), facts, Grid("day", date(2025, 7, 20), None))
    last = frame[(frame["theme"] == "trade") & (frame["period"] == "2025-07-20")].iloc[0]

    assert [last["k"], last["n"], last["n_stories"], last["state"]] == [0, 0, 1, "not_coded"]


def test_a_story_too_short_to_tell_its_language_is_not_coded():
    """Nothing was looked for in it, so it is neither a hit nor a miss."""
    corpus = corpus_of([("2025-05-06", None, 1, None), ("2025-05-06", "en", 1, None)])

    assert coded(corpus).tolist() == [[False, True], [False, True]]


def test_partial_where_the_files_begin_and_end(may, facts):
    """The files begin on 6 May and end on 20 July: both months are cut, June is whole."""
    frame = theme_timeline(may, np.ones(13, bool), facts, Grid("month"))

    assert rows_of(frame, "trade", "partial") == [[True], [False], [True]]


def test_partial_where_the_reader_cuts(may, facts):
    """Until 1 July cuts July; since 1 May cuts nothing that the files had not cut."""
    mask = may.days <= np.datetime64("2025-07-01")
    frame = theme_timeline(may, mask, facts, Grid("month", date(2025, 5, 1), date(2025, 7, 1)))

    assert rows_of(frame, "trade", "period", "partial") == [["2025-05", True], ["2025-06", False], ["2025-07", True]]


def test_days_are_never_partial(may, facts):
    """A day cannot be cut by a day."""
    frame = theme_timeline(may, np.ones(13, bool), facts, Grid("day"))

    assert not frame["partial"].any()
    assert len(frame) == 2 * 76  # 6 May to 20 July


def test_bounds_stretch_the_line_as_far_as_the_files_reach(may, facts):
    """The reader's June and July without a story of theirs are shown as gaps, the years before the files are not."""
    mask = np.arange(13) < 10
    frame = theme_timeline(may, mask, facts, Grid("month", date(1990, 1, 1), date(2030, 1, 1)))

    assert rows_of(frame, "trade", "period", "state") == [["2025-05", "ok"], ["2025-06", "none"], ["2025-07", "none"]]


def test_nothing_chosen(may, facts):
    """An empty selection has no periods, and the columns all the same."""
    frame = theme_timeline(may, np.zeros(13, bool), facts, Grid("week"))

    assert len(frame) == 0
    assert list(frame) == [
        "theme", "period", "label", "start", "end", "k", "n", "share", "low", "high", "state", "n_stories", "partial",
    ]  # fmt: skip


def test_themes_may_come_as_categories(may, facts):
    """A table read with categories gives the same numbers."""
    plain = theme_timeline(may, np.ones(13, bool), facts, Grid("month"))
    other = theme_timeline(may, np.ones(13, bool), facts.astype({"theme": "category"}), Grid("month"))

    assert plain.equals(other)


STORIES = st.lists(
    st.tuples(
        st.one_of(st.none(), st.dates(date(2024, 11, 1), date(2025, 8, 1)).map(str)),
        st.sampled_from(["en", "ru", "zh", None]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=40,
)


@given(STORIES, st.sampled_from(["day", "week", "month"]))
def test_wider_bins_are_sums_of_finer_ones(stories, finer):
    """The k and n of all periods add up to the same stories, whatever the bin; shares lie in 0 to 1."""
    corpus = corpus_of([(day, language, 5, None) for day, language, _ in stories])
    facts = facts_of(*((row, "memory", n, n, False, False) for row, (_, _, n) in enumerate(stories)))
    mask = np.ones(len(stories), bool)
    fine = theme_timeline(corpus, mask, facts, Grid(finer))
    wide = theme_timeline(corpus, mask, facts, Grid("quarter"))

    assert fine[["k", "n", "n_stories"]].sum().tolist() == wide[["k", "n", "n_stories"]].sum().tolist()
    assert fine["share"].dropna().between(0, 1).all()
    for _, row in wide.iterrows():
        inside = fine[(fine["theme"] == row["theme"]) & (fine["start"] >= row["start"]) & (fine["start"] < row["end"])]
        if finer != "week":  # weeks cross the ends of quarters
            assert inside[["k", "n"]].sum().tolist() == [row["k"], row["n"]]


@given(STORIES, st.data())
def test_narrowing_never_raises_a_count(stories, data):
    """A smaller selection has at most as many stories of each kind."""
    corpus = corpus_of([(day, language, 5, None) for day, language, _ in stories])
    facts = facts_of(*((row, "trade", n, n, False, False) for row, (_, _, n) in enumerate(stories)))
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(stories), max_size=len(stories))))
    small, big = (theme_timeline(corpus, kept, facts, Grid("month")) for kept in (mask, np.ones(len(stories), bool)))
    both = small.merge(big, on=["theme", "period"], suffixes=("", "_all"), how="left")

    assert (both["k"] <= both["k_all"]).all()
    assert (both["n"] <= both["n_all"]).all()
