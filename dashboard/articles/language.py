"""Which language a text is in: ISO 639-1, or None when it is too short to tell."""

import re
from functools import cache
from typing import Any

from dashboard.articles.letters import script_of
from dashboard.articles.lines import on_one_line

HEAD = 600
# Common English words; a fifth of running text is made of them, and of no neighbour's running text.
ENGLISH = frozenset(
    """
    the and of to that is was for with as his her they from have has had said by on it its are were been be will would
    not this who which after about we you into over than their but at in an our when there more what could between
    during against should
    """.split()
)
_ENGLISH = frozenset(word.encode() for word in ENGLISH)
# Every byte but small letters and apostrophes as a blank, so that bytes split into words as [a-z']+ finds them.
_LETTERS = bytes(byte if byte in b"abcdefghijklmnopqrstuvwxyz'" else 0x20 for byte in range(256))
SHORTEST = 60
BY_SCRIPT = {
    "CJK": "zh",
    "HANGUL": "ko",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "THAI": "th",
}
KANA = re.compile(r"[\u3040-\u30ff]")
# Letters that tell Russian from Ukrainian, Bulgarian or Serbian, and letters that Russian does not have.
RUSSIAN = re.compile(r"[ыэё]", re.IGNORECASE)
NOT_RUSSIAN = re.compile(r"[^\W\d_а-яёa-z]", re.IGNORECASE)
# Written languages of newspapers; without this list short English comes out as Nigerian Pidgin or Latin.
LIVING = tuple(
    """
    af am ar az be bg bn bs ca cs da de el en es et eu fa fi fr gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt
    lv mk ml mn mr ms ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh
    """.split()
)


def language_of(text: str) -> str | None:
    """The language of a text by its first 600 characters.

    English is told by its function words, Russian and scripts of one language by their letters, the
    rest by py3langid. Under 60 characters of what those cannot tell it is None.

    Example:
        >>> language_of("中国和俄罗斯"), language_of("Enough said.")
        ('zh', None)
    """
    head = _head(text)
    script = script_of(head)
    if not script:
        return None
    if script == "CJK":
        return "ja" if len(KANA.findall(head)) > 0.05 * len(head) else "zh"
    if script in BY_SCRIPT:
        return BY_SCRIPT[script]
    if script == "CYRILLIC" and RUSSIAN.search(head) and not NOT_RUSSIAN.search(head):
        return "ru"
    if script == "LATIN" and _is_english(head):
        return "en"
    return str(_model().classify(head)[0]) if len(head) >= SHORTEST else None


def _head(text: str) -> str:
    """The first 600 characters, blanks as one space, found in the first 1,200; mostly 660 are enough."""
    head = on_one_line(text[: HEAD + HEAD // 10])[:HEAD]
    return head if len(head) == HEAD else on_one_line(text[: 2 * HEAD])[:HEAD]


def _is_english(head: str) -> bool:
    words = head.lower().encode("ascii", "replace").translate(_LETTERS).split()
    return len(words) >= 8 and sum(map(_ENGLISH.__contains__, words)) >= 0.2 * len(words)


@cache
def _model() -> Any:
    """py3langid, loaded when first needed: a second that plain English coverage never pays."""
    import py3langid

    py3langid.set_languages(list(LIVING))
    return py3langid
