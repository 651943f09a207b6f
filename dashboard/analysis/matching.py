"""Patterns on a token stream: compiled to term ids once, then found in one pass over the tokens."""

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.analysis.patterns import Pattern, Slot, surface, variants
from dashboard.corpus.compiled import compiled
from dashboard.corpus.vocabulary import Vocabulary

# What the loop reads, as arrays. `pattern` says whose variant it is; its slots are slot_offsets[v] to
# slot_offsets[v + 1]. A slot takes the term ids of its ranges low[r] to high[r]; or, where slot_exact is not -1,
# the positions listed for that word. first_* leads from a term to the variants that may begin with it.
Tables = namedtuple(
    "Tables",
    "pattern slot_offsets slot_gap slot_exact range_offsets low high first_offsets first_variant "
    "exact_offsets exact_places",
)


@dataclass(frozen=True, eq=False)
class Stream:
    """Tokens in sentences, with a way back to the letters.

    Attributes:
        term: Term id of each token.
        sentence_tokens: Token range of sentence i is sentence_tokens[i] to sentence_tokens[i + 1].
        places: Ascending token positions of a term id.
        written: The letters of the tokens at the given positions.
    """

    term: np.ndarray
    sentence_tokens: np.ndarray
    places: Callable[[int], np.ndarray]
    written: Callable[[np.ndarray], list[str]]


@dataclass(frozen=True, eq=False)
class Program:
    """Patterns ready to run: `tables` for the loop, and the case-sensitive words (term id, as written)."""

    tables: Tables
    exact: tuple[tuple[int, str], ...]


@dataclass(frozen=True, eq=False)
class Spans:
    """Matches: which pattern, in which sentence, from which token to one past which token."""

    pattern: np.ndarray
    sentence: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def take(self, places: np.ndarray) -> "Spans":
        """The matches at the given places, in that order."""
        return Spans(self.pattern[places], self.sentence[places], self.start[places], self.end[places])


def compile_patterns(patterns: Sequence[Pattern], vocabulary: Vocabulary) -> Program:
    """Turn patterns into arrays of term ids; variants with a word that the vocabulary lacks drop out.

    Example:
        >>> from dashboard.analysis.patterns import parse
        >>> from dashboard.corpus.vocabulary import bare
        >>> compile_patterns([parse("[trade|oil] deal")], bare(["deal", "oil", "trade"])).tables.low.tolist()
        [2, 1, 0]
    """
    owners, widths, slots = [], [], []
    for number, pattern in enumerate(patterns):
        for way in variants(pattern):
            known = [(_ranges(slot, vocabulary), slot) for slot in way]
            if all(ranges for ranges, _ in known):
                owners.append(number)
                widths.append(len(way))
                slots.extend(known)
    written = [(ranges[0][0], slot.words[0].exact) for ranges, slot in slots]
    exact = list(dict.fromkeys(pair for pair in written if pair[1]))
    ranges = [pair for pairs, _ in slots for pair in pairs]
    slot_offsets = _offsets(widths)
    first_offsets, first_variant = _dispatch([slots[place][0] for place in slot_offsets[:-1]], len(vocabulary.terms))
    tables = Tables(
        pattern=np.array(owners, np.int32),
        slot_offsets=slot_offsets,
        slot_gap=np.array([slot.gap for _, slot in slots], np.int32),
        slot_exact=np.array([exact.index(pair) if pair[1] else -1 for pair in written], np.int32),
        range_offsets=_offsets([len(pairs) for pairs, _ in slots]),
        low=np.array([low for low, _ in ranges], np.int32),
        high=np.array([high for _, high in ranges], np.int32),
        first_offsets=first_offsets,
        first_variant=first_variant,
        exact_offsets=np.zeros(1, np.int64),
        exact_places=np.empty(0, np.int64),
    )
    return Program(tables, tuple(exact))


def _offsets(widths: Sequence[int]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)


