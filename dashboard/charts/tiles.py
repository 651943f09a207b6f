"""Small multiples: a grid of tiles in one figure, each with its name and one value."""

from dashboard.charts.chart import Canvas
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import axis, blank, brief, plain, tokens

TILE = 104  # pixels of height
GAP = 58  # pixels between two rows of tiles: the days of one, the names of the next
HEAD = 26
CAPTION = 20  # pixels above the tiles: what their axes measure
FOOT = 26


def tiles(canvas: Canvas, count: int) -> Drawing:
    """A grid of empty tiles in one figure: four across, two on a phone.

    Example:
        >>> tiles(Canvas(), 8).layout["xaxis8"]["anchor"]
        'y8'
    """
    across = max(1, min(2 if canvas.narrow else 4, count))
    down = max(1, -(-count // across))
    inside = down * TILE + (down - 1) * GAP
    figure = blank(canvas.mode, height=HEAD + inside + FOOT)
    beside = 0.065 if across > 2 else 0.12
    wide, high = (1 - beside * (across - 1)) / across, TILE / inside
    for place in range(down * across):
        left, low = place % across * (wide + beside), (down - 1 - place // across) * (TILE + GAP) / inside
        x, y = axes_of(place).values()
        figure.update_layout(
            **{
                x.replace("x", "xaxis"): axis(canvas.mode)
                | {"automargin": False, "ticklabelstandoff": 4, "anchor": y, "domain": [left, left + wide]},
                y.replace("y", "yaxis"): axis(canvas.mode)
                | {"automargin": False, "anchor": x, "domain": [low, low + high]},
            }
        )
    return figure.update_layout(margin={"l": 34, "r": 26, "t": HEAD, "b": FOOT})


def axes_of(place: int) -> dict[str, str]:
    """The axes of a tile, as a trace names them.

    Example:
        >>> axes_of(0), axes_of(2)
        ({'xaxis': 'x', 'yaxis': 'y'}, {'xaxis': 'x3', 'yaxis': 'y3'})
    """
    number = "" if place == 0 else str(place + 1)
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def name_tile(figure: Drawing, canvas: Canvas, place: int, name: str, value: str) -> None:
    """Write a tile's name at its left, its value at its right."""
    axes = axes_of(place)
    look = tokens(canvas.mode)
    said = f"<b>{plain(brief(name, width=21))}</b>"
    for x, side, text, colour in ((0, "left", said, look.ink), (1, "right", plain(value), look.accent)):
        figure.add_annotation(
            x=x,
            y=1,
            xref=f"{axes['xaxis']} domain",
            yref=f"{axes['yaxis']} domain",
            xanchor=side,
            xshift=-28 if side == "left" else 0,
            yanchor="bottom",
            yshift=5,
            text=text,
            showarrow=False,
            font={"size": 12.5, "color": colour},
        )


def captioned(figure: Drawing, canvas: Canvas, text: str) -> Drawing:
    """Write above the tiles what all their upright axes measure."""
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        xshift=-28,
        yanchor="bottom",
        yshift=HEAD + 2,
        text=plain(text),
        showarrow=False,
        font={"size": 12, "color": tokens(canvas.mode).mute},
    )
    above = figure.layout["margin"]["t"]
    return figure.update_layout(height=figure.layout["height"] + CAPTION, margin_t=above + CAPTION)
