"""A page to its stories: the one entry for page dumps."""

import hashlib
from collections.abc import Iterator
from typing import Any

from dashboard.articles.clean import page_of
from dashboard.articles.doubts import stamps_told
from dashboard.articles.fates import Plan, plan_page
from dashboard.articles.language import language_of
from dashboard.articles.ledger import Reading, article_id, page_rows, source_row, unread
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry
from dashboard.articles.titles import derived_title
from dashboard.settings import Settings
from dashboard.sources.reader import Raw

NO_STORY = (
    "no running text was found on the page. Sentences belong there; see its ledger for what each line was taken for."
)


def read_page(raw: Raw, settings: Settings, *, kept: frozenset[int] = frozenset()) -> Reading:
    r"""Split a page into stories and say what became of every character.

    The spans of the ledger partition the page's text exactly. Article 0 is the page's own story
    (kind `main`); others on the page are `related`. `kept` are places of lines that are known to be its text.

    Example:
        >>> from dashboard.settings import load_settings
        >>> from dashboard.sources.reader import from_bytes
        >>> text = b"Two leaders meet\n\nThe two leaders met on Thursday and signed a long statement.\n"
        >>> page = from_bytes("a.txt", text)
        >>> reading = read_page(page, load_settings())
        >>> [(row["fate"], row["start"], row["end"]) for row in reading.ledger]
        [('title', 0, 17), ('blank', 17, 18), ('body', 18, 79)]
        >>> reading.articles[0]["title"]
        'Two leaders meet'
    """
    if raw.status != "read" or raw.text is None:
        return unread(raw)
    plan = plan_page(raw.text, page_of(lines_of(raw.text), registry(settings.outlets), kept))
    bodies = _bodies(raw.text, plan)
    content = hashlib.sha256(raw.text.encode()).hexdigest()
    articles = tuple(_article(raw, plan, place, (content, bodies[place])) for place in range(len(plan.stories)))
    ledger = page_rows(raw.source_id, plan.lines, plan.fates, [article["article_id"] for article in articles])
    reason = raw.reason if articles else f"{raw.name}: {NO_STORY}"
    source = source_row(raw, n_records=1, n_articles=len(articles), reason=reason)
    digests = tuple(f"{content} {place}" for place in range(len(articles)))
    return Reading(source, articles, ledger, digests, *stamps_told(raw.source_id, articles, _around(plan)))


def _around(plan: Plan) -> Iterator[str]:
    """The lines outside the stories' texts."""
    return (line.text for line, parts in zip(plan.lines, plan.fates, strict=True) if not parts[0].is_text)


def _article(raw: Raw, plan: Plan, place: int, texts: tuple[str, str]) -> dict[str, Any]:
    """The row of one story, all but its counts; `texts` are the hash of the page and the story's body."""
    story = plan.stories[place]
    content, body = texts
    said = story.credits
    return {
        "article_id": article_id(raw.name, 0, place, content),
        "source_id": raw.source_id,
        "source_name": raw.name,
        "record": 0,
        "kind": story.kind,
        "title": story.title or derived_title(body),
        "title_from": "page" if story.title else "derived",
        "outlet": said.outlet.name,
        "outlet_from": said.outlet.read_from,
        "distributor": said.outlet.distributor,
        "author": said.author,
        "published": said.published,
        "published_time": said.time,
        "published_from": said.published_from,
        "updated": said.updated,
        "language": language_of(body),
        "url": None,
        "body": body,
    }


def _bodies(text: str, plan: Plan) -> list[str]:
    """The text spans of every story, line by line, stripped, joined with line ends."""
    pieces: list[list[str]] = [[] for _ in plan.stories]
    for line, parts in zip(plan.lines, plan.fates, strict=True):
        start = line.start
        for part in parts:
            end = line.end if part.until is None else part.until
            piece = text[start:end].strip() if part.is_text else ""
            if piece and part.story is not None:
                pieces[part.story].append(piece)
            start = end
    return ["\n".join(lines) for lines in pieces]
