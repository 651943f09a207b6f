"""Where a rule can match at all: the sentences that hold its rarest word, found by postings instead of a scan."""

from itertools import pairwise

import numpy as np

from dashboard.analysis.matching import Program, Stream

COMMON = 40  # tokens of a stream per place of a rare word: with more places one pass over all tokens is faster


def candidates(program: Program, stream: Stream) -> np.ndarray | None:
    """The sentences in which a match can stand, ascending: those with the rarest word of a variant.

    None where the rarest words are so common that one pass over all tokens is faster. `matching.find` gives the same
    matches either way.

    Example:
        >>> from dashboard.analysis.matching import compile_patterns
        >>> from dashboard.analysis.patterns import parse
        >>> from dashboard.corpus.vocabulary import bare
        >>> term, places = np.array([0] * 80 + [1, 0]), {(0, 1): np.arange(80), (1, 2): np.array([80])}
        >>> stream = Stream(term, np.array([0, 79, 82]), lambda low, high: places[low, high], lambda places: [])
        >>> candidates(compile_patterns([parse("a b")], bare(["a", "b"])), stream).tolist()
        [1]
    """
    tables, held = program.tables, []
    for first, last in pairwise(tables.slot_offsets.tolist()):
        slots = [
            [stream.places(low, high) for low, high in zip(tables.low[some], tables.high[some], strict=True)]
            for some in (slice(*tables.range_offsets[slot : slot + 2]) for slot in range(first, last))
        ]
        held += min(slots, key=lambda parts: sum(len(part) for part in parts))
    if sum(len(part) for part in held) * COMMON > len(stream.term):
        return None
    places = np.concatenate([*held, np.empty(0, np.int64)]).astype(np.int64)
    return np.unique(np.searchsorted(stream.sentence_tokens, places, side="right") - 1)
