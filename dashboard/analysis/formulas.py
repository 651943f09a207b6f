"""Official phrases that recur: runs of words that many stories use, each in a text of its own."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from dashboard.analysis.columns import numbered
from dashboard.analysis.recurring import Phrase, recurring
from dashboard.corpus.corpus import Corpus
from dashboard.schema import FORMULA_PLACES, FORMULAS, Table

LOOKED_AT = 20  # occurrences of a phrase whose capitals are looked at


def find_formulas(corpus: Corpus, echoes: pd.DataFrame, *, threads: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `formulas` and `formula_places`.

    A formula is a run of words of one sentence, from `shortest` to `longest` (data/settings.toml), a word of content
    at both ends, that enough stories use independently: copies, and passages shared with an earlier story, do not
    count. Phrases that mostly stand inside a longer one, or overlap a better one, are its variants; those most of
    whose words bear capitals are names and left out. They are ranked by stories × words of content: how much of the
    coverage the phrase makes up. Compare within one set of files only.

    Args:
        corpus: The open corpus, `copy_of` filled in.
        echoes: The table `echoes`.
        threads: That share the work; they change no number.

    Returns:
        One row per formula, the first by rank; one row per occurrence, in copies too.

    References:
        C-value, the treatment of phrases inside phrases: Frantzi, Ananiadou and Mima (2000), doi:10.1007/s007999900023.
    """
    settings = corpus.settings.formulas
    n_main = int((corpus.articles["kind"] == "main").sum())
    least = max(settings.stories, int(np.ceil(settings.share_of_stories * n_main)))
    rows = pd.Index(corpus.articles["article_id"]).get_indexer(echoes["article_b"])
    own = partial(_own, corpus, rows, echoes[["start_b", "end_b"]].to_numpy(np.int64))
    widths = range(settings.shortest, settings.longest + 1)
    found = {phrase.terms: phrase for phrase in recurring(corpus, own, widths, least, threads=threads)}
    return _tables(corpus, _chosen(corpus, _whole(found)))


def _own(corpus: Corpus, rows: np.ndarray, spans: np.ndarray, number: int) -> np.ndarray:
    """Per token of a shard: whether it stands outside copies and outside what an earlier story says as well."""
    shard = corpus.shards[number]
    own = np.repeat(corpus.articles["copy_of"].iloc[shard.rows].isna().to_numpy(), np.diff(shard.article_tokens))
    inside = (rows >= shard.first) & (rows < shard.first + shard.n_articles)
    for row, (start, end) in zip((rows[inside] - shard.first).tolist(), spans[inside].tolist(), strict=True):
        low, high = shard.article_tokens[row : row + 2]
        first, last = np.searchsorted(shard.start[low:high], [start, end])
        own[low + first : low + last] = False
    return own


def _whole(found: Mapping[tuple[int, ...], Phrase]) -> list[Phrase]:
    """Phrases that do not mostly stand inside a longer one, the first by rank first."""
    inside: set[tuple[int, ...]] = set()
    stories = {terms: phrase.n_stories for terms, phrase in found.items()}
    for terms, count in stories.items():
        for width in range(1, len(terms)):
            for first in range(len(terms) - width + 1):
                part = terms[first : first + width]
                if part in stories and 2 * count > stories[part]:
                    inside.add(part)
    return [phrase for terms, phrase in found.items() if terms not in inside]


def _content(corpus: Corpus, phrase: Phrase) -> list[int]:
    return [term for term in phrase.terms if not corpus.vocabulary.is_stop[term]]


def _score(corpus: Corpus, phrase: Phrase) -> int:
    return phrase.n_stories * len(_content(corpus, phrase))


