"""Figures in cells can be read on every shade."""

import numpy as np
import pandas as pd
import pytest

from dashboard.charts.cells import draw_cells, luminance, shade
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import tokens


def inks(depths, mode):
    """Colour of the figure in each cell of one row, by its text."""
    figure = Drawing()
    row = pd.DataFrame([depths])
    draw_cells(figure, row, row.astype(str).to_numpy(), mode=mode, darkest=1)
    return {text: trace["textfont"]["color"] for trace in figure.traces for text in trace["text"].ravel() if text}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_figures_stand_out_from_every_shade(mode):
    """By 4.5 to 1 at each of 501 depths, the ones between two steps of the scale included."""
    depths = np.linspace(0, 1, 501)
    written = inks(depths, mode)
    behind = luminance(shade(depths, mode))
    above = np.array([0.0 if written[str(depth)] == "#000000" else 1.0 for depth in depths])
    bright, dark = np.maximum(behind, above), np.minimum(behind, above)

    assert ((bright + 0.05) / (dark + 0.05)).min() >= 4.5


def test_a_cell_without_a_number_keeps_its_words():
    """What is not coded has no depth; the words are written all the same, as on the palest shade."""
    figure = Drawing()
    draw_cells(figure, pd.DataFrame([[np.nan, 1.0]]), [["not coded", "all"]], mode="light", darkest=1)

    assert [trace["text"].tolist() for trace in figure.traces] == [[["not coded", ""]], [["", "all"]]]
    assert tokens("light").steps[0] == "#F3F1EC"


def test_pale_cells_alone_are_one_trace():
    """What is not there is not drawn."""
    figure = Drawing()
    draw_cells(figure, pd.DataFrame([[0.0, 0.1]]), [["0", "1"]], mode="light", darkest=1)

    assert len(figure.traces) == 1
