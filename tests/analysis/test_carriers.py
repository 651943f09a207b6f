"""Which stories carry a theme, by hand on four stories."""

import numpy as np
import pytest

from dashboard.analysis.carriers import MEASURES, Measure, carriers, carrying, coded
from tests.analysis.dated import corpus_of
from tests.analysis.test_timeline import facts_of

ONCE, TWICE, HEADLINE, BROADLY = (
    (0, "trade", 1, 1, False, False),
    (1, "trade", 2, 2, False, False),
    (2, "trade", 0, 0, True, True),
    (3, "trade", 0, 3, False, False),
)


@pytest.fixture
def corpus():
    """Four English stories."""
    return corpus_of([("2025-05-06", "en", 10, "Herald")] * 4)


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        (Measure("mentions"), [0, 1]),
        (Measure("mentions", broad=True), [0, 1, 3]),
        (Measure("takes_up"), [1, 2]),
        (Measure("takes_up", broad=True), [1, 2, 3]),
    ],
)
def test_each_measure_counts_its_own_stories(corpus, measure, rows):
    """Once, twice, only in the headline, only by broad rules."""
    facts = facts_of(ONCE, TWICE, HEADLINE, BROADLY)

    assert np.flatnonzero(carrying(corpus, facts, "trade", measure)).tolist() == rows
    assert not carrying(corpus, facts, "memory", measure).any()


def test_a_theme_of_no_codebook_of_today_is_carried_by_none(corpus):
    """The build knew it, the codebook no longer does."""
    facts = facts_of((0, "gone", 1, 1, False, False))

    assert not carriers(corpus, facts).any()
    assert not carrying(corpus, facts, "gone", Measure()).any()


def test_a_story_in_a_language_without_rules_carries_nothing():
    """The second story is Russian, the language of the third is not known."""
    corpus = corpus_of([("2025-05-06", language, 1, None) for language in ("en", "ru", None)])
    facts = facts_of(*((row, "trade", 1, 1, False, False) for row in range(3)))

    assert [np.flatnonzero(carrying(corpus, facts, "trade", one)).tolist() for one in MEASURES] == [[0], [0], [], []]
    assert coded(corpus)[0].tolist() == [True, False, False]


def test_another_table_of_facts_is_read_anew(corpus):
    """What is kept belongs to one table."""
    first, second = facts_of(ONCE), facts_of(TWICE)

    assert np.flatnonzero(carriers(corpus, first).any(axis=1)).tolist() == [0]
    assert np.flatnonzero(carriers(corpus, second).any(axis=1)).tolist() == [1]
