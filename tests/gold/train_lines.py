"""Fits the weights of the line model to labelled pages: python -m tests.gold.train_lines [--check].

Data: page-dumps-dev.jsonl.gz of the folder REFRAIN_GOLD. Without --check the weights are written to
dashboard/articles/line_weights.py; with it nothing is written, and the scores on pages of sites that
the weights were not fitted to are printed.
"""

import argparse
import difflib
import gzip
import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numba
import numpy as np

from dashboard.articles import line_model
from dashboard.articles.clean import junk_of, page_of
from dashboard.articles.line_features import as_matrix, rows_of
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry
from dashboard.articles.page import read_page
from dashboard.articles.survey import speaking
from dashboard.settings import Settings, load_settings
from dashboard.sources.reader import from_bytes

PROJECT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("REFRAIN_GOLD", PROJECT.parent / "shared" / "gold"))
TARGET = PROJECT / "dashboard" / "articles" / "line_weights.py"
# Chosen on pages of other sites among 2.5, 5, 8, 9, 15 and 30.
PENALTY = 9.0
# What a wrong line costs while fitting, by its share of the story's words (softmax-margin: Gimpel & Smith 2010).
# Chosen on pages of other sites among 0, 2.5, 5, 8, 15 and 40: F1 0.915 against 0.898 on one division of the sites.
COST = 5.0
LEAST_BODY, MOST_SHARE = 30, 0.5
FOLDS = 6
ROUNDS = 200
WORD = re.compile(r"\w+")
HEADER = '''"""Weights of the line model, fitted by tests/gold/train_lines.py to labelled pages of a hundred sites.

One row a feature of `line_features.py` and `line_context.py`: what it adds for a line to stand above
the story, in it, in a gap inside it, or below it, and for the story to begin, end, break off and go on.
"""

WEIGHTS: dict[str, tuple[float, ...]] = {
'''


@dataclass(frozen=True)
class Example:
    """A labelled page: features of its lines, which of them are the story's (1) or not (0), and their words."""

    site: str
    features: Mapping[str, np.ndarray]
    labels: np.ndarray
    words: np.ndarray


def labelled_pages(folder: Path) -> list[dict[str, str]]:
    """The rows of the labels: id, url, dump, body."""
    with gzip.open(folder / "page-dumps-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def example(page: Mapping[str, str], settings: Settings) -> Example:
    """A page as the model sees it."""
    seen = page_of(lines_of(page["dump"]), registry(settings.outlets))
    places, features = rows_of(seen, junk_of(seen), speaking(seen))
    labels = in_body([page["dump"][line.start : line.end] for line in seen.lines], page["body"])
    words = np.array([len(WORD.findall(seen.lines[place].text)) for place in places])
    return Example(site(page["url"]), features, np.array([labels[place] for place in places]), words)


def site(url: str) -> str:
    """The registered part of a page's host, so that pages of one publisher stay together."""
    parts = urlsplit(url).netloc.split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and parts[-2] in {"co", "com", "org"} else parts[-2:])


def in_body(lines: Iterable[str], body: str) -> list[int]:
    """1 for every line most of whose words stand in the body, in its order."""
    words: list[str] = []
    owners: list[int] = []
    sizes: list[int] = []
    for place, line in enumerate(lines):
        own = WORD.findall(line.lower())
        words += own
        owners += [place] * len(own)
        sizes.append(len(own))
    hits, longest = [0] * len(sizes), [0] * len(sizes)
    match = difflib.SequenceMatcher(None, words, WORD.findall(body.lower()), autojunk=False)
    for block in match.get_matching_blocks():
        for owner in owners[block.a : block.a + block.size]:
            hits[owner] += 1
            longest[owner] = max(longest[owner], block.size)
    return [
        int(size > 0 and hit >= 0.6 * size and run >= min(size, 4))
        for size, hit, run in zip(sizes, hits, longest, strict=True)
    ]


def fit(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    """Weights (features × 8) that make the labels most likely although wrong lines are favoured by their costs.

    Held small by PENALTY; the bias is free.
    """
    from scipy.optimize import minimize
    from threadpoolctl import threadpool_limits

    ends = np.cumsum([len(page.labels) for page in examples])
    lines = np.vstack([as_matrix(page.features, names) for page in examples])
    wanted = np.vstack([wanted_counts(page.labels) for page in examples])
    costs = np.vstack([costs_of(page) for page in examples])
    free = np.array([[name != "bias"] for name in names], dtype=float)
    expected = np.zeros_like(wanted)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(names), 8)
        scores = lines @ weights + costs
        total = expected_counts(scores, ends, expected)
        value = total - (scores * wanted).sum() + PENALTY * (free * weights**2).sum() / 2
        return value, (((expected - wanted).T @ lines).T + PENALTY * free * weights).ravel()

    start = np.zeros(len(names) * 8)
    with threadpool_limits(limits=1):  # several threads on a table so small mostly wait for each other
        done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return np.round(done.x.reshape(len(names), 8), 2)