def _chosen(corpus: Corpus, phrases: Sequence[Phrase]) -> list[tuple[Phrase, list[Phrase]]]:
    """The best phrases, each with its variants: those that overlap it, or share most of its words of content."""
    taken: dict[tuple[int, int], int] = {}  # story and token → the phrase that stands there
    contents: list[set[int]] = []
    chosen: list[tuple[Phrase, list[Phrase]]] = []
    for phrase in sorted(phrases, key=lambda one: _rank(corpus, one)):
        if len(chosen) == corpus.settings.formulas.listed:
            break
        content = {int(corpus.vocabulary.family[term]) for term in _content(corpus, phrase)}
        met = [_met(taken, phrase, place) for place in range(len(phrase.rows))]
        known = [number for number in met if number >= 0]
        like = [number for number, other in enumerate(contents) if 5 * len(content & other) >= 3 * len(content)]
        if like or 2 * len(known) >= len(met):
            chosen[like[0] if like else max(set(known), key=known.count)][1].append(phrase)
        elif len(content) > 1 and not _is_furniture(corpus, phrase) and not _is_name(corpus, phrase):
            for row, first in zip(phrase.rows.tolist(), phrase.places.tolist(), strict=True):
                taken |= {(row, first + step): len(chosen) for step in range(len(phrase.terms))}
            contents.append(content)
            chosen.append((phrase, []))
    return chosen


def _rank(corpus: Corpus, phrase: Phrase) -> tuple:
    """Best first: stories × words of content, then more outlets, then more words."""
    outlets = numbered(corpus, "outlet")[0][phrase.rows[phrase.own]]
    return -_score(corpus, phrase), -len(np.unique(outlets[outlets >= 0])), -len(phrase.terms), phrase.terms


def _met(taken: Mapping[tuple[int, int], int], phrase: Phrase, place: int) -> int:
    """The better phrase that an occurrence overlaps; -1 for none."""
    row, first = int(phrase.rows[place]), int(phrase.places[place])
    return max(taken.get((row, first + step), -1) for step in range(len(phrase.terms)))


def _is_furniture(corpus: Corpus, phrase: Phrase) -> bool:
    """Whether four fifths of five stories or more are of one outlet that is less than half of the files."""
    outlets = numbered(corpus, "outlet")[0]
    stories = outlets[np.unique(phrase.rows[phrase.own])]
    counts = np.bincount(stories[stories >= 0], minlength=1)
    at_home = 5 * counts.max() >= 4 * len(stories) >= 20
    return bool(at_home and 2 * (outlets == counts.argmax()).sum() < len(outlets))


def _is_name(corpus: Corpus, phrase: Phrase) -> bool:
    """Whether most of its words of content bear capitals, in the first occurrences."""
    rows = phrase.rows[:LOOKED_AT].tolist()
    capitals = words = 0
    for body, starts in zip(corpus.bodies(rows), phrase.starts[:LOOKED_AT].tolist(), strict=True):
        content = [at for at, term in zip(starts, phrase.terms, strict=True) if not corpus.vocabulary.is_stop[term]]
        capitals += sum(body[at].isupper() for at in content)
        words += len(content)
    return 2 * capitals > words


def _tables(corpus: Corpus, chosen: Sequence[tuple[Phrase, list[Phrase]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    articles = corpus.articles
    ids, outlets, days = (articles[name].to_numpy(object) for name in ("article_id", "outlet", "published"))
    rows: list[tuple] = []
    places: list[tuple] = []
    for number, (phrase, variants) in enumerate(chosen):
        stories = np.unique(phrase.rows[phrase.own]).tolist()
        dated = [(days[row], ids[row]) for row in stories if isinstance(days[row], str)]
        day, first = min(dated) if dated else (None, min(ids[row] for row in stories))
        named = {outlets[row] for row in stories if isinstance(outlets[row], str)}
        others = " | ".join(_said(corpus, variant) for variant in sorted(variants, key=lambda one: -one.n_stories))
        told = (len(stories), len(named), len(phrase.rows), first, day, float(_score(corpus, phrase)))
        rows.append((number, _said(corpus, phrase), others, *told))
        order = np.lexsort((phrase.places, phrase.rows))
        spans = phrase.rows[order], phrase.starts[order, 0], phrase.ends[order]
        places += [(number, ids[row], *span) for row, *span in zip(*(one.tolist() for one in spans), strict=True)]
    return _typed(FORMULAS, rows), _typed(FORMULA_PLACES, places)


def _said(corpus: Corpus, phrase: Phrase) -> str:
    return " ".join(corpus.vocabulary.terms[term] for term in phrase.terms)


_DTYPES = {"whole": "int64", "number": "float64", "text": "str", "day": "str"}


def _typed(table: Table, rows: Sequence[tuple]) -> pd.DataFrame:
    kinds = {column.name: _DTYPES[column.kind] for column in table.columns}
    return pd.DataFrame({name: pd.Series([row[n] for row in rows], dtype=kinds[name]) for n, name in enumerate(kinds)})
