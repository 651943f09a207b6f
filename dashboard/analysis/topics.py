"""Topics: groups of passages (or of stories, where there are many) that share words, found by the machine.

Passages are grouped while there are fewer than 2,000 main stories; from there on, stories. A topic is
trusted only if it comes back when a part of the stories is left out; otherwise the groups are exploratory.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse

from dashboard.analysis.columns import is_main
from dashboard.analysis.groups import parts, shares_of, strongest
from dashboard.analysis.passages import Passages, passages, whole_stories
from dashboard.analysis.topic_fit import Fit, fitted
from dashboard.analysis.units import Yardstick, counts, laid_over, weigh
from dashboard.corpus.corpus import Corpus
from dashboard.schema import ARTICLE_TOPICS, PASSAGES, TOPICS

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
        fit: What later stories can be placed in.
    """

    topics: pd.DataFrame
    article_topics: pd.DataFrame
    passages: pd.DataFrame
    verdict: pd.DataFrame
    fit: Fit


def topics(
    corpus: Corpus,
    *,
    older: Fit | None = None,
    workers: int = 1,
    progress: Callable[[str, float], None] | None = None,
) -> TopicTables:
    """Group the passages of the main stories (the stories, from 2,000 on) by the words they share.

    Word families weighted by tf-idf, then non-negative matrix factorisation. The number of groups is the
    largest that repeats nearly as well as the best one (`stability.choose`). The result depends neither on
    the order of the input nor on the number of processor cores. Equal texts are learned from once.

    Args:
        corpus: The open corpus.
        older: Groups fitted on an earlier snapshot: every story is placed in them, and nothing is learned. They keep
            their numbers and words.
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
        tell("trying numbers of groups", 0.1)
        if older is None:
            fit, measure = fitted(corpus, units, "passages" if by_passage else "articles", workers=workers)
        else:
            fit, measure = older, laid_over(corpus, older.terms, older.idf)
        tell("placing every passage", 0.8)
        of_units = _placed(corpus, units, measure, fit.of_terms, workers)
    tell("done", 1.0)
    return _tables(corpus, units, *(_in_order(fit, of_units) if older is None else (fit, of_units)))


def _placed(corpus: Corpus, units: Passages, measure: Yardstick, of_terms: np.ndarray, workers: int) -> np.ndarray:
    """The parts of every unit, those that were not learned from too; story by story as the shards hold them."""
    by_row = np.argsort(units.row, kind="stable")

    def place(begin: int) -> np.ndarray:
        some = units.take(by_row[begin : begin + CHUNK])
        return parts(weigh(counts(corpus, some, measure.words), measure.idf), of_terms)

    with ThreadPoolExecutor(workers) as pool:  # arrays and sparse products let other threads work
        found = list(pool.map(place, range(0, len(units.row), CHUNK)))
    of_units = np.zeros((len(by_row), len(of_terms)))
    if found:
        of_units[by_row] = np.concatenate(found)
    return of_units


def _in_order(fit: Fit, of_units: np.ndarray) -> tuple[Fit, np.ndarray]:
    """The same groups, biggest first, none empty, and the parts of each unit."""
    sizes = np.bincount(strongest(of_units) + 1, minlength=len(fit.of_terms) + 1)[1:]
    order = np.argsort(-sizes, kind="stable")[: int((sizes > 0).sum())]
    kept = replace(fit, of_terms=fit.of_terms[order], repeatability=fit.repeatability[order])
    return kept, shares_of(of_units[:, order])


def _strongest_terms(fit: Fit) -> list[list[str]]:
    """The words that mark each group, strongest first."""
    ranked = [(row, np.argsort(-row, kind="stable")[:TERMS].tolist()) for row in fit.of_terms]
    return [[fit.terms[place] for place in best if row[place] > 0] for row, best in ranked]


def _tables(corpus: Corpus, units: Passages, fit: Fit, of_units: np.ndarray) -> TopicTables:
    label, terms = strongest(of_units), _strongest_terms(fit)
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
    n_topics = len(terms)
    pairs = np.unique(np.stack([label, units.row])[:, label >= 0], axis=1)
    of_topics = pd.DataFrame({
        "topic_id": np.arange(n_topics),
        "label": pd.Series([", ".join(some[:LABEL_TERMS]) for some in terms], dtype="str"),
        "terms": pd.Series([", ".join(some) for some in terms], dtype="str"),
        "n_passages": np.bincount(label[label >= 0], minlength=n_topics),
        "n_articles": np.bincount(pairs[0], minlength=n_topics),
        "repeatability": fit.repeatability.round(4),
    })  # fmt: skip
    return TopicTables(
        of_topics[list(TOPICS.names)],
        _of_articles(known, units, of_units)[list(ARTICLE_TOPICS.names)],
        of_passages[list(PASSAGES.names)],
        _verdict(fit),
        fit,
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


def _verdict(fit: Fit) -> pd.DataFrame:
    mean = float(fit.repeatability.mean()) if len(fit.repeatability) else 0.0
    return pd.DataFrame({
        "unit": [fit.unit],
        "n_units": [fit.n_units],
        "n_groups": [len(fit.repeatability)],
        "repeatability": [round(mean, 4)],
        "enough": [fit.enough],
        "tried": [fit.tried],
    })  # fmt: skip
