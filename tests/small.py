"""Six tiny invented stories, counted by hand: every expected number in the tests comes from reading them.

| id | kind | outlet  | day        | sentences | trade | order |
| a1 | main | Herald  | 2024-01-10 | 3         | 0, 2  | 1     |  trade in the headline
| a2 | main | Herald  | 2024-01-24 | 2         | 1     |       |
| a3 | main | Tribune | 2024-02-05 | 2         | 0     |       |  two hits in one sentence; a broad rule too
| a4 | main | Tribune | 2024-02-06 | 2         |       | 0, 1  |  two hits in sentence 0
| a5 | main | (none)  | 2024-02-20 | 1         |       |       |  an exclusion takes its words out
| a6 | related | (none) | undated  | 1         | 0     |       |
"""

from functools import cache

import pandas as pd

from dashboard.analysis.themes import theme_tables
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import encode, with_tables
from dashboard.sections import FamilySettings, KeywordSettings, TopicSettings, WordSettings
from dashboard.settings import Outlet, Rule, Settings, Theme

THEMES = (
    Theme("trade", "Trade", "Goods and money.", ("en",), (Rule("trade"), Rule("export*"), Rule("tariff*", broad=True)),
          ("world trade center",)),
    Theme("order", "World order", "Who has a say.", ("en",), (Rule("multipolar*"), Rule("world order"))),
)  # fmt: skip

SETTINGS = Settings(
    themes=THEMES,
    outlets=(Outlet("Herald"), Outlet("Tribune")),
    keywords=KeywordSettings(),
    topics=TopicSettings(),
    families=FamilySettings(),
    words=WordSettings(("the a an and in is of on they to two near for at",)),
    digest="small",
)

_TEXTS = (
    ("a1", "main", "Herald", "2024-01-10", "Trade talks open",
     "The two sides discussed trade in Geneva. They want a multipolar world. Exports rose."),
    ("a2", "main", "Herald", "2024-01-24", "A bridge", "The bridge opens in spring. Nobody mentioned trade."),
    ("a3", "main", "Tribune", "2024-02-05", "Tariffs bite", "Tariffs hurt trade and exports.\nFarmers wait."),
    ("a4", "main", "Tribune", "2024-02-06", "Order of the day",
     "A multipolar world order is near. The multipolarity debate goes on."),
    ("a5", "main", None, "2024-02-20", "Quiet day", "Nothing happened near the World Trade Center."),
    ("a6", "related", None, None, "Elsewhere", "Trade is everywhere."),
)  # fmt: skip

ARTICLES = tuple(
    {
        "article_id": article_id, "source_id": "s" + article_id, "source_name": article_id + ".txt", "record": 0,
        "kind": kind, "title": title, "title_from": "page", "outlet": outlet,
        "outlet_from": outlet and "byline", "distributor": None, "author": None, "published": published,
        "published_time": None, "published_from": published and "stamp", "updated": None, "language": "en",
        "url": None, "copy_of": None, "body": body,
    }
    for article_id, kind, outlet, published, title, body in _TEXTS
)  # fmt: skip


@cache
def small() -> Corpus:
    """The six stories, encoded, without tables."""
    return encode(ARTICLES, SETTINGS, snapshot_id="small")


@cache
def counted() -> Corpus:
    """The six stories with the tables of their themes, and three passages in two groups."""
    corpus = small()
    empty = {"article_id": pd.Series(dtype="str"), "keyword": pd.Series(dtype="str")}
    tables = theme_tables(corpus, THEMES) | {
        "passages": pd.DataFrame(
            {"article_id": ["a1", "a2", "a4"], "passage": [0, 0, 0], "start": [0, 0, 0], "end": [41, 27, 32],
             "topic_id": [0, 1, 0], "weight": [0.9, 0.8, 0.7]}
        ),
        "article_topics": pd.DataFrame(
            {"article_id": ["a1", "a1", "a2", "a4"], "topic_id": [0, 1, 1, 0], "weight": [0.75, 0.25, 1.0, 1.0]}
        ),
        "keywords": pd.DataFrame(empty),
        "sources": pd.DataFrame({"source_id": [f"sa{n}" for n in range(1, 7)]}),
    }  # fmt: skip
    return with_tables(corpus, tables)
