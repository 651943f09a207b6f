"""Whether an update keeps the topics of the last snapshot: what they were fitted on, and what has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.analysis.topic_fit import Fit, read, said_of
from dashboard.corpus.corpus import Corpus
from dashboard.store.identity import code_digest
from dashboard.store.last import last_tables

NEEDED = ("articles", "topics", "topic_terms", "topic_changes", "topic_verdict")
NONE = pa.array([], pa.large_string())


@dataclass(frozen=True, eq=False)
class Older:
    """The topics of the last snapshot, where they are kept.

    Attributes:
        fit: The groups that all stories are placed in; None when they are to be fitted on this snapshot.
        facts: fitted_on (the snapshot that they were fitted on), fitted_day (when that was made), n_known (main
            stories of it that are still here), n_new (main stories that came since); nothing for this snapshot.
        changes: The table `topic_changes`, main stories that are new or gone since: article_id, change.
        said: A sentence for the report of the build; empty when there is nothing to tell.
    """

    fit: Fit | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    changes: pd.DataFrame = field(default_factory=lambda: _changes(NONE, NONE))
    said: str = ""

    @property
    def fitted_on(self) -> str:
        """The snapshot that they were fitted on; empty for this one."""
        return str(self.facts.get("fitted_on", ""))

    def noted(self, verdict: pd.DataFrame) -> pd.DataFrame:
        """The table `topic_verdict`, with the facts as columns; nulls where there are none."""
        texts = {name: pd.Series([self.facts.get(name)], dtype="str") for name in ("fitted_on", "fitted_day")}
        numbers = {name: pd.array([self.facts.get(name)], "Int64") for name in ("n_known", "n_new")}
        return verdict.assign(**texts, **numbers)


def older_topics(out: Path, corpus: Corpus, *, refit: bool = False) -> Older:
    """The topics of the current snapshot of `out`, when they may still be used for a corpus.

    They are kept while settings and code are the same and few stories are new or gone since they were fitted
    (`older_up_to` of data/settings.toml). Groups of passages are made anew each time: where those are made, stories
    are few.
    """
    now, settings = _main(corpus.articles), corpus.settings.topics
    if (last := last_tables(out, NEEDED)) is None:
        return Older()
    manifest, tables = last
    verdict = tables["topic_verdict"].iloc[0]
    if refit or not len(tables["topics"]) or verdict["unit"] != "articles" or len(now) < settings.passages_below:
        return Older()
    own = pd.isna(verdict["fitted_on"])
    fitted_on = manifest["snapshot_id"] if own else str(verdict["fitted_on"])
    if fitted_on == corpus.snapshot_id:  # the same stories once more: what it was fitted on is being made anew
        return Older()
    then = _then(tables)
    changes = _changes(_without(now, then), _without(then, now))
    if why := _why_anew(manifest, corpus, len(changes), len(then)):
        return Older(said=f"Topics were fitted anew: {why} since data version {fitted_on}.")
    n_new = int((changes["change"] == "new").sum())
    day = manifest["made"][:10] if own else str(verdict["fitted_day"])
    facts = {"fitted_on": fitted_on, "fitted_day": day, "n_known": len(now) - n_new, "n_new": n_new}
    fit = read(tables["topics"], tables["topic_terms"], verdict)
    return Older(fit, facts, changes, f"{said_of(facts)} build --refit fits them anew.")


def _why_anew(manifest: dict[str, Any], corpus: Corpus, n_changed: int, n_then: int) -> str:
    """What has changed too much, in a few words; empty when nothing has."""
    most = corpus.settings.topics.older_up_to
    if manifest["settings"] != corpus.settings.digest:
        return "the settings have changed"
    if manifest["code"] != code_digest():
        return "the program has changed"
    if n_changed > most * n_then:
        return f"{n_changed:,} stories are new or gone, more than {most:.0%} of {n_then:,},"
    return ""


def _then(tables: dict[str, pd.DataFrame]) -> pa.Array:
    """The main stories that the topics were fitted on: those of their snapshot, whatever has come and gone since."""
    changes = tables["topic_changes"]
    by_change = {name: _ids(changes.loc[changes["change"] == name, "article_id"]) for name in ("new", "gone")}
    return pa.concat_arrays([_without(_main(tables["articles"]), by_change["new"]), by_change["gone"]])


def _main(articles: pd.DataFrame) -> pa.Array:
    return _ids(articles.loc[articles["kind"] == "main", "article_id"])


def _ids(column: pd.Series) -> pa.Array:
    return pa.array(column.to_numpy(object), pa.large_string())


def _without(some: pa.Array, others: pa.Array) -> pa.Array:
    return some.filter(pc.invert(pc.is_in(some, value_set=others)))


def _changes(new: pa.Array, gone: pa.Array) -> pd.DataFrame:
    ids = pa.concat_arrays([new, gone])
    change = pa.array(["new"] * len(new) + ["gone"] * len(gone), pa.large_string())
    table = pa.table({"article_id": ids, "change": change})
    return table.take(pc.sort_indices(table, sort_keys=[("article_id", "ascending")])).to_pandas()
