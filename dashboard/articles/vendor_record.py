"""Factiva headers that were left in the text of records: split off, where they are recognised with certainty."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.articles.vendor_factiva import read_plain, sections_of, top_of
from dashboard.articles.vendor_header import Found
from dashboard.sources.vendor_marks import WORD_NAMES

HEAD = 3000  # characters in which a header stands
HINT = re.compile(rf"\s{{0,90}}\d[\d.,'’ \u00a0\u202f]{{0,12}}(?:{WORD_NAMES})\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Stripped:
    """A record's text without the vendor's lines, what those lines say, and how many characters went with them."""

    text: str
    found: Found
    n_characters: int

    @property
    def told(self) -> str:
        """What the ledger says of it."""
        return f"Factiva header split off: {self.n_characters:,} characters"


def headers_off(texts: Sequence[str]) -> list[Stripped | None]:
    r"""The texts of a file's records without Factiva's header and trailer; None where there is none for certain.

    Certain: a headline, a number of words, a day, a language and a copyright stand at the top, in this order.

    Example:
        >>> top = "Talks\n3 words\n16 May 2024\nThe Times\nT\nEnglish\n(c) Times Newspapers 2024\n"
        >>> (found,) = headers_off([top + "They met here.\nDocument T000000020240516ek5g0001"])
        >>> found.text, found.told
        ('They met here.', 'Factiva header split off: 106 characters')
        >>> headers_off(["They met here."])
        [None]
    """
    heads = [_lines(text) if _hints(text[:HEAD]) else None for text in texts]
    sections = sections_of([[lines[place] for place in top_of(lines)] for lines in heads if lines])
    return [_stripped(text, lines, sections) if lines else None for text, lines in zip(texts, heads, strict=True)]


def _hints(head: str) -> bool:
    """Whether a line is a number of words; only those that begin with a digit are asked."""
    return any(HINT.fullmatch(line) for line in head.split("\n") if line.lstrip()[:1].isdigit())


def _lines(text: str) -> list[str]:
    return [line.strip().strip("\ufeff").strip() for line in text.split("\n")]


def _stripped(text: str, lines: Sequence[str], sections: frozenset[str]) -> Stripped | None:
    found = read_plain(lines, sections)
    if not found.certain:
        return None
    start, stop = found.body
    rest = "\n".join(text.split("\n")[start:stop]).strip()
    return Stripped(rest, found, len(text) - len(rest))
