"""Which language a text is in: ISO 639-1, or None when it is too short to tell."""

import re
from functools import cache
from typing import Any

from dashboard.articles.lines import script_of

HEAD = 600
# Common English words that the neighbours of English do not share; a quarter of running text is made of them.
ENGLISH = frozenset("the and of to that is was for with as his her they from have has said by on it its are were".split())
SHORTEST = 60
BY_SCRIPT = {"CJK": "zh", "HANGUL": "ko", "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "DEVANAGARI": "hi", "THAI": "th"}
KANA = re.compile(r"[\u3040-\u30ff]")
RUSSIAN_ONLY = re.compile(r"[ыэъё]", re.IGNORECASE)
UKRAINIAN_ONLY = re.compile(r"[іїєґ]", re.IGNORECASE)
CLOSE = 0.9


def language_of(text: str) -> str | None:
    """The language of a text by its first 600 characters.

    English is told by its function words, other scripts by their letters, the rest by py3langid.
    Under 60 characters of a script that many languages share the answer is None.

    Example:
        >>> language_of("中国和俄罗斯"), language_of("Enough said.")
        ('zh', None)
    """
    head = " ".join(text[: 2 * HEAD].split())[:HEAD]
    script = script_of(head)
    if not script:
        return None
    if script == "CJK":
        return "ja" if len(KANA.findall(head)) > 0.05 * len(head) else "zh"
    if script in {"HANGUL", "GREEK", "THAI", "HEBREW"}:
        return BY_SCRIPT[script]
    if len(head) < SHORTEST:
        return _short(head, script)
    return "en" if script == "LATIN" and _is_english(head) else str(_model().classify(head)[0])


def _short(head: str, script: str) -> str | None:
    if script == "CYRILLIC" and RUSSIAN_ONLY.search(head) and not UKRAINIAN_ONLY.search(head):
        return "ru"
    return None


def _is_english(head: str) -> bool:
    words = re.findall(r"[a-z']+", head.lower())
    return len(words) >= 12 and sum(word in ENGLISH for word in words) >= 0.18 * len(words)


@cache
def _model() -> Any:
    """py3langid, loaded when first needed: a second that English coverage never pays."""
    import py3langid

    return py3langid
