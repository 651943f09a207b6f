"""Themes over time: a panel each, one picture; a line with its interval where there are enough stories."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.analysis.balanced import LEAST_OUTLETS, LEAST_STORIES
from dashboard.analysis.intervals import FEW_STORIES
from dashboard.analysis.pick import Pick
from dashboard.charts.blanks import NONE, SAID, on_tile, stretches
from dashboard.charts.chart import Canvas, Chart, Mark, iso, records
from dashboard.charts.course import course
from dashboard.charts.drawing import Drawing
from dashboard.charts.events import Line, column, key_to, on_tiles, within
from dashboard.charts.style import plain, targets, tokens, wrapped
from dashboard.charts.tiles import axes_of, captioned, name_tile, tiles

DENSE = 30  # periods in a panel from which on a line carries no dots


@dataclass(frozen=True)
class Measured:
    """What a panel counts: mentions or takes_up, with broad rules or without, each outlet alike or by its stories."""

    measure: str = "mentions"
    broad: bool = False
    balanced: bool = False

    def pick(self, theme: str, period: str) -> Pick:
        """The stories of one theme and period."""
        return Pick(
            "articles", theme=theme, measure=self.measure, period=period, broad="yes" if self.broad else "",
            balanced="yes" if self.balanced else "",
        )  # fmt: skip

    @property
    def axis(self) -> str:
        """What the upright axis measures."""
        does = "take up the theme" if self.measure == "takes_up" else "mention the theme"
        return (
            f"Mean of the outlets’ shares of stories that {does}" if self.balanced else f"Share of stories that {does}"
        )


def theme_lines(canvas: Canvas, line: pd.DataFrame, measured: Measured, overall: pd.DataFrame | None = None) -> Chart:
    """A panel per theme: the share of each period's stories, with its interval.

    Args:
        canvas: The page.
        line: `analysis.timeline.theme_timeline` or `analysis.balanced.balanced_timeline`: a row per theme and period.
        measured: What counts.
        overall: Share per theme over all periods; without it k and n of all periods are summed.
    """
    marks = tuple(
        Mark(measured.pick(row.theme, row.period), int(row.k), int(row.n), f"{canvas.labels[row.theme]}, {_said(row)}")
        for row in records(line)
    )
    drawn = line.assign(code=[mark.code for mark in marks], x=line["start"] + (line["end"] - line["start"]) / 2)
    themes = list(dict.fromkeys(line["theme"]))
    span = line["start"].min(), line["end"].max()
    lines = within(canvas, span[0], span[1] - pd.Timedelta(days=1))
    solid = line[line["state"] == "ok"]
    top = min(1.02, (float(solid["high"].max()) if len(solid) else 1.0) * 1.08)
    figure = captioned(tiles(canvas, len(themes)), canvas, measured.axis)
    for place, theme in enumerate(themes):
        part = drawn[drawn["theme"] == theme].reset_index(drop=True)
        name_tile(figure, canvas, place, canvas.labels[theme], _overall(part, overall))
        on_tile(figure, canvas, place, empty_runs(part), top=top)
        _line(figure, canvas, place, part)
    on_tiles(figure, canvas, lines, top=top, span=span, count=len(themes))
    if len(line):
        figure.update_xaxes(range=list(span))
    figure.update_xaxes(showgrid=False, nticks=3, tickangle=0, tickfont_size=11)
    figure.update_yaxes(range=[-0.025 * top, top], tickformat=".0%", nticks=4, tickfont_size=11)
    shaded = SAID if line["state"].eq("none").any() else ""
    note = f"{shaded} {key_to(lines)}".strip()
    return Chart(figure, _line_table(canvas, line, lines), marks, _lines_alt(canvas, line), note=note)


def empty_runs(part: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last moment of each stretch of periods without a story."""
    empty = part[part["state"] == "none"]
    return stretches(zip(empty["start"], empty["end"], strict=True))


def _overall(part: pd.DataFrame, overall: pd.DataFrame | None) -> str:
    """The share over all periods; never 0% when there is one."""
    if not part["n_stories"].sum() or part["state"].eq("not_coded").all():
        return "not coded"
    if overall is None:
        share = part["k"].sum() / part["n"].sum() if part["n"].sum() else float("nan")
    else:
        share = overall.loc[overall["theme"] == part["theme"].iloc[0], "share"].iloc[0]
    if pd.isna(share):
        return "too few" if overall is not None else "not coded"
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def _line(figure: Drawing, canvas: Canvas, place: int, part: pd.DataFrame) -> None:
    """One panel: band and line over periods with enough stories, grey dots over the others; hollow where cut."""
    look, axes = tokens(canvas.mode), axes_of(place)
    runs = _runs(part[part["state"] == "ok"])
    dense = len(part) > DENSE
    band = _joined([pd.concat([run[["x", "high"]].set_axis(["x", "y"], axis=1), _back(run)]) for run in runs])
    line = _joined([run[["x", "share", "partial"]].set_axis(["x", "y", "partial"], axis=1) for run in runs])
    figure.add_scatter(**_xy(band), fill="toself", fillcolor=look.band, mode="none", hoverinfo="skip", **axes)
    cut: list[bool] = line["partial"].eq(True).tolist()
    dots = {
        "size": [0.0 if dense and not is_cut else 5.0 for is_cut in cut],
        "color": [look.ground if is_cut else look.accent for is_cut in cut],
        "line": {"width": 0 if dense else 1.3, "color": look.accent},
    }
    stroke = {"color": look.accent, "width": 1.3 if dense else 1.8}
    figure.add_scatter(**_xy(line), mode="lines+markers", line=stroke, marker=dots, hoverinfo="skip", **axes)
    few = part[part["state"] == "few"]
    grey = {
        "size": 2.5 if dense else 5,
        "color": [look.ground if is_cut else look.bar for is_cut in few["partial"]],
        "line": {"width": 0.8 if dense else 1.3, "color": look.bar},
    }
    figure.add_scatter(x=few["x"], y=few["share"], mode="markers", marker=grey, hoverinfo="skip", **axes)
    chosen = part[part["code"] == canvas.picked]
    warm = {"size": 10, "color": look.warm}
    figure.add_scatter(x=chosen["x"], y=chosen["share"], mode="markers", marker=warm, hoverinfo="skip", **axes)
    points = [(row.x, row.share, row.code, _period_hover(row)) for row in records(part) if row.share == row.share]
    figure.add_trace(targets(points, size=14) | axes)


