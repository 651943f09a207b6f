import pandas as pd

from dashboard.analysis.pick import Pick, encode
from dashboard.charts.style import LIGHT
from dashboard.charts.themes import MOST_ACROSS, outlet_cells, story_cells
from tests.charts import drawn


def test_cells_hold_k_of_n():
    """Trade stands in 2 of a1's 3 sentences, in 1 of 2 of a2 and a3, in none of a4 and a5."""
    figure = story_cells(drawn.canvas(), drawn.stories()).figure
    row = list(figure.data[0].y).index("trade")

    assert list(figure.data[0].x) == ["a1", "a2", "a3", "a4", "a5"]
    assert drawn.heat(figure)[0][row] == ["2/3", "1/2", "1/2", "0", "0"]


def test_each_mark_is_a_cell():
    """Two themes and five stories: ten marks, in the order of the table, each with its sentences."""
    chart = story_cells(drawn.canvas(), drawn.stories())
    counted = [(mark.pick.theme, mark.pick.article, mark.k, mark.n) for mark in chart.marks]

    assert len(counted) == 10 == len(chart.table)
    assert counted[0] == ("trade", "a1", 2, 3)
    assert [mark.k for mark in chart.marks] == chart.table["Sentences with it"].tolist()


def test_clicks_carry_the_marks():
    """Over every cell lies a square with the mark's own code."""
    chart = story_cells(drawn.canvas(), drawn.stories())

    assert drawn.codes(chart.figure) == [mark.code for mark in chart.marks]


def test_open_cell_is_framed_in_the_warm_colour():
    """One frame, around the open cell and no other."""
    code = encode(Pick("sentences", theme="trade", article="a2"))
    shapes = story_cells(drawn.canvas(code), drawn.stories()).figure.layout.shapes

    assert len(shapes) == 1
    assert shapes[0].line.color == LIGHT.warm
    assert shapes[0].x0 < 1 < shapes[0].x1


def test_broad_rules_are_part_of_the_mark():
    """With broad rules on, the evidence must count them too."""
    chart = story_cells(drawn.canvas(), drawn.stories(), broad=True)

    assert {mark.pick.broad for mark in chart.marks} == {"yes"}


def test_a_story_in_another_language_is_not_coded():
    """It is said, not shown as 0, and no click opens it."""
    cells = drawn.stories()
    cells.loc[0, ["coded", "share"]] = [False, float("nan")]
    chart = story_cells(drawn.canvas(), cells)

    assert "not coded" in {text for row in drawn.heat(chart.figure)[0] for text in row}
    assert chart.marks[0].code not in drawn.codes(chart.figure)


def test_unnamed_outlets_are_marks_of_their_own():
    """The story without an outlet opens itself, not all stories without one."""
    marks = outlet_cells(drawn.canvas(), drawn.outlets()).marks
    unnamed = [mark.pick for mark in marks if mark.pick.outlet == "~"]

    assert {pick.article for pick in unnamed} == {"a5"}


def test_an_outlet_under_ten_stories_has_no_shade():
    """Nine of nine stories and ten of ten: the text says both, only the second is dark."""
    cells = drawn.outlets().query("key in ('Herald', 'Tribune') and theme == 'trade'")
    cells = cells.assign(k=[9, 10], n=[9, 10], share=1.0)
    texts, depths = drawn.heat(outlet_cells(drawn.canvas(), cells).figure)

    assert texts[0] == ["9/9", "10/10"]
    assert depths[0] == [0.0, 1.0]


def test_one_column_is_a_cell_and_no_bar():
    """A single story fills a quarter of the width."""
    cells = drawn.stories().query("article_id == 'a1'")

    assert list(story_cells(drawn.canvas(), cells).figure.layout.xaxis.range) == [-0.5, 3.5]


def test_many_outlets_stand_below_each_other():
    """Up to eight stand side by side, as their names fit there; twenty of more are drawn, the table has all."""
    one = drawn.outlets().query("key == 'Herald'")
    many = pd.concat([one.assign(key=f"o{number}", outlet=f"o{number}") for number in range(30)], ignore_index=True)
    few = outlet_cells(drawn.canvas(), many[many["key"].isin([f"o{place}" for place in range(MOST_ACROSS)])])
    few = few.figure.data[0]
    chart = outlet_cells(drawn.canvas(), many)

    assert list(few.y) == ["trade", "order"]
    assert list(chart.figure.data[0].y) == [f"o{number}" for number in range(20)]
    assert len(chart.table) == 60 == len(chart.marks)


def test_names_from_outside_stay_text():
    """An outlet's name cannot become a link in the picture."""
    cells = drawn.outlets()
    cells["outlet"] = cells["outlet"].replace("Herald", '<a href="//x">')
    chart = outlet_cells(drawn.canvas(), cells)

    assert not any("<a" in text for text in chart.figure.layout.xaxis.ticktext)


def test_alt_text_names_the_largest():
    """A reader who cannot see the picture hears what stands out."""
    assert "Trade in 2 of 3" in story_cells(drawn.canvas(), drawn.stories()).alt
