"""The mark that the reader opened: which units, of what, where and when."""

from dataclasses import dataclass, fields
from functools import lru_cache
from urllib.parse import parse_qsl, quote_plus

from dashboard.analysis.periods import period_range
from dashboard.analysis.selection import day_of, one_of
from dashboard.errors import UsageError

UNITS = ("articles", "sentences", "words", "passages")
MEASURES = ("mentions", "takes_up")
SHARED = ("any", "mostly")
SHARING = {"passage", "shared", "other_outlet", "other_article"}  # conditions on wording that stories share


@dataclass(frozen=True)
class Pick:
    """One mark as conditions that are all met; empty conditions ask for nothing.

    Attributes:
        unit: What is counted: articles, sentences, words or passages.
        theme: A theme's slug; sentences that carry it, or articles by `measure`.
        measure: mentions (one sentence) or takes_up (two sentences, or the headline); articles only.
        outlet: A canonical name, or ~ for stories whose page names none.
        article: An article_id.
        period: A day, week, month or quarter: 2025-05-06, 2025-W19, 2025-05, 2025-Q2.
        before: A day, YYYY-MM-DD: only stories of earlier days.
        since: A day: only stories of this day and later ones.
        balanced: yes: only outlets that count in a mean of outlets (see `analysis.balanced`).
        term: A term, a phrase of terms, or with `family` any form of the term.
        topic: A topic_id, as text.
        rule: Only sentences in which this rule matched.
        also: A second theme that the same sentence carries.
        only: yes: sentences that no other rule of the theme found.
        broad: yes: broad rules count too.
        family: yes: all forms of `term`.
        formula: A formula_id, as text: stories with that official phrase.
        passage: The id of a passage that stories share: stories with it.
        shared: any: passages that other stories have too; mostly: stories that are mostly someone else's text.
        other_outlet: Passages that also stand in another story of this outlet (or ~).
        other_article: Passages that also stand in this story.
        quoted: out: passages that are mostly quotation do not count.
    """

    unit: str
    theme: str = ""
    measure: str = "mentions"
    outlet: str = ""
    article: str = ""
    period: str = ""
    before: str = ""
    since: str = ""
    balanced: str = ""
    term: str = ""
    topic: str = ""
    rule: str = ""
    also: str = ""
    only: str = ""
    broad: str = ""
    family: str = ""
    formula: str = ""
    passage: str = ""
    shared: str = ""
    other_outlet: str = ""
    other_article: str = ""
    quoted: str = ""


_NAMES = tuple(field.name for field in fields(Pick))
_quoted = lru_cache(8_192)(quote_plus)  # a page has thousands of marks, and few outlets, themes and periods


def encode(pick: Pick) -> str:
    """The pick as one text for the URL, defaults left out.

    Example:
        >>> encode(Pick("sentences", theme="trade", article="00ff"))
        'unit=sentences&theme=trade&article=00ff'
    """
    given = ((name, getattr(pick, name)) for name in _NAMES)
    return "&".join(
        f"{name}={_quoted(value)}" for name, value in given if value and (name, value) != ("measure", "mentions")
    )


def is_number(text: str) -> bool:
    """Whether a text is a number from 0 to 999,999,999 in plain digits; others are digits to Unicode, and too long.

    Example:
        >>> is_number("12"), is_number("²"), is_number("9" * 30)
        (True, False, False)
    """
    return text.isascii() and text.isdigit() and len(text) < 10


def decode(text: str) -> Pick:
    """The pick that `encode` wrote.

    Raises:
        UsageError: the text is no pick.

    Example:
        >>> decode("unit=sentences&theme=trade&article=00ff") == Pick("sentences", theme="trade", article="00ff")
        True
    """
    given = dict(parse_qsl(text))
    known = {field.name for field in fields(Pick)}
    if "unit" not in given or set(given) - known:
        raise UsageError(
            f"pick is {text[:80]!r}. A mark of a chart belongs there, such as unit=sentences&theme=trade. "
            "Open the page without it and click a mark."
        )
    one_of("unit of pick", given["unit"], UNITS)
    for name in ("topic", "formula"):
        needed = name == "topic" and given["unit"] == "passages" and not set(given) & SHARING
        if not is_number(given.get(name, "" if needed else "0")):
            raise UsageError(f"{name} of pick is {given.get(name, '')[:80]!r}. A number from 0 belongs there.")
    if "period" in given:
        period_range(given["period"])
    for name in {"before", "since"} & set(given):
        day_of(f"{name} of pick", given[name])
    one_of("measure of pick", given.get("measure", "mentions"), MEASURES)
    one_of("shared of pick", given.get("shared", "any"), SHARED)
    return Pick(**given)
