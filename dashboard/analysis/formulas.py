"""Official phrases that recur: runs of words that many stories use, each in a text of its own."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.corpus.compiled import compiled
from dashboard.corpus.corpus import Corpus
from dashboard.schema import FORMULA_PLACES, FORMULAS, Table


@dataclass(frozen=True, eq=False)
class Phrases:
    """Runs of words that recur.

    Attributes:
        terms: The term ids of each.
        rows: The stories of each of its occurrences.
        start: First code point of each occurrence.
        end: One past its last.
        own: Whether the occurrence stands in wording that the story does not share with an earlier one.
    """

    terms: tuple[int, ...]
    rows: np.ndarray
    start: np.ndarray
    end: np.ndarray
    own: np.ndarray


@compiled
def _runs(term: np.ndarray, sentences: np.ndarray, gaps: np.ndarray, is_stop: np.ndarray, width: int) -> tuple:
    """Every run of `width` words of one sentence that begins and ends with a word of content: its hash, its place."""
    hashes, places = np.empty(len(term), np.uint64), np.empty(len(term), np.int64)
    count = 0
    for sentence in range(len(sentences) - 1):
        for first in range(sentences[sentence], sentences[sentence + 1] - width + 1):
            if is_stop[term[first]] or is_stop[term[first + width - 1]]:
                continue
            hashed = np.uint64(width)
            whole = True
            for position in range(first, first + width):
                whole = whole and (position == first or gaps[position] == 1)
                hashed = (hashed ^ np.uint64(term[position])) * np.uint64(0x9E3779B97F4A7C15)
                hashed ^= hashed >> np.uint64(29)
            if whole:
                hashes[count], places[count] = hashed, first
                count += 1
    return hashes[:count], places[:count]


def find_formulas(corpus: Corpus, echoes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `formulas` and `formula_places`."""
    settings = corpus.settings.formulas
    own = [_own(corpus, place, echoes) for place in range(len(corpus.shards))]
    n_main = int((corpus.articles["kind"] == "main").sum())
    least = max(settings.stories, int(np.ceil(settings.share_of_stories * n_main)))
    found: dict[tuple[int, ...], Phrases] = {}
    for width in range(settings.shortest, settings.longest + 1):
        for phrase in _recurring(corpus, own, width, least):
            found[phrase.terms] = phrase
    ranked = sorted(_whole(found).values(), key=lambda phrase: (-_score(phrase), phrase.terms))[: settings.listed]
    return _tables(corpus, ranked)


def _own(corpus: Corpus, place: int, echoes: pd.DataFrame) -> np.ndarray:
    """Per token of a shard: whether it stands outside copies and outside what an earlier story says as well."""
    shard = corpus.shards[place]
    own = np.repeat(corpus.articles["copy_of"].isna().to_numpy()[shard.rows], np.diff(shard.article_tokens))
    rows = pd.Index(corpus.articles["article_id"]).get_indexer(echoes["article_b"]) - shard.first
    for row, start, end in zip(rows.tolist(), echoes["start_b"].tolist(), echoes["end_b"].tolist(), strict=True):
        if 0 <= row < shard.n_articles:
            low, high = shard.article_tokens[row : row + 2]
            first, last = np.searchsorted(shard.start[low:high], [start, end])
            own[low + first : low + last] = False
    return own


def _recurring(corpus: Corpus, own: list[np.ndarray], width: int, least: int) -> list[Phrases]:
    """Runs of one width that at least `least` stories use in wording of their own."""
    parts = []
    for shard in corpus.shards:
        gaps = np.concatenate([[0], shard.start[1:].astype(np.int64) - shard.end[:-1]])
        hashes, places = _runs(shard.term, shard.sentence_tokens, gaps, corpus.vocabulary.is_stop, width)
        rows = np.searchsorted(shard.article_tokens, places, side="right") - 1 + shard.first
        parts.append((hashes, places, rows))
    hashes, places, rows = (np.concatenate([part[n] for part in parts]) for n in range(3))
    free = np.concatenate([flags[part[1]] for flags, part in zip(own, parts, strict=True)])
    mine = np.unique(np.column_stack([hashes[free], rows[free].astype(np.uint64)]), axis=0)
    runs, counts = np.unique(mine[:, 0], return_counts=True)
    often = runs[counts >= least]
    chosen = np.flatnonzero(np.isin(hashes, often))
    chosen = chosen[np.argsort(hashes[chosen], kind="stable")]
    cuts = np.flatnonzero(np.diff(hashes[chosen])) + 1
    return [_phrase(corpus, part, (places, rows, free), width) for part in np.split(chosen, cuts) if len(part)]


def _phrase(corpus: Corpus, part: np.ndarray, where: tuple, width: int) -> Phrases:
    places, rows, free = (array[part] for array in where)
    shard = corpus.shard_of(int(rows[0]))
    terms = tuple(shard.term[places[0] : places[0] + width].tolist())
    shards = [corpus.shard_of(int(row)) for row in rows]
    start = np.array([one.start[at] for one, at in zip(shards, places, strict=True)], np.int64)
    end = np.array([one.end[at + width - 1] for one, at in zip(shards, places, strict=True)], np.int64)
    return Phrases(terms, rows, start, end, free)


def _stories(phrase: Phrases) -> int:
    return len(np.unique(phrase.rows[phrase.own]))


def _score(phrase: Phrases) -> float:
    return _stories(phrase) * (len(phrase.terms) - 1)


def _whole(found: dict[tuple[int, ...], Phrases]) -> dict[tuple[int, ...], Phrases]:
    """Phrases that do not mostly stand inside a longer one."""
    dropped = set()
    for terms, phrase in found.items():
        for width in range(3, len(terms)):
            for first in range(len(terms) - width + 1):
                part = terms[first : first + width]
                if part in found and _stories(phrase) >= 0.6 * _stories(found[part]):
                    dropped.add(part)
    return {terms: phrase for terms, phrase in found.items() if terms not in dropped}


def _tables(corpus: Corpus, ranked: list[Phrases]) -> tuple[pd.DataFrame, pd.DataFrame]:
    articles = corpus.articles
    ids, outlets, days = (articles[name].to_numpy(object) for name in ("article_id", "outlet", "published"))
    rows, places = [], []
    for number, phrase in enumerate(ranked):
        stories = np.unique(phrase.rows[phrase.own])
        dated = [(days[row], ids[row]) for row in stories if isinstance(days[row], str)]
        first_day, first = min(dated) if dated else (None, min(ids[row] for row in stories))
        words = " ".join(corpus.vocabulary.terms[term] for term in phrase.terms)
        named = {outlets[row] for row in stories if isinstance(outlets[row], str)}
        rows.append((number, words, "", len(stories), len(named), len(phrase.rows), first, first_day, _score(phrase)))
        places += [
            (number, ids[row], int(start), int(end))
            for row, start, end in zip(phrase.rows, phrase.start, phrase.end, strict=True)
        ]
    return _typed(FORMULAS, rows), _typed(FORMULA_PLACES, places)


_DTYPES = {"whole": "int64", "number": "float64", "text": "str", "day": "str"}


def _typed(table: Table, rows: list[tuple]) -> pd.DataFrame:
    columns = table.columns
    return pd.DataFrame(
        {
            column.name: pd.Series([row[n] for row in rows], dtype=_DTYPES[column.kind])
            for n, column in enumerate(columns)
        }
    )
