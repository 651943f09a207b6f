"""The first rows behind a mark and how many there are in all, without making the others: what a page shows at once."""

import numpy as np
import pandas as pd

from dashboard.analysis.columns import day_numbers, theme_numbers
from dashboard.analysis.echo_units import is_echo
from dashboard.analysis.evidence import holding, in_reading_order, picked_stories, units_of
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection
from dashboard.analysis.uses import n_uses, uses
from dashboard.corpus.corpus import Corpus


def first_units(corpus: Corpus, selection: Selection, pick: Pick, size: int) -> tuple[int, pd.DataFrame]:
    """How many units a mark counted, and the first of them in reading order, as `evidence.units` has them.

    The units are counted story by story from postings and facts; only those of the first stories are made. Marks
    that are not counted so (shared wording, single rules, groups of passages) are made whole.

    Raises:
        UsageError: the pick names a period that is none.

    Example:
        >>> from tests.small import small
        >>> n, rows = first_units(small(), Selection(), Pick("words", term="trade"), 2)
        >>> n, len(rows)
        (4, 2)
    """
    mask = picked_stories(corpus, selection, pick)
    if pick.unit == "words" and _is_word(pick):
        n = n_uses(corpus, mask, pick.term, family=bool(pick.family))
        n_units: np.ndarray | None = uses(corpus, mask, [pick.term], family=bool(pick.family), most=size)
    else:
        n_units = _by_story(corpus, mask, pick)
        n = 0 if n_units is None else int(n_units.sum())
    if n_units is None:
        found = units_of(corpus, selection, mask, pick)
        return len(found), found.head(size)
    return n, units_of(corpus, selection, mask & _first(corpus, n_units, size), pick).head(size)


def _is_word(pick: Pick) -> bool:
    """Whether the mark is a single word's, or its family's."""
    return bool(pick.term) and " " not in pick.term and not (pick.theme or pick.formula or pick.topic or is_echo(pick))


def _by_story(corpus: Corpus, mask: np.ndarray, pick: Pick) -> np.ndarray | None:
    """How many units of the mark each story holds; None where only making them tells."""
    if is_echo(pick) or pick.formula or pick.topic or pick.rule or pick.also:
        return None
    if pick.term and not pick.theme and pick.unit in ("words", "articles"):
        counts = uses(corpus, mask, pick.term.split(" "), family=bool(pick.family))
        return counts if pick.unit == "words" else counts > 0
    if pick.term or pick.unit not in ("sentences", "articles"):
        return None
    if not pick.theme:
        return mask if pick.unit == "articles" else None
    if pick.unit == "articles":
        return mask & holding(corpus, pick)
    facts = corpus.table("article_themes")
    slugs = corpus.settings.slugs
    place = slugs.index(pick.theme) if pick.theme in slugs else len(slugs)
    mine = np.flatnonzero(theme_numbers(corpus, facts) == place)
    counts = np.zeros(len(mask), np.int64)
    counts[facts["row"].to_numpy()[mine]] = facts[f"n_sentences{'_broad' if pick.broad else ''}"].to_numpy()[mine]
    return np.where(mask, counts, 0)


def _first(corpus: Corpus, n_units: np.ndarray, size: int) -> np.ndarray:
    """The first stories in reading order that hold so many units, as booleans: each shard is in that order."""
    heads = [shard.first + np.flatnonzero(n_units[shard.rows] > 0)[:size] for shard in corpus.shards]
    among = np.concatenate([np.empty(0, np.int64), *heads])
    day = day_numbers(corpus)[0][among].astype(np.uint32)  # undated, -1, becomes the last day
    if len(among) > size:
        among = among[day <= np.partition(day, size)[size]]  # few are left to be ordered by outlet and id
    rows = in_reading_order(corpus, among)
    enough = int(np.searchsorted(np.cumsum(n_units[rows]), size)) + 1
    first = np.zeros(len(n_units), bool)
    first[rows[:enough]] = True
    return first
