"""Official phrases that recur: runs of words that many stories use, each in a text of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.columns import numbered
from dashboard.corpus.compiled import compiled
from dashboard.corpus.corpus import Corpus
from dashboard.schema import FORMULA_PLACES, FORMULAS, Table

SLOTS = 1 << 26  # runs are counted in so many slots first; two runs in one slot only cost a second look
LOOKED_AT = 20  # occurrences of a phrase whose capitals are looked at


@dataclass(frozen=True, eq=False)
class Phrase:
    """A run of words that recurs.

    Attributes:
        terms: Its term ids.
        rows: The story of each occurrence.
        places: Its first token there, counted in the story's shard.
        own: Whether the story does not share that wording with an earlier one.
    """

    terms: tuple[int, ...]
    rows: np.ndarray
    places: np.ndarray
    own: np.ndarray

    @property
    def n_stories(self) -> int:
        """Stories that use it in wording of their own."""
        return len(np.unique(self.rows[self.own]))


@compiled
def _often(stream: tuple, sentences: np.ndarray, width: int, counts: np.ndarray, least: int) -> np.ndarray:
    """Per word how many runs of `width` words in a row, the last of them ending here, stand in slots with `least`.

    A run's words follow each other in one sentence, blanks or hyphens between. With `least` 0 the runs are counted,
    slot by slot, and nothing is handed back.
    """
    term, start, end = stream
    found = np.zeros(len(term) if least else 0, np.uint8)
    for sentence in range(len(sentences) - 1):
        whole = streak = 0  # words, and runs, up to here that follow each other without a sign between
        for last in range(sentences[sentence], sentences[sentence + 1]):
            joined = last > sentences[sentence] and np.int64(start[last]) - np.int64(end[last - 1]) == 1
            whole = whole + 1 if joined else 1
            streak = streak if joined else 0
            if whole < width:
                continue
            hashed = np.uint64(width)
            for position in range(last - width + 1, last + 1):
                hashed = (hashed ^ np.uint64(term[position])) * np.uint64(0x9E3779B97F4A7C15)
                hashed ^= hashed >> np.uint64(29)
            slot = hashed & np.uint64(len(counts) - 1)
            if least == 0:
                counts[slot] += counts[slot] < 255
            else:
                streak = min(streak + 1, 255) if counts[slot] >= least else 0
                found[last] = streak
    return found


def find_formulas(corpus: Corpus, echoes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `formulas` and `formula_places`.

    A formula is a run of words of one sentence, from `shortest` to `longest` (data/settings.toml), a word of content
    at both ends, that enough stories use independently: copies, and passages shared with an earlier story, do not
    count. Phrases that mostly stand inside a longer one, or overlap a better one, are its variants; those most of
    whose words bear capitals are names and left out. They are ranked by stories × words of content: how much of the
    coverage the phrase makes up. Compare within one set of files only.

    Args:
        corpus: The open corpus, `copy_of` filled in.
        echoes: The table `echoes`.

    Returns:
        One row per formula, the first by rank; one row per occurrence, in copies too.

    References:
        C-value, the treatment of phrases inside phrases: Frantzi, Ananiadou and Mima (2000), doi:10.1007/s007999900023.
    """
    settings = corpus.settings.formulas
    n_main = int((corpus.articles["kind"] == "main").sum())
    least = max(settings.stories, int(np.ceil(settings.share_of_stories * n_main)))
    own = [_own(corpus, number, echoes) for number in range(len(corpus.shards))]
    streaks = _streaks(corpus, settings.shortest, least)
    found: dict[tuple[int, ...], Phrase] = {}
    for width in range(settings.shortest, settings.longest + 1):
        ends = [last[streak > width - settings.shortest] for last, streak in streaks]
        found |= {phrase.terms: phrase for phrase in _recurring(corpus, own, ends, width, least)}
    return _tables(corpus, _chosen(corpus, _whole(found)))


