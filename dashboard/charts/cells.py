"""Cells of a table, the more the stronger their shade, with figures that stand out from every shade."""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.drawing import Drawing
from dashboard.charts.style import scale, tokens

BLACK, WHITE = "#000000", "#FFFFFF"  # one of the two stands out from any shade by 4.58 to 1
BETWEEN = 0.179  # luminance at which both stand out alike


def draw_cells(
    figure: Drawing, shades: pd.DataFrame, texts: Any, *, mode: str, darkest: float, size: float = 12.5
) -> None:
    """Draw cells, the more the darker up to `darkest`, each with its text; `style.targets` take the clicks.

    Args:
        figure: Gets the cells.
        shades: Rows and columns are the places on the axes; empty cells stay empty.
        texts: One per cell.
        mode: light or dark.
        darkest: The value of the strongest shade.
        size: Of the texts, in pixels.
    """
    values = shades.to_numpy(float)
    is_dark = luminance(shade(values / darkest, mode)) <= BETWEEN
    written = np.asarray(texts, dtype=object)
    for ink, mine in ((BLACK, ~is_dark), (WHITE, is_dark)):
        if mine.any():
            figure.add_heatmap(
                z=np.where(mine, values, np.nan), x=shades.columns.tolist(), y=shades.index.tolist(),
                text=np.where(mine, written, ""), texttemplate="%{text}", textfont={"size": size, "color": ink},
                colorscale=scale(mode), zmin=0, zmax=darkest, xgap=3, ygap=3, showscale=False, hoverinfo="skip",
            )  # fmt: skip


def frame_cell(figure: Drawing, x: int, y: int, *, mode: str) -> None:
    """A warm frame around the open cell, at the place of its column and row."""
    line = {"color": tokens(mode).warm, "width": 3}
    figure.add_shape(type="rect", x0=x - 0.48, x1=x + 0.48, y0=y - 0.46, y1=y + 0.46, line=line)


def shade(depth: np.ndarray, mode: str) -> np.ndarray:
    """The colour of each depth (0 to 1) on the scale, as three numbers from 0 to 1 along a last axis.

    Example:
        >>> (shade(np.array([0.0, 1.0]), "light") * 255).round().astype(int).tolist()
        [[243, 241, 236], [14, 59, 107]]
    """
    places, colours = zip(*scale(mode), strict=True)
    parts = np.array([[int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in colours])
    clipped = np.clip(np.nan_to_num(depth), 0, 1)
    return np.stack([np.interp(clipped, places, parts[:, part]) for part in range(3)], axis=-1)


def luminance(colours: np.ndarray) -> np.ndarray:
    """Relative luminance of colours by WCAG 2.1, 0 for black to 1 for white.

    Example:
        >>> luminance(np.array([[0.0, 0, 0], [1.0, 1, 1]])).round(4).tolist()
        [0.0, 1.0]
    """
    linear = np.where(colours <= 0.03928, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))
