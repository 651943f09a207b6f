"""Figures in plain values: what Plotly makes of them, and what changes leave alone."""

import numpy as np
import pandas as pd
import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.drawing import Drawing, values_of


def test_plotly_takes_the_values():
    """Plotly's own figure has what was drawn, names joined by an underscore taken apart."""
    drawing = Drawing(layout={"xaxis": {"nticks": 4}, "xaxis2": {}})
    drawing.add_scatter(x=[1, 2], y=np.array([0.5, np.nan]), mode="markers")
    drawing.add_annotation(text="a", x=pd.Timestamp("2025-05-06 12:00"), font_size=11)
    drawing.update_xaxes(tickfont_size=12)
    figure = Chart(drawing, pd.DataFrame(), ()).figure
    layout = figure.layout

    assert figure.data[0].y[0] == 0.5
    assert layout.annotations[0].font.size == 11
    assert [layout.xaxis.nticks, layout.xaxis.tickfont.size, layout.xaxis2.tickfont.size] == [4, 12, 12]


def test_plotly_refuses_what_it_does_not_know():
    """A slip in a chart function is found where a test asks for the figure."""
    drawing = Drawing()
    drawing.add_bar(colour="red")

    with pytest.raises(ValueError, match="colour"):
        _ = Chart(drawing, pd.DataFrame(), ()).figure


def test_changes_leave_what_was_given_alone():
    """Margins change side by side; the values that came in stay as they were."""
    given = {"margin": {"l": 4, "b": 2}}
    drawing = Drawing().update_layout(**given).update_layout(margin_b=20, margin={"t": 1})

    assert drawing.layout["margin"] == {"l": 4, "b": 20, "t": 1}
    assert given == {"margin": {"l": 4, "b": 2}}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (pd.NaT, None),
        (None, None),
        (np.float64(0.5), 0.5),
        (np.array([1, 2]), [1, 2]),
        (np.array([[1.0, np.nan]]), [[1.0, None]]),
        (np.array(["a", None], dtype=object), ["a", None]),
        (pd.Series(pd.to_datetime(["2025-05-06", None])), ["2025-05-06T00:00:00", None]),
        ({"size": (np.int64(3), True)}, {"size": [3, True]}),
        (np.array([]), []),
    ],
)
def test_values_are_what_json_has(value, written):
    """No type of numpy or pandas is left, and nothing packed that Plotly would take for new each time."""
    assert values_of(value) == written
