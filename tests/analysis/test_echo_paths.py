"""Passages that stand in several stories, and their way in time."""

import numpy as np

from dashboard.analysis.echo_paths import n_passages, number_of, opening_of, passage_table, paths
from tests.echoed import echoed, names, silent

ALL = np.ones(8, bool)


def test_a_passage_has_its_length_its_stories_and_its_days():
    """The bridge: 15 words in four stories of two named outlets, one of them undated."""
    table = passage_table(echoed(), ALL)

    assert table[["passage", "k", "n_outlets", "n_words", "n_undated"]].values.tolist() == [
        ["p1", 4, 2, 15, 1], ["q1", 2, 2, 10, 0],
    ]  # fmt: skip
    assert table["first_day"].astype(str).tolist() == ["2024-01-10", "2024-02-01"]
    assert table["last_day"].astype(str).tolist() == ["2024-01-13", "2024-02-02"]
    assert names(table["row"]) == ["e1", "e5"]


def test_the_longest_or_the_most_repeated_stand_first():
    """By length and by stories the bridge leads; a top of one leaves the harbour out."""
    assert passage_table(echoed(), ALL, by="often", top=1)["passage"].tolist() == ["p1"]
    assert n_passages(echoed(), ALL) == 2


def test_a_path_goes_from_day_to_day():
    """e1, three days later e2, the same day e3; e4 has no day and stands last."""
    steps = paths(echoed(), ALL, np.array([0]))

    assert steps["article_id"].tolist() == ["e1", "e2", "e3", "e4"]
    assert steps["days"].astype(object).where(steps["days"].notna(), None).tolist() == [None, 3.0, 0.0, None]


def test_a_passage_is_found_by_its_id_and_told_by_its_first_words():
    """An unknown id is -1, and has no words."""
    assert (number_of(echoed(), "q1"), number_of(echoed(), "nobody")) == (1, -1)
    assert opening_of(echoed(), "p1", width=22) == "The bridge over the …"
    assert opening_of(echoed(), "nobody") == ""


def test_nothing_shared_has_no_path():
    """Empty tables, not faults."""
    assert passage_table(silent(), ALL).empty
    assert paths(silent(), ALL, np.array([], np.int64)).empty
