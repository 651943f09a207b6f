"""Figures as the browser gets them: written once and kept beside the chart that they are of.

Streamlit gives each new figure to Plotly twice, the second time as a copy, and Plotly draws it all again unless it can
see that nothing has changed. So a figure has a sum of itself (`datarevision`), no packed arrays, and no template (7 KB
of Plotly's look, which ours replaces): a third to a half of the drawing time.
"""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any
from weakref import WeakKeyDictionary

import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.style import framed

_KEPT: "WeakKeyDictionary[Chart, tuple[tuple[str, str, str], Ready]]" = WeakKeyDictionary()


def ready(chart: Chart, *, title: str, footer: str, mode: str) -> "Ready":
    """The chart's figure with its footer, the same object each time as long as nothing of it changes."""
    asked = (title, footer, mode)
    kept = _KEPT.get(chart)
    if kept is None or kept[0] != asked:
        kept = asked, Ready(framed(chart.drawing, title=title, footer=footer, mode=mode))
        _KEPT[chart] = kept
    return kept[1]


class Ready(go.Figure):
    """A figure that is not copied and converted each time it is shown: that takes longer than all the rest of a run."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__()
        revision = blake2b(json.dumps(values).encode(), digest_size=8).hexdigest()
        self.__dict__["_values"] = {**values, "layout": {**values["layout"], "datarevision": revision}}

    def to_dict(self) -> dict[str, Any]:
        """The figure in plain values, as JSON has them; they are read, never changed."""
        values: dict[str, Any] = self.__dict__["_values"]
        return values
