import pandas as pd
import pytest

from dashboard.analysis import topic_groups
from dashboard.analysis.evidence import units
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection, chosen
from dashboard.charts.parts import MOST_ACROSS, outlet_parts, story_parts
from tests.charts.drawn import canvas, codes, heat
from tests.grouped import TOPICS, grouped

MAIN = Selection()


@pytest.fixture
def parts():
    """Groups of the five main stories."""
    return topic_groups.story_parts(grouped(), chosen(grouped(), MAIN))


def cells(figure):
    """What is written in the cells, row by row."""
    return heat(figure)[0]


def test_a_cell_holds_passages_of_the_story(parts):
    """Stories across, groups down: a1 has one of three passages in each of two groups."""
    chart = story_parts(canvas(), parts, TOPICS)

    assert [row[0] for row in cells(chart.figure)] == ["1/3", "1/3", "0"]
    assert chart.marks[0].pick == Pick("passages", topic="0", article="a1")


def test_cells_open_to_as_many_passages(parts):
    """K = rows of the evidence; an empty cell takes no click."""
    chart = story_parts(canvas(), parts, TOPICS)

    assert [len(units(grouped(), MAIN, mark.pick)) for mark in chart.marks] == [mark.k for mark in chart.marks]
    assert [code for code in codes(chart.figure) if code] == [mark.code for mark in chart.marks if mark.k]


def test_shade_is_the_part_of_the_story(parts):
    """a1 is 0.6 and 0.4; with three groups the whole scale is used."""
    shades = story_parts(canvas(), parts, TOPICS).figure.data[0].z

    assert [round(float(row[0]), 2) for row in shades] == [0.6, 0.4, 0.0]


def test_many_stories_make_rows(parts):
    """Above eight, stories stand below each other, one row of cells each."""
    many = pd.concat([parts[parts["article_id"] == "a1"].assign(article_id=f"b{n}", row=n) for n in range(9)])
    figure = story_parts(canvas(), many, TOPICS).figure

    assert MOST_ACROSS == 8
    assert len(cells(figure)) == 9
    assert cells(figure)[0] == ["1/3", "1/3", "0"]


def test_outlets_say_how_many_stories_stand_behind_a_mean(monkeypatch):
    """Herald: two of four passages in group 0, a mean part of 80 %."""
    monkeypatch.setattr(topic_groups, "FEW_STORIES", 2)
    parts = topic_groups.outlet_parts(grouped(), chosen(grouped(), MAIN))
    chart = outlet_parts(canvas(), parts, TOPICS, unit="passages")
    first = chart.marks[0]

    assert first.label == "Group 1, Herald: 2 of 4 passages, 80% of its stories on average"
    assert len(units(grouped(), MAIN, first.pick)) == first.k == 2
    assert [row[0] for row in cells(chart.figure)] == ["80%", "20%", "0"]
    assert chart.table.loc[0, "Mean part of its stories"] == 0.8


@pytest.mark.parametrize(
    ("n_groups", "head"),
    [(2, "<b>1</b><br>trade, exports,<br>talks"), (10, "<b>1</b><br>trade"), (20, "<b>1</b>")],
)
def test_columns_are_named_by_the_words_of_their_group(n_groups, head):
    """Three words where groups are few, one where they are more, only the number where no word fits."""
    groups = pd.DataFrame({"topic_id": range(n_groups), "label": "trade, exports, talks"})
    cells_of = [
        {"outlet": f"Outlet {place}", "topic_id": topic, "k": 1, "n": n_groups, "share": 1 / n_groups, "n_articles": 12}
        for place in range(9)
        for topic in range(n_groups)
    ]
    chart = outlet_parts(canvas(), pd.DataFrame(cells_of), groups, unit="articles")

    assert chart.figure.layout.xaxis.ticktext[0] == head


def test_the_open_cell_is_framed(parts):
    """A warm frame, only round the open one."""
    code = story_parts(canvas(), parts, TOPICS).marks[0].code

    assert len(story_parts(canvas(code), parts, TOPICS).figure.layout.shapes) == 1
