"""A figure while it is drawn: plain values, in Plotly's words.

Plotly's own figures check every value as it is set, and all of them again with each line, label or copy: four fifths
of what drawing a page cost. Here nothing is checked; `Chart.figure` hands the same values to Plotly, which then does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

NESTED = ("font", "line", "margin", "tickfont")  # `tickfont_size=12` stands for `tickfont={"size": 12}`


def values_of(value: Any) -> Any:
    """A value as JSON has it: no arrays, no days, nothing missing but None.

    Arrays become lists, not packed as Plotly's own figures have them: it takes packed ones for new each time that it
    compares, and then draws anew (`ui/ready.py`).

    Example:
        >>> values_of({"x": pd.Series([pd.Timestamp("2025-05-09")]), "y": (1, float("nan"))})
        {'x': ['2025-05-09T00:00:00'], 'y': [1, None]}
        >>> values_of(np.array([[0.5, np.nan]]))
        [[0.5, None]]
    """
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return None if value != value else value
    if isinstance(value, Mapping):
        return {name: values_of(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [values_of(one) for one in value]
    if isinstance(value, np.ndarray | pd.Series | pd.Index):
        return _array(np.asarray(value))
    if value is None or pd.isna(value):
        return None
    return value.isoformat() if isinstance(value, date) else value.item() if isinstance(value, np.generic) else value


def _array(values: np.ndarray) -> Any:
    """An array as lists."""
    if values.dtype.kind == "M":
        return [None if one == "NaT" else one for one in np.datetime_as_string(values, unit="s").tolist()]
    return values_of(values.tolist())


@dataclass(frozen=True, eq=False)
class Drawing:
    """What `add_` and `update_` put there; the words are Plotly's, as are all attributes of traces and layout.

    Attributes:
        traces: Plain dicts with their type.
        layout: Axes under xaxis, xaxis2 …, shapes and annotations as lists.
    """

    traces: list[dict[str, Any]] = field(default_factory=list)
    layout: dict[str, Any] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """The figure as JSON has it, a copy of its own."""
        return {"data": values_of(self.traces), "layout": values_of(self.layout)}

    def add_trace(self, trace: Mapping[str, Any]) -> None:
        """Add a trace: scatter, bar or heatmap, which its type says."""
        self.traces.append(dict(trace))

    def add_scatter(self, **given: Any) -> None:
        """Add points, lines or texts."""
        self.add_trace({"type": "scatter", **given})

    def add_bar(self, **given: Any) -> None:
        """Add bars."""
        self.add_trace({"type": "bar", **given})

    def add_heatmap(self, **given: Any) -> None:
        """Add shaded cells."""
        self.add_trace({"type": "heatmap", **given})

    def add_shape(self, **given: Any) -> None:
        """Add a line or a box."""
        self.layout.setdefault("shapes", []).append(_merged({}, given))

    def add_annotation(self, **given: Any) -> None:
        """Add a text at a place."""
        self.layout.setdefault("annotations", []).append(_merged({}, given))

    def update_layout(self, **changes: Any) -> "Drawing":
        """Change the layout; what is not named stays."""
        self.layout.update(_merged(self.layout, changes))
        return self

    def update_xaxes(self, **changes: Any) -> None:
        """Change all axes across."""
        self._change_axes("xaxis", changes)

    def update_yaxes(self, **changes: Any) -> None:
        """Change all upright axes."""
        self._change_axes("yaxis", changes)

    def _change_axes(self, name: str, changes: Mapping[str, Any]) -> None:
        self.update_layout(**{axis: changes for axis in self.layout if axis.startswith(name)})


def _merged(values: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Values with changes, level by level."""
    merged = dict(values)
    for name, change in changes.items():
        head, _, tail = name.partition("_")
        name, change = (head, {tail: change}) if tail and head in NESTED else (name, change)
        merged[name] = _merged(merged.get(name, {}), change) if isinstance(change, Mapping) else change
    return merged