def _runs(solid: pd.DataFrame) -> list[pd.DataFrame]:
    """Stretches of neighbouring periods: a line never crosses a period that cannot be said."""
    breaks = (solid.index.to_series().diff() > 1).cumsum()
    return [run for _, run in solid.groupby(breaks)]


def _back(run: pd.DataFrame) -> pd.DataFrame:
    """The lower edge of a band, walked backwards."""
    return run[["x", "low"]].iloc[::-1].set_axis(["x", "y"], axis=1)


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Stretches in one trace, with a gap after each."""
    gap = pd.DataFrame({"x": [pd.NaT], "y": [float("nan")]})
    spaced = [piece for part in parts for piece in (part, gap)]
    return pd.concat(spaced, ignore_index=True) if spaced else pd.DataFrame({"x": [], "y": [], "partial": []})


def _xy(frame: pd.DataFrame) -> dict[str, Any]:
    return {"x": frame["x"], "y": frame["y"]}


STATES = {
    "ok": "",
    "few": "under ten stories",
    "none": NONE,
    "not_coded": "not coded",
    "few_outlets": f"fewer than {LEAST_OUTLETS} outlets with {LEAST_STORIES} stories",
}


def _said(row: Any) -> str:
    return f"{row.label}: {row.k:,} of {row.n:,} stories" if row.state != "none" else f"{row.label}: {NONE}"


def _period_hover(row: Any) -> str:
    said = f"{row.k:,} of {row.n:,} stories"
    if hasattr(row, "n_outlets"):
        said += f" in {row.n_outlets:,} outlets, mean {row.share:.0%} ({row.low:.0%} to {row.high:.0%})"
        said += "<br>" + "<br>".join(map(plain, wrapped(row.outlets, width=60, lines=4)))
    elif row.state == "ok":
        said += f", {row.share:.0%} ({row.low:.0%} to {row.high:.0%})"
    return f"<b>{row.label}</b>{', cut by the dates' if row.partial else ''}<br>{said}"


def _line_table(canvas: Canvas, line: pd.DataFrame, lines: Sequence[Line]) -> pd.DataFrame:
    is_balanced = "outlets" in line
    table = {
        "Theme": [canvas.labels[slug] for slug in line["theme"]],
        "Period": line["label"].to_numpy(),
        "First day": [iso(day) for day in line["start"]],
        "Stories with it": line["k"].to_numpy(),
        "All stories": line["n"].to_numpy(),
        "Mean of shares" if is_balanced else "Share": line["share"].astype(float).round(4).to_numpy(),
        "Low (95%)": line["low"].astype(float).round(4).to_numpy(),
        "High (95%)": line["high"].astype(float).round(4).to_numpy(),
        "Cut by the dates": line["partial"].to_numpy(),
        "Note": line["state"].map(STATES).to_numpy(),
    }
    outlets = {"Outlets, with k/n": line["outlets"].to_numpy()} if is_balanced else {}
    return pd.DataFrame(table | outlets | column(lines, line["end"].tolist()))


def _lines_alt(canvas: Canvas, line: pd.DataFrame) -> str:
    solid = line[line["state"] == "ok"].sort_values("start", kind="stable")
    n_themes, n_periods = line["theme"].nunique(), line["period"].nunique()
    panels = "1 panel" if n_themes == 1 else f"{n_themes} panels"
    lead = f"{panels}, one per theme, the share of stories over {n_periods} periods."
    if solid.empty:
        return f"{lead} No period has ten stories, so no share is drawn as a line."
    lines = [
        f" {canvas.labels[str(theme)]}: "
        f"{course([(row.label, row.share, f'{row.share:.0%}') for row in records(part)])}."
        for theme, part in solid.groupby("theme", sort=False)
    ]
    return lead + "".join(lines)


def few_periods(line: pd.DataFrame) -> Sequence[int]:
    """How many periods hold under ten stories, and how many hold any: what the page offers wider bins for.

    Example:
        >>> few_periods(pd.DataFrame({"period": ["a", "b", "c"], "n_stories": [3, 12, 0]}))
        (1, 2)
    """
    stories = line.drop_duplicates("period")["n_stories"]
    return int(((stories > 0) & (stories < FEW_STORIES)).sum()), int((stories > 0).sum())
