import pandas as pd

from dashboard.charts.phrases import story_phrases
from tests.charts import drawn


def test_a_phrase_opens_where_it_stands():
    """Its mark counts the words of that story."""
    keywords = pd.DataFrame(
        {
            "article_id": ["a1"],
            "rank": [1],
            "keyword": ["trade talks"],
            "n_tokens": [2],
            "score": [1.5],
            "written": ["Trade talks"],
        }
    )
    chart = story_phrases(keywords, drawn.corpus().articles)
    (mark,) = chart.marks

    assert (mark.pick.unit, mark.pick.term, mark.pick.article, mark.k) == ("words", "trade talks", "a1", 2)
    assert chart.table["Phrase"].tolist() == ["Trade talks"]
