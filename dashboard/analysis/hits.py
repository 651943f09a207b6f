"""Every match of the themes' rules in some stories: what hangs on a story alone, and is matched where it is read."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.analysis.columns import distinct
from dashboard.analysis.rules import BROAD, RuleBook, body_hits, rule_book, title_spans
from dashboard.analysis.titles import titles_of
from dashboard.corpus.corpus import Corpus
from dashboard.settings import Theme

BY_HAND = "correction"  # `title_from` of a headline that a person wrote
PRINTED = ("page", BY_HAND)  # a headline made from opening words would count the body twice


def hits_of(corpus: Corpus, themes: Sequence[Theme]) -> pa.Table:
    """Every match of a rule in a body or in a printed headline, longest first where rules of a theme meet.

    A story in a language that a theme has no rules for has no hits of it: it is not coded.

    Args:
        corpus: The stories, with title, title_from and language; words may be theirs alone.
        themes: What to look for.

    Returns:
        row (of `corpus.articles`), sentence (place in the body; 0 in a headline), start and end (code points of the
        body or headline), in_title, is_broad, theme, rule, text. By story, theme and place; headlines come last.

    Raises:
        SettingsError: a rule is not in the rule language.
    """
    return pa.concat_tables([_in_bodies(corpus, themes), headline_hits(corpus, themes)])


def _in_bodies(corpus: Corpus, themes: Sequence[Theme]) -> pa.Table:
    book, coded = rule_book(themes), _coded(corpus, themes)
    parts = []
    for shard, spans in body_hits(corpus, book):
        rows = shard.first + np.searchsorted(shard.article_tokens, spans.start, side="right") - 1
        kept = np.flatnonzero(coded[book.group[spans.pattern], rows])
        kept = kept[np.lexsort((spans.start[kept], book.group[spans.pattern[kept]], rows[kept]))]
        spans, rows = spans.take(kept), rows[kept]
        sentence = spans.sentence - shard.article_sentences[rows - shard.first].astype(np.int64)
        start, end = shard.start[spans.start].astype(np.int64), shard.end[spans.end - 1].astype(np.int64)
        places = {"row": rows, "sentence": sentence, "start": start, "end": end}
        wanted = distinct(rows)
        texts = _cut(corpus.bodies(wanted.tolist()), np.searchsorted(wanted, rows), start, end)
        parts.append(_table(themes, spans.pattern, {**places, "in_title": np.zeros(len(rows), bool)}, texts))
    return pa.concat_tables(parts)


def headline_hits(corpus: Corpus, themes: Sequence[Theme]) -> pa.Table:
    """The same for headlines alone."""
    book = rule_book(themes)
    spans, titles = title_spans(corpus, book)
    rows = titles.rows[spans.sentence]
    printed = corpus.articles["title_from"].isin(PRINTED).to_numpy(bool)
    kept = np.flatnonzero(_coded(corpus, themes)[book.group[spans.pattern], rows] & printed[rows])
    names = np.array([theme.slug for theme in themes], str)[book.group[spans.pattern[kept]]]
    kept = kept[np.lexsort((spans.start[kept], names, rows[kept]))]
    spans, rows = spans.take(kept), rows[kept]
    start, end = titles.tokens.start[spans.start].astype(np.int64), titles.tokens.end[spans.end - 1].astype(np.int64)
    texts = _cut(titles_of(corpus, rows), np.arange(len(rows)), start, end)
    places = {"row": rows, "sentence": np.zeros(len(rows), np.int64), "start": start, "end": end}
    return _table(themes, spans.pattern, {**places, "in_title": np.ones(len(rows), bool)}, texts)


def _coded(corpus: Corpus, themes: Sequence[Theme]) -> np.ndarray:
    """Theme × story: whether the theme has rules for the story's language."""
    languages = corpus.articles["language"]
    return np.array([languages.isin(theme.languages).to_numpy(bool) for theme in themes])


def _cut(texts: Sequence[str], of: np.ndarray, start: np.ndarray, end: np.ndarray) -> list[str]:
    """The words of each hit; `of` says in which text."""
    places = zip(of.tolist(), start.tolist(), end.tolist(), strict=True)
    return [texts[place][first:last] for place, first, last in places]


def _table(
    themes: Sequence[Theme], pattern: np.ndarray, places: Mapping[str, np.ndarray], texts: Sequence[str]
) -> pa.Table:
    book: RuleBook = rule_book(themes)
    slugs = pa.array([theme.slug for theme in themes], pa.large_string())
    return pa.table(
        {
            **places,
            "is_broad": book.kind[pattern] == BROAD,
            "theme": pc.take(slugs, pa.array(book.group[pattern])),
            "rule": pc.take(pa.array(book.texts, pa.large_string()), pa.array(pattern)),
            "text": pa.array(texts, pa.large_string()),
        }
    )
