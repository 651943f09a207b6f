"""Figures as the browser gets them: written once and kept beside the chart that they are of."""

import json
from typing import Any
from weakref import WeakKeyDictionary

import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.style import framed

_KEPT: "WeakKeyDictionary[Chart, tuple[tuple[str, str, str], Ready]]" = WeakKeyDictionary()


def ready(chart: Chart, *, title: str, footer: str, mode: str) -> go.Figure:
    """The chart's figure with its footer, the same object each time as long as nothing of it changes."""
    asked = (title, footer, mode)
    kept = _KEPT.get(chart)
    if kept is None or kept[0] != asked:
        kept = asked, Ready(framed(chart.figure, title=title, footer=footer, mode=mode))
        _KEPT[chart] = kept
    return kept[1]


class Ready(go.Figure):
    """A figure that is not copied and converted each time it is shown: that takes longer than all the rest of a run."""

    def to_dict(self) -> dict[str, Any]:
        """The figure in plain values, as JSON has them; they are read, never changed."""
        if "_plain" not in self.__dict__:
            self.__dict__["_plain"] = json.loads(go.Figure(self).to_json())
        plain: dict[str, Any] = self.__dict__["_plain"]
        return plain
