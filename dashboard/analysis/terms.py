"""How often words stand where: term frequencies, tf-idf, and the way from a word back to its places."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from dashboard.analysis.columns import distinct, is_main
from dashboard.analysis.once import counted_once
from dashboard.compiled import compiled
from dashboard.corpus.corpus import Corpus, Shard
from dashboard.corpus.vocabulary import Vocabulary
from dashboard.schema import ARTICLE_TERMS

EXPORT_ROWS = 2_000


@compiled
def _matches(
    places: np.ndarray, spans: np.ndarray, phrase: np.ndarray, anchor: int, stream: tuple
) -> tuple[np.ndarray, np.ndarray]:
    """Places where the whole phrase stands, found around the places of its rarest term, story by story.

    Neighbours belong together when at most one character parts them and both lie in one story.
    """
    term, start, end = stream
    found = np.empty(len(places), np.int64)
    story = np.empty(len(places), np.int64)
    count = 0
    for row in range(len(spans)):
        low, high = spans[row, 0], spans[row, 1]
        for place in range(np.searchsorted(places, low), np.searchsorted(places, high)):
            first = np.int64(places[place]) - anchor
            fits = first >= low and first + len(phrase) <= high
            for step in range(len(phrase)):
                if not fits:
                    break
                here = first + step
                fits = term[here] == phrase[step] and (step == 0 or start[here] - end[here - 1] <= 1)
            if fits:
                found[count] = first
                story[count] = row
                count += 1
    return found[:count], story[:count]


def occurrences(
    corpus: Corpus, rows: Sequence[int] | np.ndarray, phrase: Sequence[str], *, family: bool = False
) -> pd.DataFrame:
    """Every place where a word or phrase stands in the given stories.

    A phrase is its terms in a row inside one sentence, with at most one character (a blank, a hyphen)
    between neighbours; overlapping places all count. `n_tokens` of keywords counts the same places.

    Args:
        corpus: The open corpus.
        rows: Rows of `corpus.articles`; an empty sequence finds nothing.
        phrase: Terms, lower-cased as in `vocabulary`.
        family: A single term stands for every form of its family.

    Returns:
        One row per place, in reading order by row: row, sentence (place in the body, from 0), start and end
        (code points of the body). Empty when a term does not exist.

    Example:
        >>> from dashboard.corpus.shards import encode
        >>> from dashboard.settings import load_settings
        >>> story = {"article_id": "a", "kind": "main", "outlet": None, "published": None, "language": "en"}
        >>> corpus = encode([story | {"body": "Win-win ties. They win."}], load_settings())
        >>> occurrences(corpus, [0], ["win", "ties"]).values.tolist()
        [[0, 0, 4, 12]]
    """
    wanted = distinct(np.asarray(rows, np.int64))
    ids = [corpus.vocabulary.find(term) for term in phrase]
    parts = [np.empty((4, 0), np.int64)]
    if ids and min(ids) >= 0 and len(wanted):
        for form in forms(corpus, ids[0]) if family and len(ids) == 1 else [ids]:
            held = [shard for shard in corpus.shards if np.ptp(np.searchsorted(wanted, [shard.first, shard.rows.stop]))]
            parts += [_places(shard, wanted, np.array(form, np.int32)) for shard in held]
    row, sentence, start, end = np.concatenate(parts, axis=1)
    order = np.lexsort((start, row))
    return pd.DataFrame({"row": row[order], "sentence": sentence[order], "start": start[order], "end": end[order]})


def forms(corpus: Corpus, term: int) -> list[list[int]]:
    """Every form of a term's family, each as a phrase of one."""
    family = corpus.vocabulary.family
    return [[int(form)] for form in np.flatnonzero(family == family[term])]


def _places(shard: Shard, wanted: np.ndarray, phrase: np.ndarray) -> np.ndarray:
    """Row, sentence, start and end of one phrase in one shard; a place that crosses a sentence end is none."""
    low, high = np.searchsorted(wanted, [shard.first, shard.first + shard.n_articles])
    inside = wanted[low:high] - shard.first
    sizes = shard.posting_offsets[phrase + 1] - shard.posting_offsets[phrase]
    anchor = int(np.argmin(sizes))
    places = shard.posting_tokens[shard.posting_offsets[phrase[anchor]] : shard.posting_offsets[phrase[anchor] + 1]]
    spans = np.column_stack([shard.article_tokens[inside], shard.article_tokens[inside + 1]])
    first, story = _matches(places, spans, phrase, anchor, (shard.term, shard.start, shard.end))
    last = first + len(phrase) - 1
    sentence = np.searchsorted(shard.sentence_tokens, first, side="right") - 1
    whole = shard.sentence_tokens[sentence + 1] > last
    first, last, story, sentence = first[whole], last[whole], story[whole], sentence[whole]
    row = inside[story]
    places_in_body = sentence - shard.article_sentences[row]
    return np.array([row + shard.first, places_in_body, shard.start[first], shard.end[last]], np.int64)


