"""The queues of what wants a look, over the six small stories."""

from dataclasses import replace

import pandas as pd

from dashboard.analysis.doubtful import queues, waiting
from tests.small import small

DOUBTS = pd.DataFrame(
    {
        "article_id": ["a5", "a1", "gone"],
        "about": ["date", "language", "date"],
        "printed": ["9/6/17", "Les ministres", "x"],
        "reason": ["day and month cannot be told apart", "a passage in fr", "x"],
    }
)


def opened():
    """a1 and a5 are doubtful, a2 has lost its day, a3 its headline; a6 is another story on its page."""
    corpus = small()
    articles = corpus.articles.reset_index(drop=True)
    articles.loc[articles["article_id"].isin(["a2", "a5"]), "published"] = None
    articles.loc[articles["article_id"] == "a3", "title_from"] = "derived"
    return replace(corpus, articles=articles, table={"doubts": DOUBTS}.__getitem__)


def test_every_story_stands_in_the_queues_it_belongs_to():
    """A refused date is no missing one; other stories on a page want no look."""
    corpus = opened()
    found = queues(corpus)
    names = corpus.articles["article_id"].to_numpy()[found["row"]]

    assert list(zip(found["queue"], names, found["printed"], strict=True)) == [
        ("date", "a5", "9/6/17"),
        ("language", "a1", "Les ministres"),
        ("undated", "a2", ""),
        ("outlet", "a5", ""),
        ("headline", "a3", ""),
    ]


def test_queues_are_counted_in_their_order():
    """Doubtful dates first; what nothing stands in is left out."""
    assert waiting(opened()) == {"date": 1, "undated": 1, "outlet": 1, "headline": 1, "language": 1}
    assert list(waiting(opened())) == ["date", "undated", "outlet", "headline", "language"]
