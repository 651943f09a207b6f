"""Columns of the open corpus as small numbers, worked out once: comparing a million texts takes a second."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary, ref

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.corpus.corpus import Corpus

FEW = 1_000  # stories up to which a table by story is searched, not scanned

_ARTICLES: WeakKeyDictionary[Corpus, dict[str, tuple[np.ndarray, list[str]]]] = WeakKeyDictionary()
_DAYS: WeakKeyDictionary[Corpus, tuple[np.ndarray, np.ndarray]] = WeakKeyDictionary()
_FACTS: WeakKeyDictionary[Corpus, tuple[ref, np.ndarray]] = WeakKeyDictionary()


def numbered(corpus: Corpus, column: str) -> tuple[np.ndarray, list[str]]:
    """A text column of `articles` as a number per story (-1: null), and the texts, A to Z, that they stand for."""
    known = _ARTICLES.setdefault(corpus, {})
    if column not in known:
        codes, names = pd.factorize(corpus.articles[column], sort=True)
        known[column] = codes.astype(np.int32), [str(name) for name in names]
    return known[column]


def day_numbers(corpus: Corpus) -> tuple[np.ndarray, np.ndarray]:
    """The day of each story as a number (-1: undated), and the days that they stand for: all from first to last.

    Comparing whole numbers is ten times as fast as comparing days, of which each may be none.

    Example:
        >>> from tests.small import small
        >>> number, days = day_numbers(small())
        >>> str(days[0]), len(days), int(number.max())
        ('2024-01-10', 42, 41)
    """
    if corpus not in _DAYS:
        dated = ~np.isnat(corpus.days)
        known = corpus.days[dated]
        days = np.arange(known.min(), known.max() + 1) if len(known) else known
        number = np.full(len(dated), -1, np.int32)
        number[dated] = (known - days[:1]).astype(np.int32)
        _DAYS[corpus] = number, days
    return _DAYS[corpus]


def theme_numbers(corpus: Corpus, facts: pd.DataFrame) -> np.ndarray:
    """The theme of each row of article_themes by its place in the codebook (-1: in no codebook of today)."""
    kept = _FACTS.get(corpus)
    if kept is None or kept[0]() is not facts:
        slugs = corpus.settings.slugs
        codes, names = pd.factorize(facts["theme"])
        places = np.array([slugs.index(name) if name in slugs else -1 for name in names] + [-1], np.int8)
        kept = ref(facts), places[codes]
        _FACTS[corpus] = kept
    return kept[1]


def rows_of(corpus: Corpus, ids: pd.Series) -> np.ndarray:
    """The row of each story in `articles`, by its article_id; -1 where there is no such story.

    Example:
        >>> from tests.small import small
        >>> known = small().articles["article_id"]
        >>> rows_of(small(), pd.Series([known[3], "nobody"])).tolist()
        [3, -1]
    """
    every = pa.array(
        corpus.articles["article_id"], pa.large_string()
    )  # Arrow's look-up: pandas makes a text of each id
    found = pc.index_in(pa.array(ids, pa.large_string()), every)
    return np.asarray(found.fill_null(-1).to_numpy(zero_copy_only=False)).astype(np.int64)


def distinct(values: np.ndarray) -> np.ndarray:
    """The different whole numbers among some that are not negative, ascending.

    numpy 2.4 keeps a set for `np.unique` and takes 25 times as long (4,000,000 numbers: 6.8 and 0.26 s of CPU).

    Example:
        >>> distinct(np.array([3, 1, 3])).tolist()
        [1, 3]
    """
    ordered = np.sort(values)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def tally(corpus: Corpus, column: str, mask: np.ndarray | None = None) -> dict[str | None, int]:
    """How many stories have each value of a text column, A to Z; None: how many have none.

    Args:
        corpus: The open corpus.
        column: One of few different texts.
        mask: Which stories count; all without it. Values of the others count 0.

    Example:
        >>> from tests.small import small
        >>> tally(small(), "kind")
        {'main': 5, 'related': 1, None: 0}
    """
    codes, names = numbered(corpus, column)
    counts = np.bincount((codes if mask is None else codes[mask]) + 1, minlength=len(names) + 1).tolist()
    return {**dict(zip(names, counts[1:], strict=True)), None: counts[0]}


def is_any(corpus: Corpus, column: str, wanted: Iterable[str | None]) -> np.ndarray:
    """Which stories have one of some values in a text column; None asks for those that have none.

    Example:
        >>> from tests.small import small
        >>> int(is_any(small(), "outlet", ("Herald", None)).sum())
        4
    """
    codes, names = numbered(corpus, column)
    known = set(wanted)
    return np.array([*(name in known for name in names), None in known], bool).take(codes)  # -1 is the last place


def of_stories(table: pd.DataFrame, mask: np.ndarray) -> pd.DataFrame:
    """The rows of a table by story (its `row` ascending) that belong to some stories."""
    rows, wanted = table["row"].to_numpy(), np.flatnonzero(mask)
    if len(wanted) > FEW:
        return table[mask[rows]]
    ends = zip(np.searchsorted(rows, wanted), np.searchsorted(rows, wanted, side="right"), strict=True)
    return table.iloc[np.concatenate([np.empty(0, np.int64), *(np.arange(low, high) for low, high in ends)])]


def is_main(corpus: Corpus) -> np.ndarray:
    """Which stories are the page's own."""
    codes, names = numbered(corpus, "kind")
    return codes == names.index("main") if "main" in names else np.zeros(len(codes), bool)
