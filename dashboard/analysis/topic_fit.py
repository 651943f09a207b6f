"""The fit of topics: what is learned from the stories of one snapshot, and may be kept for those that come later.

A fit names its words, not their numbers, so that it can be laid over another vocabulary.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from dashboard.analysis.groups import base, group, parts, strongest
from dashboard.analysis.passages import Passages
from dashboard.analysis.stability import Trial, beyond, choose, exploratory, numbers_to_try, repeats, trials
from dashboard.analysis.units import Yardstick, counts, distinct, weigh, words_of, yardstick
from dashboard.corpus.corpus import Corpus

TRIAL_UNITS = 3_000  # numbers of groups are tried on so many units


@dataclass(frozen=True, eq=False)
class Fit:
    """Groups and the words that they are made of.

    Attributes:
        unit: What was grouped: passages or articles.
        terms: The words, as `Yardstick.terms` has them.
        idf: Weight of each word.
        of_terms: Groups × words, each row summing to 1.
        repeatability: How well each group repeats, 0 to 1.
        enough: Whether they are to be trusted.
        tried: Each number of groups that was tried and how well it repeats, as text.
        n_units: Different units learned from.
    """

    unit: str
    terms: Sequence[str]
    idf: np.ndarray
    of_terms: np.ndarray
    repeatability: np.ndarray
    enough: bool
    tried: str
    n_units: int


def fitted(corpus: Corpus, units: Passages, unit: str, *, workers: int = 1) -> tuple[Fit, Yardstick]:
    """Try numbers of groups on a sample, fit the chosen one to all units, and say how well each group repeats.

    Where the groups of all units are not those that the sample's refits found, they are exploratory after all.
    """
    settings = corpus.settings.topics
    measure, table, story = _learned(corpus, units)
    if not table.shape[0]:
        nothing = np.zeros((0, table.shape[1]))
        return Fit(unit, measure.terms, measure.idf, nothing, np.zeros(0), enough=False, tried="", n_units=0), measure
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
    return Fit(unit, measure.terms, measure.idf, of_terms, again, enough, said, table.shape[0]), measure


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


def _repeatability(tried: Sequence[Trial], labels: np.ndarray, n_groups: int) -> np.ndarray:
    """How well each group of the final fit came back in the refits of its trial, beyond chance; 0 without a trial."""
    for trial in tried:
        if trial.n_groups == n_groups:
            return beyond(repeats(labels, trial.refits, n_groups), trial.chance)
    return np.zeros(n_groups)


def term_table(fit: Fit) -> pd.DataFrame:
    """The table `topic_terms`: topic_id, term, weight (its share of the topic, 0 to 1), idf; term by term."""
    n_groups, n_terms = fit.of_terms.shape
    return pd.DataFrame({
        "topic_id": np.tile(np.arange(n_groups), n_terms),
        "term": pd.Series(np.repeat(np.array(fit.terms, object), n_groups), dtype="str"),
        "weight": fit.of_terms.T.astype(np.float64).ravel(),
        "idf": np.repeat(fit.idf, n_groups),
    })  # fmt: skip


def read(topics: pd.DataFrame, terms: pd.DataFrame, verdict: pd.Series) -> Fit:
    """The fit of a snapshot, from its tables `topics`, `topic_terms` and the row of `topic_verdict`."""
    n_groups = len(topics)
    return Fit(
        unit=str(verdict["unit"]),
        terms=terms["term"].iloc[::n_groups].tolist(),
        idf=terms["idf"].to_numpy()[::n_groups],
        of_terms=np.ascontiguousarray(terms["weight"].to_numpy().reshape(-1, n_groups).T),
        repeatability=topics["repeatability"].to_numpy(),
        enough=bool(verdict["enough"]),
        tried=str(verdict["tried"]),
        n_units=int(verdict["n_units"]),
    )


def said_of(facts: Mapping[str, Any] | pd.Series) -> str:
    """What older topics were fitted on, as a sentence; empty when a snapshot has its own.

    Example:
        >>> said_of({"fitted_on": "1f0a", "fitted_day": "2026-11-22", "n_known": 4_900, "n_new": 100})
        'Topics were fitted on data version 1f0a (2026-11-22, 4,900 of these 5,000 stories); 100 new ones were placed
        in them.'
    """
    fitted_on = facts.get("fitted_on")
    if fitted_on is None or pd.isna(fitted_on):
        return ""
    known, new = int(facts["n_known"]), int(facts["n_new"])
    placed = f"; {new:,} new {'one was' if new == 1 else 'ones were'} placed in them" if new else ""
    day, whole = facts["fitted_day"], known + new
    return f"Topics were fitted on data version {fitted_on} ({day}, {known:,} of these {whole:,} stories){placed}."
