"""A docstring as a reader's definition: the first sentence at once, formula, example and source one click away."""

import re

from dashboard.analysis.method import Block, Entry
from dashboard.ui import safe

HEADS = {"Attributes": "Parts", "Returns": "What comes out", "Example": "Example", "References": "Source"}
LEFT_OUT = ("Args", "Raises")  # what a programmer passes in, and what goes wrong then
CODE = re.compile(r"`([^`]+)`")


def definitions(entries: tuple[Entry, ...] | list[Entry]) -> safe.Html:
    """Entries one under the other: heading at the left, sentence and details at the right."""
    return safe.tag("dl", *(part for entry in entries for part in _entry(entry)), class_="rf-defs")


def _entry(entry: Entry) -> tuple[safe.Html, safe.Html]:
    blocks = [block for block in entry.blocks if block.section not in LEFT_OUT]
    where = safe.tag("p", "In the code: ", safe.tag("code", entry.path), class_="where")
    more = [details("How it is done", *_sections(blocks), where)] if blocks else []
    return safe.tag("dt", entry.head), safe.tag("dd", safe.tag("p", *inline(entry.said)), *more)


def details(label: str, *inside: object) -> safe.Html:
    """A part that opens by click or key; the page stays short."""
    return safe.tag("details", safe.tag("summary", label), *inside)


def _sections(blocks: list[Block]) -> list[safe.Html]:
    """Blocks, with a word in front where a section begins."""
    parts, before = [], ""
    for block in blocks:
        if block.section != before:
            parts.append(safe.tag("p", HEADS.get(block.section, block.section), class_="part"))
            before = block.section
        parts.append(_block(block))
    return parts


def _block(block: Block) -> safe.Html:
    if block.kind == "code":
        return safe.tag("pre", block.items[0])
    if block.kind == "run":
        return details("In Python", safe.tag("pre", block.items[0]))
    if block.kind == "list":
        return safe.tag("ul", *(safe.tag("li", *inline(item)) for item in block.items))
    if block.kind == "names":
        return safe.tag("ul", *(safe.tag("li", *_named(item)) for item in block.items))
    return safe.tag("p", *inline(block.items[0]))


def _named(item: str) -> list[object]:
    """`name: text` with the name in bold."""
    name, colon, said = item.partition(": ")
    return [safe.tag("b", name), ": ", *inline(said)] if colon else inline(item)


def inline(text: str) -> list[object]:
    """The text with what stands between backticks as code.

    Example:
        >>> [str(part) for part in inline("see `idf` and *this*")]
        ['see ', '<code>idf</code>', ' and *this*']
    """
    parts = CODE.split(text)
    return [safe.tag("code", part) if place % 2 else part for place, part in enumerate(parts) if part]
