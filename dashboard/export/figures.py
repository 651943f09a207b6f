"""A chart as a file: SVG, PNG, PDF or a page of its own, each saying what it shows and where it comes from."""

from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.signs import spelled
from dashboard.export import studio
from dashboard.export.fonts import SANS, faces
from dashboard.export.provenance import Provenance, width_in_pixels
from dashboard.export.sheet import EDGE, printed, sheet, typed
from dashboard.export.stamps import pdf_stamped, png_stamped

DPI = 300  # of a PNG with a width on paper
TWICE = 2  # pixels of a PNG for the screen per pixel of the page
PLOT = 720  # pixels of a plot on a sheet without a width
LEAST, MOST = 720, 980  # pixels of a plot on a wide sheet
COLUMN, SLIM = 12.0, 400  # a sheet under so many centimetres holds a plot that narrow
PIXEL = 96 / 2.54  # of a centimetre
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "modeBarButtonsToRemove": ["sendChartToCloud"],
    "responsive": True,
    "toImageButtonOptions": {"format": "svg"},
}
SEALED = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)
_LOOK = (
    "body{margin:24px auto;max-width:900px;padding:0 18px;color:#1D2126;background:#fff;"
    "font:15px/1.45 'Source Sans',Arial,sans-serif}"
    "h1{font:600 24px/1.25 'Source Serif',Georgia,serif;margin:0 0 4px}p{color:#5C636B;margin:0 0 12px;max-width:68ch}"
    "footer{border-top:1px solid #BDB7AB;margin-top:10px;padding-top:6px;font-size:12px;color:#5C636B}"
    "footer p{margin:0;max-width:none;overflow-wrap:anywhere}"
)


def is_slim(cm: float | None) -> bool:
    """Whether a sheet of this width wants the plot as a phone shows it.

    Example:
        >>> is_slim(8.5), is_slim(17), is_slim(None)
        (True, False, False)
    """
    return cm is not None and cm < COLUMN


def picture(
    figure: go.Figure,
    provenance: Provenance,
    *,
    format: str,  # noqa: A002  the word of the command line
    alt: str = "",
    cm: float | None = None,
) -> bytes:
    """The chart as a file.

    Args:
        figure: As a chart function made it, for a light page.
        provenance: What is written around it, and kept as metadata.
        format: svg, png, pdf or html.
        alt: The picture in words.
        cm: Its width on paper: PNG then has 300 dots an inch; None for the screen (PNG at twice its pixels).

    Raises:
        ExportError: SVG, PNG or PDF without a browser, or a width that no page has.
    """
    if format == "html":
        return page(figure, provenance).encode("utf-8", "replace")
    return saved(drawn(figure, provenance, alt=alt, cm=cm), provenance, format=format)


def drawn(figure: go.Figure, provenance: Provenance, *, alt: str = "", cm: float | None = None) -> "Sheet":
    """The chart on its sheet, to be saved in one format or in several.

    Raises:
        ExportError: no browser, or a width that no page has.
    """
    across = plot_width(cm)
    pixels = width_in_pixels(cm, dpi=DPI) if cm else TWICE * (across + 2 * EDGE)
    paper = on_paper(figure)
    plot = studio.plot_svg(paper, width=across)
    svg, size = sheet(plot, size=(across, int(paper.layout.height or 300)), provenance=provenance, alt=alt)
    return Sheet(plot, svg, size, pixels, cm)


def saved(sheet_: "Sheet", provenance: Provenance, *, format: str) -> bytes:  # noqa: A002  as in `picture`
    """A sheet as svg, png or pdf, with its metadata.

    Raises:
        ExportError: the browser did not answer.
    """
    svg, size, cm, facts = sheet_.svg, sheet_.size, sheet_.cm, provenance.facts()
    if format == "svg":
        return typed(printed(svg, cm=cm, size=size) if cm else svg).encode("utf-8")
    if format == "pdf":
        return pdf_stamped(studio.sheet_pdf(svg, size=size, scale=cm * PIXEL / size[0] if cm else 1.0), facts)
    data = studio.sheet_png(svg, size=size, pixels=sheet_.pixels)
    return png_stamped(data, facts, dpi=DPI if cm else TWICE * studio.INCH)


@dataclass(frozen=True, eq=False)
class Sheet:
    """A drawn chart: the plot alone, and the whole sheet with its size and how many pixels wide a PNG of it is."""

    plot: str
    svg: str
    size: tuple[int, int]
    pixels: int
    cm: float | None


def plot_width(cm: float | None) -> int:
    """How many pixels wide a plot is laid out for a sheet of this width; type is then between 7 and 9 points.

    Example:
        >>> plot_width(8.5), plot_width(17.5), plot_width(None)
        (400, 720, 720)
    """
    if cm is None:
        return PLOT
    return SLIM if is_slim(cm) else int(min(max(cm * PIXEL - 36, LEAST), MOST))


def on_paper(figure: go.Figure) -> go.Figure:
    """A copy of the figure for white paper: what hides behind words is white too."""
    white = go.Figure(figure).update_layout(paper_bgcolor="#FFFFFF")
    return white.update_annotations(bgcolor="#FFFFFF", selector=lambda note: note.bgcolor is not None)


def page(figure: go.Figure, provenance: Provenance) -> str:
    """A page of its own that works without a network: the chart as on screen, what it holds under the pointer.

    Its policy lets it load nothing; Plotly's button that would send the chart to a server is left out.
    """
    told = "".join(
        f'<meta name="{escape(name)}" content="{escape(text)}">' for name, text in provenance.facts().items()
    )
    foot = "".join(f"<p>{escape(spelled(line))}</p>" for line in provenance.footer())
    chart = on_paper(figure).to_html(full_html=False, include_plotlyjs=True, config=CONFIG, div_id="chart")
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{SEALED}"><meta name="referrer" content="no-referrer">'
        f'<meta name="viewport" content="width=device-width">{told}<title>{escape(provenance.title)}</title>'
        f"<style>{faces(SANS)}{_LOOK}</style></head><body><h1>{escape(provenance.title)}</h1>"
        f"<p>{escape(provenance.how)}</p>{chart}<footer>{foot}</footer></body></html>"
    )
