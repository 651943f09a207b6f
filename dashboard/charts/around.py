"""Before and after a day: per theme two dots, and how far they are apart."""

from typing import Any

import pandas as pd

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import blank, brief, plain, targets, tokens
from dashboard.charts.timeline import Measured

ROW, HEAD, FOOT = 60, 26, 22  # pixels of a theme, of the line above them, of the scale below
SIDES = ("before", "after")
DOWN = {"before": 0.06, "after": 0.3}  # of a row: so far below its middle stand the dots


def before_after_dots(canvas: Canvas, table: pd.DataFrame, day: str, measured: Measured) -> Chart:
    """A hollow dot for the stories before the day, a full one for those from it on, each with its interval.

    Args:
        canvas: The page.
        table: `analysis.around.before_after`, themes to show.
        day: The first day of the later side, YYYY-MM-DD.
        measured: What counts.
    """
    rows = list(records(table))
    marks = tuple(_mark(canvas, row, side, (day, measured)) for row in rows for side in SIDES)
    figure = blank(canvas.mode, height=HEAD + ROW * len(rows) + FOOT)
    solid = table[table["state"] == "ok"]
    top = max([0.05, *solid[["share_before", "share_after", "high_before", "high_after"]].max().dropna()])
    for place, row in enumerate(rows):
        _row(figure, canvas, row, place)
    colours = [tokens(canvas.mode).warm if mark.code == canvas.picked else "" for mark in marks]
    _dots(figure, canvas, rows, (colours, top))
    _counts(figure, canvas, rows, (colours, top))
    points = [
        (_at(row, side, top), place + DOWN[side], mark.code, plain(mark.label))
        for (place, row, side), mark in zip(_each(rows), marks, strict=True)
        if mark.n
    ]
    figure.add_trace(targets(points, size=14))
    figure.update_xaxes(
        range=[-0.02 * top, top * 1.04], tickformat=".0%", nticks=5, showgrid=True, showticklabels=len(solid) > 0
    )
    figure.update_yaxes(visible=False, range=[len(rows) - 0.4, -0.5 - HEAD / ROW])
    figure.update_layout(margin={"l": 6, "r": 10, "t": 0, "b": FOOT})
    _legend(figure, canvas, day)
    return Chart(figure, _table(canvas, table), marks, _alt(canvas, table, day))


def _at(row: Any, side: str, top: float) -> float:
    """Where a dot stands: at its share, or, where nothing is compared, at the left for its count."""
    share = float(row._asdict()[f"share_{side}"])
    return share if row.state == "ok" else 0.01 * top


def _counts(figure: Drawing, canvas: Canvas, rows: list[Any], told: tuple[list[str], float]) -> None:
    """Under ten stories a side: k of n beside a dot that stands on no scale."""
    colours, top = told
    few = [
        (place + DOWN[side], f"  {row._asdict()[f'k_{side}']:,} of {row._asdict()[f'n_{side}']:,}", warm)
        for (place, row, side), warm in zip(_each(rows), colours, strict=True)
        if row.state != "ok"
    ]
    figure.add_scatter(
        x=[0.01 * top] * len(few),
        y=[y for y, _, _ in few],
        text=[text for _, text, _ in few],
        mode="text",
        textposition="middle right",
        textfont={"size": 12, "color": [warm or tokens(canvas.mode).mute for _, _, warm in few]},
        hoverinfo="skip",
    )


def _each(rows: list[Any]) -> list[tuple[int, Any, str]]:
    return [(place, row, side) for place, row in enumerate(rows) for side in SIDES]


def _mark(canvas: Canvas, row: Any, side: str, told: tuple[str, Measured]) -> Mark:
    day, measured = told
    pick = Pick(
        "articles", theme=row.theme, measure=measured.measure, broad="yes" if measured.broad else "",
        before=day if side == "before" else "", since=day if side == "after" else "",
    )  # fmt: skip
    k, n = int(row._asdict()[f"k_{side}"]), int(row._asdict()[f"n_{side}"])
    when = f"before {day}" if side == "before" else f"from {day} on"
    return Mark(pick, k, n, f"{canvas.labels[row.theme]}, {when}: {k:,} of {n:,} stories")


