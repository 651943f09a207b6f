"""Official phrases that recur: in how many stories of a filter, in which outlets, and when."""

from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from dashboard.analysis.heads import NO_OUTLET
from dashboard.analysis.periods import bin_codes, bin_starts, periods
from dashboard.corpus.corpus import Corpus

_PLACES: WeakKeyDictionary[Corpus, pd.DataFrame] = WeakKeyDictionary()


def formula_places(corpus: Corpus, mask: np.ndarray) -> pd.DataFrame:
    """Every occurrence of a formula in the stories of a filter: formula_id, row, start, end."""
    if corpus not in _PLACES:
        places = corpus.table("formula_places")
        rows = pd.Index(corpus.articles["article_id"]).get_indexer(places["article_id"])
        frame = places[["formula_id", "start", "end"]].astype(np.int64).assign(row=rows)
        _PLACES[corpus] = frame.sort_values(["formula_id", "row", "start"], ignore_index=True)
    every = _PLACES[corpus]
    return every[mask[every["row"]]].reset_index(drop=True)


def formula_table(corpus: Corpus, mask: np.ndarray, *, top: int = 1_000) -> pd.DataFrame:
    """The formulas that stand in a story of the filter, in the order of the snapshot: the most telling first.

    Returns:
        One row per formula: formula_id, phrase, variants, k (stories), n_tokens (occurrences), outlets (most stories
        first, with their stories; those not named last), n_outlets (named), first_row and first_day (the earliest
        dated; -1 and NaT when none has a day), last_day, n_undated.
    """
    places = formula_places(corpus, mask)
    stories = places.groupby(["formula_id", "row"], as_index=False).size()
    rows = stories["row"].to_numpy(np.int64)
    stories = stories.assign(
        day=corpus.days[rows].astype("datetime64[s]"), outlet=corpus.articles["outlet"].to_numpy(object)[rows]
    )
    dated = stories.dropna(subset="day").sort_values(["formula_id", "day", "row"]).groupby("formula_id")
    grouped = stories.groupby("formula_id")
    known = corpus.table("formulas").set_index("formula_id")
    shown = known.loc[known.index.isin(stories["formula_id"])].head(top)[["phrase", "variants"]]
    sizes = stories.fillna({"outlet": NO_OUTLET}).groupby(["formula_id", "outlet"], as_index=False).size()
    sizes = sizes.assign(last=sizes["outlet"] == NO_OUTLET)
    sizes = sizes.sort_values(["last", "size", "outlet"], ascending=[True, False, True])
    said = (sizes["outlet"] + " " + sizes["size"].astype(str)).groupby(sizes["formula_id"]).agg(", ".join)
    return shown.assign(
        k=grouped.size(),
        n_tokens=grouped["size"].sum(),
        outlets=said,
        n_outlets=grouped["outlet"].nunique(),
        first_row=dated["row"].first().reindex(shown.index).fillna(-1).astype(np.int64),
        first_day=dated["day"].first(),
        last_day=dated["day"].last(),
        n_undated=stories["day"].isna().groupby(stories["formula_id"]).sum(),
    ).reset_index()


def formula_days(corpus: Corpus, mask: np.ndarray, formulas: list[int], bin_: str) -> pd.DataFrame:
    """Stories with each formula per period; undated ones stand in none.

    Returns:
        One row per formula and period with a story: formula_id, period (its key), label, start, k.
    """
    places = formula_places(corpus, mask)
    stories = places[places["formula_id"].isin(formulas)].drop_duplicates(["formula_id", "row"])
    stories = stories[~np.isnat(corpus.days[stories["row"].to_numpy(np.int64)])]
    if stories.empty:
        return pd.DataFrame({name: [] for name in ("formula_id", "period", "label", "start", "k")})
    days = corpus.days[stories["row"].to_numpy(np.int64)]
    counts = stories.assign(code=bin_codes(days, bin_)).groupby(["formula_id", "code"], as_index=False).size()
    start = bin_starts(counts["code"].to_numpy(np.int64), bin_)
    named = [periods(day, day, bin_)[0] for day in start.tolist()]
    return counts.assign(
        period=[period.key for period in named],
        label=[period.label for period in named],
        start=start.astype("datetime64[s]"),
        k=counts["size"],
    )[["formula_id", "period", "label", "start", "k"]]