def _ranges(slot: Slot, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """The id ranges that fit a slot; none when the vocabulary has no such word."""
    pairs = []
    for word in slot.words:
        place = vocabulary.find(word.text)
        low, high = vocabulary.prefix(word.text) if word.prefix else (place, place + 1)
        if low >= 0 and high > low:
            pairs.append((low, high))
    return pairs


def _dispatch(firsts: Sequence[list[tuple[int, int]]], n_terms: int) -> tuple[np.ndarray, np.ndarray]:
    """Per term, the variants whose first slot takes it: offsets and variant numbers."""
    pairs = {
        (term, variant) for variant, ranges in enumerate(firsts) for low, high in ranges for term in range(low, high)
    }
    terms = np.array([term for term, _ in sorted(pairs)], np.int64)
    offsets = np.searchsorted(terms, np.arange(n_terms + 1))
    return offsets.astype(np.int64), np.array([variant for _, variant in sorted(pairs)], np.int32)


def find(program: Program, stream: Stream) -> Spans:
    """Every way in which the patterns stand inside the sentences of a stream, in token order."""
    held = [_written_so(stream, term, text) for term, text in program.exact]
    places = np.concatenate([*held, np.empty(0, np.int64)]).astype(np.int64)
    tables = program.tables._replace(exact_offsets=_offsets([len(part) for part in held]), exact_places=places)
    return Spans(*_scan(stream.term, stream.sentence_tokens, tables))


def _written_so(stream: Stream, term: int, text: str) -> np.ndarray:
    """Where a term is written exactly so."""
    places = stream.places(term)
    same = [surface(letters) == text for letters in stream.written(places)]
    return places[np.array(same, bool)]


@compiled
def _fits(position: int, slot: int, term: np.ndarray, tables: Tables) -> bool:
    """Whether the token at a position is one of a slot's words."""
    word = tables.slot_exact[slot]
    if word >= 0:
        first, last = tables.exact_offsets[word], tables.exact_offsets[word + 1]
        place = first + np.searchsorted(tables.exact_places[first:last], position)
        return place < last and tables.exact_places[place] == position
    for place in range(tables.range_offsets[slot], tables.range_offsets[slot + 1]):
        if tables.low[place] <= term[position] < tables.high[place]:
            return True
    return False


@compiled
def _reach(start: int, stop: int, variant: int, term: np.ndarray, tables: Tables) -> np.uint64:
    """Where the last word of a variant that begins at `start` can stand: bit d for d tokens after `start`.

    The set of reachable places is carried from slot to slot, so that gaps need no backtracking.
    """
    first, last = tables.slot_offsets[variant], tables.slot_offsets[variant + 1]
    reach = np.uint64(1) if _fits(start, first, term, tables) else np.uint64(0)
    for slot in range(first + 1, last):
        ahead = np.uint64(0)
        for step in range(1, tables.slot_gap[slot] + 2):
            ahead |= reach << np.uint64(step)
        reach = np.uint64(0)
        for far in range(1, min(64, stop - start)):
            bit = np.uint64(1) << np.uint64(far)
            if ahead < bit:
                break
            if ahead & bit and _fits(start + far, slot, term, tables):
                reach |= bit
        if not reach:
            break
    return reach


@compiled
def _scan(term: np.ndarray, sentence_tokens: np.ndarray, tables: Tables) -> np.ndarray:
    """One pass: a token calls up the variants that may begin with it; rows are those of `Spans`."""
    size = 0
    found = np.empty((4, 1024), np.int64)
    for sentence in range(len(sentence_tokens) - 1):
        stop = sentence_tokens[sentence + 1]
        for start in range(sentence_tokens[sentence], stop):
            for place in range(tables.first_offsets[term[start]], tables.first_offsets[term[start] + 1]):
                variant = tables.first_variant[place]
                reach = _reach(start, stop, variant, term, tables)
                far = 0
                while reach:
                    if reach & np.uint64(1):
                        if size == found.shape[1]:
                            found = np.concatenate((found, np.empty_like(found)), axis=1)
                        found[0, size], found[1, size] = tables.pattern[variant], sentence
                        found[2, size], found[3, size] = start, start + far + 1
                        size += 1
                    reach >>= np.uint64(1)
                    far += 1
    return found[:, :size]
