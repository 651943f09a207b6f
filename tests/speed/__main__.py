"""How fast the corpus is made, against a reference timed in the same run: `python -m tests.speed [STORIES.jsonl.gz]`.

A figure in MB/s says as much about the machine as about us; the ratio says what we gain. "kernel" is the compiled
scan alone, "tokens" adds the sorted vocabulary. Without a file, stories are invented: a long-tailed vocabulary,
capitals, punctuation, initials, possessives, accents. `make speed` holds the kernel to its floors.
"""

import gzip
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
from sklearn.feature_extraction.text import CountVectorizer

from dashboard.corpus.characters import characters
from dashboard.corpus.scanner import scan
from dashboard.corpus.sentences import split_sentences
from dashboard.corpus.tokens import tokenise_arrow

SYLLABLES = [first + second for first in "bcdfghklmnprstvwz" for second in ("a", "e", "i", "o", "u", "er", "an", "is")]


def invented(n_stories: int = 4000, n_words: int = 700) -> list[str]:
    """Stories of made-up words, the same in every run; word frequencies fall as in real text (Zipf)."""
    dice = random.Random(7)
    vocabulary = ["".join(dice.choices(SYLLABLES, k=1 + number % 4)) for number in range(60_000)]
    vocabulary[5::400] = [word.capitalize() + "’s" for word in vocabulary[5::400]]
    vocabulary[7::700] = [word + "é" for word in vocabulary[7::700]]
    vocabulary[11], vocabulary[23] = "U.S.", "2,025.5"
    weights = np.cumsum(1.0 / np.arange(2, len(vocabulary) + 2)).tolist()
    ends = [" "] * 14 + [", ", ". ", ".\n", "-"]
    return [
        "".join(
            word + dice.choice(ends) for word in dice.choices(vocabulary, cum_weights=weights, k=n_words)
        ).capitalize()
        for _ in range(n_stories)
    ]


def given(path: Path) -> list[str]:
    """The `text` of every record of a JSONL file, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The best of some rounds, by this thread's CPU clock: waiting for a core is not counted."""
    best = float("inf")
    for _ in range(rounds):
        began = time.thread_time()
        work()
        best = min(best, time.thread_time() - began)
    return best


def speeds(texts: list[str]) -> dict[str, float]:
    """MB of UTF-8 per second of one core, for each way to read the texts; the kernel is compiled beforehand."""
    encoded = [text.encode() for text in texts]
    data = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    bounds = np.concatenate([[0], np.cumsum([len(text) for text in encoded])]).astype(np.int64)
    array = pa.array(texts, pa.large_string())
    tokenise_arrow(array[:1])
    table = characters()
    work: dict[str, tuple[Callable[[], object], int]] = {
        "kernel": (lambda: scan(data, bounds, (table.kind, table.folded, table.plain)), 7),
        "tokens": (lambda: tokenise_arrow(array), 7),
        "sentences": (lambda: split_sentences(texts), 1),
        "CountVectorizer": (lambda: CountVectorizer().fit_transform(texts), 2),
    }
    return {name: len(data) / 1e6 / seconds(*how) for name, how in work.items()}


def report(speed: dict[str, float]) -> str:
    """The figures, one a line, each beside its ratio to CountVectorizer."""
    slow = speed["CountVectorizer"]
    return "\n".join(f"{name:16}{fast:8.1f} MB/s{fast / slow:8.1f} × CountVectorizer" for name, fast in speed.items())


if __name__ == "__main__":
    print(report(speeds(given(Path(sys.argv[1])) if len(sys.argv) > 1 else invented())))
