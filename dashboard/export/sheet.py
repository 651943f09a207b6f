"""A chart as a sheet of paper: title, how to read it, the plot, and a footer that says where it comes from."""

import re
from textwrap import wrap
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from dashboard.analysis.signs import spelled
from dashboard.export.fonts import SANS, SERIF, faces
from dashboard.export.provenance import Provenance
from dashboard.export.stamps import fit, svg_metadata

EDGE = 18  # pixels around everything
INK, MUTE, RULE = "#1D2126", "#5C636B", "#BDB7AB"  # as charts/style.py has them for a light page
TITLE, HOW, FOOT = 20, 13, 10.5  # pixels of type
LEADING = 1.36
LETTER = 0.45  # of the type's size: how wide a letter is on average
_SANS = f"'{SANS}','Source Sans 3','Helvetica Neue',Arial,sans-serif"
_SERIF = f"'{SERIF}','Source Serif 4',Georgia,'Times New Roman',serif"


def sheet(plot: str, *, size: tuple[int, int], provenance: Provenance, alt: str) -> tuple[str, tuple[int, int]]:
    """The sheet as SVG, and its width and height in pixels.

    Args:
        plot: SVG of the plot.
        size: Its width and height in pixels.
        provenance: What is written around it, and kept as metadata.
        alt: The picture in words, for those who do not see it.
    """
    width = size[0] + 2 * EDGE
    top, head = _head(provenance, size[0])
    foot_at = top + size[1] + 14
    height, foot = _foot(provenance, size[0], foot_at)
    plain = f"{escape(fit(provenance.title))}. {escape(fit(alt))}"
    inner = re.sub(r"^.*?<svg ", f'<svg x="{EDGE}" y="{top}" ', fit(plot), count=1, flags=re.DOTALL)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="img"><title>{plain}</title>'
        f"{svg_metadata(provenance.facts())}<rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>"
        f"{head}{inner}{foot}</svg>"
    ), (width, height)  # fmt: skip


def typed(svg: str) -> str:
    """The sheet with the type of its plot inside, so that it reads the same on a machine that lacks it."""
    return svg.replace("</metadata>", f"</metadata><style>{faces(SANS)}</style>", 1)


def printed(svg: str, *, cm: float, size: tuple[int, int]) -> str:
    """The sheet so many centimetres wide."""
    width, height = size
    side = f'width="{cm:g}cm" height="{cm * height / width:.3f}cm" viewBox'
    return re.sub(r'width="\d+" height="\d+" viewBox', side, svg, count=1)


def _head(provenance: Provenance, width: int) -> tuple[int, str]:
    """Where the plot begins, and the lines above it."""
    lines = [(line, TITLE, _SERIF, 600, INK) for line in broken(provenance.title, width=width, size=TITLE)]
    lines += [(line, HOW, _SANS, 400, MUTE) for line in broken(provenance.how, width=width, size=HOW)]
    at, parts = float(EDGE - 4), []
    for place, (text, size, family, weight, colour) in enumerate(lines):
        at += size * LEADING + (4 if place and lines[place - 1][1] != size else 0)
        parts.append(_text(text, (at, size), family=family, weight=weight, colour=colour))
    return round(at + 16), "".join(parts)


def _foot(provenance: Provenance, width: int, at: int) -> tuple[int, str]:
    """The height of the sheet, and the lines below the plot."""
    lines = [line for text in provenance.footer() for line in broken(text, width=width, size=FOOT)]
    parts = [f'<line x1="{EDGE}" x2="{EDGE + width}" y1="{at}" y2="{at}" stroke="{RULE}" stroke-width="0.75"/>']
    down = at + 4.0
    for text in lines:
        down += FOOT * LEADING
        parts.append(_text(text, (down, FOOT), family=_SANS, weight=400, colour=MUTE))
    return round(down + EDGE - 4), "".join(parts)


def _text(text: str, place: tuple[float, float], *, family: str, weight: int, colour: str) -> str:
    y, size = place
    return (
        f'<text x="{EDGE}" y="{y:.1f}" font-family="{family}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}">{escape(fit(spelled(text)))}</text>'
    )


def broken(text: str, *, width: int, size: float) -> list[str]:
    """The text in lines that fit, by the average width of a letter; signs of East Asia count twice.

    Example:
        >>> broken("Darker is a larger share of the story.", width=120, size=13)
        ['Darker is a larger', 'share of the story.']
    """
    wide = sum(east_asian_width(sign) in "WF" for sign in text) / max(len(text), 1)
    letters = int(width / (size * LETTER * (1 + wide)))
    return wrap(text, max(letters, 10)) or []
