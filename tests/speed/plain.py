"""The plain pipeline, as one would write it: the reference that a build is measured against.

Words by NLTK's RegexpTokenizer, tf-idf by scikit-learn, and one compiled regular expression per theme.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from dashboard.settings import Theme, load_settings


def plain(path: Path) -> dict[str, float]:
    """Seconds of each step on a file of JSON lines, and of all."""
    from nltk.tokenize import RegexpTokenizer
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts, read = _timed(lambda: [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()])
    words = TfidfVectorizer(tokenizer=RegexpTokenizer(r"\w+").tokenize, token_pattern=None)
    _, weighed = _timed(lambda: words.fit_transform(texts))
    rules = [expression(theme) for theme in load_settings().themes]
    _, matched = _timed(lambda: [[rule.findall(text) for text in texts] for rule in rules])
    return {"read": read, "words and tf-idf": weighed, "themes": matched, "all": read + weighed + matched}


def expression(theme: Theme) -> re.Pattern[str]:
    """A theme's rules as one regular expression: words with what may stand between, stars, choices.

    Example:
        >>> from dashboard.settings import Rule
        >>> theme = Theme("t", "T", "", ("en",), (Rule("trade deal"), Rule("export*")))
        >>> expression(theme).findall("A TRADE DEAL, and exports")
        ['TRADE DEAL', 'exports']
    """
    return re.compile("|".join(_one(rule.text) for rule in theme.rules if not rule.broad), re.IGNORECASE)


def _one(rule: str) -> str:
    """One rule; gaps of some words are a few words, quotes and case are dropped."""
    text = re.sub(r"\[([^]]*)\]", lambda found: f"(?:{found[1]})", rule.replace("=", "").replace('"', ""))
    text = re.sub(r"\s*~(\d+)\s*", lambda found: rf"\\W+(?:\\w+\\W+){{0,{found[1]}}}", text.replace("\\", ""))
    parts = re.sub(r"\s+", r"[\\W]+", text.replace("*", r"\w*"))
    return rf"\b(?:{parts})\b"


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = perf_counter()
    result = work()
    return result, perf_counter() - start
