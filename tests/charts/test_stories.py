import numpy as np
import pandas as pd

from dashboard.analysis.periods import gaps
from dashboard.analysis.selection import Selection, chosen
from dashboard.analysis.shares import coverage
from dashboard.analysis.timeline import Grid
from dashboard.charts.coverage import story_bars
from dashboard.charts.stories import story_line
from dashboard.charts.style import LIGHT
from tests.charts import drawn


def rows(*, both=False):
    """The stories in time, undated ones last."""
    corpus = drawn.corpus()
    mask = chosen(corpus, Selection(kinds=("main", "related") if both else ("main",)))
    frame = corpus.articles[mask].assign(day=corpus.days[mask].astype("datetime64[s]"))
    return frame.sort_values("day", na_position="last", ignore_index=True), gaps(corpus.days[mask])


def test_one_dot_per_story():
    """Five main stories, five marks, each itself."""
    chart = story_line(drawn.canvas(), *rows())

    assert [(mark.pick.article, mark.k, mark.n) for mark in chart.marks] == [
        ("a1", 1, 5), ("a2", 1, 5), ("a3", 1, 5), ("a4", 1, 5), ("a5", 1, 5),
    ]  # fmt: skip
    assert drawn.codes(chart.figure) == [mark.code for mark in chart.marks]


def test_gaps_are_written():
    """13 days lie between 10 and 24 January; 5 and 6 February are neighbours, nothing is written there."""
    written = [note.text for note in story_line(drawn.canvas(), *rows()).figure.layout.annotations]

    assert [text for text in written if "with no story" in text] == [
        "<i>13 days with no story in your files</i>",
        "<i>11 days with no story in your files</i>",
        "<i>13 days with no story in your files</i>",
    ]


def test_an_undated_story_is_hollow_and_off_the_line():
    """It stands last, with "no date", and the line of time ends before it."""
    figure = story_line(drawn.canvas(), *rows(both=True)).figure
    dots = next(trace for trace in figure.data if trace.mode == "markers" and trace.customdata is None)
    line = next(trace for trace in figure.data if trace.mode == "lines")

    assert dots.marker.color[-1] == LIGHT.ground
    assert max(line.y) < dots.y[-1]
    assert any("no date" in (note.text or "") for note in figure.layout.annotations)


def test_only_undated_stories_still_show():
    """No day at all: dots, no line, no gap."""
    frame, _ = rows()
    chart = story_line(drawn.canvas(), frame.assign(day=pd.NaT), [])

    assert len(chart.marks) == 5
    assert chart.alt == "5 stories, none with a date."


def test_open_story_is_warm():
    """One dot, the open one."""
    code = story_line(drawn.canvas(), *rows()).marks[1].code
    figure = story_line(drawn.canvas(code), *rows()).figure
    dots = next(trace for trace in figure.data if trace.mode == "markers" and trace.customdata is None)

    assert [colour == LIGHT.warm for colour in dots.marker.line.color] == [False, True, False, False, False]


def cover():
    """Stories by outlet and month."""
    return coverage(drawn.corpus(), drawn.mask(), Grid("month"))


def test_bars_count_stories():
    """Herald has two stories in January, Tribune two in February, one story names no outlet."""
    marks = story_bars(drawn.canvas(), cover()).marks

    assert [(mark.pick.outlet, mark.pick.article, mark.pick.period, mark.k) for mark in marks] == [
        ("Herald", "", "2024-01", 2), ("Tribune", "", "2024-02", 2), ("~", "a5", "2024-02", 1),
    ]  # fmt: skip


def test_a_strip_says_how_many_of_its_stories_are_dated():
    """Three stories of Herald, one without a day: its strip has two of them."""
    heads = story_bars(drawn.canvas(), cover(), {"Herald": 3, "Tribune": 2}).figure.layout.yaxis.ticktext

    assert [head.strip() for head in heads] == ["Herald  2 of 3 dated", "Tribune  2", "outlet not named  1"]


def test_strips_share_one_scale():
    """A bar of two is twice as high as a bar of one, in whatever strip."""
    bars = next(trace for trace in story_bars(drawn.canvas(), cover()).figure.data if trace.type == "bar")

    assert np.allclose(np.array(bars.y) / bars.y[2], [2, 2, 1])


def test_at_most_twelve_strips_are_drawn():
    """The table and the marks have them all."""
    many = pd.concat([cover().assign(key=f"o{number}", outlet=f"o{number}") for number in range(20)])
    chart = story_bars(drawn.canvas(), many)

    assert len(chart.figure.layout.yaxis.ticktext) == 12
    assert len(chart.marks) == 60 == len(chart.table)


def test_no_dated_story_draws_no_bar():
    """From 30 stories without a date on, the page asks for the bars of no period."""
    nothing = story_bars(drawn.canvas(), cover().head(0))

    assert nothing.marks == ()
    assert len(nothing.table) == 0
