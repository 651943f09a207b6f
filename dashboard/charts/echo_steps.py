"""Prints of a passage in words: when each came out, and the way from the first to the last."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.analysis.heads import day_said, outlet_said, title_said
from dashboard.charts.chart import records
from dashboard.charts.style import shortened

LISTED = 20  # prints named in a row of the table


def later(days: float) -> str:
    """The time since the print before, in words.

    Example:
        >>> later(3.0), later(1.0), later(0.0), later(float("nan"))
        ('3 days later', 'next day', 'same day', '')
    """
    if pd.isna(days):
        return ""
    return {0: "same day", 1: "next day"}.get(int(days), f"{int(days):,} days later")


def print_said(step: Any) -> str:
    """A print in one line: who, when, what."""
    when = f"{day_said(step.day)}{', ' + later(step.days) if step.place and later(step.days) else ''}"
    first = ", earliest in these files" if not step.place and not pd.isna(step.day) else ""
    return f"{outlet_said(step.outlet)}, {when}{first}: {title_said(step.title)}"


def path_table(passages: pd.DataFrame, by_number: Mapping, texts: Mapping[int, str]) -> pd.DataFrame:
    """One row per passage: its words, its stories, its way."""
    firsts = [by_number[number].iloc[0] for number in passages["number"]]
    return pd.DataFrame(
        {
            "Passage": [" ".join(texts[number].split()) for number in passages["number"]],
            "Words": passages["n_words"].to_numpy(),
            "Stories": passages["k"].to_numpy(),
            "Outlets named": passages["n_outlets"].to_numpy(),
            "Earliest in these files": [day_said(first["day"]) for first in firsts],
            "In": [outlet_said(first["outlet"]) for first in firsts],
            "Latest": [day_said(day) for day in passages["last_day"]],
            "Then": [_then(by_number[number]) for number in passages["number"]],
        }
    )


def _then(steps: pd.DataFrame) -> str:
    """The prints after the first, in time."""
    columns = (steps[name].iloc[1 : LISTED + 1].tolist() for name in ("outlet", "days", "day"))
    said = [f"{outlet_said(outlet)} {later(days) or day_said(day)}" for outlet, days, day in zip(*columns, strict=True)]
    rest = len(steps) - 1 - LISTED
    return " → ".join([*said, *([f"and {rest:,} more"] if rest > 0 else [])])


def path_alt(passages: pd.DataFrame, texts: Mapping[int, str]) -> str:
    """The picture in two sentences."""
    first = next(records(passages.head(1)))
    words = shortened(" ".join(texts[first.number].split()), width=60)
    return (
        f"{len(passages)} {'passage' if len(passages) == 1 else 'passages'} and the stories they stand in, in time. "
        f"First: “{words}”, {first.n_words:,} words in {first.k:,} stories."
    )
