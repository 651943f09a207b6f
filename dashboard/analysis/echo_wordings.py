"""Every wording of one passage, and what was changed from the earliest, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy as np

from dashboard.analysis.echo_prints import prints
from dashboard.corpus.corpus import Corpus

LONGEST = 400  # words of a print that are compared

Words = tuple[list[int], list[int], list[int]]  # terms, first characters, ends


@dataclass(frozen=True)
class Piece:
    """Words of a wording: same (as in the earliest print), added (only here) or missing (only in the earliest)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Wording:
    """One way in which a passage stands, and the stories with it.

    Attributes:
        rows: The stories, the earliest dated first.
        pieces: The words in order, with what is missing here at its place.
        n_words: Words of the whole print.
        n_added: Words among the pieces that the earliest print does not have.
        n_missing: Words of the earliest print that are not here.
        is_cut: Whether only the first words were compared.
    """

    rows: tuple[int, ...]
    pieces: tuple[Piece, ...]
    n_words: int
    n_added: int
    n_missing: int
    is_cut: bool


def wordings(corpus: Corpus, mask: np.ndarray, number: int, *, quoted: bool = True, top: int = 12) -> list[Wording]:
    """The wordings of a passage in the filter's stories, the earliest first.

    Two prints have one wording when their words are equal; signs and capitals do not matter. Of more than `top`
    wordings those are left out that fewest stories have.

    Args:
        corpus: The open corpus.
        mask: The stories that the filter keeps.
        number: The passage, from `echo_paths`.
        quoted: As in `prints`.
        top: How many wordings at most.
    """
    found = prints(corpus, mask, quoted=quoted)
    at = np.flatnonzero(found.passage == number)
    rows = found.row[at].tolist()
    spans = list(zip(found.start[at].tolist(), found.end[at].tolist(), strict=True))
    known: dict[tuple[int, ...], list[int]] = {}
    words = [words_in(corpus, row, span) for row, span in zip(rows, spans, strict=True)]
    for place, (terms, _, _) in enumerate(words):
        known.setdefault(tuple(terms), []).append(place)
    firsts = [places[0] for places in known.values()]
    kept = sorted(sorted(range(len(firsts)), key=lambda one: (one > 0, -len(list(known.values())[one])))[:top])
    groups = list(known.values())
    bodies = dict(zip(rows, corpus.bodies(rows), strict=True))
    told = []
    for one in kept:
        place = groups[one][0]
        texts = bodies[rows[firsts[0]]], bodies[rows[place]]
        pieces = compared((words[firsts[0]], words[place]), texts) if one else _whole(words[place], texts[1])
        told.append(_wording(pieces, [rows[other] for other in groups[one]], len(words[place][0])))
    return told


def n_wordings(corpus: Corpus, mask: np.ndarray, number: int, *, quoted: bool = True) -> int:
    """How many wordings a passage has in the filter's stories."""
    found = prints(corpus, mask, quoted=quoted)
    at = np.flatnonzero(found.passage == number)
    spans = zip(found.row[at].tolist(), found.start[at].tolist(), found.end[at].tolist(), strict=True)
    return len({tuple(words_in(corpus, row, (start, end))[0]) for row, start, end in spans})


def words_in(corpus: Corpus, row: int, span: tuple[int, int]) -> Words:
    """The terms of a stretch of a story, and the characters where each begins and ends."""
    shard = corpus.shard_of(row)
    low, high = (int(at) for at in shard.article_tokens[row - shard.first : row - shard.first + 2])
    first = low + int(np.searchsorted(shard.start[low:high], span[0]))
    last = low + int(np.searchsorted(shard.end[low:high], span[1], side="right"))
    return tuple(getattr(shard, name)[first:last].tolist() for name in ("term", "start", "end"))


def _whole(words: Words, text: str) -> list[Piece]:
    return [Piece("same", _cut(words, text, 0, len(words[0][:LONGEST])))]


def _cut(words: Words, text: str, first: int, last: int) -> str:
    """The text of some words, with what follows them up to the next word."""
    if first >= last:
        return ""
    _, starts, ends = words
    return text[starts[first] : starts[last] if last < len(starts) else ends[-1]]


def compared(words: tuple[Words, Words], texts: tuple[str, str]) -> list[Piece]:
    """A wording against the earliest one: pieces that are the same, added or missing.

    Example:
        >>> one, two = "the old bridge", "the new bridge"
        >>> spans = ([0, 4, 8], [3, 7, 14])
        >>> compared((([1, 2, 3], *spans), ([1, 4, 3], *spans)), (one, two))
        [Piece(kind='same', text='the '), Piece(kind='missing', text='old '), Piece(kind='added', text='new '), \
Piece(kind='same', text='bridge')]
    """
    base, other = words
    pieces: list[Piece] = []
    steps = SequenceMatcher(None, base[0][:LONGEST], other[0][:LONGEST], autojunk=False).get_opcodes()
    for kind, first, last, here, there in steps:
        if kind in ("replace", "delete"):
            pieces.append(Piece("missing", _cut(base, texts[0], first, last)))
        if kind != "delete":
            pieces.append(Piece("same" if kind == "equal" else "added", _cut(other, texts[1], here, there)))
    ends = {texts[0][: base[2][-1]] if base[2] else "", texts[1][: other[2][-1]] if other[2] else ""}
    apart = [replace(piece, text=f"{piece.text} ") if _ends(piece.text, ends) else piece for piece in pieces[:-1]]
    return [*apart, *pieces[-1:]]


def _ends(text: str, prints: set[str]) -> bool:
    """Whether a piece is the last of its print, so that nothing parts it from the next piece."""
    return bool(text) and not text[-1].isspace() and any(one.endswith(text) for one in prints)


def _wording(pieces: Sequence[Piece], rows: Sequence[int], n_words: int) -> Wording:
    counts = {
        kind: sum(len(piece.text.split()) for piece in pieces if piece.kind == kind) for kind in ("added", "missing")
    }
    return Wording(tuple(rows), tuple(pieces), n_words, counts["added"], counts["missing"], n_words > LONGEST)
