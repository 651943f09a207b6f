from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection, chosen
from dashboard.analysis.topic_groups import group_sizes
from dashboard.charts.topics import group_bars
from tests.charts.drawn import canvas, codes
from tests.grouped import grouped


def bars(**options):
    """The groups of the five main stories."""
    return group_bars(canvas(), group_sizes(grouped(), chosen(grouped(), Selection())), **options)


def texts(figure):
    """Everything that is written in a figure."""
    return " | ".join(
        str(text) for trace in figure.data if trace.type == "scatter" and trace.mode == "text" for text in trace.text
    )


def test_a_group_opens_its_passages():
    """Three of six passages are in the first group."""
    first = bars().marks[0]

    assert first.pick == Pick("passages", topic="0")
    assert (first.k, first.n) == (3, 6)
    assert first.label == "Group 1, trade, exports, talks: 3 of 6 passages"


def test_a_group_without_a_passage_takes_no_click():
    """It is listed, says so, and opens nothing."""
    chart = bars()

    assert codes(chart.figure) == ["unit=passages&topic=0", "unit=passages&topic=1", ""]
    assert "none in these stories" in texts(chart.figure)


def test_the_strongest_terms_lead_the_others_follow():
    """The label's three terms, then the rest in grey, none twice."""
    written = texts(bars().figure)

    assert "1  trade, exports, talks<span" in written
    assert "bridge" in written
    assert written.count("exports") == 1


def test_whole_stories_are_called_stories():
    """From 2,000 stories on a unit is a story, and no "in x stories" follows."""
    written = texts(bars(unit="articles").figure)

    assert "3 stories" in written
    assert "passage" not in written


def test_the_table_numbers_groups_as_the_page_does():
    """From 1, with the repeatability as a number."""
    table = bars().table

    assert table[["Group", "Passages", "Repeatability"]].values.tolist() == [[1, 3, 0.93], [2, 2, 0.55], [3, 0, 0.0]]
