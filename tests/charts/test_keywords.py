import pandas as pd

from dashboard.analysis.evidence import units
from dashboard.analysis.keywords import keyword_table
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection, chosen
from dashboard.charts.keywords import outlet_phrases, story_phrases
from tests.charts.drawn import canvas, codes
from tests.grouped import grouped

STORIES = pd.DataFrame(
    {
        "article_id": ["a1", "a2"],
        "outlet": ["Herald", None],
        "published": ["2024-01-10", None],
        "title": ["Talks <b>open</b>", None],
        "n_words": [14, 9],
    }
)
PHRASES = pd.DataFrame(
    {
        "article_id": ["a1", "a1", "a2"],
        "rank": [1, 2, 1],
        "keyword": ["world order", "trade", "bridge"],
        "n_tokens": [4, 1, 2],
        "score": [3.14159, 1.5, 2.0],
        "n_others": [1, 0, 0],
        "n": [1, 1, 1],
    }
)
ODDS = pd.DataFrame(
    {
        "outlet": ["Herald", "Herald", "Tribune"],
        "keyword": ["bridge", "spring", "farm"],
        "n_tokens": [6, 3, 5],
        "n_articles": [4, 3, 3],
        "n": [12, 12, 10],
        "log_odds": [1.3863, 0.6931, 2.0794],
        "low": [0.6931, 0.1, 1.3863],
        "high": [2.0794, 1.3, 90.0],
        "q": [0.001, 0.04, 0.002],
        "n_words": [400, 400, 300],
        "of_page": [False, False, True],
    }
)


def texts(figure):
    """Everything that is written in a figure."""
    return " | ".join(
        str(text) for trace in figure.data if trace.type == "scatter" and trace.mode == "text" for text in trace.text
    )


def test_a_phrase_opens_its_places_in_its_story():
    """K is how often the story uses it, n the story's words."""
    chart = story_phrases(canvas(), PHRASES, STORIES)
    first = chart.marks[0]

    assert first.pick == Pick("words", term="world order", article="a1")
    assert (first.k, first.n) == (4, 14)
    assert codes(chart.figure) == [mark.code for mark in chart.marks]


def test_the_others_are_told_in_words():
    """It says "the other" where there is one other story, "no other" where it is in none."""
    written = texts(story_phrases(canvas(), PHRASES, STORIES).figure)

    assert "4 · in the other" in written
    assert "1 · in no other" in written


def test_one_story_has_no_others():
    """A count of 0 others is not written."""
    alone = PHRASES.head(1).assign(n_others=0, n=0)

    assert "other" not in texts(story_phrases(canvas(), alone, STORIES.head(1)).figure)


def test_bars_share_one_scale():
    """The longest bar of all panels is the most frequent phrase: 4 uses; 1 use is a quarter of it."""
    bars = story_phrases(canvas(), PHRASES, STORIES).figure.data[0]

    assert [round(length / max(bars.x), 2) for length in bars.x] == [1.0, 0.25, 0.5]


def test_headlines_are_text():
    """Markup of a headline is written, not followed."""
    written = texts(story_phrases(canvas(), PHRASES, STORIES).figure)

    assert "Talks &lt;b&gt;open&lt;/b&gt;" in written
    assert "outlet not named  no date" in written


def test_the_open_mark_is_warm():
    """Its bar alone has the warm colour."""
    code = story_phrases(canvas(), PHRASES, STORIES).marks[1].code
    bars = story_phrases(canvas(code), PHRASES, STORIES).figure.data[0]

    assert [colour == "#A9561E" for colour in bars.marker.color] == [False, True, False]


def test_a_phone_has_one_column():
    """Side by side on a wide page, below each other on a narrow one."""
    wide = story_phrases(canvas(), PHRASES, STORIES).figure.layout
    narrow = story_phrases(canvas(narrow=True), PHRASES, STORIES).figure.layout

    assert (wide.xaxis.range[1], narrow.xaxis.range[1]) == (2, 1)
    assert narrow.height > wide.height


def test_the_table_has_a_row_per_mark():
    """In the order of the marks, with the counts and the score."""
    table = story_phrases(canvas(), PHRASES, STORIES).table

    assert table[["Outlet", "Phrase", "Times", "In other stories", "Other stories", "Score"]].values.tolist() == [
        ["Herald", "world order", 4, 1, 1, 3.142],
        ["Herald", "trade", 1, 0, 1, 1.5],
        ["outlet not named", "bridge", 2, 0, 1, 2.0],
    ]


def test_phrases_of_stories_open_to_as_many_rows():
    """K = rows of the evidence, for every keyword of the small stories."""
    corpus = grouped()
    mask = chosen(corpus, Selection())
    chart = story_phrases(canvas(), keyword_table(corpus, mask), corpus.articles[mask])

    assert len(chart.marks) > 10
    assert [len(units(corpus, Selection(), mark.pick)) for mark in chart.marks] == [mark.k for mark in chart.marks]


def test_odds_are_told_as_times():
    """A log-odds of ln 4 = 1.3863 is four times the odds."""
    chart = outlet_phrases(canvas(), ODDS)

    assert chart.marks[0].pick == Pick("words", term="bridge", outlet="Herald")
    assert (chart.marks[0].k, chart.marks[0].n) == (6, 400)
    assert chart.marks[0].label == "bridge, Herald: 6 times in 4 of 12 stories, 4.0 times the odds (2.0 to 8.0)"
    assert chart.table["Times the odds"].tolist() == [4.0, 2.0, 8.0]


def test_an_interval_beyond_the_scale_is_cut_at_its_end():
    """The scale ends a doubling above the largest dot: 16×; an interval to e^90 stops there, and no dot leaves."""
    figure = outlet_phrases(canvas(), ODDS).figure
    spans = figure.data[2]
    ends = [base + length for base, length in zip(spans.base, spans.x, strict=True)]

    assert "16×" in texts(figure)
    assert ends[2] == 1.5  # the second panel begins at 1; its scale is half a panel wide


def test_keywords_are_shown_as_the_stories_write_them():
    """The panel and its label say World Order; the pick and the table keep the term."""
    said = PHRASES.assign(written=["World Order", "trade", "Bridge"])
    chart = story_phrases(canvas(), said, STORIES)

    assert "World Order" in texts(chart.figure)
    assert chart.marks[0].label.startswith("World Order, ")
    assert chart.marks[0].pick.term == "world order"
    assert chart.table["Phrase"].tolist() == ["world order", "trade", "bridge"]


def test_words_of_the_page_are_flagged_in_the_table():
    """The table has every row that it is given, and says which were set aside."""
    chart = outlet_phrases(canvas(), ODDS[~ODDS["of_page"]], table=ODDS)

    assert len(chart.marks) == 2
    assert chart.table["Taken for the page’s furniture"].tolist() == ["", "", "yes"]


def test_no_outlet_makes_an_empty_picture():
    """Nothing to compare is no fault of the chart."""
    chart = outlet_phrases(canvas(), ODDS.head(0))

    assert chart.marks == ()
    assert chart.table.empty
