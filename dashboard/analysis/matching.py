"""Patterns on a token stream: compiled to term ids once, then found in one pass over the tokens."""

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

import numpy as np

from dashboard.analysis.patterns import Pattern, Slot, surface, variants
from dashboard.compiled import compiled
from dashboard.corpus.vocabulary import Vocabulary

# What the loop reads, as arrays. `pattern` says whose variant it is; its slots are slot_offsets[v] to
# slot_offsets[v + 1]. A slot takes the term ids of its ranges low[r] to high[r]; or, where slot_exact is not -1,
# the positions listed for that word. called_* leads from a term to the variants that it calls up, and `lead`
# says how many words of the variant stand before that term.
Tables = namedtuple(
    "Tables",
    "pattern slot_offsets slot_gap slot_exact range_offsets low high called_offsets called lead "
    "exact_offsets exact_places",
)


@dataclass(frozen=True, eq=False)
class Stream:
    """Tokens in sentences, with a way back to the letters.

    Attributes:
        term: Term id of each token.
        sentence_tokens: Token range of sentence i is sentence_tokens[i] to sentence_tokens[i + 1].
        places: Token positions of the term ids from one to before another, ascending for each.
        written: The letters of the tokens at the given positions.
    """

    term: np.ndarray
    sentence_tokens: np.ndarray
    places: Callable[[int, int], np.ndarray]
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


_variants = lru_cache(maxsize=1024)(variants)  # a build compiles the same rules for the titles of slice after slice


def compile_patterns(patterns: Sequence[Pattern], vocabulary: Vocabulary) -> Program:
    """Turn patterns into arrays of term ids; variants with a word that the vocabulary lacks drop out.

    Example:
        >>> from dashboard.analysis.patterns import parse
        >>> from dashboard.corpus.vocabulary import bare
        >>> compile_patterns([parse("[trade|oil] deal")], bare(["deal", "oil", "trade"])).tables.low.tolist()
        [1, 2, 0]
    """
    owners, widths, slots = [], [], []
    for number, pattern in enumerate(patterns):
        for way in _variants(pattern):
            known = _known(way, vocabulary)
            if len(known) == len(way):
                owners.append(number)
                widths.append(len(way))
                slots.extend(known)
    written = [(ranges[0][0], slot.words[0].exact) for ranges, slot in slots]
    exact = list(dict.fromkeys(pair for pair in written if pair[1]))
    ranges = [pair for pairs, _ in slots for pair in pairs]
    slot_offsets = _offsets(widths)
    lead = _leads(slots, slot_offsets, vocabulary)
    called_offsets, called = _calls([slots[place][0] for place in slot_offsets[:-1] + lead], len(vocabulary.terms))
    tables = Tables(
        pattern=np.array(owners, np.int32),
        slot_offsets=slot_offsets,
        slot_gap=np.array([slot.gap for _, slot in slots], np.int32),
        slot_exact=np.array([exact.index(pair) if pair[1] else -1 for pair in written], np.int32),
        range_offsets=_offsets([len(pairs) for pairs, _ in slots]),
        low=np.array([low for low, _ in ranges], np.int32),
        high=np.array([high for _, high in ranges], np.int32),
        called_offsets=called_offsets,
        called=called,
        lead=lead,
        exact_offsets=np.zeros(1, np.int64),
        exact_places=np.empty(0, np.int64),
    )
    return Program(tables, tuple(exact))


def _offsets(widths: Sequence[int] | np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)


def _known(way: Sequence[Slot], vocabulary: Vocabulary) -> list[tuple[list[tuple[int, int]], Slot]]:
    """The slots of a variant with their ranges, up to the first that no word of the vocabulary fits."""
    return list(takewhile(lambda known: known[0], ((_ranges(slot, vocabulary), slot) for slot in way)))


