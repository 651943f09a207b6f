from datetime import date

import numpy as np
import pytest

from dashboard.analysis.balanced import balanced_shares, balanced_timeline, mix_shift, standing
from dashboard.analysis.timeline import Grid
from tests.analysis.dated import corpus_of
from tests.analysis.test_timeline import facts_of, rows_of


@pytest.fixture
def corpus():
    """May: 20 of Herald, 5 of Tribune, 4 of Globe, 6 unnamed. June: 5 of Herald, one Russian. August: one Globe."""
    return corpus_of(
        [("2025-05-06", "en", 5, "Herald")] * 20
        + [("2025-05-07", "en", 5, "Tribune")] * 5
        + [("2025-05-08", "en", 5, "Globe")] * 4
        + [("2025-05-09", "en", 5, None)] * 6
        + [("2025-06-01", "en", 5, "Herald")] * 5
        + [("2025-06-02", "ru", 5, "Tribune"), ("2025-08-01", "en", 5, "Globe")]
    )


@pytest.fixture
def facts():
    """Trade in 10 of Herald's May stories, in one of Tribune's, in all of Globe's and of the unnamed."""
    return facts_of(*((row, "trade", 1, 1, False, False) for row in [*range(10), 20, *range(25, 35)]))


def test_mean_of_the_outlets_that_count(corpus, facts):
    """May: Herald 10/20 and Tribune 1/5 give (0.5 + 0.2) / 2; Globe has four stories, the unnamed are no outlet."""
    frame = balanced_timeline(corpus, np.ones(len(corpus.days), bool), facts, Grid("month"))

    assert rows_of(frame, "trade", "period", "k", "n", "n_outlets", "outlets", "state") == [
        ["2025-05", 11, 25, 2, "Herald 10/20; Tribune 1/5", "ok"],
        ["2025-06", 0, 5, 1, "Herald 0/5", "few_outlets"],
        ["2025-07", 0, 0, 0, "", "none"],
        ["2025-08", 0, 0, 0, "", "few_outlets"],
    ]
    assert frame["share"].iloc[0] == pytest.approx(0.35)
    assert frame["share"].iloc[1:4].isna().all()


def test_interval_of_the_mean(corpus, facts):
    """Wilson: 10/20 is 0.2993 to 0.7007, 1/5 is 0.0362 to 0.6245; half the root of the squared distances each way."""
    frame = balanced_timeline(corpus, np.ones(len(corpus.days), bool), facts, Grid("month"))

    assert frame["low"].iloc[0] == pytest.approx(0.35 - (0.2007**2 + 0.1638**2) ** 0.5 / 2, abs=1e-3)
    assert frame["high"].iloc[0] == pytest.approx(0.35 + (0.2007**2 + 0.4245**2) ** 0.5 / 2, abs=1e-3)


def test_over_all_stories(corpus, facts):
    """Herald 10/25, Tribune 1/5, Globe 4/5: the mean is 0.4667, of 15 of 35 stories."""
    row = balanced_shares(corpus, np.ones(len(corpus.days), bool), facts).iloc[0]

    assert [row["theme"], row["k"], row["n"], row["n_outlets"]] == ["trade", 15, 35, 3]
    assert row["share"] == pytest.approx(1.4 / 3)


def test_stories_behind_a_mean_are_those_of_its_outlets(corpus):
    """In May the 25 of Herald and Tribune."""
    may = corpus.days < np.datetime64("2025-06-01")

    assert np.flatnonzero(standing(corpus, may, 0)).tolist() == list(range(25))


def test_no_story_no_outlet(corpus, facts):
    """An empty selection has no periods, and shares that say nothing."""
    nothing = np.zeros(len(corpus.days), bool)

    assert len(balanced_timeline(corpus, nothing, facts, Grid("month"))) == 0
    assert balanced_shares(corpus, nothing, facts)["share"].isna().all()


def mixed(first, second):
    """Stories of two days, so many of Herald, Tribune and no outlet on each."""
    names = ("Herald", "Tribune", None)
    return corpus_of(
        [
            (day, "en", 5, name)
            for day, counts in (("2025-05-01", first), ("2025-05-31", second))
            for name, count in zip(names, counts, strict=True)
            for _ in range(count)
        ]
    )


def test_a_shift_of_the_outlets_is_measured():
    """0.8, 0.2, 0 against 0.3, 0.5, 0.2: half of 0.5 + 0.3 + 0.2; Herald moves most. Chance gives less."""
    corpus = mixed((40, 10, 0), (15, 25, 10))
    shift = mix_shift(corpus, np.ones(100, bool))

    assert (shift.until, shift.n_before, shift.n_after) == (date(2025, 5, 16), 50, 50)
    assert shift.distance == pytest.approx(0.5)
    assert (shift.outlet, shift.share_before, shift.share_after) == ("Herald", 0.8, 0.3)
    assert 0.05 < shift.usual < 0.25
    assert shift.warns
    assert shift == mix_shift(corpus, np.ones(100, bool))  # seeded


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((40, 10, 0), (36, 14, 0)),  # 0.08: small
        ((5, 4, 0), (1, 8, 0)),  # under ten stories a side
        ((7, 4, 0), (4, 7, 0)),  # 0.27, but eleven stories differ so much by chance
    ],
)
def test_no_warning(first, second):
    """A small shift, one of few stories, and one that chance makes often say nothing."""
    corpus = mixed(first, second)

    assert not mix_shift(corpus, np.ones(len(corpus.days), bool)).warns


def test_one_day_has_no_halves():
    """Nothing can shift within a day, or without one."""
    corpus = corpus_of([("2025-05-01", "en", 5, "Herald")] * 20 + [(None, "en", 5, "Tribune")] * 20)

    assert mix_shift(corpus, np.ones(40, bool)) is None
    assert mix_shift(corpus, np.arange(40) >= 20) is None
