"""Official phrases in the stories of a filter."""

import numpy as np

from dashboard.analysis.echo_formulas import formula_days, formula_places, formula_table
from tests.echoed import echoed, row, silent

ALL = np.ones(8, bool)


def test_a_formula_has_its_stories_its_outlets_and_its_days():
    """Equal partners: e5, e6 (twice), e7 and the undated e8; two outlets are named."""
    (formula,) = formula_table(echoed(), ALL).to_dict("records")

    assert (formula["phrase"], formula["k"], formula["n_tokens"], formula["n_undated"]) == ("equal partners", 4, 5, 1)
    assert (formula["outlets"], formula["n_outlets"]) == ("Herald 2, Tribune 1, outlet not named 1", 2)
    assert (formula["first_row"], str(formula["first_day"])[:10]) == (row("e5"), "2024-02-01")
    assert str(formula["last_day"])[:10] == "2024-02-03"


def test_a_filter_leaves_stories_out_and_keeps_the_order():
    """Only e8: no day, no outlet."""
    only = np.arange(8) == row("e8")
    (formula,) = formula_table(echoed(), only).to_dict("records")

    assert (formula["k"], formula["outlets"], formula["first_row"], formula["n_undated"]) == (
        1, "outlet not named 1", -1, 1,
    )  # fmt: skip
    assert formula_table(echoed(), np.zeros(8, bool)).empty


def test_days_hold_every_dated_story_once():
    """Three days of one story each; in months, February has all three."""
    assert formula_days(echoed(), ALL, [0], "day")["k"].tolist() == [1, 1, 1]
    (month,) = formula_days(echoed(), ALL, [0], "month").to_dict("records")

    assert (month["period"], month["label"], month["k"]) == ("2024-02", "February 2024", 3)
    assert formula_days(echoed(), np.arange(8) == row("e8"), [0], "day").empty


def test_places_stand_in_reading_order():
    """Five places; e6 has two."""
    places = formula_places(echoed(), ALL)

    assert len(places) == 5
    assert places[places["row"] == row("e6")]["start"].is_monotonic_increasing
    assert formula_places(silent(), ALL).empty
