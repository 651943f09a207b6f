"""Room for the labels at the left of a plot, worked out before the browser does.

Plotly measures labels when they stand, and draws the whole figure anew when its margin was too narrow for them: that
was half of the time of a table of cells. The widths are those of Source Sans, in parts of its size, rounded up.
"""

import re
from collections.abc import Mapping
from html import unescape
from math import ceil
from typing import Any
from unicodedata import east_asian_width, normalize

WIDTHS = {
    0.2: " ", 0.26: "|ij',.:;·’l", 0.3: "I!f()[]{}", 0.35: "-tr/\\", 0.43: '*s?z"“”', 0.47: "xcvyYJ–",
    0.5: "LFke0123456789#$+<=>^~_ag", 0.55: "XVESTZ`oAhun", 0.57: "bdpqPRC", 0.62: "KB&DG", 0.67: "UNHOQ", 0.73: "wM",
    0.8: "W—", 0.84: "%m@", 0.95: "…",
}  # fmt: skip
OF_SIGN = {sign: width for width, signs in WIDTHS.items() for sign in signs}
OTHER, WIDE = 0.6, 1.0  # letters of other alphabets; Chinese, Japanese, Korean and the room of `style.beside`
BOLD = 1.06
APART = 5  # pixels between a label and the plot, and a letter's own edge
TAGS = re.compile(r"(<[^>]*>)")


def width(text: str, size: float) -> int:
    """Pixels of a label, its longest line; at most a twentieth too many for Latin letters.

    Args:
        text: As Plotly gets it: <br> between lines, <b> for bold, < and & escaped.
        size: Of the type, in pixels.

    Example:
        >>> width("Herald  1,204", 12), width("Herald<br><b>The Long Observer</b>", 12)
        (67, 101)
    """
    return ceil(size * max(_line(line) for line in text.split("<br>")))


def _line(text: str) -> float:
    total, weight = 0.0, 1.0
    for part in TAGS.split(text):
        if TAGS.fullmatch(part):
            weight = BOLD if part == "<b>" else 1.0
        else:
            total += weight * sum(_sign(sign) for sign in unescape(part))
    return total


def _sign(sign: str) -> float:
    """A letter with an accent is as wide as the letter."""
    if sign in OF_SIGN:
        return OF_SIGN[sign]
    if sign == "\u2003" or east_asian_width(sign) in "WF":
        return WIDE
    return OF_SIGN.get(normalize("NFD", sign)[0], OTHER)


def left(layout: Mapping[str, Any]) -> int:
    """Pixels that a figure of one upright axis needs at its left, at least its margin.

    Example:
        >>> left({"margin": {"l": 4}, "yaxis": {"automargin": True, "ticktext": ["Herald"], "tickfont": {"size": 12}}})
        40
        >>> left({"margin": {"l": 4}, "yaxis": {"visible": False}})
        4
    """
    margin, axis = int(layout.get("margin", {}).get("l", 0)), layout.get("yaxis", {})
    labels = axis.get("ticktext") or ()
    if not labels or not axis.get("automargin") or axis.get("visible") is False:
        return margin
    return max(margin, APART + max(width(str(label), axis["tickfont"]["size"]) for label in labels))
