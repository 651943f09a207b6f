"""Pictures of shared wording: what they say, what opens, and what a saved table holds."""

import numpy as np
import pytest

from dashboard.analysis import echo_formulas, echo_paths, echo_sides
from dashboard.analysis.echo_sides import sides
from dashboard.analysis.echo_stories import shared_stories
from dashboard.analysis.echo_wordings import wordings
from dashboard.analysis.evidence import units
from dashboard.analysis.selection import Selection
from dashboard.charts.echo_formulas import formula_strips
from dashboard.charts.echo_paths import passage_paths
from dashboard.charts.echo_stories import story_bars, wording_list
from dashboard.charts.echoes import side_cells
from tests.charts.drawn import canvas, codes
from tests.echoed import BODIES, echoed

ALL = np.ones(8, bool)


def paths(**options):
    """The chart of both passages."""
    table = echo_paths.passage_table(echoed(), ALL)
    steps = echo_paths.paths(echoed(), ALL, table["number"].to_numpy())
    texts = {0: BODIES["e1"][:70], 1: BODIES["e5"][1:54]}
    return passage_paths(canvas(**options), table, steps, texts, n=8)


def formulas():
    """The chart of the one formula, by day."""
    table = echo_formulas.formula_table(echoed(), ALL)
    return formula_strips(canvas(), table, echo_formulas.formula_days(echoed(), ALL, [0], "day"), n=8)


CHARTS = {
    "cells": lambda: side_cells(canvas(), sides(echoed(), ALL)),
    "shares": lambda: side_cells(canvas(), sides(echoed(), ALL), measure="share"),
    "paths": paths,
    "narrow paths": lambda: paths(narrow=True),
    "bars": lambda: story_bars(canvas(), shared_stories(echoed(), ALL)),
    "wordings": lambda: wording_list(
        wordings(echoed(), ALL, 0), echoed().articles.loc[[0, 1, 2, 6]], "p1"
    ),
    "formulas": formulas,
}  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_opens_to_as_many_rows_as_it_counts(name):
    """K of the mark = rows of its evidence, at most n."""
    for mark in CHARTS[name]().marks:
        assert len(units(echoed(), Selection(), mark.pick)) == mark.k <= mark.n, mark.label


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "wordings"])
def test_what_a_click_carries_is_a_mark_of_the_chart(name):
    """No target opens something that the keyboard's list does not have."""
    chart = CHARTS[name]()

    assert {code for code in codes(chart.figure) if code} <= {mark.code for mark in chart.marks}


def test_a_cell_says_what_it_counts():
    """Two outlets would share 2 passages; story by story e5 shares 10 of 15 words with e6."""
    marks = {mark.label for mark in CHARTS["cells"]().marks}

    assert "Herald, 1 Feb 2024: 1 passage also in Tribune, 2 Feb 2024, 10 words, 67% of all its words" in marks


def test_outlets_are_named_with_their_stories(monkeypatch):
    """Herald has three stories; what Tribune repeats of its own stands in its own cell."""
    monkeypatch.setattr(echo_sides, "EACH_BELOW", 8)
    chart = side_cells(canvas(), sides(echoed(), ALL))
    labels = [mark.label for mark in chart.marks]

    assert "Tribune: 1 passage in another story of its own, 30 words, 58% of all its words" in labels
    assert any("Herald  <span" in text and "3 stories" in text for text in chart.figure.layout.yaxis.ticktext)


def test_a_path_is_written_from_print_to_print():
    """Earliest, then days between; the undated print has no day."""
    table = CHARTS["paths"]().table

    assert table.loc[0, ["Words", "Stories", "Outlets named"]].tolist() == [15, 4, 2]
    assert table.loc[0, "Earliest in these files"] == "10 Jan 2024"
    assert table.loc[0, "Then"] == "Tribune 3 days later → Tribune same day → outlet not named no date"


def test_on_a_phone_the_rest_of_a_path_is_one_mark():
    """Three places: two prints and "and 2 more"."""
    written = [words.text for words in paths(narrow=True).figure.layout.annotations]

    assert any("and 2 more" in text for text in written)
    assert not any("and 2 more" in words.text for words in paths().figure.layout.annotations)


def test_a_phrase_stands_with_its_stories_and_its_periods():
    """One row for all dates, then one per day with a dot."""
    table = formulas().table

    assert table["Period"].tolist() == ["all dates", "1 February 2024", "2 February 2024", "3 February 2024"]
    assert table["Stories"].tolist() == [4, 1, 1, 1]
    assert table.loc[0, "Outlets, with their stories"] == "Herald 2, Tribune 1, outlet not named 1"


def test_bars_say_share_and_length():
    """e4 is wholly shared; 6 stories have a bar."""
    chart = CHARTS["bars"]()

    assert chart.table["Share"].tolist()[:2] == [1.0, 0.8824]
    assert chart.marks[0].label.endswith("15 of 15 words in 1 passage")
