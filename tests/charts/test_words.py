import pandas as pd

from dashboard.analysis.pick import Pick
from dashboard.charts.words import WordList, word_panels
from tests.charts.drawn import canvas, codes

TABLE = pd.DataFrame(
    {
        "term": ["visit", "trade"],
        "n_tokens": [8, 4],
        "n_articles": [3, 5],
        "n": [5, 5],
        "per_1000_words": [1.6, 0.8],
        "tfidf": [0.1, 0.2],
        "forms": [[("visits", 5), ("visit", 2), ("visited", 1)], [("trade", 4)]],
    }
)


def lists():
    """One list, of one outlet."""
    return [WordList(TABLE, 5000, {"outlet": "Herald"}, "Herald", "5 stories")]


def texts(figure):
    """Everything that is written in a figure."""
    return " | ".join(
        str(text) for trace in figure.data if trace.type == "scatter" and trace.mode == "text" for text in trace.text
    )


def test_a_word_opens_all_its_forms_where_it_was_counted():
    """Families are in the pick; without them the form stands for itself."""
    joined = word_panels(canvas(), lists(), families=True)
    exact = word_panels(canvas(), lists(), families=False)

    assert joined.marks[0].pick == Pick("words", term="visit", outlet="Herald", family="yes")
    assert exact.marks[0].pick == Pick("words", term="visit", outlet="Herald")
    assert (joined.marks[0].k, joined.marks[0].n) == (8, 5000)
    assert codes(joined.figure) == [mark.code for mark in joined.marks]


def test_forms_stand_beside_a_word_that_has_several():
    """It says "visits 5, visit 2, visited 1" beside visit; nothing beside trade."""
    written = texts(word_panels(canvas(), lists(), families=True).figure)

    assert "visits 5, visit 2, visited 1" in written
    assert "trade 4" not in written


def test_counts_come_with_their_stories():
    """So many of all stories, in words."""
    written = texts(word_panels(canvas(), lists(), families=True).figure)

    assert "8 · in 3 of 5 stories" in written
    assert "4 · in all 5 stories" in written


def test_bars_show_what_the_order_goes_by():
    """By count 8 : 4, by tf-idf 0.1 : 0.2, which is then written too."""
    by_count = word_panels(canvas(), lists(), families=True).figure
    by_weight = word_panels(canvas(), lists(), families=True, rank="tfidf").figure

    assert by_count.data[0].x[0] == 2 * by_count.data[0].x[1]
    assert by_weight.data[0].x[1] == 2 * by_weight.data[0].x[0]
    assert "8 · tf-idf 0.100" in texts(by_weight)


def test_the_table_holds_both_measures():
    """tf-idf stands beside the count whatever the order."""
    table = word_panels(canvas(), lists(), families=True).table

    assert table[["Of", "Word", "Forms", "Times", "tf-idf"]].values.tolist() == [
        ["Herald", "visit", "visits 5, visit 2, visited 1", 8, 0.1],
        ["Herald", "trade", "trade 4", 4, 0.2],
    ]


def test_an_empty_list_draws_nothing():
    """A story of function words only has no words to show."""
    chart = word_panels(canvas(), [WordList(TABLE.head(0), 3, {})], families=True)

    assert chart.marks == ()
