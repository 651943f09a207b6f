"""The ledger on the page: a sum with its parts spelled out, and a file line by line with what became of each."""

from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.analysis.heads import NO_DAY, outlet_said, title_said
from dashboard.analysis.ledger import MEANINGS, Whole, share
from dashboard.analysis.selection import Selection
from dashboard.charts.files import fate_colours
from dashboard.ui import link, safe

LONGEST = 3_000  # characters of one span on screen; a page may be one line of 50 MB


def sum_of(whole: Whole) -> safe.Html:
    """Characters in = characters by fate: the check as a sentence, a bar, and every part with its meaning."""
    parts = [
        safe.tag(
            "li",
            safe.tag("b", f"{n:,} {fate}", safe.tag("span", share(n, whole.n_characters))),
            MEANINGS[fate],
            style=colour(fate),
        )
        for fate, n in whole.fates
    ]
    bar = [safe.tag("i", style=f"{colour(fate)};flex:{n} 0 0") for fate, n in whole.fates]
    strip = safe.tag("div", *bar, class_="rf-sum-bar", aria_hidden="true")
    return safe.tag("div", _check(whole), strip, safe.tag("ul", *parts), class_="rf-sum")


def _check(whole: Whole) -> safe.Html:
    """Whether it adds up, in numbers: the sentence says so also when it does not."""
    adds_up = whole.n_characters == whole.n_accounted
    said = f"{whole.n_accounted:,} accounted for"
    missing = (
        "" if adds_up else f": {abs(whole.n_characters - whole.n_accounted):,} do not add up, which is a bug of ours"
    )
    verdict = safe.tag("span", said + missing, class_="ok" if adds_up else "wrong")
    return safe.tag("p", f"{whole.n_characters:,} characters in = ", verdict, class_="rf-sum-said")


@cache
def colour(fate: str) -> str:
    """The fate's colour as a style that follows light and dark by itself."""
    return f"--c:light-dark({fate_colours('light')[fate]},{fate_colours('dark')[fate]})"


def page_lines(rows: pd.DataFrame, text: str, *, own: str = "") -> safe.Html:
    """A page as it came in: every span with its line number, its text, its fate and the reason.

    Args:
        rows: `analysis.ledger.ledger_rows` of a page, in order.
        text: The page.
        own: The story whose lines are shaded; empty for none.
    """
    return safe.tag("div", *_spans(rows, text, own), class_="rf-lines")


def _spans(rows: pd.DataFrame, text: str, own: str) -> Iterator[safe.Html]:
    before = 0  # the line of the last span: one that goes on keeps its number to itself
    blanks = (rows["fate"] != "blank").cumsum()
    for _, run in rows.groupby([blanks, rows["fate"].eq("blank")], sort=False):
        for row in _rows(run) if run["fate"].iloc[0] != "blank" else ():
            said = cut(text[row.start : row.end].rstrip("\n"))
            shade = "said own" if own and row.article_id == own else "said"
            yield _row(_number(row, before), safe.tag("div", said, class_=shade), row)
            before = row.line_start
        if run["fate"].iloc[0] == "blank":
            n = len(run)
            said = safe.tag("div", "" if n == 1 else f"{n:,} blank lines", class_="said")
            yield safe.tag("div", _cell(""), said, safe.tag("div", class_="why"), class_="blank", style=colour("blank"))


def _rows(rows: pd.DataFrame) -> Iterator[Any]:
    return iter(rows.itertuples(index=False))


def _number(row: Any, before: int) -> str:
    return "" if row.line_start == before else f"{row.line_start:,}"


def _cell(number: str) -> safe.Html:
    return safe.tag("div", number, class_="no")


def _row(number: str, said: safe.Html, row: Any) -> safe.Html:
    """Number, text, and why; a second span of one line hangs on to the first."""
    fate, reason = str(row.fate), str(row.reason)
    why = safe.tag("div", safe.tag("b", fate), f" {reason}", class_="why")
    return safe.tag("div", _cell(number), said, why, class_=fate if number else f"{fate} same", style=colour(fate))


def cut(text: str) -> str:
    """The text, or its beginning with a note of what is left out.

    Example:
        >>> cut("a" * 3_001)[2_995:]
        'aaaaa … [1 more characters here]'
    """
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … [{len(text) - LONGEST:,} more characters here]"


def record_lines(rows: pd.DataFrame, selection: Selection) -> safe.Html:
    """The records of a file: number from 1, the story that came of it, its fate and the reason."""
    items = [
        _row(f"{row.record + 1:,}", safe.tag("div", *_record(row, selection), class_="said"), row)
        for row in _rows(rows)
    ]
    return safe.tag("div", *items, class_="rf-lines")


def _record(row: Any, selection: Selection) -> list[object]:
    """Headline with its link, outlet and day; for a record without a story, its length."""
    n = int(row.end - row.start)
    if not isinstance(row.article_id, str):
        return [safe.tag("small", f"{n:,} characters")]
    return [story_link(selection, pd.Series(row._asdict())), safe.tag("small", f" · {n:,} characters")]


def story_link(selection: Selection, story: pd.Series) -> safe.Html:
    """A story's headline as a link to its page, then outlet and day, and whether it is another one on the page."""
    href = "articles?" + urlencode(link.pairs(selection, article=str(story["article_id"]), file="", pick=""))
    parts = [
        outlet_said(story["outlet"]),
        story["published"] if isinstance(story["published"], str) else NO_DAY,
        *(["other story on the page"] if story["kind"] == "related" else []),
    ]
    link_to = safe.tag("a", cut(title_said(story["title"])), href=href, target="_self")
    return safe.tag("span", link_to, safe.tag("small", f"  {' · '.join(parts)}"))