def _own(corpus: Corpus, number: int, echoes: pd.DataFrame) -> np.ndarray:
    """Per token of a shard: whether it stands outside copies and outside what an earlier story says as well."""
    shard = corpus.shards[number]
    own = np.repeat(corpus.articles["copy_of"].isna().to_numpy()[shard.rows], np.diff(shard.article_tokens))
    rows = pd.Index(corpus.articles["article_id"]).get_indexer(echoes["article_b"]) - shard.first
    inside = (rows >= 0) & (rows < shard.n_articles)
    spans = echoes.loc[inside, ["start_b", "end_b"]].to_numpy(np.int64)
    for row, (start, end) in zip(rows[inside].tolist(), spans.tolist(), strict=True):
        low, high = shard.article_tokens[row : row + 2]
        first, last = np.searchsorted(shard.start[low:high], [start, end])
        own[low + first : low + last] = False
    return own


def _streaks(corpus: Corpus, width: int, least: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Per shard the words at which runs of `width` words end that may recur, and how many such runs in a row.

    A longer run recurs only where all runs inside it do, so that hardly a word is left to be looked at.
    """
    n_tokens = sum(len(shard.term) for shard in corpus.shards)
    counts = np.zeros(min(SLOTS, 1 << max(12, int(4 * n_tokens).bit_length())), np.uint8)
    streams = [((shard.term, shard.start, shard.end), shard.sentence_tokens) for shard in corpus.shards]
    for stream, sentences in streams:
        _often(stream, sentences, width, counts, 0)
    found = [_often(stream, sentences, width, counts, min(least, 255)) for stream, sentences in streams]
    return [(np.flatnonzero(streak), streak[streak > 0]) for streak in found]


def _recurring(
    corpus: Corpus, own: Sequence[np.ndarray], ends: Sequence[np.ndarray], width: int, least: int
) -> list[Phrase]:
    """Runs of one width, a word of content at both ends, that `least` stories use in wording of their own."""
    parts = []
    for shard, free, last in zip(corpus.shards, own, ends, strict=True):
        is_stop = corpus.vocabulary.is_stop
        first = last - width + 1
        places = first[~is_stop[shard.term[first]] & ~is_stop[shard.term[last]]]
        hashes = np.full(len(places), width, np.uint64)
        for step in range(width):
            hashes = (hashes ^ shard.term[places + step].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            hashes ^= hashes >> np.uint64(29)
        rows = np.searchsorted(shard.article_tokens, places, side="right") - 1 + shard.first
        parts.append((hashes, places, rows, free[places]))
    hashes, places, rows, free = (np.concatenate([part[n] for part in parts]) for n in range(4))
    order = np.lexsort((rows, ~free, hashes))
    hashes, places, rows, free = hashes[order], places[order], rows[order], free[order]
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else np.empty(0, np.int64)
    new = free & np.append(True, (hashes[1:] != hashes[:-1]) | (rows[1:] != rows[:-1]))[: len(free)]
    often = np.flatnonzero(np.add.reduceat(new, starts) >= least) if len(starts) else starts
    ends = np.append(starts, len(hashes))
    phrases = []
    for low, high in zip(starts[often].tolist(), ends[often + 1].tolist(), strict=True):
        terms = corpus.shard_of(int(rows[low])).term[places[low] : places[low] + width]
        phrases.append(Phrase(tuple(terms.tolist()), rows[low:high], places[low:high], free[low:high]))
    return phrases


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
    for row, body, first in zip(rows, corpus.bodies(rows), phrase.places[:LOOKED_AT].tolist(), strict=True):
        starts = corpus.shard_of(row).start[first : first + len(phrase.terms)]
        content = [
            int(at) for at, term in zip(starts, phrase.terms, strict=True) if not corpus.vocabulary.is_stop[term]
        ]
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
        for row, place in zip(phrase.rows[order].tolist(), phrase.places[order].tolist(), strict=True):
            shard = corpus.shard_of(row)
            places.append((number, ids[row], int(shard.start[place]), int(shard.end[place + len(phrase.terms) - 1])))
    return _typed(FORMULAS, rows), _typed(FORMULA_PLACES, places)


def _said(corpus: Corpus, phrase: Phrase) -> str:
    return " ".join(corpus.vocabulary.terms[term] for term in phrase.terms)


_DTYPES = {"whole": "int64", "number": "float64", "text": "str", "day": "str"}


def _typed(table: Table, rows: Sequence[tuple]) -> pd.DataFrame:
    kinds = {column.name: _DTYPES[column.kind] for column in table.columns}
    return pd.DataFrame({name: pd.Series([row[n] for row in rows], dtype=kinds[name]) for n, name in enumerate(kinds)})
