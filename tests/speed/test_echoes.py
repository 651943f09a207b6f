"""Shared wording in invented coverage: against datasketch's MinHash and LSH in the same run, and as stories grow."""

import re
import time
from collections.abc import Callable

import pytest
from datasketch import MinHash, MinHashLSH

from dashboard.analysis.echoes import find_echoes
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import encode
from dashboard.settings import load_settings
from tests.speed.generator import articles

FEW, MANY = 2_000, 8_000
WORD = re.compile(r"\w+")


def coverage(count: int) -> tuple[list[dict], list[dict]]:
    """Invented stories as rows of `articles`, and the pairs planted in them."""
    made = list(articles(count))
    rows = [
        {"article_id": record["id"], "kind": "main", "outlet": record["outlet"], "title": None,
         "published": record["date"], "language": "en", "body": record["text"]}
        for record, _ in made
    ]  # fmt: skip
    return rows, [pair for _, pair in made if pair]


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds of this process, and what came out."""
    began = time.process_time()
    made = work()
    return time.process_time() - began, made


def minhash_pairs(rows: list[dict]) -> set[frozenset[str]]:
    """Pairs by MinHash of 5-word shingles, 128 permutations, and LSH at a Jaccard similarity of 0.5."""
    index, pairs = MinHashLSH(threshold=0.5, num_perm=128), set()
    for row in rows:
        words = WORD.findall(row["body"].lower())
        shingles = {" ".join(words[place : place + 5]).encode() for place in range(max(1, len(words) - 4))}
        signature = MinHash(num_perm=128)
        signature.update_batch(shingles)
        pairs |= {frozenset((row["article_id"], other)) for other in index.query(signature)}
        index.insert(row["article_id"], signature)
    return pairs


def our_pairs(corpus: Corpus) -> set[frozenset[str]]:
    """Pairs with an echo."""
    echoes, _ = find_echoes(corpus)
    return {frozenset(pair) for pair in zip(echoes["article_a"], echoes["article_b"], strict=True)}


@pytest.fixture(scope="module")
def compiled() -> None:
    """Compile the loops beforehand."""
    find_echoes(encode(coverage(50)[0], load_settings()))


@pytest.mark.usefixtures("compiled")
def test_five_times_as_fast_as_minhash(capsys):
    """From the token stream, at least 5 times as fast as MinHash and LSH from the texts, and it finds no less."""
    rows, planted = coverage(FEW)
    corpus = encode(rows, load_settings())
    ours, found = seconds(lambda: our_pairs(corpus))
    theirs, theirs_found = seconds(lambda: minhash_pairs(rows))
    truth = [frozenset((pair["first"], pair["later"])) for pair in planted]
    recall, their_recall = (sum(pair in some for pair in truth) / len(truth) for some in (found, theirs_found))
    with capsys.disabled():
        print(f"\n{FEW:,} stories: {ours:.2f} s, recall {recall:.3f}; MinHash {theirs:.2f} s, {their_recall:.3f}")

    assert theirs >= 5 * ours
    assert recall >= their_recall


@pytest.mark.usefixtures("compiled")
def test_cost_per_story_hardly_grows(capsys):
    """With four times the stories, a story costs less than 1.3 times as much."""
    rows, _ = coverage(MANY)
    settings = load_settings()
    few, many = (encode(rows[:count], settings) for count in (FEW, MANY))
    cost_few = min(seconds(lambda: find_echoes(few))[0] for _ in range(3)) / FEW
    cost_many = min(seconds(lambda: find_echoes(many))[0] for _ in range(2)) / MANY
    with capsys.disabled():
        print(f"\n{1e6 * cost_few:.0f} µs per story of {FEW:,}, {1e6 * cost_many:.0f} µs of {MANY:,}")

    assert cost_many < 1.3 * cost_few
