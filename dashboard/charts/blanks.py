"""Stretches of time without a story: shaded, and said to be gaps of the files, not of the world."""

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.charts.chart import Canvas
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import tokens
from dashboard.charts.tiles import axes_of

NONE = "none in your files"
SAID = f"Shaded: {NONE}."
ROOM = 0.2  # of the width that the words need


def stretches(periods: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """First and last moment of each run of neighbouring periods.

    Example:
        >>> stretches([(0, 1), (1, 2), (5, 6)])
        [(0, 2), (5, 6)]
    """
    found: list[tuple[Any, Any]] = []
    for start, end in periods:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def on_tile(figure: Drawing, canvas: Canvas, place: int, runs: Sequence[tuple[Any, Any]], *, top: float) -> None:
    """Shade the runs in one tile; under the pointer each says what it is."""
    if not runs:
        return
    figure.add_scatter(
        x=[x for start, end in runs for x in (start, start, end, end, None)],
        y=[0, top, top, 0, None] * len(runs),
        fill="toself",
        fillcolor=tokens(canvas.mode).panel,
        mode="none",
        hoveron="fills",
        hoverinfo="text",
        text=NONE,
        **axes_of(place),
    )


def over(figure: Drawing, canvas: Canvas, runs: Sequence[tuple[Any, Any]], *, span: tuple[Any, Any]) -> None:
    """Shade the runs over a whole figure, and write what they are where there is room."""
    look = tokens(canvas.mode)
    for start, end in runs:
        figure.add_shape(
            type="rect", x0=start, x1=end, yref="paper", y0=0, y1=1, fillcolor=look.panel, line_width=0, layer="below"
        )
        if (end - start) / (span[1] - span[0]) < ROOM * (2 if canvas.narrow else 1):
            continue
        figure.add_annotation(
            x=start + (end - start) / 2, yref="paper", y=1, yanchor="top", showarrow=False, text=f"<i>{NONE}</i>",
            font={"size": 11, "color": look.mute},
        )  # fmt: skip
