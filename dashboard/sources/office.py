"""Word and RTF files as lines of text; they run in the parser's process."""

import io
import re
import zipfile
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources.plain import tidy

CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
NOT_READ = frozenset(
    (f"{WORD}del", f"{WORD}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)


def read_docx(data: bytes) -> dict[str, Any]:
    """Every paragraph of a Word file as a line, in its order: those of tables, boxes and links too, no deleted ones.

    Raises:
        SourceError: it is damaged or locked.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as fault:
        raise SourceError(f"it is a Word file that cannot be opened ({fault}). Save it again in Word") from fault
    paragraphs = (node for node in body.iter(f"{WORD}p") if not _is_left_out(node))
    text = tidy("".join(f"{_paragraph(node)}\n" for node in paragraphs))
    return {"text": text.strip("\n") + "\n" if text.strip() else "", "note": ""}


def read_rtf(data: bytes) -> dict[str, Any]:
    r"""The text of an RTF file, a line per paragraph.

    Example:
        >>> read_rtf(rb"{\rtf1\ansi\ansicpg1252 Caf\'e9\par Two \b leaders\b0  met.\par}")["text"]
        'Café\nTwo leaders met.\n'
    """
    from striprtf.striprtf import rtf_to_text

    page = CODE_PAGE.search(data[:4096])
    encoding = f"cp{int(page[1])}" if page else "cp1252"
    try:
        written = data.decode(encoding, errors="replace")
    except LookupError:
        encoding, written = "cp1252", data.decode("cp1252", errors="replace")
    return {"text": tidy(rtf_to_text(written, encoding=encoding, errors="replace")), "note": ""}


def _paragraph(node: Any) -> str:
    """The text of a paragraph's own runs; a box inside it has paragraphs of its own."""
    pieces: list[str] = []
    for child in node.iterchildren():
        if child.tag in NOT_READ or child.tag == f"{WORD}p":
            continue
        name = child.tag.removeprefix(WORD) if isinstance(child.tag, str) else ""
        if name == "t":
            pieces.append(child.text or "")
        elif name in SIGNS:
            pieces.append(SIGNS[name])
        elif name not in ("pPr", "rPr", "drawing", "pict", "object"):
            pieces.append(_paragraph(child))
    return "".join(pieces)


def _is_left_out(node: Any) -> bool:
    return any(above.tag in NOT_READ for above in node.iterancestors())
