"""The shape of the rows behind a mark: a story, marked pairs in it, sentences, a passage, marks in its headline."""

from typing import Any

import numpy as np
import pandas as pd


def pairs_of(hits: pd.DataFrame) -> list[tuple[int, int]]:
    """First and one past the last character of each hit."""
    return list(zip(hits["start"].tolist(), hits["end"].tolist(), strict=True))


def unit_rows(rows: Any, spans: list, sentences: list) -> pd.DataFrame:
    """Units: the story of each, the pairs that are marked in it, and the places of its sentences."""
    return pd.DataFrame(
        {
            "row": np.asarray(rows, np.int64),
            "spans": pd.Series(spans, dtype=object),
            "sentences": pd.Series(sentences, dtype=object),
            "passage": None,
            "headline": pd.Series([[] for _ in spans], dtype=object),
        }
    )


def grouped(hits: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row per story, or per sentence, the pairs and the sentences of its hits beside it."""
    ordered = hits.sort_values(["row", "start", "end"], ignore_index=True)
    keys = ordered[by].to_numpy(np.int64)
    begins = np.flatnonzero(np.append(np.ones(min(len(keys), 1), bool), (keys[1:] != keys[:-1]).any(axis=1)))
    ranges = list(zip(begins.tolist(), [*begins[1:].tolist(), len(keys)], strict=False))
    pairs, sentences = pairs_of(ordered), ordered["sentence"].tolist()
    return unit_rows(
        keys[begins, 0],
        [pairs[begin:end] for begin, end in ranges],
        [sorted(set(sentences[begin:end])) for begin, end in ranges],
    )


def filled(frame: pd.DataFrame, headlines: dict[int, list[tuple[int, int]]]) -> pd.DataFrame:
    """Stories without a hit in the body get empty lists; the hits in their headlines stand beside."""
    return frame.assign(
        spans=_lists(frame["spans"]),
        sentences=_lists(frame["sentences"]),
        passage=None,
        headline=_lists(frame["row"].map(headlines)),
    )


def _lists(values: pd.Series) -> pd.Series:
    return pd.Series([value if isinstance(value, list) else [] for value in values], index=values.index, dtype=object)
