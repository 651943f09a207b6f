r"""Three files by hand: a page of 20 characters, a record file of 3 records, a file that could not be read.

The page, 20 characters: "Talks\n" title, "\n" blank, "They met.\n" body, "Me" and "-" junk by two reasons.
The record file, 12 characters: three records of 3 characters and three line ends; kept, merged, dropped.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd

from dashboard.corpus.corpus import Corpus
from tests.small import counted, small

PAGE = "Talks\n\nThey met.\nMe-"
SOURCES = (
    ("p", "page.txt", "page", 1, 20, 1, "read", ""),
    ("r", "many.jsonl", "jsonl", 3, 12, 1, "read", "1 of 3 lines is no record"),
    ("x", "broken.txt", "page", 0, 0, 0, "failed", "broken.txt: it is no text."),
)
LEDGER = (
    ("p", 0, 1, 0, 6, "title", "headline", "a1"),
    ("p", 0, 2, 6, 7, "blank", "blank line", None),
    ("p", 0, 3, 7, 17, "body", "running text", "a1"),
    ("p", 0, 4, 17, 19, "junk", "buttons and menus", None),
    ("p", 0, 4, 19, 20, "junk", "signs without words", None),
    ("r", 0, None, 0, 3, "kept", "read as it came", "a2"),
    ("r", 1, None, 4, 7, "merged", "the same record stands higher up", "a2"),
    ("r", 2, None, 8, 11, "dropped", "neither text nor title", None),
)
DOUBTS = (("a1", "date", "9/6/17", "day and month cannot be told apart"),)
CORRECTED = ["when", "who", "article_id", "field", "from", "to", "why", "outcome"]
CORRECTIONS = (
    ("2026-01-02T10:00", "Ann", "a2", "outlet", "", "Herald", "masthead", "applied"),
    ("2026-01-02T10:00", "Ann", "gone", "title", "", "Talks", "", "no such story"),
)


def opened(sources: Sequence[tuple] = SOURCES, ledger: Sequence[tuple] = LEDGER) -> Corpus:
    """The six small stories, of which a1 came from the page and a2 from the record file, with these tables."""
    names = ["source_id", "name", "format", "n_records", "n_characters", "n_articles", "status", "reason"]
    spans = ["source_id", "record", "line_start", "start", "end", "fate", "reason", "article_id"]
    tables = {
        "sources": pd.DataFrame(sources, columns=names),
        "ledger": pd.DataFrame(ledger, columns=spans).astype({"line_start": "Int64"}),
        "source_texts": pd.DataFrame({"source_id": ["p"], "text": [PAGE]}),
        "doubts": pd.DataFrame(DOUBTS, columns=["article_id", "about", "printed", "reason"]),
        "corrections": pd.DataFrame(CORRECTIONS, columns=CORRECTED),
    }
    corpus = small()
    origin = {"a1": "p", "a2": "r", "a6": "p"}
    articles = corpus.articles.assign(source_id=corpus.articles["article_id"].map(origin).fillna("elsewhere"))

    def ask(query: str, values: list[Any]) -> pd.DataFrame:
        connection = duckdb.connect()
        for name, frame in tables.items():
            connection.register(name, frame)
        return connection.execute(query, values).df()

    table = lambda name: tables[name] if name in tables else counted().table(name)  # noqa: E731
    return replace(corpus, articles=articles, table=table, sql=ask)
