"""Topics against the sections of a newspaper: the floors are what was reached, and may be raised, never lowered."""

import gzip
import hashlib
import json

import numpy as np
import pytest

from dashboard.analysis.topics import topics
from dashboard.corpus.shards import encode
from dashboard.settings import load_settings

INFORMATION, PURITY, STABLE, DIVERSITY = 0.85, 0.945, 0.95, 0.98


@pytest.fixture(scope="module")
def sections():
    """Topics of 2,225 BBC stories, and the section that each stood in."""
    from tests.gold.conftest import FOLDER

    path = FOLDER / "topics-bbc.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is not there; set REFRAIN_GOLD to the folder that holds it")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    ids = [hashlib.sha256(row["id"].encode()).hexdigest()[:16] for row in rows]
    plain = {"kind": "main", "outlet": "BBC", "title": None, "published": None, "language": "en"}
    stories = [plain | {"article_id": name, "body": row["text"]} for name, row in zip(ids, rows, strict=True)]
    return topics(encode(stories, load_settings())), dict(zip(ids, (row["label"] for row in rows), strict=True))


def test_strongest_topics_are_sections(sections):
    """What a story's strongest topic says about its section: normalised mutual information, and purity."""
    from sklearn.metrics import normalized_mutual_info_score

    found, section_of = sections
    strongest = found.article_topics.drop_duplicates("article_id")
    section = np.array([section_of[name] for name in strongest["article_id"]])
    topic = strongest["topic_id"].to_numpy()
    largest = [np.unique(section[topic == one], return_counts=True)[1].max() for one in np.unique(topic)]

    assert len(strongest) == 2225
    assert normalized_mutual_info_score(section, topic) >= INFORMATION
    assert sum(largest) / len(section) >= PURITY


def test_as_many_topics_as_sections(sections):
    """Five sections, five topics, each of which comes back when a fifth of the stories is left out."""
    found, _ = sections

    assert found.verdict["n_groups"].item() == 5
    assert found.verdict["enough"].item()
    assert found.verdict["repeatability"].item() >= STABLE


def test_topics_have_words_of_their_own(sections):
    """The share of the ten strongest terms of all topics that stand in one topic only."""
    terms = [term for row in sections[0].topics["terms"] for term in row.split(", ")]

    assert len(set(terms)) / len(terms) >= DIVERSITY