def costs_of(page: Example) -> np.ndarray:
    """What each state costs where it is wrong: lines × 8, in the measure of the scores; steps cost nothing."""
    share = page.words / max(LEAST_BODY, (page.words * page.labels).sum())
    found = np.zeros((len(page.labels), 8))
    found[:, :4] = (COST * np.minimum(share, MOST_SHARE) * page.labels)[:, None]
    found[:, line_model.STORY] = COST * np.minimum(share, MOST_SHARE) * (1 - page.labels)
    return found


def wanted_counts(labels: np.ndarray) -> np.ndarray:
    """The states and steps that the labels say: lines × 8, ones and zeros."""
    on = np.flatnonzero(labels)
    states = np.zeros(len(labels), dtype=int)
    if len(on):
        states[:] = np.where(labels > 0, line_model.STORY, line_model.GAP)
        states[: on[0]], states[on[-1] + 1 :] = line_model.ABOVE, line_model.BELOW
    found = np.zeros((len(labels), 8))
    found[np.arange(len(labels)), states] = 1
    before = np.concatenate(([line_model.ABOVE], states[:-1]))
    for step, pair in enumerate(((0, 1), (1, 3), (1, 2), (2, 1)), start=line_model.BEGIN):
        found[:, step] = (before == pair[0]) & (states == pair[1])
    return found


@numba.njit(cache=True)
def expected_counts(scores: np.ndarray, ends: np.ndarray, found: np.ndarray) -> float:
    """Fills `found` with the chance of every state and step, page by page; the sum of the pages' log totals."""
    total, first = 0.0, 0
    for end in ends:
        own = scores[first:end]
        down, up = line_model.downwards(own), line_model.upwards(own)
        high = max(down[-1, 0], down[-1, 1], down[-1, 3])
        page = high + np.log(np.exp(down[-1, 0] - high) + np.exp(down[-1, 1] - high) + np.exp(down[-1, 3] - high))
        total += page
        for at in range(len(own)):
            for state in range(4):
                found[first + at, state] = np.exp(down[at, state] + up[at, state] - page)
            found[first + at, 4:] = 0
            if at == 0:
                found[first, 4] = found[first, 1]
                continue
            last, line, below = down[at - 1], own[at], up[at]
            found[first + at, 4] = np.exp(last[0] + line[4] + line[1] + below[1] - page)
            found[first + at, 5] = np.exp(last[1] + line[5] + line[3] + below[3] - page)
            found[first + at, 6] = np.exp(last[1] + line[6] + line[2] + below[2] - page)
            found[first + at, 7] = np.exp(last[2] + line[7] + line[1] + below[1] - page)
        first = end
    return total


def fold_of(site_name: str) -> int:
    """Which part of the pages a site is in, the same on every machine."""
    return int(hashlib.sha256(site_name.encode()).hexdigest(), 16) % FOLDS


def bodies(pages: Iterable[Mapping[str, str]], settings: Settings) -> list[dict[str, str]]:
    """What the product takes for the story of each page."""
    readings = [
        (page["id"], read_page(from_bytes(f"{page['id']}.txt", page["dump"].encode()), settings)) for page in pages
    ]
    return [{"id": ident, "body": found.articles[0]["body"] if found.articles else ""} for ident, found in readings]


def cross_validated(
    pages: Sequence[Mapping[str, str]], use: Callable[[tuple[str, ...], np.ndarray], None]
) -> list[dict[str, str]]:
    """Bodies of all pages, each found with weights fitted to the pages of other sites.

    `use` puts names and weights in the place of those that the product ships.
    """
    settings = load_settings()
    examples = [example(page, settings) for page in pages]
    names = ordered(examples[0].features)
    found: list[dict[str, str]] = []
    for fold in range(FOLDS):
        use(names, fit([page for page in examples if fold_of(page.site) != fold], names))
        found += bodies([page for page in pages if fold_of(site(page["url"])) == fold], settings)
    return found


def ordered(names: Collection[str]) -> tuple[str, ...]:
    """The names of the features, the bias first."""
    return ("bias", *(name for name in names if name != "bias"))


def written(names: Sequence[str], weights: np.ndarray) -> str:
    """The weights as a Python file."""
    rows = (
        f'    "{name}": ({", ".join(f"{value:.2f}" for value in row)}),\n'
        for name, row in zip(names, weights, strict=True)
    )
    return HEADER + "".join(rows) + "}\n"


def main() -> None:
    """Fit to all pages and write the weights, or check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="score on pages of other sites; write nothing")
    pages = labelled_pages(FOLDER)
    if parser.parse_args().check:
        rows = cross_validated(pages, lambda *weights: setattr(line_model, "weights", lambda: weights))
        print("\n".join(json.dumps(row) for row in rows))
        return
    examples = [example(page, load_settings()) for page in pages]
    names = ordered(examples[0].features)
    TARGET.write_text(written(names, fit(examples, names)), encoding="utf-8")


if __name__ == "__main__":
    main()
