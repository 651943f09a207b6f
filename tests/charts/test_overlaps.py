from dashboard.analysis.pick import Pick, encode
from dashboard.analysis.themes import overlaps
from dashboard.charts.overlaps import overlap_cells
from tests.charts import drawn


def test_each_pair_stands_once():
    """Two themes make one cell; no sentence of the small stories carries both."""
    chart = overlap_cells(drawn.canvas(), overlaps(drawn.corpus(), drawn.mask()))

    assert [(mark.pick.theme, mark.pick.also, mark.k) for mark in chart.marks] == [("trade", "order", 0)]
    assert drawn.codes(chart.figure) == [chart.marks[0].code]


def test_open_pair_is_framed():
    """One frame around the open cell."""
    code = encode(Pick("sentences", theme="trade", also="order"))
    chart = overlap_cells(drawn.canvas(code), overlaps(drawn.corpus(), drawn.mask()))

    assert len(chart.figure.layout.shapes) == 1


def test_alt_text_says_that_there_is_none():
    """Zero overlaps are said, not left blank."""
    chart = overlap_cells(drawn.canvas(), overlaps(drawn.corpus(), drawn.mask()))

    assert chart.alt == "Cells for 1 pair of themes. No sentence carries two."
