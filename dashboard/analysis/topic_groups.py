"""The groups of passages under the reader's filter: how many passages each holds, and which show it best.

The groups are the snapshot's; a filter chooses stories and never makes new groups.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.columns import rows_of
from dashboard.analysis.intervals import FEW_STORIES
from dashboard.corpus.corpus import Corpus


def chosen_passages(corpus: Corpus, mask: np.ndarray) -> pd.DataFrame:
    """The passages of the chosen stories: the table `passages` with row, in its order."""
    known = corpus.table("passages")
    row = rows_of(corpus, known["article_id"])
    return known.assign(row=row)[mask[row]].reset_index(drop=True)


def group_sizes(corpus: Corpus, mask: np.ndarray) -> pd.DataFrame:
    """How many passages of the chosen stories belong to each group.

    Returns:
        One row per topic, in the order of `topics`: topic_id, label, terms, repeatability, k (passages whose
        strongest topic it is), n (passages of the chosen stories), n_articles (stories with such a passage).
    """
    known = corpus.table("topics")
    mine = chosen_passages(corpus, mask)
    by_topic = mine.dropna(subset="topic_id").groupby("topic_id")["row"]
    counts = pd.DataFrame({"k": by_topic.size(), "n_articles": by_topic.nunique()})
    counts = counts.reindex(known["topic_id"], fill_value=0).reset_index(drop=True)
    kept = known[["topic_id", "label", "terms", "repeatability"]].reset_index(drop=True)
    return kept.assign(k=counts["k"].astype(int), n=len(mine), n_articles=counts["n_articles"].astype(int))


def best_passages(corpus: Corpus, mask: np.ndarray, *, top: int = 2) -> pd.DataFrame:
    """The passages of the chosen stories that belong to their group most, at most one of a story per group.

    Returns:
        By topic_id, then weight, highest first: the columns of `chosen_passages`, text, and spans: where the
        group's terms stand in the text, in any form, as pairs of code points.
    """
    mine = chosen_passages(corpus, mask).dropna(subset="topic_id")
    of_story = mine.groupby(["topic_id", "row"])["weight"].max()
    least = of_story.sort_values(ascending=False).groupby(level="topic_id").head(top).groupby(level="topic_id").min()
    mine = mine[mine["weight"].to_numpy() >= mine["topic_id"].map(least).to_numpy()]  # few are left to be ordered by id
    ordered = mine.sort_values(["topic_id", "weight", "article_id", "start"], ascending=[True, False, True, True])
    best = ordered.drop_duplicates(["topic_id", "article_id"]).groupby("topic_id").head(top).reset_index(drop=True)
    terms = corpus.table("topics").set_index("topic_id")["terms"]
    texts, spans = [], []
    rows: Iterator[Any] = best.itertuples(index=False)
    for passage, body in zip(rows, corpus.bodies(best["row"].tolist()), strict=True):
        texts.append(body[passage.start : passage.end])
        spans.append(_places(corpus, passage, terms[passage.topic_id].split(", ")))
    return best.assign(text=pd.Series(texts, dtype=object), spans=pd.Series(spans, dtype=object))


def _places(corpus: Corpus, passage: Any, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand inside a passage, in any form, counted from its first character."""
    family, shard = corpus.vocabulary.family, corpus.shard_of(passage.row)
    ids = [place for place in map(corpus.vocabulary.find, terms) if place >= 0]
    story = slice(*shard.article_tokens[passage.row - shard.first :][:2])
    start, end = shard.start[story].astype(np.int64), shard.end[story].astype(np.int64)
    here = np.isin(family[shard.term[story]], family[ids]) & (start >= passage.start) & (end <= passage.end)
    return list(zip((start[here] - passage.start).tolist(), (end[here] - passage.start).tolist(), strict=True))


def story_parts(corpus: Corpus, mask: np.ndarray) -> pd.DataFrame:
    """Each group's part of each chosen story, with the passages behind it.

    Returns:
        One row per story and topic, stories in the order of the corpus: row, article_id, title, outlet, day,
        topic_id, k and n (passages), share (the topic's part of the story's words; a story's add up to 1, or
        to 0 when it is in no group).
    """
    topics = corpus.table("topics")["topic_id"].to_numpy(np.int64)
    rows = np.flatnonzero(mask)
    articles = corpus.articles.iloc[rows]
    keys = pd.MultiIndex.from_product([rows, topics], names=["row", "topic_id"])
    mine = chosen_passages(corpus, mask)
    weights = corpus.table("article_topics").merge(
        pd.DataFrame({"article_id": articles["article_id"].to_numpy(), "row": rows}), on="article_id"
    )
    cells = pd.DataFrame(
        {
            "k": mine.dropna(subset="topic_id").groupby(["row", "topic_id"]).size().reindex(keys, fill_value=0),
            "share": weights.set_index(["row", "topic_id"])["weight"].reindex(keys, fill_value=0.0),
        }
    ).reset_index()
    cells["n"] = cells["row"].map(mine.groupby("row").size()).fillna(0).astype(int)
    about = articles[["article_id", "title", "outlet"]].assign(row=rows, day=corpus.days[rows].astype("datetime64[s]"))
    return cells.merge(about, on="row")


def outlet_parts(corpus: Corpus, mask: np.ndarray) -> pd.DataFrame:
    """Each group's part of each outlet with ten stories or more; stories that name no outlet are no outlet together.

    Returns:
        One row per outlet and topic, outlets by stories, most first: outlet, n_articles, topic_id, k and n
        (passages), share (mean part of the outlet's stories).
    """
    parts = story_parts(corpus, mask)
    sizes = parts.drop_duplicates("row")["outlet"].value_counts()
    sizes = sizes[sizes >= FEW_STORIES].sort_index().sort_values(ascending=False, kind="stable")
    grouped = parts[parts["outlet"].isin(sizes.index)].groupby(["outlet", "topic_id"], as_index=False)
    cells = grouped.agg(k=("k", "sum"), n=("n", "sum"), share=("share", "mean"))
    cells = cells.assign(n_articles=cells["outlet"].map(sizes).astype(int))
    order = {name: place for place, name in enumerate(sizes.index)}
    return cells.sort_values(
        ["outlet", "topic_id"], key=lambda c: c.map(order) if c.name == "outlet" else c, ignore_index=True
    )
