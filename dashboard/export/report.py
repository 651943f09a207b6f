"""One page to read, print and pass on: findings, charts, tables and method, with nothing to load from elsewhere."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.signs import spelled
from dashboard.errors import ExportError
from dashboard.export.figures import CONFIG, SEALED, on_paper
from dashboard.export.fonts import faces
from dashboard.export.provenance import SOFTWARE, Provenance
from dashboard.export.stamps import fit

OPEN, MOST = 16, 2_000  # rows up to which a table stands open, and up to which it is in the page
QUIET = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"  # drawn charts need no script
Told = Callable[[str, float], None]
_LOOK = """
:root{color-scheme:light}
body{margin:0 auto;max-width:820px;padding:36px 22px 60px;color:#1D2126;background:#fff;
  font:15px/1.5 'Source Sans',Arial,sans-serif}
h1,h2,h3{font-family:'Source Serif',Georgia,serif;font-weight:600;line-height:1.25}
h1{font-size:32px;margin:0 0 4px}h2{font-size:25px;margin:44px 0 6px;border-top:2px solid #1D2126;padding-top:10px}
h3{font-size:19px;margin:26px 0 2px}
p{margin:0 0 10px;max-width:70ch;overflow-wrap:anywhere}.mute,figcaption,summary{color:#5C636B;font-size:13.5px}
.lead{font-size:17px}figure{margin:8px 0 6px}figure svg{width:100%;height:auto;display:block}
figcaption{border-top:1px solid #BDB7AB;padding-top:4px;margin-top:6px}
details{margin:6px 0 0}table{border-collapse:collapse;font-size:13px;margin:6px 0;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:2px 14px 2px 0;border-bottom:1px solid #E7E2D8;max-width:34ch;
  overflow-wrap:anywhere}th{font-weight:600;overflow-wrap:normal}td.n,th.n{text-align:right}
footer{margin-top:44px;border-top:1px solid #BDB7AB;padding-top:8px}
@page{margin:18mm 16mm}
@media print{body{max-width:none;padding:0;font-size:10.5pt}h2{break-before:page}h2:first-of-type{break-before:auto}
  h2,h3{break-after:avoid}figure,tr{break-inside:avoid}details:not([open]){display:none}}
"""


@dataclass(frozen=True, eq=False)
class Shown:
    """One chart of a report.

    Attributes:
        page: The page of the app that shows it, as the reader sees its name.
        key: Its name on that page.
        provenance: What is told of it.
        figure: The picture, for a light page; without data where the chart is a list.
        table: Its numbers.
        alt: The picture in words.
    """

    page: str
    key: str
    provenance: Provenance
    figure: go.Figure
    table: pd.DataFrame
    alt: str = ""


@dataclass(frozen=True, eq=False)
class Report:
    """What a report tells.

    Attributes:
        title: Its heading.
        whole: Filter, n and data version of all of it.
        days: First and last day, in words.
        findings: Sentences of the Overview.
        shown: Charts in the order of the pages.
        method: Paragraphs.
    """

    title: str
    whole: Provenance
    days: str
    findings: Sequence[str]
    shown: Sequence[Shown]
    method: Sequence[str]


def html(report: Report, *, plot: Callable[[Shown], str] | None = None, tell: Told | None = None) -> Iterator[str]:
    """The page, piece by piece.

    Args:
        report: What to tell.
        plot: Draws a chart as SVG; without it charts come as Plotly's, which is then in the page once.
        tell: Hears what is done, and how far it is from 0 to 1.
    """
    policy = QUIET if plot else SEALED
    yield (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
        f'<meta name="viewport" content="width=device-width"><meta name="generator" content="{SOFTWARE}">'
        f"<title>{_text(report.title)}</title><style>{faces()}{_LOOK}</style></head><body>"
    )
    if not plot:
        from plotly.offline import get_plotlyjs

        yield f"<script>{get_plotlyjs()}</script>"
    yield from _opening(report)
    page = ""
    for place, shown in enumerate(report.shown):
        if is_told(shown, report.shown[:place]):
            continue
        if tell:
            tell(f"Drawing: {shown.provenance.title}", place / len(report.shown))
        if shown.page != page:
            page = shown.page
            yield f"<h2>{_text(page)}</h2>"
        yield from _chart(shown, f"chart-{place}", plot)
    yield "<h2>Method</h2>"
    yield from (f"<p>{_text(paragraph)}</p>" for paragraph in report.method)
    whole = report.whole
    lines = "".join(f"<p>{_text(line)}</p>" for line in (whole.footer()[0], whole.footer()[-1]))
    yield f'<footer class="mute">{lines}</footer></body></html>\n'


def _opening(report: Report) -> Iterator[str]:
    """Heading, filter, findings."""
    whole = report.whole
    data = f"data version {whole.snapshot_id} of {whole.made}"
    yield f"<h1>{_text(report.title)}</h1>"
    yield f'<p class="mute">{_text(f"{whole.n} · {report.days} · {whole.selection} · {data}")}</p>'
    yield from (f'<p class="lead">{_text(finding)}</p>' for finding in report.findings)


def is_told(shown: Shown, before: Sequence[Shown]) -> bool:
    """Whether an earlier page shows the same numbers in the same way: on one page they would stand twice."""
    same = (other for other in before if other.table.equals(shown.table))
    return any(len(other.figure.data) == len(shown.figure.data) for other in same)


def _chart(shown: Shown, ident: str, plot: Callable[[Shown], str] | None) -> Iterator[str]:
    """Heading, how to read, picture, how it was counted, table."""
    told = shown.provenance
    yield f'<section><h3>{_text(told.title)}</h3><p class="mute">{_text(told.how)}</p>'
    if shown.figure.data:
        label = f'role="img" aria-label="{_text(shown.alt or told.title)}"'
        yield f"<figure {label}>{plot(shown) if plot else _lively(shown, ident)}"
        yield f"<figcaption>{_text(' · '.join(told.footer()[:-1]))}</figcaption></figure>"
    yield from _table(shown.table)
    yield "</section>"


def _lively(shown: Shown, ident: str) -> str:
    """Plotly's own picture, its library being in the page already."""
    figure = on_paper(shown.figure)
    made: str = figure.to_html(full_html=False, include_plotlyjs=False, config=CONFIG, div_id=ident)
    return made


def _table(table: pd.DataFrame) -> Iterator[str]:
    """The numbers; a long table is folded, and one too long for a page says how many rows it has."""
    n = len(table)
    cut = f"; the first {MOST:,} stand here, the file of the table has them all" if n > MOST else ""
    rows = f"{n:,} row{'' if n == 1 else 's'}{cut}"
    yield f"<details{' open' if n <= OPEN else ''}><summary>The numbers: {rows}</summary>"
    numeric = [pd.api.types.is_numeric_dtype(table[name]) for name in table.columns]
    heads = "".join(f"<th{_side(is_n)}>{_text(name)}</th>" for name, is_n in zip(table.columns, numeric, strict=True))
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for row in table.head(MOST).itertuples(index=False):
        cells = zip(row, numeric, strict=True)
        yield f"<tr>{''.join(f'<td{_side(is_n)}>{_text(cell_text(cell))}</td>' for cell, is_n in cells)}</tr>"
    yield "</tbody></table></details>"


def _side(is_number: bool) -> str:  # noqa: FBT001  one flag, named at its definition
    return ' class="n"' if is_number else ""


def cell_text(cell: object) -> str:
    """A cell as a reader sees it: nothing for a missing value, numbers as they are.

    Example:
        >>> cell_text(0), cell_text(None), cell_text(0.25), cell_text(True), cell_text("Trade")
        ('0', '', '0.25', 'yes', 'Trade')
    """
    if isinstance(cell, (bool, np.bool_)):
        return "yes" if cell else "no"
    if cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and cell != cell):
        return ""
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _text(text: object) -> str:
    return escape(fit(spelled(str(text))))


def svg_or_none(draw: Callable[[Shown], str]) -> Callable[[Shown], str]:
    """A plot function that leaves out what cannot be drawn, and says so in its place."""

    def plot(shown: Shown) -> str:
        try:
            return draw(shown)
        except ExportError as fault:
            return f'<p class="mute">{_text(f"This picture is missing: {fault}")}</p>'

    return plot
