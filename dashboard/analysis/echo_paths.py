"""Passages that stand in several stories: how long, how often, and when each print came out."""

import numpy as np
import pandas as pd

from dashboard.analysis.columns import numbered
from dashboard.analysis.echo_passages import shared_wording
from dashboard.analysis.echo_prints import prints
from dashboard.corpus.corpus import Corpus

ORDERS = {"long": ["n_words", "k"], "often": ["k", "n_words"]}


def passage_table(
    corpus: Corpus, mask: np.ndarray, *, by: str = "long", top: int = 100, quoted: bool = True
) -> pd.DataFrame:
    """The passages that at least two stories of the filter share.

    Args:
        corpus: The open corpus.
        mask: The stories that the filter keeps.
        by: long: most words first; often: most stories first.
        top: How many rows at most.
        quoted: Count words inside quotation marks, too (see `prints`).

    Returns:
        One row per passage: passage (its id), number, k (stories), n_outlets (named), n_words (of the earliest
        print), row (its story), start and end (characters there), first_day and last_day (NaT for none),
        n_undated (stories without a day).
    """
    found = prints(corpus, mask, quoted=quoted)
    head = np.flatnonzero(found.place == 0)
    outlet, _ = numbered(corpus, "outlet")
    ids = shared_wording(corpus).ids
    dated = corpus.days[found.row]
    by_passage = pd.DataFrame(
        {"passage": found.passage, "day": dated.astype("datetime64[s]"), "outlet": outlet[found.row]}
    )
    grouped = by_passage.assign(outlet=by_passage["outlet"].where(by_passage["outlet"] >= 0)).groupby("passage")
    facts = grouped.agg(n_outlets=("outlet", "nunique"), first_day=("day", "min"), last_day=("day", "max"),
                        n_dated=("day", "count"))  # fmt: skip
    table = pd.DataFrame(
        {
            "passage": ids[found.passage[head]],
            "number": found.passage[head],
            "k": found.n[head],
            "n_words": found.last[head] - found.first[head],
            "row": found.row[head],
            "start": found.start[head],
            "end": found.end[head],
        }
    ).assign(**{str(name): facts[name].to_numpy() for name in facts})
    table = table.assign(n_undated=table["k"] - table["n_dated"]).drop(columns="n_dated")
    ordered = table.sort_values([*ORDERS[by], "passage"], ascending=[False, False, True], kind="stable")
    return ordered.head(top).reset_index(drop=True)


def n_passages(corpus: Corpus, mask: np.ndarray, *, quoted: bool = True) -> int:
    """How many passages at least two stories of the filter share."""
    return int((prints(corpus, mask, quoted=quoted).place == 0).sum())


def paths(corpus: Corpus, mask: np.ndarray, numbers: np.ndarray, *, quoted: bool = True) -> pd.DataFrame:
    """Where and when some passages stand, print by print.

    Args:
        corpus: The open corpus.
        mask: The stories that the filter keeps.
        numbers: Numbers of passages, from `passage_table`.
        quoted: As there.

    Returns:
        One row per print, in time, undated ones last: number, place (0: earliest in these files), row, article_id,
        outlet, title, day (NaT for none), days (since the print before; NaN for the first and for undated ones),
        start, end.
    """
    found = prints(corpus, mask, quoted=quoted)
    at = np.flatnonzero(np.isin(found.passage, numbers))
    stories = corpus.articles.iloc[found.row[at]]
    day = corpus.days[found.row[at]].astype("datetime64[s]")
    frame = pd.DataFrame({"number": found.passage[at], "place": found.place[at], "row": found.row[at]})
    frame = frame.assign(
        **{name: stories[name].to_numpy(object) for name in ("article_id", "outlet", "title")}, day=day
    )
    return frame.assign(days=frame.groupby("number")["day"].diff().dt.days, start=found.start[at], end=found.end[at])


def number_of(corpus: Corpus, passage: str) -> int:
    """The number of a passage by its id; -1 when there is none."""
    places = np.flatnonzero(shared_wording(corpus).ids == passage)
    return int(places[0]) if len(places) else -1


def opening_of(corpus: Corpus, passage: str, *, width: int = 60) -> str:
    """The first words of a passage, as its earliest print in the files has it; empty when there is none."""
    every = shared_wording(corpus)
    at = np.flatnonzero(every.passage == number_of(corpus, passage))[:1]
    text = "".join(corpus.bodies(every.row[at].tolist()))[every.start[at].sum() : every.end[at].sum()]
    words = " ".join(text.split())
    return words if len(words) <= width else words[:width].rsplit(" ", 1)[0] + " …"
