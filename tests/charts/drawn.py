"""The six small stories with their themes, and the charts' canvas over them."""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.analysis.selection import Selection, chosen
from dashboard.analysis.shares import outlet_shares, story_shares
from dashboard.analysis.themes import theme_tables
from dashboard.charts.chart import Canvas
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import with_tables
from tests.small import SETTINGS, small

LABELS = SETTINGS.labels


@cache
def corpus() -> Corpus:
    """The stories with the tables of the themes."""
    return with_tables(small(), theme_tables(small(), SETTINGS.themes))


def mask() -> np.ndarray:
    """The five main stories."""
    return chosen(corpus(), Selection())


def facts() -> pd.DataFrame:
    """Their themes."""
    return corpus().table("article_themes")


def stories() -> pd.DataFrame:
    """Theme by story."""
    return story_shares(corpus(), mask(), facts())


def outlets() -> pd.DataFrame:
    """Theme by outlet."""
    return outlet_shares(corpus(), mask(), facts()).table


def canvas(picked: str = "", *, mode: str = "light", narrow: bool = False) -> Canvas:
    """A page, with or without an open mark."""
    return Canvas(mode, picked, LABELS, narrow)


def codes(figure: object) -> list[str]:
    """What a click in the figure can carry, in the order of its traces."""
    return [str(code) for trace in figure.data if trace.customdata is not None for code in trace.customdata]


def heat(figure) -> tuple[list[list[str]], list[list[float]]]:
    """Texts and depths of the cells, row by row, whichever ink their figures are written in."""
    traces = [trace for trace in figure.data if trace.type == "heatmap"]
    texts = np.select(
        [np.asarray(trace.text) != "" for trace in traces], [np.asarray(trace.text) for trace in traces], ""
    )
    depths = np.array([np.asarray(trace.z, dtype=float) for trace in traces])
    return texts.tolist(), np.where(np.isnan(depths), 0, depths).sum(axis=0).tolist()
