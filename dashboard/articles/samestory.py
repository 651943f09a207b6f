"""Numbers by which the same story is known again: the same record, the same text of one outlet and day or address."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

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
    text = " ".join(article["body"].split())
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
