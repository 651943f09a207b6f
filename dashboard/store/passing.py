"""The corpus of a snapshot that is being made: shards and texts are opened when they are asked for, and let go again.

What a process has read of a memory map counts as its memory for as long as the map is open: with all shards open, a
step that reads every word holds the whole coverage.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dashboard.corpus.corpus import Corpus, Shard
from dashboard.corpus.shards import days_of, no_sql, no_table
from dashboard.corpus.vocabulary import Vocabulary
from dashboard.settings import Settings
from dashboard.store.arrays import open_arrays, open_shard, open_table

AT_ONCE = 4  # shards that stay open: opening one takes some milliseconds


@dataclass(frozen=True, eq=False)
class Passing(Sequence[Shard]):
    """Shards of which the last few that were asked for are open."""

    n_shards: int
    opened: Callable[[int], Shard]

    def __len__(self) -> int:
        return self.n_shards

    def __getitem__(self, number: Any) -> Any:
        return self.opened(range(self.n_shards)[number])


def corpus_of(
    folder: Path, snapshot_id: str, articles: pd.DataFrame, vocabulary: Vocabulary, settings: Settings
) -> Corpus:
    """The stories of a folder whose shards are there and whose tables are not."""
    paths = sorted(path for path in (folder / "shards").iterdir() if not path.name.startswith("."))
    sizes = [len(open_arrays(path, ("article_tokens",))["article_tokens"]) - 1 for path in paths]
    firsts = np.cumsum([0, *sizes])[:-1]
    return Corpus(
        snapshot_id=snapshot_id,
        articles=articles,
        days=days_of(articles),
        vocabulary=vocabulary,
        shards=Passing(len(paths), lru_cache(AT_ONCE)(lambda one: open_shard(paths[one], int(firsts[one]))[0])),
        settings=settings,
        bodies=lambda rows: _texts(paths, firsts, rows),
        table=no_table,
        sql=no_sql,
    )


def _texts(paths: Sequence[Path], firsts: np.ndarray, rows: Sequence[int]) -> list[str]:
    """The texts of stories, by their rows, in the order asked for."""
    wanted = np.asarray(rows, np.int64)
    shard_of = np.searchsorted(firsts, wanted, side="right") - 1
    found = np.empty(len(wanted), object)
    for number in np.unique(shard_of).tolist():
        mine = np.flatnonzero(shard_of == number)
        texts = open_table(paths[number] / "bodies.arrow").column("body")
        found[mine] = [texts[row].as_py() for row in (wanted[mine] - firsts[number]).tolist()]
    return found.tolist()
