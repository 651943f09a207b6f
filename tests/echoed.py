"""Eight tiny stories with wording in common, counted by hand.

| id | outlet  | day        | words | the bridge (15 words)       | the harbour (10, quoted) | formula |
| e1 | Herald  | 2024-01-10 | 17    | the earliest                |                          |         |
| e2 | Tribune | 2024-01-13 | 17    | "in June" for "in May"      |                          |         |
| e3 | Tribune | 2024-01-13 | 17    | as e1; shorter by id only   |                          |         |
| e4 | (none)  | undated    | 15    | as e1, and nothing else     |                          |         |
| e5 | Herald  | 2024-02-01 | 15    |                             | the earliest             | once    |
| e6 | Tribune | 2024-02-02 | 18    |                             | as e5                    | twice   |
| e7 | Herald  | 2024-02-03 | 8     |                             |                          | once    |
| e8 | (none)  | undated    | 5     |                             |                          | once    |
"""

from dataclasses import replace
from functools import cache

import pandas as pd

from dashboard.analysis.themes import theme_tables
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import encode, with_tables
from dashboard.schema import ECHOES
from tests.small import ARTICLES, SETTINGS, THEMES

BRIDGE = "The bridge over the old river will open in May after ten years of work"
JUNE = BRIDGE.replace("May", "June")
HARBOUR = "We shall never sell the harbour to anyone from abroad"
_TEXTS = (
    ("e1", "Herald", "2024-01-10", f"{BRIDGE}. Rain fell."),
    ("e2", "Tribune", "2024-01-13", f"{JUNE}. Nobody came."),
    ("e3", "Tribune", "2024-01-13", f"Mayors met. {BRIDGE}."),
    ("e4", None, None, f"{BRIDGE}."),
    ("e5", "Herald", "2024-02-01", f"“{HARBOUR},” said one of equal partners."),
    ("e6", "Tribune", "2024-02-02", f"“{HARBOUR}.” Equal partners, he said, stay equal partners always."),
    ("e7", "Herald", "2024-02-03", "Both sides spoke of equal partners once more."),
    ("e8", None, None, "Equal partners met there again."),
)
BODIES = {name: body for name, _, _, body in _TEXTS}


def _pair(name: str, one: tuple[str, str], other: tuple[str, str], n_words: int, *, n_quoted: int = 0) -> dict:
    (first, here), (second, there) = one, other
    start_a, start_b = BODIES[first].index(here), BODIES[second].index(there)
    return {
        "echo_id": name, "article_a": first, "start_a": start_a, "end_a": start_a + len(here), "article_b": second,
        "start_b": start_b, "end_b": start_b + len(there), "n_words": n_words, "n_quoted": n_quoted, "score": 1.0,
    }  # fmt: skip


PAIRS = (
    _pair("p2", ("e1", BRIDGE), ("e2", JUNE), 14),
    _pair("p1", ("e1", BRIDGE), ("e3", BRIDGE), 15),
    _pair("p3", ("e1", BRIDGE), ("e4", BRIDGE), 15),
    _pair("q1", ("e5", HARBOUR), ("e6", HARBOUR), 10, n_quoted=10),
)
FORMULAS = pd.DataFrame(
    {
        "formula_id": [0], "phrase": ["equal partners"], "variants": [""], "n_articles": [4], "n_outlets": [2],
        "n_tokens": [5], "first_article": ["e5"], "first_day": ["2024-02-01"], "score": [1.0],
    }
)  # fmt: skip


def _places() -> pd.DataFrame:
    rows = []
    for name, body in BODIES.items():
        at = body.lower().find("equal partners")
        while at >= 0:
            rows.append({"formula_id": 0, "article_id": name, "start": at, "end": at + len("equal partners")})
            at = body.lower().find("equal partners", at + 1)
    return pd.DataFrame(rows)


def _stories() -> list[dict]:
    return [
        ARTICLES[0]
        | {"article_id": name, "outlet": outlet, "published": day, "copy_of": None, "body": body, "title": f"On {name}"}
        for name, outlet, day, body in _TEXTS
    ]


@cache
def echoed() -> Corpus:
    """The stories with what they share, and the formula."""
    corpus = encode(_stories(), SETTINGS, snapshot_id="echoed")
    pairs = pd.DataFrame(PAIRS)[list(ECHOES.names)]
    tables = {"echoes": pairs, "formulas": FORMULAS, "formula_places": _places()}
    return with_tables(corpus, theme_tables(corpus, THEMES) | tables)


@cache
def silent() -> Corpus:
    """The same stories where nothing shared was found."""
    corpus = replace(echoed(), snapshot_id="silent")
    tables = {name: echoed().table(name).head(0) for name in ("echoes", "formulas", "formula_places")}
    return with_tables(corpus, theme_tables(corpus, THEMES) | tables)


def row(name: str) -> int:
    """The row of a story."""
    return int((echoed().articles["article_id"] == name).to_numpy().argmax())


def names(rows: object) -> list[str]:
    """The ids of some rows."""
    return echoed().articles["article_id"].iloc[list(rows)].tolist()  # type: ignore[call-overload]
