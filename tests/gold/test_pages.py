"""Real pages of a hundred sites, as plain text, against their bodies: the rules hold outside the seeds."""

import gzip
import json

from dashboard.articles.page import read_page
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes

LABELS = "page-dumps-dev.jsonl.gz"
# Raise it when the rules get better, never lower it.
LEAST_F1 = 0.88


def test_bodies_of_real_pages_are_found(gold, score):
    """F1 over shingles of four words, precision and recall averaged over pages."""
    settings = load_settings()
    with gzip.open(gold(LABELS), "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    readings = [read_page(from_bytes(f"{page['id']}.txt", page["dump"].encode()), settings) for page in pages]
    rows = [
        {"id": page["id"], "body": reading.articles[0]["body"] if reading.articles else ""}
        for page, reading in zip(pages, readings, strict=True)
    ]

    found = score("pages", LABELS, rows)

    print(f"pages: precision {found['precision']:.3f}, recall {found['recall']:.3f}, F1 {found['f1']:.3f}")
    assert found["f1"] >= LEAST_F1
