"""Topics: groups of passages (or of stories, where there are many) that share words, found by the machine.

Passages are grouped while there are fewer than 2,000 main stories; from there on, stories. A topic is
trusted only if it comes back when a part of the stories is left out; otherwise the groups are exploratory.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from dashboard.analysis.columns import is_main
from dashboard.analysis.groups import base, group, parts, shares_of, strongest
from dashboard.analysis.passages import Passages, passages, whole_stories
from dashboard.analysis.stability import Trial, beyond, choose, exploratory, numbers_to_try, repeats, trials
from dashboard.analysis.units import Yardstick, counts, distinct, weigh, words_of, yardstick
from dashboard.corpus.corpus import Corpus
from dashboard.schema import ARTICLE_TOPICS, PASSAGES, TOPICS

TRIAL_UNITS = 3_000  # numbers of groups are tried on so many units
LABEL_TERMS, TERMS = 3, 10
CHUNK = 10_000  # units placed at once
DIGITS = 6


@dataclass(frozen=True, eq=False)
class TopicTables:
    """The tables that the build writes.

    Attributes:
        topics: Table topics.
        article_topics: Table article_topics.
        passages: Table passages; where stories were grouped, each story is one passage.
        verdict: One row: unit (passages or articles), n_units (different ones, learned from), n_groups,
            repeatability (0 to 1, mean over topics), enough (False: the groups are exploratory, give no
            shares), tried (each number of groups that was tried and how well it repeats, as text).
    """

    topics: pd.DataFrame
    article_topics: pd.DataFrame
    passages: pd.DataFrame
    verdict: pd.DataFrame


@dataclass(frozen=True, eq=False)
class _Groups:
    """Groups: their terms (groups × families, rows sum to 1), how well each repeats, whether to trust them."""

    of_terms: np.ndarray
    repeatability: np.ndarray
    enough: bool
    tried: str
    n_units: int


def topics(corpus: Corpus, *, workers: int = 1, progress: Callable[[str, float], None] | None = None) -> TopicTables:
    """Group the passages of the main stories (the stories, from 2,000 on) by the words they share.

    Word families weighted by tf-idf, then non-negative matrix factorisation. The number of groups is the
    largest that repeats nearly as well as the best one (`stability.choose`). The result depends neither on
    the order of the input nor on the number of processor cores. Equal texts are learned from once.

    Args:
        corpus: The open corpus.
        workers: Threads that do it.
        progress: Told what is being done, and the share of it that is done, 0 to 1.

    Returns:
        Tables with the columns of `schema.py`. A text without a word that could tell it apart is in no
        topic; where there is no such word at all, the tables are empty. Where nothing can be left out (one
        story, or fewer than ten different passages) there is one group at most, and not `enough`.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    tell = progress or (lambda _step, _share: None)
    settings = corpus.settings.topics
    rows = np.flatnonzero(is_main(corpus))
    by_passage = len(rows) < settings.passages_below
    rows = rows[np.argsort(corpus.articles["article_id"].to_numpy(str)[rows], kind="stable")]
    units = passages(corpus, rows, words=settings.passage_words) if by_passage else whole_stories(corpus, rows)
    with threadpool_limits(limits=1):  # more threads would add in another order and round otherwise
        measure, table, story = _learned(corpus, units)
        tell("trying numbers of groups", 0.1)
        found = _grouped(corpus, table, measure, story, workers)
        tell("placing every passage", 0.8)
        of_units = _placed(corpus, units, measure, found.of_terms, workers)
    tell("done", 1.0)
    return _tables(corpus, units, _in_order(found, of_units, measure), "passages" if by_passage else "articles")


def _learned(corpus: Corpus, units: Passages) -> tuple[Yardstick, sparse.csr_matrix, np.ndarray]:
    """Yardstick, counts and stories of the units to learn from: the first by article_id, equal ones once.

    An article_id is a hash, so the first are as good as a random draw, and the same ones each time.
    """
    some = units.head(corpus.settings.topics.units)
    words = words_of(corpus, some)
    everything = counts(corpus, some, words)
    once = distinct(everything)
    measure = yardstick(corpus, everything[once], words)
    table = everything[once][:, measure.kept]
    worded = np.diff(table.indptr) > 0
    row = some.row[once[worded]]
    return measure, table[worded], np.cumsum(np.append(0, np.diff(row) != 0))[: len(row)]


def _grouped(corpus: Corpus, table: sparse.csr_matrix, measure: Yardstick, story: np.ndarray, workers: int) -> _Groups:
    """Try numbers of groups on a sample, fit the chosen one to all units, and say how well each group repeats.

    Where the groups of all units are not those that the sample's refits found, they are exploratory after all.
    """
    settings = corpus.settings.topics
    if not table.shape[0]:
        return _Groups(np.zeros((0, table.shape[1])), np.zeros(0), enough=False, tried="", n_units=0)
    sample = np.arange(len(story))
    if len(story) > TRIAL_UNITS and story[TRIAL_UNITS] > 1:
        sample = np.flatnonzero(story < story[TRIAL_UNITS])
    numbers = numbers_to_try(len(sample), table.shape[1], fewest=settings.fewest, most=settings.most)
    tried = trials(table[sample], measure.idf, story[sample], numbers, workers=workers)
    few = int(story.max()) + 1 < settings.every_below
    best = choose(tried, repeats_well=settings.repeats_well, every=few)
    said = ", ".join(f"{trial.n_groups}: {trial.repeatability:.2f}" for trial in tried)
    weights = weigh(table, measure.idf)
    for n_groups in ([best.n_groups] if best else []) + [exploratory(tried, len(sample))]:
        of_terms = group(weights, base(weights, n_groups), n_groups)
        again = _repeatability(tried, strongest(parts(weights[sample], of_terms)), n_groups)
        held = float(again.min() if few else again.mean()) >= settings.repeats_well
        enough = best is not None and best.n_groups == n_groups and held
        if enough:
            break
    return _Groups(of_terms, again, enough, said, table.shape[0])


