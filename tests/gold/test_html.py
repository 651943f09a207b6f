"""Real pages as HTML against their bodies."""

import gzip
import json

from dashboard.articles.reading import reading_of
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes

LABELS = "page-html-dev.jsonl.gz"
# trafilatura alone has 0.954. Raise it when the cleaning gets better, never lower it.
LEAST_F1 = 0.961


def test_bodies_of_web_pages_are_found(gold, score):
    """From the bytes of the file to the story, F1 over shingles of four words."""
    settings = load_settings()
    with gzip.open(gold(LABELS), "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    readings = [reading_of(from_bytes(f"{page['id']}.html", page["html"].encode()), settings) for page in pages]
    rows = [
        {"id": page["id"], "body": reading.articles[0]["body"] if reading.articles else ""}
        for page, reading in zip(pages, readings, strict=True)
    ]

    found = score("pages", LABELS, rows)

    print(f"web pages: precision {found['precision']:.3f}, recall {found['recall']:.3f}, F1 {found['f1']:.3f}")
    assert found["f1"] >= LEAST_F1
