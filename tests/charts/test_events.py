from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.periods import Period, gaps
from dashboard.analysis.shares import coverage, empty_periods
from dashboard.analysis.timeline import Grid, theme_timeline
from dashboard.charts.coverage import story_bars
from dashboard.charts.dots import theme_dots
from dashboard.charts.events import column, in_order, within
from dashboard.charts.stories import story_line
from dashboard.charts.timeline import Measured, theme_lines
from dashboard.events import Event
from tests.charts import drawn

EVENTS = (
    Event(date(2024, 1, 10), "Talks open", "Herald, “Talks”"),
    Event(date(2024, 1, 20), "Bridge <i>", "Tribune, “Bridge”"),
    Event(date(2024, 3, 1), "Too late", "Herald, “Late”"),
)
SAID = "2024-01-20 Bridge <i> (read in: Tribune, “Bridge”)"


@pytest.fixture
def page():
    """A page with three events; the third lies behind the last story."""
    return replace(drawn.canvas(), events=EVENTS)


def in_time():
    """The five main stories by day."""
    frame = drawn.corpus().articles[drawn.mask()]
    return frame.assign(day=drawn.corpus().days[drawn.mask()].astype("datetime64[s]")).sort_values("day")


def test_only_events_inside_the_line_count(page):
    """Both ends belong to it; without a day there is no line."""
    assert [line.letter for line in within(page, pd.Timestamp("2024-01-10"), pd.Timestamp("2024-01-20"))] == ["a", "b"]
    assert within(page, pd.NaT, pd.NaT) == []


def test_where_stories_stand_in_order_so_do_events(page):
    """10 January is the first story's day; the 20th lies between the first and the second."""
    assert [line.x for line in in_order(page, in_time()["day"].tolist())] == [0.0, 0.5]


def test_two_events_between_two_stories_share_the_room(page):
    """A third of the way each."""
    page = replace(page, events=(*EVENTS[:2], Event(date(2024, 1, 21), "Rain", "x")))

    assert [round(line.x, 2) for line in in_order(page, in_time()["day"].tolist())] == [0, 0.33, 0.67]


def test_the_table_says_each_event_once_per_row_of_its_time(page):
    """An event between two rows stands at the later one, with its day; an undated row says none."""
    lines = within(page, pd.Timestamp("2024-01-01"), pd.Timestamp("2024-02-28"))
    days = [pd.Timestamp("2024-01-11"), pd.Timestamp("2024-02-01"), pd.Timestamp("2024-02-01"), pd.NaT]
    told = column(lines, days)["Events"]

    assert told == ["2024-01-10 Talks open (read in: Herald, “Talks”)", SAID, SAID, ""]
    assert column([], days) == {}


def charts(page):
    """Every chart of time over the five stories."""
    corpus, mask, facts = drawn.corpus(), drawn.mask(), drawn.facts()
    yield theme_lines(page, theme_timeline(corpus, mask, facts, Grid("month")), Measured())
    yield theme_dots(page, drawn.stories().sort_values(["day", "row"]))
    yield story_bars(page, coverage(corpus, mask, Grid("month")))
    yield story_line(page, in_time(), gaps(corpus.days[mask]))


def test_every_chart_of_time_has_its_lines_and_its_column(page):
    """Dotted lines in the picture, the event with its source in the table; without events neither."""
    for chart in charts(page):
        dotted = [shape for shape in chart.figure.layout.shapes if shape.line.dash == "1px,3px"]
        dotted += [trace for trace in chart.figure.data if getattr(trace, "mode", "") == "lines+text"]

        assert len(dotted) == 2
        assert any(SAID in cell for cell in chart.table["Events"])
    for chart in charts(drawn.canvas()):
        assert "Events" not in chart.table
        assert "Dotted" not in chart.note


def test_a_label_is_no_markup(page):
    """Labels are escaped where they are drawn."""
    figure = story_bars(page, coverage(drawn.corpus(), drawn.mask(), Grid("month"))).figure

    assert any("Bridge &lt;i&gt;" in (note.text or "") for note in figure.layout.annotations)


def test_a_period_without_a_story_is_said_to_be_a_gap():
    """March between February and April: shaded in the picture, in words in the note."""
    cover = coverage(drawn.corpus(), drawn.mask(), Grid("month"))
    chart = story_bars(
        drawn.canvas(), cover, None, [Period("2024-03", "March 2024", date(2024, 3, 1), date(2024, 4, 1))]
    )
    line = theme_timeline(drawn.corpus(), drawn.mask(), drawn.facts(), Grid("day"))
    days = theme_lines(drawn.canvas(), line, Measured())

    assert chart.note == days.note == "Shaded: none in your files."
    assert [shape.type for shape in chart.figure.layout.shapes].count("rect") == 1
    assert (
        days.table["Note"].eq("none in your files").sum() == 2 * 37
    )  # 10 January to 20 February, five days with stories
    assert len(empty_periods(drawn.corpus(), drawn.mask(), Grid("day"))) == 37
    assert not np.any(coverage(drawn.corpus(), drawn.mask(), Grid("day"))["partial"])