_IDF: WeakKeyDictionary[Corpus, np.ndarray] = WeakKeyDictionary()


def idf(corpus: Corpus) -> np.ndarray:
    """The yardstick: ln((1 + N) / (1 + n)) + 1 per term, N main stories of the snapshot, n of them with the term.

    Copies of one story count once, when they are known. The reader's filter never changes it. 1 means that every main
    story has the term. scikit-learn's smooth idf.
    """
    if kept := corpus.ahead("idf"):
        return kept["idf"]
    if corpus not in _IDF:
        main = is_main(corpus)
        again = main & ~counted_once(corpus, main)
        twice = np.zeros(len(corpus.vocabulary.terms), np.int64)
        for shard in corpus.shards if again.any() else ():
            mine = np.repeat(again[shard.rows], np.diff(shard.row_offsets))
            twice += np.bincount(shard.row_terms[mine], minlength=len(twice))
        once = replace(corpus.vocabulary, n_articles=corpus.vocabulary.n_articles - twice)
        _IDF[corpus] = idf_of(once, int(main.sum() - again.sum()))
    return _IDF[corpus]


def idf_of(vocabulary: Vocabulary, n_main: int) -> np.ndarray:
    """The same from a vocabulary and the number of main stories."""
    return np.log((1 + n_main) / (1 + vocabulary.n_articles.astype(np.float64))) + 1


@compiled
def _weights(offsets: np.ndarray, terms: np.ndarray, counts: np.ndarray, idf: np.ndarray) -> np.ndarray:
    """tf-idf of every entry of some stories: count × idf, divided by the story's Euclidean length."""
    weights = np.empty(len(terms), np.float64)
    for row in range(len(offsets) - 1):
        total = 0.0
        for entry in range(offsets[row], offsets[row + 1]):
            weights[entry] = counts[entry] * idf[terms[entry]]
            total += weights[entry] ** 2
        for entry in range(offsets[row], offsets[row + 1]):
            weights[entry] /= np.sqrt(total)
    return weights


def weighted(corpus: Corpus, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Of the given rows (ascending): where each row's entries begin; term, count and tf-idf of each entry."""
    widths, places, counts = [np.zeros(1, np.int64)], [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    for shard in corpus.shards:
        low, high = np.searchsorted(rows, [shard.first, shard.first + shard.n_articles])
        inside = rows[low:high] - shard.first
        starts, width = shard.row_offsets[inside], shard.row_offsets[inside + 1] - shard.row_offsets[inside]
        picked = np.repeat(starts - np.cumsum(width) + width, width) + np.arange(width.sum())
        widths.append(width)
        places.append(shard.row_terms[picked])
        counts.append(shard.row_counts[picked])
    offsets, terms, tokens = np.cumsum(np.concatenate(widths)), np.concatenate(places), np.concatenate(counts)
    return offsets, terms, tokens, _weights(offsets, terms, tokens, idf(corpus))


def article_terms(corpus: Corpus, rows: Sequence[int]) -> pd.DataFrame:
    """The `article_terms` table of some stories: every term with its count, share and tf-idf.

    tf-idf is raw count × `idf`, l2-normalised per story, which equals scikit-learn's default fitted on the
    main stories; `related` stories are weighed by the same yardstick. Compare within a story.

    Returns:
        Columns of `schema.ARTICLE_TERMS`, by row, then term A to Z.
    """
    wanted = distinct(np.asarray(rows, np.int64))
    offsets, terms, counts, weights = weighted(corpus, wanted)
    row = np.repeat(wanted, np.diff(offsets))
    frame = pd.DataFrame(
        {
            "article_id": corpus.articles["article_id"].to_numpy()[row],
            "term": np.asarray(corpus.vocabulary.terms, object)[terms],
            "n_tokens": counts,
            "tf": counts / corpus.articles["n_words"].to_numpy()[row],
            "tfidf": weights,
        }
    )
    return frame[list(ARTICLE_TERMS.names)]


def article_terms_chunks(corpus: Corpus, mask: np.ndarray) -> Iterator[pd.DataFrame]:
    """`article_terms` of the chosen stories, 2,000 stories at a time, so that an export never holds them all."""
    rows = np.flatnonzero(mask)
    for first in range(0, len(rows), EXPORT_ROWS):
        yield article_terms(corpus, rows[first : first + EXPORT_ROWS].tolist())
