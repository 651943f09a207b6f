"""What the stories of a filter share with each other, and how many words that is."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from dashboard.analysis.echo_passages import SharedWording, shared_wording
from dashboard.analysis.quotes import quoted_tokens
from dashboard.corpus.corpus import Corpus

MOSTLY_QUOTED = 0.5  # a passage of which more stands inside quotation marks is a quotation
BATCH = 2_000  # stories whose texts are held at once


@dataclass(frozen=True, eq=False)
class Prints:
    """The prints of a filter: of passages that stand in at least two of its stories.

    Attributes:
        passage: Passage of each print, as in `SharedWording`.
        row: Its story.
        first: First token of the print, in the story.
        last: One past the last token.
        start: First character in the body.
        end: One past the last character.
        place: Its place among the prints of the passage, from 0: 0 is the earliest.
        n: Prints of the passage.
    """

    passage: np.ndarray
    row: np.ndarray
    first: np.ndarray
    last: np.ndarray
    start: np.ndarray
    end: np.ndarray
    place: np.ndarray
    n: np.ndarray


_PROSE: WeakKeyDictionary[Corpus, tuple[np.ndarray, np.ndarray]] = WeakKeyDictionary()


def prints(corpus: Corpus, mask: np.ndarray, *, quoted: bool = True) -> Prints:
    """What the filter's stories share with each other, in the order of `SharedWording`.

    Args:
        corpus: The open corpus.
        mask: The stories that the filter keeps.
        quoted: Count words inside quotation marks, too. Without them, passages of which more than half is quoted
            are left out, and `first` and `last` of the others count only the words outside.
    """
    every = shared_wording(corpus)
    inside = mask[every.row]
    if not quoted:
        inside = inside & (every.quoted <= MOSTLY_QUOTED)[every.passage]
    size = np.bincount(every.passage[inside], minlength=len(every.ids))
    kept = np.flatnonzero(inside & (size[every.passage] > 1))
    passage = every.passage[kept]
    n = size[passage]
    begins = np.flatnonzero(np.diff(passage, prepend=-1))
    place = np.arange(len(kept)) - np.repeat(begins, n[begins])
    first, last = (every.first, every.last) if quoted else _without_quotes(corpus, every)
    return Prints(passage, every.row[kept], first[kept], last[kept], every.start[kept], every.end[kept], place, n)


def _without_quotes(corpus: Corpus, every: SharedWording) -> tuple[np.ndarray, np.ndarray]:
    """First and last token of every print, counted over the words of its story that stand outside quotation marks."""
    if corpus not in _PROSE:
        first, last = every.first.copy(), every.last.copy()
        rows, place = np.unique(every.row, return_inverse=True)
        for low in range(0, len(rows), BATCH):
            some = rows[low : low + BATCH]
            before = dict(zip(range(low, low + len(some)), quotes_before(corpus, some), strict=True))
            for print_ in np.flatnonzero((place >= low) & (place < low + BATCH)).tolist():
                counts = before[int(place[print_])]
                first[print_] -= counts[first[print_]]
                last[print_] -= counts[last[print_]]
        _PROSE[corpus] = first, last
    return _PROSE[corpus]


def quotes_before(corpus: Corpus, rows: np.ndarray) -> list[np.ndarray]:
    """For each story how many words inside quotation marks stand before each of its tokens, and in all at the end."""
    shards = [corpus.shard_of(row) for row in rows.tolist()]
    spans = [shard.article_tokens[row - shard.first : row - shard.first + 2].tolist()
             for shard, row in zip(shards, rows.tolist(), strict=True)]  # fmt: skip
    offsets = np.cumsum([0] + [high - low for low, high in spans])
    starts = [np.asarray(shard.start[low:high]) for shard, (low, high) in zip(shards, spans, strict=True)]
    flags = quoted_tokens(corpus.bodies(rows.tolist()), offsets, np.concatenate(starts)) if starts else np.zeros(0)
    ends = zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    return [np.concatenate([[0], np.cumsum(flags[low:high])]).astype(np.int64) for low, high in ends]


def n_quoted(corpus: Corpus, rows: np.ndarray) -> np.ndarray:
    """Words of each story that stand inside quotation marks."""
    batches = [rows[low : low + BATCH] for low in range(0, len(rows), BATCH)]
    return np.array([counts[-1] for some in batches for counts in quotes_before(corpus, some)], np.int64)


def covered(group: np.ndarray, first: np.ndarray, last: np.ndarray, n_groups: int) -> np.ndarray:
    """Words that the spans of each group hold together; a word in two spans counts once.

    Example:
        >>> covered(np.array([0, 0, 1]), np.array([0, 3, 5]), np.array([5, 8, 6]), 3).tolist()
        [8, 1, 0]
    """
    order = np.lexsort((first, group))
    far = int(last.max(initial=0)) + 1
    base = group[order].astype(np.int64) * far
    ends = base + last[order]
    before = np.maximum(np.concatenate([[0], np.maximum.accumulate(ends)[:-1]]) if len(ends) else ends, base)
    fresh = np.maximum(ends - np.maximum(base + first[order], before), 0)
    return np.bincount(group[order], weights=fresh, minlength=n_groups).astype(np.int64)
