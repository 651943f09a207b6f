"""Passages in another language than their story: lines whose letters or function words are another language's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.articles.doubts import doubt
from dashboard.articles.language import language_of
from dashboard.articles.letters import script_of

SHORTEST = 60  # characters of a passage; of Han and Kana a quarter
DIFFERENT = 4  # and so many different ones
SHOWN = 80
ADDRESS = re.compile(r"https?://|www\.")
ENOUGH = 0.2  # share of a passage's words that are function words of its language
# Function words, the commonest ones.
_WORDS = {
    "en": "the of and to is was for with that his her they from have has had by it are were be not a i in he she we",
    "fr": "le les des et du une est dans qui pour pas sur au aux ce cette sont avec il elle par ne à la de un en que",
    "de": "der die das und den von zu mit ist im nicht ein eine auf für dem sich des auch als wird hat was in er es",
    "es": "el los las que y del se por con para una es al como más su lo pero fue este ha la de un en no a",
    "it": "il gli che di della dei delle e è per con una nel alla sono dal ha non questo anche la un in i a",
    "pt": "o os que e do da dos das em um uma para com não no na por mais ao foi é como são a de se",
    "nl": "de het een van en in op dat die is voor met zijn niet aan er om ook als door naar was had te",
    "pl": "w i z na do nie się że jest to o jak po od przez dla są ale był tym a",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi sonra kadar ise ancak",
}
COMMON: Mapping[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _WORDS.items()}
# A word of its story's language that no other language of the list has settles a line at a glance.
OWN = {
    name: [word for word in words.split() if not any(word in COMMON[other] for other in COMMON if other != name)]
    for name, words in _WORDS.items()
}
GLANCE = {name: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for name, words in OWN.items()}
# The commonest of them between spaces, which most lines have: found thirty times as fast as the pattern.
COMMONEST = {name: f" {words[0]} " for name, words in OWN.items()}
SCRIPTS = {
    "zh": "CJK", "ja": "CJK", "ko": "HANGUL", "ru": "CYRILLIC", "uk": "CYRILLIC", "bg": "CYRILLIC", "ar": "ARABIC",
    "fa": "ARABIC",
}  # fmt: skip


def foreign_passages(body: str, language: str | None) -> Iterator[tuple[str, str]]:
    r"""Lines in another language than their story: (language, line), in order; nothing for a story of unknown language.

    Example:
        >>> text = "The talks went on for hours and the ministers left.\nLes ministres sont partis dans la nuit et le "
        >>> list(foreign_passages(text + "président ne les a pas vus pour une heure.", "en"))[0][0]
        'fr'
    """
    if language is None or ("\n" not in body and language in COMMON):
        return
    common = COMMONEST.get(language, "\n")  # no line holds a line end
    for line in [line for line in body.split("\n") if len(line) >= SHORTEST // 4 and common not in line]:
        if not _is_own(line, language):
            found = _language(line, language)
            if found and found != language:
                yield found, line


def foreign_told(articles: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """A row of `doubts` per story with such passages: the first of them, and how many there are."""
    rows = []
    for article in articles:
        found = list(foreign_passages(article["body"], article["language"]))
        if found:
            name, line = found[0]
            n = f"{len(found):,} passages, the first" if len(found) > 1 else "a passage"
            reason = f"{n} in another language ({name}) than the story ({article['language']})"
            rows.append(doubt(article["article_id"], "language", line[:SHOWN], reason))
    return tuple(rows)


def _is_own(line: str, language: str) -> bool:
    """Whether a line is its story's at a glance."""
    if language in GLANCE:
        return bool(GLANCE[language].search(line))
    return language not in SCRIPTS or script_of(line) in {"", SCRIPTS[language]}


def _language(line: str, own: str) -> str | None:
    """The language of a line that holds enough of its function words, and twice as many as of its story's own."""
    script = script_of(line)
    if script != "LATIN":
        return language_of(line) if script and len(line) >= (SHORTEST // 4 if script == "CJK" else SHORTEST) else None
    words = re.findall(r"[^\W\d_]+", line.lower())
    if len(line) < SHORTEST or len(words) < 8 or ADDRESS.search(line):
        return None
    shares = {name: sum(word in common for word in words) / len(words) for name, common in COMMON.items()}
    best = max(shares, key=lambda name: shares[name])
    different = len(COMMON[best].intersection(words))
    return best if different >= DIFFERENT and shares[best] >= max(ENOUGH, 2 * shares.get(own, 0.0)) else None
