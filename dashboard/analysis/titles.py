"""Headlines as tokens: cut when the data is built, opened by every query."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dashboard.analysis.matching import Stream
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.postings import postings
from dashboard.corpus.tokens import Tokens, tokenise


@lru_cache(maxsize=1)
def read_titles(corpus: Corpus) -> "Titles":
    """The titles of a corpus as tokens; kept for the corpus asked last, as every query reads them."""
    kept = dict(corpus.ahead("titles") or title_arrays(corpus))
    vocabulary = kept.pop("letters").tobytes().decode().split("\n")
    rows, offsets, places = (kept.pop(name) for name in ("rows", "posting_offsets", "posting_tokens"))
    tokens = Tokens(**kept, vocabulary=vocabulary if vocabulary != [""] else [])

    def written(wanted: np.ndarray) -> list[str]:
        of = np.searchsorted(tokens.offsets, wanted, side="right") - 1
        texts = titles_of(corpus, rows[of])
        spans = zip(texts, tokens.start[wanted].tolist(), tokens.end[wanted].tolist(), strict=True)
        return [text[first:last] for text, first, last in spans]

    stream = Stream(tokens.term, tokens.offsets, lambda low, high: places[offsets[low] : offsets[high]], written)
    return Titles(rows, tokens, stream)


def title_arrays(corpus: Corpus) -> dict[str, np.ndarray]:
    """What a build writes: rows with a title, its tokens as in `Tokens`, their places by term, the terms as lines."""
    given = corpus.articles["title"].notna().to_numpy(bool)
    tokens = tokenise(corpus.articles["title"][given].tolist())
    offsets, places = postings(tokens.term, len(tokens.vocabulary))
    arrays = {name: array for name, array in vars(tokens).items() if name != "vocabulary"}
    letters = np.frombuffer("\n".join(tokens.vocabulary).encode(), np.uint8)
    return {
        "rows": np.flatnonzero(given), **arrays, "posting_offsets": offsets, "posting_tokens": places,
        "letters": letters,
    }  # fmt: skip


def titles_of(corpus: Corpus, rows: np.ndarray) -> list[str]:
    """The titles of some stories that have one."""
    found: list[str] = corpus.articles["title"].iloc[rows].tolist()
    return found


@dataclass(frozen=True, eq=False)
class Titles:
    """The titles of a corpus: the rows that have one, its tokens."""

    rows: np.ndarray
    tokens: Tokens
    stream: Stream
