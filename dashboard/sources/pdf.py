"""PDF files: the text layer page by page, lines joined to paragraphs; it runs in the parser's process."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources.plain import tidy

SOFT = "\x02\u00ad\ufffe"  # PDFium's marks for a hyphen that only a line end has made
FINISHED = tuple('.!?:;…。！？"”»’)')
LINES = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")  # PDFium leaves out the line end behind such a mark
WORDS = re.compile(r"\w+(?:-\w+)+")


@dataclass(frozen=True)
class Line:
    """A line of a page and its box in points; y grows upwards."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """How tall its box is."""
        return self.top - self.bottom


def read_pdf(data: bytes) -> dict[str, Any]:
    """The text of a PDF file: pages in order, each paragraph on a line, words cut at line ends put together.

    Raises:
        SourceError: it is damaged, locked, or a scan without text.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise SourceError("it is locked with a password. Save it without one") from fault
        raise SourceError(f"it is a PDF file that cannot be opened ({fault}). Save or print it anew") from fault
    pages = [_lines(document[place]) for place in range(len(document))]
    if not any(char.isalnum() for page in pages for line in page for char in line.text):
        raise SourceError(
            f"its {len(pages):,} pages hold pictures and no text, as scans do. Run text recognition (OCR) on it first"
            if len(pages) != 1
            else "its page holds pictures and no text, as a scan does. Run text recognition (OCR) on it first"
        )
    hyphened = frozenset(word for page in pages for line in page for word in WORDS.findall(line.text))
    text = "\n\n".join("\n".join(paragraphs(page, hyphened)) for page in pages if page)
    return {"text": tidy(text) + "\n", "note": ""}


def paragraphs(lines: Sequence[Line], hyphened: frozenset[str] = frozenset()) -> list[str]:
    """Lines of a page joined to paragraphs; a blank line where the page leaves room between them.

    A paragraph ends where the next line stands lower than lines do, is set in another size, is indented, or follows
    a short line that ends a sentence. A word cut by a hyphen is put together unless the page writes it with one.

    Example:
        >>> paragraphs([Line("The two lead-", 0, 90, 90, 100), Line("ers met.", 0, 50, 78, 88)])
        ['The two leaders met.']
    """
    if not lines:
        return []
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    step = median([one for one in steps if one > 0] or [0.0])
    edge = max(line.right for line in lines)
    texts = [lines[0].text]
    for above, below in pairwise(lines):
        if _goes_on(above, below, step, edge):
            texts[-1] = joined(texts[-1], below.text, hyphened)
        else:
            texts += [below.text]
    return [text.rstrip(SOFT) for text in texts]


def joined(first: str, second: str, hyphened: frozenset[str] = frozenset()) -> str:
    """Two lines of one paragraph as one.

    Example:
        >>> joined("eco-", "nomic growth"), joined("long-", "term", frozenset(["long-term"])), joined("Anglo-", "Saxon")
        ('economic growth', 'long-term', 'Anglo-Saxon')
    """
    cut, start = first.rstrip(SOFT + "-"), second.lstrip()
    if len(cut) < len(first) and cut[-1:].isalpha() and start[:1].isalpha():
        if start[:1].isupper() and first.endswith("-"):
            return first + start
        before, after = re.split(r"\W", cut)[-1], re.split(r"\W", start)[0]
        return cut + ("-" if f"{before}-{after}" in hyphened else "") + start
    if _is_han(first[-1:]) or _is_han(start[:1]):
        return first.rstrip() + start
    return f"{first.rstrip()} {start}"


def _goes_on(above: Line, below: Line, step: float, edge: float) -> bool:
    """Whether a line belongs to the paragraph of the line above it."""
    gap = above.bottom - below.bottom
    if gap <= 0:  # the next column: a sentence may run on there
        return not above.text.endswith(FINISHED) and below.text[:1].islower()
    tall = max(above.height, below.height, 1.0)
    if gap > 1.45 * step or abs(above.height - below.height) > 0.25 * tall:
        return above.text[-1:] in SOFT + "-" and gap <= 2.2 * step
    if below.left > above.left + 0.8 * tall and above.text.endswith(FINISHED):
        return False
    width = max(edge - above.left, 1.0)
    is_short = above.right < above.left + 0.8 * width
    return not (is_short and (above.text.endswith(FINISHED) or not below.text[:1].islower()))


def _lines(page: Any) -> list[Line]:
    """The lines of a page, in the order in which the file has them."""
    layer = page.get_textpage()
    try:
        n_chars = layer.count_chars()
        text = layer.get_text_range(0, n_chars) if n_chars else ""
        boxed = len(text) == n_chars
        lines: list[Line] = []
        for found in LINES.finditer(text):
            shown = found[0].strip()
            if shown:
                place = found.start() + found[0].index(shown[0])
                box = _box(layer, place, place + len(shown) - 1) if boxed else (0.0, 1.0, -12.0 * len(lines), 0.0)
                lines.append(Line(shown, *box))
        return lines
    finally:
        layer.close()
        page.close()


def _box(layer: Any, first: int, last: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a line, from its first and last characters."""
    left, bottom, _, top = layer.get_charbox(first, loose=True)
    _, _, right, _ = layer.get_charbox(last, loose=True)
    return left, right, bottom, top


def _is_han(char: str) -> bool:
    return bool(char) and unicodedata.name(char, "").startswith(
        ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH")
    )
