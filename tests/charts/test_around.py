import numpy as np
import pytest

from dashboard.analysis.around import before_after
from dashboard.charts.around import before_after_dots
from dashboard.charts.timeline import Measured
from tests.analysis.test_around import DAY, corpus, facts  # noqa: F401 - fixtures
from tests.charts import drawn


@pytest.fixture
def table(corpus, facts):  # noqa: F811
    """Ten stories on both sides: trade in 2 and in 8 of them, order in none."""
    return before_after(corpus, np.ones(22, bool), facts, DAY).replace({"theme": {"memory": "order"}})


def test_two_marks_per_theme(table):
    """The side is part of the mark, and the day itself is on the later one."""
    chart = before_after_dots(drawn.canvas(), table, "2025-05-07", Measured("takes_up", broad=True))
    first, second = chart.marks[:2]

    assert (first.pick.before, first.pick.since, first.k, first.n) == ("2025-05-07", "", 2, 10)
    assert (second.pick.before, second.pick.since, second.k, second.n) == ("", "2025-05-07", 8, 10)
    assert (first.pick.measure, first.pick.broad) == ("takes_up", "yes")
    assert drawn.codes(chart.figure) == [mark.code for mark in chart.marks]


def test_difference_is_said_with_interval_and_q(table):
    """In points, beside the dots; the table has the numbers, once per theme."""
    chart = before_after_dots(drawn.canvas(), table, "2025-05-07", Measured())
    said = [note.text for note in chart.figure.layout.annotations]

    assert any(text.startswith("+60 points (+16 to +80), q 0.046") for text in said)
    assert chart.table["Difference"].dropna().tolist() == [0.6, 0.0]
    assert chart.alt == (
        "2 themes before and from 2025-05-07 on. Largest difference: Trade, +60 points (+16 to +80), q 0.046."
    )


def test_few_stories_are_counted_and_stand_on_no_scale(corpus, facts):  # noqa: F811
    """Nine before: k of n is written, no share is drawn, no difference said."""
    few = before_after(corpus, np.arange(22) > 0, facts, DAY).replace({"theme": {"memory": "order"}})
    chart = before_after_dots(drawn.canvas(), few, "2025-05-07", Measured())
    written = next(trace for trace in chart.figure.data if trace.mode == "text")

    assert [text.strip() for text in written.text] == ["1 of 9", "8 of 10", "0 of 9", "0 of 11"]
    assert not any("points" in note.text for note in chart.figure.layout.annotations)
    assert not chart.figure.layout.xaxis.showticklabels
    assert chart.table["Difference"].isna().all()
