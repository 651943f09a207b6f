"""Eight tiny stories, two texts of which were passed on; who is kept is read off this table.

| id | outlet  | day        | words | copy of |
| a1 | Herald  | 2024-01-10 | 6     |         |
| a2 | Herald  | 2024-01-12 | 6     | a1      |
| a3 | Tribune | 2024-01-12 | 7     | a1      |
| a4 | (none)  | 2024-01-11 | 6     | a1      |
| a5 | (none)  | undated    | 9     | a1      |
| b1 | Tribune | 2024-02-01 | 5     |         |
| b2 | Tribune | 2024-02-01 | 5     | b1      |
| c1 | Herald  | 2024-02-03 | 3     |         |
"""

from functools import cache

from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import encode
from tests.small import ARTICLES, SETTINGS

_TEXTS = (
    ("a1", "Herald", "2024-01-10", None, "The old bridge opens in May."),
    ("a2", "Herald", "2024-01-12", "a1", "The old bridge opens in May."),
    ("a3", "Tribune", "2024-01-12", "a1", "The old bridge opens in May, finally."),
    ("a4", None, "2024-01-11", "a1", "The old bridge opens in May."),
    ("a5", None, None, "a1", "The old bridge opens in May, said the mayor."),
    ("b1", "Tribune", "2024-02-01", None, "Rain fell all day long."),
    ("b2", "Tribune", "2024-02-01", "b1", "Rain fell all day long."),
    ("c1", "Herald", "2024-02-03", None, "Nothing else happened."),
)


@cache
def copied() -> Corpus:
    """The stories, encoded, without tables."""
    rows = [
        ARTICLES[0]
        | {"article_id": name, "outlet": outlet, "published": day, "copy_of": first, "body": body, "title": name}
        for name, outlet, day, first, body in _TEXTS
    ]
    return encode(rows, SETTINGS, snapshot_id="copied")