def _repeatability(tried: Sequence[Trial], labels: np.ndarray, n_groups: int) -> np.ndarray:
    """How well each group of the final fit came back in the refits of its trial, beyond chance; 0 without a trial."""
    for trial in tried:
        if trial.n_groups == n_groups:
            return beyond(repeats(labels, trial.refits, n_groups), trial.chance)
    return np.zeros(n_groups)


def _placed(corpus: Corpus, units: Passages, measure: Yardstick, of_terms: np.ndarray, workers: int) -> np.ndarray:
    """The parts of every unit, those that were not learned from too."""

    def place(begin: int) -> np.ndarray:
        some = units.head(begin + CHUNK, begin)
        return parts(weigh(counts(corpus, some, measure.words), measure.idf), of_terms)

    with ThreadPoolExecutor(workers) as pool:  # arrays and sparse products let other threads work
        found = list(pool.map(place, range(0, len(units.row), CHUNK)))
    return np.concatenate([np.zeros((0, len(of_terms))), *found])


@dataclass(frozen=True, eq=False)
class _Ordered:
    """Topics, biggest first, none empty: their terms, how well they repeat, and the parts of each unit."""

    terms: list[list[str]]
    groups: _Groups
    of_units: np.ndarray


def _in_order(found: _Groups, of_units: np.ndarray, measure: Yardstick) -> _Ordered:
    sizes = np.bincount(strongest(of_units) + 1, minlength=len(found.of_terms) + 1)[1:]
    order = np.argsort(-sizes, kind="stable")[: int((sizes > 0).sum())]
    terms = []
    for row in found.of_terms[order]:
        best = np.argsort(-row, kind="stable")[:TERMS]
        terms.append([measure.terms[place] for place in best.tolist() if row[place] > 0])
    again = found.repeatability[order]
    kept = _Groups(found.of_terms[order], again, found.enough, found.tried, found.n_units)
    return _Ordered(terms, kept, shares_of(of_units[:, order]))


def _tables(corpus: Corpus, units: Passages, found: _Ordered, unit: str) -> TopicTables:
    of_units, label = found.of_units, strongest(found.of_units)
    known = corpus.articles["article_id"].to_numpy(object)
    of_passages = pd.DataFrame({
        "article_id": pd.Series(known[units.row], dtype="str"),
        "passage": units.place,
        "start": units.start,
        "end": units.end,
        "topic_id": pd.array(np.where(label < 0, 0, label), "Int64"),
        "weight": of_units.max(axis=1).round(DIGITS) if of_units.shape[1] else np.zeros(len(units.row)),
    })  # fmt: skip
    of_passages.loc[label < 0, "topic_id"] = pd.NA
    n_topics = len(found.terms)
    pairs = np.unique(np.stack([label, units.row])[:, label >= 0], axis=1)
    of_topics = pd.DataFrame({
        "topic_id": np.arange(n_topics),
        "label": pd.Series([", ".join(terms[:LABEL_TERMS]) for terms in found.terms], dtype="str"),
        "terms": pd.Series([", ".join(terms) for terms in found.terms], dtype="str"),
        "n_passages": np.bincount(label[label >= 0], minlength=n_topics),
        "n_articles": np.bincount(pairs[0], minlength=n_topics),
        "repeatability": found.groups.repeatability.round(4),
    })  # fmt: skip
    return TopicTables(
        of_topics[list(TOPICS.names)],
        _of_articles(known, units, of_units)[list(ARTICLE_TOPICS.names)],
        of_passages[list(PASSAGES.names)],
        _verdict(found.groups, unit),
    )


def _of_articles(known: np.ndarray, units: Passages, of_units: np.ndarray) -> pd.DataFrame:
    """The parts of each story: those of its passages, by their words; biggest first."""
    rows, story = np.unique(units.row, return_inverse=True)
    words = (units.last - units.first).astype(np.float64)
    total = sparse.csr_matrix((words, (story, np.arange(len(story)))), shape=(len(rows), len(story))) @ of_units
    weight = shares_of(total).round(DIGITS)
    held = np.flatnonzero(weight.any(axis=1))
    # Rounded parts may miss 1 by a few millionths; the largest part takes them.
    if len(held):
        weight[held, weight[held].argmax(axis=1)] += (1 - weight[held].sum(axis=1)).round(DIGITS)
    at, topic = np.nonzero(weight)
    order = np.lexsort((topic, -weight[at, topic], at))
    at, topic = at[order], topic[order]
    return pd.DataFrame({
        "article_id": pd.Series(known[rows[at]], dtype="str"),
        "topic_id": topic,
        "weight": weight[at, topic].round(DIGITS),
    })  # fmt: skip


def _verdict(found: _Groups, unit: str) -> pd.DataFrame:
    mean = float(found.repeatability.mean()) if len(found.repeatability) else 0.0
    return pd.DataFrame({
        "unit": [unit],
        "n_units": [found.n_units],
        "n_groups": [len(found.repeatability)],
        "repeatability": [round(mean, 4)],
        "enough": [found.enough],
        "tried": [found.tried],
    })  # fmt: skip
