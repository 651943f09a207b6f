"""Stories per outlet and period when they are many: a strip each, on one axis of time."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.analysis.heads import NO_OUTLET, outlet_said
from dashboard.analysis.periods import Period, period_range
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import UNNAMED
from dashboard.charts.blanks import SAID, over, stretches
from dashboard.charts.chart import Canvas, Chart, Mark, iso, records
from dashboard.charts.course import course
from dashboard.charts.drawing import Drawing
from dashboard.charts.events import Line, across, column, key_to, within
from dashboard.charts.style import beside, blank, plain, tokens, unfaded, wrapped

STRIP = 54  # pixels per outlet
STRIPS = 12  # outlets drawn
CUT = ", cut by the dates"


def story_bars(
    canvas: Canvas, cover: pd.DataFrame, totals: Mapping[str, int] | None = None, empty: Sequence[Period] = ()
) -> Chart:
    """A strip per outlet, a bar per period: how many stories there are.

    Args:
        canvas: The page.
        cover: `analysis.shares.coverage`; the biggest twelve rows are drawn, the table has them all.
        totals: Stories per outlet with the undated ones, which have no bar; where they differ both are said.
        empty: Periods in which no outlet has a story.
    """
    ends = [period_range(period)[1] for period in cover["period"]]
    cover = cover.assign(end=pd.Series(ends, index=cover.index, dtype="datetime64[s]"))  # a type also without a row
    span = _span(cover, empty)
    lines = within(canvas, span[0], span[1] - pd.Timedelta(days=1)) if span else []
    runs = stretches((pd.Timestamp(period.start), pd.Timestamp(period.end)) for period in empty)
    sizes = cover.groupby("key", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    marks = tuple(
        Mark(
            _cover_pick(row),
            int(row.n),
            int(sizes[row.key]),
            f"{outlet_said(row.outlet)}, {row.label}: {row.n} stories",
        )
        for row in records(cover)
    )
    keys = list(sizes.index[:STRIPS])
    drawn = cover.assign(code=[mark.code for mark in marks])
    drawn = drawn[drawn["key"].isin(keys)]
    figure = blank(canvas.mode, height=STRIP * len(keys) + 26)
    _bars(figure, canvas, drawn, keys)
    names = drawn.drop_duplicates("key").set_index("key")["outlet"]
    width = 16 if canvas.narrow else 26
    figure.update_xaxes(nticks=4 if canvas.narrow else 8, tickangle=0)
    figure.update_yaxes(
        tickvals=[0.3 - place for place in range(len(keys))],
        ticktext=[
            beside(
                f"{plain(wrapped(outlet_said(names[key]), width=width, lines=1)[0])}"
                f"  {_dated(int(sizes[key]), (totals or {}).get(names[key], 0))}"
            )
            for key in keys
        ],
        showgrid=False,
        tickfont_color=tokens(canvas.mode).ink,
    )
    figure.update_layout(margin={"l": 4, "r": 8, "t": 4, "b": 22})
    if span:
        figure.update_xaxes(range=list(span))
        over(figure, canvas, runs, span=span)
        across(figure, canvas, lines, span=span)
    note = f"{SAID if runs else ''} {key_to(lines)}".strip()
    return Chart(figure, _table(cover, lines), marks, _cover_alt(cover, sizes), note=note)


def _table(cover: pd.DataFrame, lines: Sequence[Line]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Outlet": cover["outlet"].fillna(NO_OUTLET).to_numpy(),
            "Period": cover["label"].to_numpy(),
            "First day": [iso(day) for day in cover["start"]],
            "Stories": cover["n"].to_numpy(),
            "Cut by the dates": cover["partial"].to_numpy(),
            **column(lines, cover["end"].tolist()),
        }
    )


def _span(cover: pd.DataFrame, empty: Sequence[Period]) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """First and last moment of the axis; none without a dated story."""
    if cover.empty:
        return None
    starts = [cover["start"].min(), *(pd.Timestamp(period.start) for period in empty[:1])]
    ends = [cover["end"].max(), *(pd.Timestamp(period.end) for period in empty[-1:])]
    return min(starts), max(ends)


def _dated(n: int, total: int) -> str:
    """Stories of a strip; where some have no date, of how many.

    Example:
        >>> _dated(14, 17), _dated(14, 14)
        ('14 of 17 dated', '14')
    """
    return f"{n:,} of {total:,} dated" if total > n else f"{n:,}"


def _bars(figure: Drawing, canvas: Canvas, drawn: pd.DataFrame, keys: list[str]) -> None:
    """The bars of all strips, each standing on its outlet's line."""
    look = tokens(canvas.mode)
    top = max(1, int(drawn["n"].max()) if len(drawn) else 1)
    end = drawn["end"]
    colours = [look.warm if code == canvas.picked else look.accent for code in drawn["code"]]
    figure.add_bar(
        x=drawn["start"] + (end - drawn["start"]) / 2,
        y=drawn["n"] / top * 0.82,
        base=drawn["key"].map({key: -place for place, key in enumerate(keys)}),
        width=(end - drawn["start"]).dt.total_seconds() * 860,  # of 1,000: a seam between neighbours
        marker={
            "color": [look.ground if cut else colour for cut, colour in zip(drawn["partial"], colours, strict=True)],
            "line": {"width": [1.2 if cut else 0 for cut in drawn["partial"]], "color": colours},
        },
        customdata=drawn["code"],
        text=[
            f"<b>{plain(outlet_said(row.outlet))}</b><br>{row.label}{CUT if row.partial else ''}: {row.n:,} stories"
            for row in records(drawn)
        ],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        **unfaded(),
    )
    for place in range(len(keys)):
        figure.add_shape(
            type="line", xref="x domain", x0=0, x1=1, y0=-place, y1=-place, line={"color": look.grid, "width": 1}
        )


def _cover_pick(row: Any) -> Pick:
    named = isinstance(row.outlet, str)
    return Pick(
        "articles", outlet=row.outlet if named else UNNAMED, article="" if named else row.article_id, period=row.period
    )


def _cover_alt(cover: pd.DataFrame, sizes: pd.Series) -> str:
    totals = cover.sort_values("start", kind="stable").groupby("label", sort=False)["n"].sum()
    told = course([(str(label), int(n), f"{n:,}") for label, n in totals.items()])
    busiest = cover.sort_values("n", ascending=False, kind="stable").head(1)
    most = [f" Most of one outlet: {outlet_said(row.outlet)}, {row.n:,} ({row.label})." for row in records(busiest)]
    return f"Stories of {len(sizes)} outlets in {len(totals)} periods with any: {told}.{''.join(most)}"
