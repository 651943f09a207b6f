"""Common words summed beforehand by outlet, kind and month: lists of words need not read every story again.

A list under any filter is the sum of the cells of which it keeps most, with the few stories of other cells added
and the few that it leaves out taken away, so that it equals a count of every story. Numbers in DECISIONS.md.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Self

import numpy as np

from dashboard.analysis.columns import numbered
from dashboard.analysis.frequencies import cell_totals
from dashboard.corpus.corpus import Corpus

GROUPS = 5_000  # words, or families: the others are so rare that only lists of few stories hold them
STORIES = 200  # in a cell, on average; outlets with fewer a month share the cells of their kind
BLOCK = 32  # cells summed at once: 5 MB stay in the processor's cache
NAMES = {False: "words", True: "families"}


@dataclass(frozen=True, eq=False)
class Cube:
    """Sums of the commonest words, or families, over cells of stories.

    Attributes:
        cell: Per row of `articles` its cell: an outlet's stories of one kind and month, months in a row; -1 for none.
        group: The terms that are counted, function words aside, ascending; for families their heads.
        n_tokens: Cells + 1 × groups: occurrences in all cells before.
        n_articles: Stories that use it, in the same way.
        tfidf: tf-idf, in the same way.
        beyond: How many occurrences, and how much tf-idf, a term that is not counted has in the snapshot at most.
    """

    cell: np.ndarray
    group: np.ndarray
    n_tokens: np.ndarray
    n_articles: np.ndarray
    tfidf: np.ndarray
    beyond: np.ndarray

    @classmethod
    def read(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """A cube from its arrays, tables row by row."""
        width = len(arrays["group"])
        flat = ("n_tokens", "n_articles", "tfidf")
        return cls(**{name: array.reshape(-1, width) if name in flat else array for name, array in arrays.items()})


def cubes(corpus: Corpus) -> dict[str, dict[str, np.ndarray]]:
    """What a build writes: arrays by name for words and for families, each flat; nothing where cells would be small."""
    cell, n_cells = _cells(corpus)
    if not n_cells:
        return {}
    with ThreadPoolExecutor(len(NAMES)) as pool:  # compiled code lets other threads work
        found = pool.map(lambda families: _cube(corpus, cell, n_cells, families=families), NAMES)
        return {
            name: {key: array.ravel() for key, array in vars(one).items()}
            for name, one in zip(NAMES.values(), found, strict=True)
        }


def cube_of(corpus: Corpus, *, families: bool) -> Cube | None:
    """The cube that the build wrote; None where it wrote none."""
    arrays = corpus.ahead(NAMES[families])
    return Cube.read(arrays) if arrays else None


def _cells(corpus: Corpus) -> tuple[np.ndarray, int]:
    """The cell of each story, and how many there are."""
    months, month = np.unique(corpus.days.astype("datetime64[M]"), return_inverse=True)
    (outlet, names), (kind, kinds) = (numbered(corpus, column) for column in ("outlet", "kind"))
    group = (kind.astype(np.int64) + 1) * (len(names) + 1) + outlet + 1
    shared = (len(kinds) + 1) * (len(names) + 1) + kind + 1
    enough = STORIES * max(1, len(months))
    group = np.where(np.bincount(group)[group] >= enough, group, shared)
    group = np.where(np.bincount(group)[group] >= enough, group, -1)
    cell, kept = np.full(len(group), -1, np.int32), group >= 0
    found, place = np.unique(group[kept] * len(months) + month[kept], return_inverse=True)
    cell[kept] = place
    return cell, len(found)


def _cube(corpus: Corpus, cell: np.ndarray, n_cells: int, *, families: bool) -> Cube:
    words = corpus.vocabulary
    head = words.family if families else np.arange(len(words.terms))
    uses = np.bincount(head, weights=words.n_tokens, minlength=len(head))
    counted = np.flatnonzero((uses > 0) & ~words.is_stop)
    order = counted[np.argsort(-uses[counted], kind="stable")]
    group, left = np.sort(order[:GROUPS]), order[GROUPS:]
    n_tokens, n_articles, tfidf = _sums(corpus, cell, n_cells, places(head, group))
    rare = cell_totals(corpus, np.zeros(len(cell)), places(head, left), (1, len(left)))
    beyond = np.array([rare.n_tokens.max(initial=0), rare.tfidf.max(initial=0)], np.float64)
    return Cube(cell, group, n_tokens, n_articles, tfidf, beyond)


def _sums(corpus: Corpus, cell: np.ndarray, n_cells: int, place: np.ndarray) -> tuple[np.ndarray, ...]:
    """Occurrences, stories and tf-idf before each cell, some cells at a time."""
    shape = (n_cells + 1, int(place.max(initial=-1)) + 1)
    tables: list[np.ndarray] = [np.zeros(shape, kind) for kind in (np.int32, np.int32, np.float64)]
    for low in range(0, n_cells, BLOCK):
        size = min(BLOCK, n_cells - low)
        inside = np.where((cell >= low) & (cell < low + size), cell - low, -1)
        block = cell_totals(corpus, inside, place, (size, shape[1]))
        for table, found in zip(tables, (block.n_tokens, block.n_articles, block.tfidf), strict=True):
            table[low + 1 : low + size + 1] = found
    return tuple(np.cumsum(table, axis=0, dtype=table.dtype) for table in tables)


def places(head: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Per term the place of its head among some, ascending; -1 for none.

    Example:
        >>> places(np.array([0, 2, 2]), np.array([2])).tolist()
        [-1, 0, 0]
    """
    place = np.full(len(head), -1, np.int32)
    place[group] = np.arange(len(group))
    return place[head]


def cube_sums(corpus: Corpus, mask: np.ndarray, cube: Cube, *, families: bool) -> np.ndarray:
    """Occurrences, stories and tf-idf of each group over the chosen stories: 3 × groups.

    Args:
        corpus: The open corpus.
        mask: Which rows of `corpus.articles` count.
        cube: One of its cubes.
        families: Whether it is that of families.
    """
    n_cells = len(cube.n_tokens) - 1
    size, held = (np.bincount(cell + 1, minlength=n_cells + 1) for cell in (cube.cell, cube.cell[mask]))
    taken = 2 * held > size
    taken[0] = False  # the stories in no cell
    inside = taken[cube.cell + 1]
    runs = np.flatnonzero(np.diff(taken.astype(np.int8), append=0))
    tables = (cube.n_tokens, cube.n_articles, cube.tfidf)
    sums = np.array([table[runs[1::2]].sum(axis=0) - table[runs[::2]].sum(axis=0) for table in tables], np.float64)
    head = corpus.vocabulary.family if families else np.arange(len(corpus.vocabulary.terms))
    cell = np.where(mask & ~inside, 0, np.where(inside & ~mask, 1, -1))
    rest = cell_totals(corpus, cell, places(head, cube.group), (2, len(cube.group)))
    return sums + np.array([np.subtract(*table) for table in (rest.n_tokens, rest.n_articles, rest.tfidf)])
