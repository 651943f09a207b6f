"""What a vendor's document says about itself; languages and hard line ends as vendors write them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dashboard.articles.dates import Reading, read_field

LANGUAGES = {
    "en": "english anglais englisch inglés inglese inglês английский 英语 英文",
    "fr": "french français französisch francés francese francês французский 法语",
    "de": "german allemand deutsch alemán tedesco alemão немецкий 德语",
    "es": "spanish espagnol spanisch español spagnolo espanhol испанский 西班牙语",
    "it": "italian italien italienisch italiano итальянский 意大利语",
    "pt": "portuguese portugais portugiesisch portugués portoghese português португальский",
    "nl": "dutch néerlandais niederländisch nederlands neerlandés",
    "ru": "russian russe russisch ruso russo русский 俄语",
    "zh": "chinese chinois chinesisch chino cinese chinês 中文 简体中文 繁體中文",
    "ja": "japanese japonais japanisch japonés 日本語",
    "ar": "arabic arabe arabisch árabe العربية",
    "pl": "polish polonais polnisch polaco polski",
    "tr": "turkish turc türkisch turco türkçe",
    "sv": "swedish suédois schwedisch sueco svenska",
    "da": "danish danois dänisch danés dansk",
    "no": "norwegian norvégien norwegisch noruego norsk",
    "fi": "finnish finnois finnisch finés suomi",
    "uk": "ukrainian ukrainien ukrainisch українська",
    "ko": "korean coréen koreanisch coreano 한국어",
    "cs": "czech tchèque tschechisch checo čeština",
    "hu": "hungarian hongrois ungarisch húngaro magyar",
    "ro": "romanian roumain rumänisch rumano română",
    "el": "greek grec griechisch griego ελληνικά",
    "id": "indonesian indonésien indonesisch indonesio bahasa",
}
CODES = {name: code for code, names in LANGUAGES.items() for name in names.split()}
BYLINE = re.compile(r"^(?:by|par|von|por|di|de|da|door|av|od|автор:?)(?:\s+|$)", re.IGNORECASE)
NO_DATE = Reading(None, refused="no date in the header", why="no date in the header")
WRAPPED = 0.9  # of the line ends inside paragraphs fall where the next word would not have fitted
WIDTHS = (60, 100)
FEW = 3


@dataclass(frozen=True)
class Found:
    """What a document says about itself; places are its lines, from 0.

    `title` holds the lines of the headline, `body` the lines of the text (end excluded), `labels` the
    characters at the start of a line that are a label and no text. `certain`: every part of the layout was there.
    """

    title: tuple[int, ...]
    body: tuple[int, int]
    headline: str | None = None
    outlet: str | None = None
    author: str | None = None
    when: Reading = NO_DATE
    language: str | None = None
    number: str | None = None
    url: str | None = None
    labels: Mapping[int, int] = field(default_factory=dict)
    certain: bool = False


def language_named(text: str) -> str | None:
    """The ISO code of a language that a header names; None when it names none that we know.

    Example:
        >>> language_named("ENGLISH"), language_named("FRENCH; FRANÇAIS"), language_named("en"), language_named("Mixed")
        ('en', 'fr', 'en', None)
    """
    names = re.split(r"[;,/_\s-]+", text.strip().casefold())
    if names[0] in LANGUAGES:
        return names[0]
    return next((CODES[name] for name in names if name in CODES), None)


def author_named(text: str) -> str | None:
    """A byline without its "By"; CAPITALS as they came.

    Example:
        >>> author_named("By Ann Lee in Oslo"), author_named(" Von Max Weber")
        ('Ann Lee in Oslo', 'Max Weber')
    """
    return BYLINE.sub("", " ".join(text.split())).strip(" ,;") or None


def day_of(line: str) -> Reading:
    """The day that a line of a header states; a line with more on it than a day, a weekday and a time is no date.

    Example:
        >>> day_of("January 11, 2010 Monday").day
        '2010-01-11'
    """
    bare = re.sub(r"^[^\W\d_]+(?:day)?[,.]\s+", "", line)
    return read_field(bare[:60])


def unwrapped(lines: Sequence[str]) -> str:
    r"""Lines of a text as paragraphs; hard line ends, as at 80 columns, are taken out, where they are ones.

    Example:
        >>> unwrapped(["The leaders met in the old capital of the country on the first", "of May.", "", "They talked."])
        'The leaders met in the old capital of the country on the first of May.\nThey talked.'
        >>> unwrapped(["They met.", "They talked."])
        'They met.\nThey talked.'
    """
    width = max((len(line) for line in lines), default=0)
    ends = {place for place, (one, other) in enumerate(pairwise(lines), start=1) if one and other}
    full = {place for place in ends if len(lines[place - 1]) + 1 + len(lines[place].split(" ", 1)[0]) > width}
    small = all(lines[place][0].islower() for place in full)
    if not WIDTHS[0] <= width <= WIDTHS[1] or len(full) < WRAPPED * len(ends) or (len(ends) < FEW and not small):
        full = set()
    text = ""
    for place, line in enumerate(lines):
        text += (" " if place in full else "\n") + line if line else ""
    return text.strip()
