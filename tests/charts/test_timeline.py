from datetime import date

import pandas as pd

from dashboard.analysis.carriers import Measure
from dashboard.analysis.timeline import Grid, theme_timeline
from dashboard.charts.style import LIGHT
from dashboard.charts.timeline import Measured, few_periods, theme_lines
from tests.charts import drawn


def by_month():
    """Theme by month over the five main stories: two in January, three in February."""
    return theme_timeline(drawn.corpus(), drawn.mask(), drawn.facts(), Grid("month"), Measure())


def test_a_mark_per_theme_and_period():
    """In January both stories mention trade, in February 1 of 3."""
    marks = theme_lines(drawn.canvas(), by_month(), Measured()).marks
    trade = [(mark.pick.period, mark.k, mark.n) for mark in marks if mark.pick.theme == "trade"]

    assert trade == [("2024-01", 2, 2), ("2024-02", 1, 3)]


def test_measure_and_broad_rules_are_part_of_the_mark():
    """The evidence must count as the chart did."""
    marks = theme_lines(drawn.canvas(), by_month(), Measured("takes_up", broad=True)).marks

    assert {(mark.pick.measure, mark.pick.broad) for mark in marks} == {("takes_up", "yes")}


def test_periods_with_few_stories_carry_no_line():
    """Under ten stories there is a grey hollow dot, no line and no band."""
    figure = theme_lines(drawn.canvas(), by_month(), Measured()).figure
    strokes = [trace for trace in figure.data if trace.mode == "lines+markers"]

    assert [len(trace.x) for trace in strokes] == [0, 0]
    assert any(trace.marker.line.color == LIGHT.bar for trace in figure.data if trace.mode == "markers")


def test_a_line_stops_where_a_period_cannot_be_said():
    """Three solid months, one with few stories between them: the line has a gap there."""
    line = solid([12, 12, 3, 12])
    figure = theme_lines(drawn.canvas(), line, Measured()).figure
    stroke = next(trace for trace in figure.data if trace.mode == "lines+markers")

    assert [pd.isna(value) for value in stroke.y] == [False, False, True, False, True]


def solid(counts):
    """A line of one theme over months with so many stories, half of which carry it."""
    starts = pd.date_range("2024-01-01", periods=len(counts) + 1, freq="MS")
    return pd.DataFrame(
        {
            "theme": "trade",
            "period": [f"{start:%Y-%m}" for start in starts[:-1]],
            "label": [f"{start:%B %Y}" for start in starts[:-1]],
            "start": starts[:-1],
            "end": starts[1:],
            "k": [count // 2 for count in counts],
            "n": counts,
            "share": 0.5,
            "low": 0.2,
            "high": 0.8,
            "state": ["ok" if count >= 10 else "few" for count in counts],
            "n_stories": counts,
            "partial": False,
        }
    )


def test_periods_with_few_stories_are_counted():
    """The page offers wider periods where many are thin; periods without a story are not among them."""
    assert few_periods(solid([12, 3, 0, 5])) == (2, 3)


def test_the_words_name_first_last_and_highest():
    """Who does not see the line hears where it begins, ends and is highest; thin periods have no share to name."""
    line = solid([12, 12, 3, 12]).assign(share=[0.2, 0.6, 0.9, 0.4])

    assert theme_lines(drawn.canvas(), line, Measured()).alt == (
        "1 panel, one per theme, the share of stories over 4 periods. "
        "Trade: first 20% (January 2024), last 40% (April 2024), highest 60% (February 2024)."
    )


def test_table_has_the_interval():
    """A reader can quote share, low and high from the table."""
    table = theme_lines(drawn.canvas(), solid([12]), Measured()).table

    assert table.iloc[0].to_dict() == {
        "Theme": "Trade", "Period": "January 2024", "First day": "2024-01-01", "Stories with it": 6,
        "All stories": 12, "Share": 0.5,
        "Low (95%)": 0.2, "High (95%)": 0.8, "Cut by the dates": False, "Note": "",
    }  # fmt: skip


def test_a_cut_period_is_drawn_hollow():
    """The dates cut January: its dot has the page's colour inside."""
    line = theme_timeline(
        drawn.corpus(), drawn.mask(), drawn.facts(), Grid("month", since=date(2024, 1, 15)), Measure()
    ).assign(state="ok", low=0.1, high=0.9)
    stroke = next(
        trace for trace in theme_lines(drawn.canvas(), line, Measured()).figure.data if trace.mode == "lines+markers"
    )

    assert stroke.marker.color[0] == LIGHT.ground