def _row(figure: Drawing, canvas: Canvas, row: Any, place: int) -> None:
    """Name, counts and difference above the dots of a theme."""
    look = tokens(canvas.mode)
    counts = f"{row.k_before:,}/{row.n_before:,} → {row.k_after:,}/{row.n_after:,}"
    behind = "" if canvas.narrow else f"<span style='color:{look.mute}'>  {counts}</span>"
    name = brief(canvas.labels[row.theme], width=18) if canvas.narrow else canvas.labels[row.theme]
    words = (
        (0, "left", f"<b>{plain(name)}</b>", look.ink),
        (1, "right", f"{said(row)}{behind}" if row.state == "ok" else "", look.ink),
    )
    for x, side, text, colour in words:
        figure.add_annotation(
            x=x, xref="paper", y=place - 0.24, xanchor=side, yanchor="middle", showarrow=False, text=text,
            font={"size": 13 if not x else 12.5, "color": colour},
        )  # fmt: skip


def said(row: Any) -> str:
    """The difference in percentage points with its interval and q; nothing under ten stories a side."""
    if row.state != "ok":
        return ""
    q = "q < 0.001" if row.q < 0.001 else f"q {row.q:.2g}" if row.q < 0.1 else f"q {row.q:.1f}"
    return f"{_points(row.difference)} points ({_points(row.low)} to {_points(row.high)}), {q}"


def _points(share: float) -> str:
    """A difference of shares in percentage points, with its sign.

    Example:
        >>> _points(0.052), _points(-0.3), _points(0.0)
        ('+5', '−30', '0')
    """
    points = round(100 * share)
    return "0" if not points else f"{'+' if points > 0 else '−'}{abs(points)}"


def _dots(figure: Drawing, canvas: Canvas, rows: list[Any], told: tuple[list[str], float]) -> None:
    """Intervals as thin lines, dots over them; grey under ten stories."""
    colours, top = told
    look = tokens(canvas.mode)
    for (place, row, side), warm in zip(_each(rows), colours, strict=True):
        if not row._asdict()[f"n_{side}"]:
            continue
        share = _at(row, side, top)
        y = place + DOWN[side]
        colour = warm or (look.accent if row.state == "ok" else look.bar)
        low, high = row._asdict()[f"low_{side}"], row._asdict()[f"high_{side}"]
        if row.state == "ok":
            line = {"color": look.bar, "width": 2}
            figure.add_scatter(x=[low, high], y=[y, y], mode="lines", line=line, hoverinfo="skip")
        figure.add_scatter(
            x=[share],
            y=[y],
            mode="markers",
            marker={
                "size": 10,
                "color": look.ground if side == "before" else colour,
                "line": {"width": 2, "color": colour},
            },
            hoverinfo="skip",
        )


def _legend(figure: Drawing, canvas: Canvas, day: str) -> None:
    """Which dot is which, once, above the first theme."""
    look = tokens(canvas.mode)
    figure.add_annotation(
        x=0, xref="paper", y=1, yref="paper", yanchor="top", xanchor="left", showarrow=False,
        text=f"○ before {day}     <span style='color:{look.accent}'>●</span> from {day} on",
        font={"size": 12.5, "color": look.mute},
    )  # fmt: skip


def _table(canvas: Canvas, table: pd.DataFrame) -> pd.DataFrame:
    """Two rows per theme, one per side; the difference stands in the later one."""
    rows = [
        {
            "Theme": canvas.labels[row.theme],
            "Side": side,
            "Stories with it": row._asdict()[f"k_{side}"],
            "All stories": row._asdict()[f"n_{side}"],
            "Share": round(row._asdict()[f"share_{side}"], 4),
            "Low (95%)": round(row._asdict()[f"low_{side}"], 4),
            "High (95%)": round(row._asdict()[f"high_{side}"], 4),
            **{
                name: round(row._asdict()[key], 4) if side == "after" else None
                for name, key in (
                    ("Difference", "difference"), ("Difference, low", "low"), ("Difference, high", "high"), ("p", "p"),
                    ("q", "q"),
                )
            },
        }
        for row in records(table)
        for side in SIDES
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _alt(canvas: Canvas, table: pd.DataFrame, day: str) -> str:
    lead = f"{len(table)} themes before and from {day} on."
    known = table[table["state"] == "ok"]
    if known.empty:
        return f"{lead} Under ten stories on a side: counts only."
    row = next(records(known.loc[[known["difference"].abs().idxmax()]]))
    return f"{lead} Largest difference: {canvas.labels[row.theme]}, {said(row)}."