def _ranges(slot: Slot, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """The id ranges that fit a slot, ascending, apart from each other; none when the vocabulary has no such word."""
    given = []
    for word in slot.words:
        place = vocabulary.find(word.text)
        low, high = vocabulary.prefix(word.text) if word.prefix else (place, place + 1)
        if low >= 0 and high > low:
            given.append((low, high))
    pairs: list[tuple[int, int]] = []
    for low, high in sorted(given):
        if pairs and low < pairs[-1][1]:
            pairs[-1] = (pairs[-1][0], max(high, pairs[-1][1]))
        else:
            pairs.append((low, high))
    return pairs


def _leads(slots: Sequence[tuple[list, Slot]], slot_offsets: np.ndarray, vocabulary: Vocabulary) -> np.ndarray:
    """Per variant, the rarest of its slots before the first gap: calling it up by that one spares most calls."""
    counts = [sum(_tokens(low, high, vocabulary) for low, high in ranges) for ranges, _ in slots]
    leads = []
    for first, last in zip(slot_offsets[:-1].tolist(), slot_offsets[1:].tolist(), strict=True):
        fixed = next((slot for slot in range(first + 1, last) if slots[slot][1].gap), last)
        leads.append(min(range(first, fixed), key=counts.__getitem__) - first)
    return np.array(leads, np.int64)


def _tokens(low: int, high: int, vocabulary: Vocabulary) -> int:
    """Occurrences of the terms of a range, which is mostly one term."""
    return int(vocabulary.n_tokens[low] if high == low + 1 else vocabulary.n_tokens[low:high].sum())


def _calls(chosen: Sequence[list[tuple[int, int]]], n_terms: int) -> tuple[np.ndarray, np.ndarray]:
    """Per term, the variants that it calls up: offsets and variant numbers."""
    pairs = sorted(
        (term, variant) for variant, ranges in enumerate(chosen) for low, high in ranges for term in range(low, high)
    )
    widths = np.bincount(np.array([term for term, _ in pairs], np.int64), minlength=n_terms)
    return _offsets(widths), np.array([variant for _, variant in pairs], np.int32)


def find(program: Program, stream: Stream, sentences: np.ndarray | None = None) -> Spans:
    """Every way in which the patterns stand inside the sentences of a stream, in token order.

    Args:
        program: The patterns.
        stream: The tokens.
        sentences: Look into these alone, ascending; without it into all.
    """
    held = [_written_so(stream, term, text, sentences) for term, text in program.exact]
    places = np.concatenate([*held, np.empty(0, np.int64)]).astype(np.int64)
    tables = program.tables._replace(exact_offsets=_offsets([len(part) for part in held]), exact_places=places)
    if sentences is None:
        sentences = np.arange(len(stream.sentence_tokens) - 1)
    return Spans(*_scan(stream.term, stream.sentence_tokens, sentences, tables))


def _written_so(stream: Stream, term: int, text: str, sentences: np.ndarray | None) -> np.ndarray:
    """Where a term is written exactly so."""
    places = stream.places(term, term + 1).astype(np.int64)
    if sentences is not None:
        places = places[np.isin(np.searchsorted(stream.sentence_tokens, places, side="right") - 1, sentences)]
    same = [surface(letters) == text for letters in stream.written(places)]
    return places[np.array(same, bool)]


@compiled
def _scan(term: np.ndarray, sentence_tokens: np.ndarray, sentences: np.ndarray, tables: Tables) -> np.ndarray:
    """One pass over some sentences: a token calls up the variants it may be part of; rows are those of `Spans`.

    It is one loop without inner calls: a call with eleven arrays costs more than the comparisons it makes.
    """
    slot_offsets, slot_gap, slot_exact = tables.slot_offsets, tables.slot_gap, tables.slot_exact
    range_offsets, low, high = tables.range_offsets, tables.low, tables.high
    exact_offsets, exact_places = tables.exact_offsets, tables.exact_places
    called_offsets, called, lead = tables.called_offsets, tables.called, tables.lead
    size = 0
    found = np.empty((4, 1024), np.int64)
    for sentence in sentences:
        begin, stop = sentence_tokens[sentence], sentence_tokens[sentence + 1]
        for token in range(begin, stop):
            for place in range(called_offsets[term[token]], called_offsets[term[token] + 1]):
                variant = called[place]
                start = token - lead[variant]
                if start < begin:
                    continue
                # Bit d of `reach`: the last slot so far can stand d tokens after `start`. Carrying the whole
                # set from slot to slot spares any going back over gaps.
                ahead = reach = np.uint64(1)
                for slot in range(slot_offsets[variant], slot_offsets[variant + 1]):
                    if slot > slot_offsets[variant]:
                        ahead = np.uint64(0)
                        for step in range(1, slot_gap[slot] + 2):
                            ahead |= reach << np.uint64(step)
                    reach = np.uint64(0)
                    word = slot_exact[slot]
                    for far in range(min(64, stop - start)):
                        bit = np.uint64(1) << np.uint64(far)
                        if bit > ahead:
                            break
                        if not ahead & bit:
                            continue
                        if word >= 0:  # written exactly so: the position is in the word's list
                            first, last = exact_offsets[word], exact_offsets[word + 1]
                            at = first + np.searchsorted(exact_places[first:last], start + far)
                            if at < last and exact_places[at] == start + far:
                                reach |= bit
                        else:  # ranges ascend and do not overlap: only the last that begins in time can hold it
                            first, last = range_offsets[slot], range_offsets[slot + 1]
                            here = term[start + far]
                            while first < last:
                                middle = (first + last) >> 1
                                if low[middle] <= here:
                                    first = middle + 1
                                else:
                                    last = middle
                            if first > range_offsets[slot] and here < high[first - 1]:
                                reach |= bit
                    if not reach:
                        break
                far = 0
                while reach:  # every bit left is one match
                    if reach & np.uint64(1):
                        if size == found.shape[1]:
                            found = np.concatenate((found, np.empty_like(found)), axis=1)
                        found[0, size], found[1, size] = tables.pattern[variant], sentence
                        found[2, size], found[3, size] = start, start + far + 1
                        size += 1
                    reach >>= np.uint64(1)
                    far += 1
    return found[:, :size]
