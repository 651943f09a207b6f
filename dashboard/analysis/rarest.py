"""Where a rule can match at all, by postings: the places of single words, and of a phrase's rarest word in it."""

import numpy as np

from dashboard.analysis.matching import Program, Stream, Tables, find
from dashboard.compiled import compiled
from dashboard.corpus.locked import locked

COMMON = 40  # tokens of a stream per place of a rare word: with more places one pass over all tokens is faster


def candidates(program: Program, stream: Stream) -> np.ndarray | None:
    """The sentences in which a match can stand, ascending: those with a variant's rarest word, its others beside it.

    Words that a gap parts from the rarest are not looked at. None where the rarest words are so common that one pass
    over all tokens is faster. `matching.find` gives the same matches either way.

    Example:
        >>> from dashboard.analysis.matching import compile_patterns
        >>> from dashboard.analysis.patterns import parse
        >>> from dashboard.corpus.vocabulary import bare
        >>> term, places = np.array([0] * 80 + [1, 0]), {(0, 1): np.arange(80), (1, 2): np.array([80])}
        >>> stream = Stream(term, np.array([0, 79, 82]), lambda low, high: places[low, high], lambda places: [])
        >>> candidates(compile_patterns([parse("a b")], bare(["a", "b"])), stream).tolist()
        [1]
    """
    tables, held, size = program.tables, [np.empty(0, np.int64)], 0
    for slots in map(range, tables.slot_offsets[:-1].tolist(), tables.slot_offsets[1:].tolist()):
        found = {
            slot: [stream.places(low, high) for low, high in zip(*_ranges(tables, slot), strict=True)] for slot in slots
        }
        rarest = min(found, key=lambda slot: sum(map(len, found[slot])))
        places = np.concatenate(found[rarest]).astype(np.int64)
        size += len(places)
        if size * COMMON > len(stream.term):
            return None
        held.append(_among_neighbours(places, rarest, slots, tables, stream.term))
    # Places in their order: most of what a search reads is then still in the processor's cache.
    sentences = np.searchsorted(stream.sentence_tokens, np.sort(np.concatenate(held), kind="stable"), side="right") - 1
    return sentences[np.diff(sentences, prepend=-1) > 0]


def _ranges(tables: Tables, slot: int) -> tuple[np.ndarray, np.ndarray]:
    """The term ids that fit a slot: where each range begins and ends, ascending."""
    some = slice(*tables.range_offsets[slot : slot + 2])
    return tables.low[some], tables.high[some]


def _among_neighbours(places: np.ndarray, rarest: int, slots: range, tables: Tables, term: np.ndarray) -> np.ndarray:
    """The places of a variant's rarest word that have its other words beside them, as far as no gap lies between.

    The neighbours of a word lie on the page of the file that it is on; its sentence is looked up on another.
    """
    left = next((slot for slot in range(rarest, slots.start, -1) if tables.slot_gap[slot]), slots.start)
    right = next((slot for slot in range(rarest + 1, slots.stop) if tables.slot_gap[slot]), slots.stop)
    for slot in (*range(rarest + 1, right), *range(rarest - 1, left - 1, -1)):
        there = places + (slot - rarest)
        inside = (there >= 0) & (there < len(term))
        places, word = places[inside], term[there[inside]]
        low, high = _ranges(tables, slot)
        place = np.searchsorted(low, word, side="right") - 1
        places = places[(place >= 0) & (word < high[place])]
    return places


def holding(program: Program, stream: Stream, offsets: np.ndarray) -> np.ndarray:
    """Which stretches of a stream (stories, titles) hold a match, as booleans; `offsets` are their token ranges.

    Words that stand alone are looked up; of phrases only the sentences with the rarest word are read, unless it is
    common.
    """
    held = np.zeros(len(offsets) - 1, bool)
    tables = program.tables
    if len(tables.slot_exact) == len(tables.pattern) and (tables.slot_exact < 0).all():
        for low, high in zip(tables.low.tolist(), tables.high.tolist(), strict=True):
            places = stream.places(low, high)
            if high == low + 1:
                _mark(held, locked(places), locked(offsets))
            else:  # the places of several words, one after the other
                held[np.searchsorted(offsets, places, side="right") - 1] = True
        return held
    found = find(program, stream, candidates(program, stream))
    held[np.searchsorted(offsets, found.start, side="right") - 1] = True
    return held


@compiled
def _mark(held: np.ndarray, places: np.ndarray, offsets: np.ndarray) -> None:
    """Mark the stretches that hold one of some places, ascending: one walk over both takes a tenth of a search each."""
    stretch = 0
    for place in places:
        while offsets[stretch + 1] <= place:
            stretch += 1
        held[stretch] = True
