"""Shared wording against real stories with planted copies, excerpts, rewordings and passages, and against seeds/.

What is found beside the planted pairs was read one by one: ECHOES.md beside this file.
"""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from dashboard.analysis.echoes import find_echoes
from dashboard.analysis.sharing import shared_wording
from dashboard.articles.page import read_page
from dashboard.corpus.shards import encode
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes

LABELS = "echoes-planted-dev.jsonl.gz"
RECALL = {"copy": 1.0, "trimmed": 1.0, "reworded": 0.99, "passage": 1.0, "host": 1.0}
OVERLAP = {"copy": 0.99, "trimmed": 0.99, "reworded": 0.98, "passage": 0.98, "host": 0.95}
UNPLANNED = 30  # found beside the planted ones; all of them have been read
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def planted(gold):
    """Rows to be scored: pairs of ids with their spans."""
    with gzip.open(gold(LABELS), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:-1]
    ids = {hashlib.sha256(row["id"].encode()).hexdigest()[:16]: row["id"] for row in rows}
    days = [row["date"] if re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"] or "") else None for row in rows]
    stories = [
        {"article_id": name, "kind": "main", "outlet": row["outlet"], "title": None, "published": day,
         "language": "en", "body": row["text"]}
        for name, row, day in zip(ids, rows, days, strict=True)
    ]  # fmt: skip
    echoes, _ = find_echoes(encode(stories, load_settings()))
    spans = ["start_a", "end_a", "start_b", "end_b"]
    return [
        {"a": ids[a], "b": ids[b], "spans": part[spans].values.tolist()}
        for (a, b), part in echoes.groupby(["article_a", "article_b"])
    ]


def test_planted_pairs_are_found(planted, score):
    """Every kind of planted pair is found, with its span; what else is found has been read."""
    found = score("echoes", LABELS, planted)

    assert {kind: found[kind]["recall"] >= floor for kind, floor in RECALL.items()} == dict.fromkeys(RECALL, True)
    assert {kind: found[kind]["iou"] >= floor for kind, floor in OVERLAP.items()} == dict.fromkeys(OVERLAP, True)
    assert found["unplanned_pairs"] <= UNPLANNED


def test_seeds():
    """Two of the five pages share two passages word by word, or nearly so; two official phrases lead the formulas."""
    pages = [from_bytes(path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))]
    stories = [story for page in pages for story in read_page(page, load_settings()).articles]
    corpus, tables = shared_wording(encode(stories, load_settings()))
    bodies = dict(zip(corpus.articles["article_id"], corpus.bodies(range(len(corpus.articles))), strict=True))
    source = corpus.articles.set_index("article_id")["source_name"].str[:3]
    echoes = tables["echoes"]

    assert set(zip(source[echoes["article_a"]], source[echoes["article_b"]], strict=True)) == {("001", "003")}
    assert echoes["n_words"].tolist() == [16, 55]
    first = echoes.iloc[0]
    assert bodies[first["article_a"]][first["start_a"] : first["end_a"]].startswith("the celebrations marking the 80th")
    assert bodies[first["article_b"]][first["start_b"] : first["end_b"]].endswith("Union's Great Patriotic War")
    assert len(tables["copies"]) == 0
    assert {
        "comprehensive strategic partnership of coordination for a new era", "equal and orderly multipolar world"
    } <= set(tables["formulas"]["phrase"].head(10))  # fmt: skip
