from dashboard.charts.dots import theme_dots
from tests.charts import drawn


def test_a_dot_per_story_and_theme():
    """Two themes, five stories: ten marks with k of n sentences."""
    chart = theme_dots(drawn.canvas(), drawn.stories())

    assert len(chart.marks) == 10
    assert (chart.marks[0].pick.theme, chart.marks[0].pick.article, chart.marks[0].k, chart.marks[0].n) == (
        "trade",
        "a1",
        2,
        3,
    )
    assert drawn.codes(chart.figure) == [mark.code for mark in chart.marks]


def test_dots_are_never_joined():
    """Under thirty stories no line runs from one story to the next: each line is one story's stem."""
    figure = theme_dots(drawn.canvas(), drawn.stories()).figure
    lines = [trace for trace in figure.data if trace.mode == "lines"]

    assert all(trace.x[0] == trace.x[1] for trace in lines)


def test_every_panel_has_the_same_scale():
    """Panels can be compared by eye."""
    figure = theme_dots(drawn.canvas(), drawn.stories()).figure

    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
