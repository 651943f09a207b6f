"""Numbers by which the same story is known again: the same record, the same text of one outlet and day or address."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd

from dashboard.articles.lines import on_one_line

WHY = ("the same record", "same text, outlet and day", "same text and address")
SHORT = 300  # characters; a shorter text (a snippet, a formula) needs the same headline too


def text_number(article: Mapping[str, Any]) -> int:
    r"""A number for the words of a story; blanks do not matter, and a short text is taken with its headline.

    Example:
        >>> short = {"title": "Talks", "body": "They  met.", "kind": "main"}
        >>> text_number(short) == text_number(short | {"body": "They met.\n"})
        True
        >>> text_number(short) == text_number(short | {"title": "Flood"})
        False
    """
    text = on_one_line(article["body"])
    title = " ".join((article["title"] or "").split()).casefold() if len(text) < SHORT else ""
    return number(article["kind"], title, text)


def keys_of(article: Mapping[str, Any], digest: str, words: int) -> tuple[int, int, int]:
    """Three numbers, 0 where there is nothing to go by: the record; outlet, day and text; address, day and text.

    Example:
        >>> story = {"kind": "main", "outlet": "Herald", "published": None, "url": None}
        >>> keys_of(story, "", 7)
        (0, 0, 0)
    """
    outlet, day, url = article["outlet"], article["published"], article["url"]
    return (
        number(digest) if digest else 0,
        story_key(words, outlet, day) if outlet and day else 0,
        number("at", url, day or "", str(words)) if url else 0,
    )


def story_key(words: int, outlet: str, day: str) -> int:
    """The number of a text in an outlet on a day."""
    return number("in", outlet, day, str(words))


def number(*parts: str) -> int:
    """64 bits of a hash, never 0; two of a million stories share one by chance once in 37 million builds.

    Example:
        >>> number("a", "b") == number("a", "b"), number("a", "b") == number("ab", "")
        (True, False)
    """
    said = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "little") or 1


def came_twice(ids: Sequence[Sequence[str]], keys: Sequence[np.ndarray]) -> dict[str, tuple[str, str]]:
    """Stories that share a number with an earlier one → that story's id, and why they are the same.

    Example:
        >>> came_twice([["a", "b"], ["c"]], [np.array([[0, 5, 0], [0, 7, 0]]), np.array([[0, 5, 9]])])
        {'c': ('a', 'same text, outlet and day')}
    """
    every = [ident for some in ids for ident in some]
    table = np.concatenate(keys) if keys else np.zeros((0, len(WHY)), np.uint64)
    first = np.arange(len(every))
    why = np.zeros(len(every), np.int8)
    for column in range(len(WHY) - 1, -1, -1):
        filled = np.flatnonzero(table[:, column])
        codes, _ = pd.factorize(table[filled, column])
        earliest = np.full(codes.max() + 1 if len(codes) else 0, len(every))
        np.minimum.at(earliest, codes, filled)
        better = earliest[codes] < first[filled]
        first[filled[better]] = earliest[codes][better]
        why[filled[better]] = column
    merged: dict[str, tuple[str, str]] = {}
    for place in np.flatnonzero(first < np.arange(len(every))).tolist():  # an earlier one may be merged itself
        kept = every[first[place]]
        if kept == every[place]:  # the same file given twice
            continue
        merged[every[place]] = (merged.get(kept, (kept, ""))[0], WHY[why[place]])
    return merged
