"""Markdown: the text that a reader of the rendered page sees; it runs in the parser's process."""

import re
from typing import Any

from dashboard.sources.html import visible_lines
from dashboard.sources.plain import decode

FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)


def read_markdown(data: bytes) -> dict[str, Any]:
    r"""The text of a Markdown file, a line per block; what stands between --- lines at its top is kept as it is.

    Raises:
        SourceError: the bytes are no text.

    Example:
        >>> read_markdown(b"# Ports sign pact\n\nTwo **ports** signed a\n[pact](https://example.org).\n")["text"]
        'Ports sign pact\nTwo ports signed a pact.\n'
    """
    from lxml.html import document_fromstring
    from markdown_it import MarkdownIt

    decoded = decode(data)
    front = FRONT.match(decoded.text)
    body = decoded.text[front.end() :] if front else decoded.text
    shown = MarkdownIt("commonmark").enable("table").render(body)
    lines = front[1].split("\n") if front else []
    if shown.strip():
        lines = [*lines, *visible_lines(document_fromstring(f"<html><body>{shown}</body></html>"))]
    return {"text": "".join(f"{line}\n" for line in lines), "note": decoded.note}
