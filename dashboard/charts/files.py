"""What became of each file, as a picture: one bar per file, its characters by fate."""

from typing import Any

import pandas as pd

from dashboard.analysis.ledger import FATES, MEANINGS, TEXT_FATES, share
from dashboard.charts.chart import Canvas, Chart
from dashboard.charts.drawing import Drawing
from dashboard.charts.style import blank, plain, tokens, wrapped

ROW = 50  # pixels per file: a line of text, and the bar under it
BAR = 0.44  # of the row
MOST_FILES = 20
WIDE, NARROW = 64, 26  # characters of a file's name
LABELLED, LABELLED_NARROW = 0.1, 0.3  # shares of the bar that have room for their name


def file_bars(canvas: Canvas, files: pd.DataFrame) -> Chart:
    """One bar per file over its whole length; segments are characters by fate, what was kept first.

    A bar does not stand for units that a pick could open: its customdata is the source_id, and the page shows
    the file's ledger for it. So the chart has no marks.

    Args:
        canvas: The page.
        files: Rows of `analysis.ledger.file_table` with at least one character, in reading order.
    """
    figure = blank(canvas.mode, height=ROW * max(len(files), 1) + 4)
    for fate in FATES:
        if files[fate].sum():
            figure.add_trace(_segment(canvas, files, fate))
    for place, row in enumerate(files.itertuples(index=False)):
        _name(figure, canvas, place, row)
    figure.update_layout(barmode="stack", bargap=0, margin={"l": 0, "r": 0, "t": 0, "b": 2})
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[len(files) - 0.5 + BAR / 2, -0.5 - BAR / 4])
    return Chart(figure, _table(files), (), _alt(files))


def fate_colours(mode: str) -> dict[str, str]:
    """The colour of each fate: blues for what is a story's, greys for what is left out.

    Example:
        >>> fate_colours("light")["body"] == fate_colours("light")["kept"]
        True
    """
    look = tokens(mode)
    blues, greys = look.steps, (look.bar, look.grid)
    return {
        "title": blues[6], "meta": blues[3], "body": look.accent, "related": blues[2], "junk": greys[0],
        "blank": greys[1], "kept": look.accent, "merged": blues[2], "dropped": greys[0], "between": greys[1],
    }  # fmt: skip


def _segment(canvas: Canvas, files: pd.DataFrame, fate: str) -> dict[str, Any]:
    """One fate in all files."""
    parts, wholes = files[fate].tolist(), files["n_characters"].tolist()
    look = tokens(canvas.mode)
    is_dark = fate in TEXT_FATES
    room = LABELLED_NARROW if canvas.narrow else LABELLED
    hovers = [
        f"<b>{fate}</b>: {n:,} of {of:,} characters, {share(n, of)}<br>{MEANINGS[fate]}<br>Click to read the file."
        for n, of in zip(parts, wholes, strict=True)
    ]
    return {
        "type": "bar",
        "x": [n / of for n, of in zip(parts, wholes, strict=True)],
        "y": list(range(len(files))),
        "orientation": "h",
        "width": BAR,
        "customdata": files["source_id"].tolist(),
        "marker": {"color": fate_colours(canvas.mode)[fate], "line": {"color": look.ground, "width": 1}},
        "text": [f"{fate} {share(n, of)}" if n >= room * of else "" for n, of in zip(parts, wholes, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 11.5, "color": look.ground if is_dark else look.ink},
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    }


def _name(figure: Drawing, canvas: Canvas, place: int, row: Any) -> None:
    """The line above a bar: the file's name, its length, how much of it is text of a story."""
    mute = tokens(canvas.mode).mute
    kept = share(sum(getattr(row, fate) for fate in TEXT_FATES), row.n_characters)
    name = wrapped(row.name, width=NARROW if canvas.narrow else WIDE, lines=1)[0]
    tail = f"<span style='color:{mute}'>{row.n_characters:,} characters, {kept} kept</span>"
    figure.add_annotation(
        x=0,
        y=place - BAR / 2,
        text=f"<b>{plain(name)}</b>  {tail}",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        font={"size": 12.5},
    )


def _table(files: pd.DataFrame) -> pd.DataFrame:
    used = [fate for fate in FATES if files[fate].sum()]
    return pd.DataFrame(
        {
            "File": files["name"].to_numpy(),
            "Characters": files["n_characters"].to_numpy(),
            **{fate.capitalize(): files[fate].to_numpy() for fate in used},
            "Share kept": files["share_of_text"].astype(float).round(4).to_numpy(),
        }
    )


def _alt(files: pd.DataFrame) -> str:
    if files.empty:
        return "No file with characters."
    least, most = files["share_of_text"].min(), files["share_of_text"].max()
    return (
        f"Characters by fate in {len(files)} {'file' if len(files) == 1 else 'files'}; "
        f"between {least:.0%} and {most:.0%} of a file became text of a story."
    )
