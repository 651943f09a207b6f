"""Invented coverage for the tests of words and phrases: one call, one corpus."""

from typing import Any

from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import encode
from dashboard.sections import FamilySettings, KeywordSettings, TopicSettings, WordSettings
from dashboard.settings import Outlet, Settings

SETTINGS = Settings(
    themes=(),
    outlets=(Outlet("Fox News", ("FNC",)), Outlet("China Daily")),
    keywords=KeywordSettings(per_article=10, never=("said", "told", "monday"), not_alone=("new", "sides")),
    topics=TopicSettings(),
    families=FamilySettings(),
    words=WordSettings(("the a an and in is of on they to with for at by was it its that he she both as",)),
    digest="words",
)


def coverage_of(*bodies: str, **fields: list[Any]) -> Corpus:
    """A corpus of the bodies in this order, ids 00, 01 …; a field is a list with one value per story."""
    rows = [
        {
            "article_id": f"{place:02d}",
            "kind": "main",
            "outlet": None,
            "title": None,
            "published": f"2024-01-{place % 28 + 1:02d}" if place < 28 else f"2024-02-{place % 28 + 1:02d}",
            "language": "en",
            "body": body,
        }
        | {name: values[place] for name, values in fields.items()}
        for place, body in enumerate(bodies)
    ]
    return encode(rows, SETTINGS)
