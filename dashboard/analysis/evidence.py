"""The rows behind a mark: exactly the units it counted, one row each, with the words that counted marked.

The way back is a join on rows and offsets that the build wrote, never a new search of the text.
"""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.balanced import standing
from dashboard.analysis.carriers import Measure, carrying
from dashboard.analysis.carriers import coded as coded_themes
from dashboard.analysis.columns import distinct, is_any, numbered, of_stories, rows_of
from dashboard.analysis.echo_units import echo_units, formula_hits, is_echo
from dashboard.analysis.periods import period_range
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import UNNAMED, Selection, chosen
from dashboard.analysis.terms import occurrences
from dashboard.analysis.unit_rows import filled, grouped, pairs_of, unit_rows
from dashboard.corpus.corpus import Corpus

OPENING = 240  # characters shown of a story that was counted whole
SHOWN = 3  # sentences shown of a story that was counted for several

STORY = ("article_id", "kind", "outlet", "published", "title")
COLUMNS = ("row", *STORY, "title_spans", "sentence_id", "start", "end", "text", "spans")


def evidence(corpus: Corpus, selection: Selection, pick: Pick) -> pd.DataFrame:
    """The units behind a mark, with their text.

    Returns:
        One row per unit (article, sentence, word or passage), in reading order: by day, outlet, place.
        `text` is what to read, `start` and `end` where it stands in the body (null for a headline or for
        several sentences), `spans` the marked pairs of code points inside `text`, `title_spans` those inside `title`.

    Raises:
        UsageError: the pick names a period that is none.
    """
    return with_text(corpus, units(corpus, selection, pick))


def units(corpus: Corpus, selection: Selection, pick: Pick, *, among: np.ndarray | None = None) -> pd.DataFrame:
    """The units without their text: what `k` of every mark must equal.

    Args:
        corpus: The open corpus.
        selection: The filter.
        pick: The mark.
        among: Only units of these stories, as booleans.

    Returns:
        One row per unit, in reading order: row, spans (pairs of code points in the body), sentences (their places in
        the body), passage (start, end) or None, headline (marked pairs in the title).
    """
    mask = picked_stories(corpus, selection, pick)
    return units_of(corpus, selection, mask if among is None else mask & among, pick)


def units_of(corpus: Corpus, selection: Selection, mask: np.ndarray, pick: Pick) -> pd.DataFrame:
    """The same of the stories in `mask`, all of which the selection and the pick allow."""
    found = _units(corpus, selection, mask, pick)
    rows = found["row"].to_numpy(np.int64)
    stories = distinct(rows)
    place = np.empty(len(stories), np.int64)
    place[np.searchsorted(stories, in_reading_order(corpus, stories))] = np.arange(len(stories))
    return found.iloc[np.argsort(place[np.searchsorted(stories, rows)], kind="stable")].reset_index(drop=True)


def in_reading_order(corpus: Corpus, rows: np.ndarray) -> np.ndarray:
    """Rows of `articles` by day, outlet and id, missing last: the order inside a shard, over all of them."""
    days = np.where(np.isnat(corpus.days[rows]), np.iinfo(np.int64).max, corpus.days[rows].astype(np.int64))
    outlets = numbered(corpus, "outlet")[0][rows].astype(np.int64)
    ids = pd.factorize(corpus.articles["article_id"].iloc[rows], sort=True)[0]
    return rows[np.lexsort((ids, np.where(outlets < 0, np.iinfo(np.int64).max, outlets), days))]


def _units(corpus: Corpus, selection: Selection, mask: np.ndarray, pick: Pick) -> pd.DataFrame:
    if is_echo(pick):
        return echo_units(corpus, mask, chosen(corpus, selection), pick)
    if pick.unit == "passages":
        return _passages(corpus, mask, pick)
    hits = _hits(corpus, mask, pick)
    if pick.unit == "words":
        return unit_rows(hits["row"], [[pair] for pair in pairs_of(hits)], [[place] for place in hits["sentence"]])
    if pick.unit == "sentences":
        return grouped(hits, ["row", "sentence"])
    by_story = grouped(hits, ["row"])
    wanted = _stories(corpus, mask, pick, hits)
    return filled(by_story.set_index("row").reindex(wanted).reset_index(), _headlines(corpus, pick))


def picked_stories(corpus: Corpus, selection: Selection, pick: Pick) -> np.ndarray:
    """The stories that the filter keeps and that the pick's outlet, article and period allow."""
    mask = chosen(corpus, selection)
    articles = corpus.articles
    if pick.outlet:
        mask = mask & is_any(corpus, "outlet", (None if pick.outlet == UNNAMED else pick.outlet,))
    if pick.article:
        mask = mask & (articles["article_id"] == pick.article).to_numpy(bool, na_value=False)
    if pick.period:
        start, end = period_range(pick.period)
        mask = mask & (corpus.days >= np.datetime64(start)) & (corpus.days < np.datetime64(end))
    if pick.before:
        mask = mask & (corpus.days < np.datetime64(pick.before))
    if pick.since:
        mask = mask & (corpus.days >= np.datetime64(pick.since))
    if pick.theme:
        mask = mask & coded(corpus, pick.theme)
    if pick.theme and pick.balanced:
        slugs = corpus.settings.slugs
        mask = standing(corpus, mask, slugs.index(pick.theme)) if pick.theme in slugs else np.zeros_like(mask)
    return mask


def coded(corpus: Corpus, theme: str) -> np.ndarray:
    """Stories in a language that the theme has rules for; the others are "not coded", outside every n."""
    places = [place for place, known in enumerate(corpus.settings.themes) if known.slug == theme]
    return np.asarray(coded_themes(corpus)[places].any(axis=0))


def theme_hits(corpus: Corpus, mask: np.ndarray, theme: str, *, broad: bool) -> pd.DataFrame:
    """The theme's hits in the masked stories: row, sentence, start, end, rule, in reading order."""
    parts = [of_stories(corpus.table(name), mask) for name in ("theme_hits", *(("broad_hits",) if broad else ()))]
    hits = pd.concat([part[part["theme"] == theme] for part in parts], ignore_index=True)
    return hits.sort_values(["row", "start", "end"], ignore_index=True)


def _hits(corpus: Corpus, mask: np.ndarray, pick: Pick) -> pd.DataFrame:
    if pick.formula:
        return formula_hits(corpus, mask, int(pick.formula))
    if pick.term:
        return occurrences(corpus, np.flatnonzero(mask), pick.term.split(" "), family=bool(pick.family))
    if not pick.theme:
        return pd.DataFrame({name: np.empty(0, np.int64) for name in ("row", "sentence", "start", "end")})
    hits = theme_hits(corpus, mask, pick.theme, broad=bool(pick.broad))
    if pick.rule:
        hits = _of_rule(hits, pick)
    if pick.also:
        other = theme_hits(corpus, mask, pick.also, broad=bool(pick.broad))
        both = pd.MultiIndex.from_frame(hits[["row", "sentence"]]).isin(
            pd.MultiIndex.from_frame(other[["row", "sentence"]])
        )
        hits = hits[both]
    return hits


def _of_rule(hits: pd.DataFrame, pick: Pick) -> pd.DataFrame:
    mine = hits["rule"] == pick.rule
    if not pick.only:
        return hits[mine]
    others = pd.MultiIndex.from_frame(hits.loc[~mine, ["row", "sentence"]])
    return hits[mine & ~pd.MultiIndex.from_frame(hits[["row", "sentence"]]).isin(others)]


def _stories(corpus: Corpus, mask: np.ndarray, pick: Pick, hits: pd.DataFrame) -> np.ndarray:
    """The stories that an article mark counted, by row."""
    if pick.topic:
        weights = corpus.table("article_topics")
        mine = weights.loc[weights["topic_id"] == int(pick.topic), "article_id"]
        mask = mask & corpus.articles["article_id"].isin(mine).to_numpy(bool)
    if pick.theme and not pick.rule and not pick.also:
        return np.flatnonzero(mask & holding(corpus, pick))
    if pick.theme or pick.term or pick.formula:
        return distinct(hits["row"].to_numpy(np.int64))
    return np.flatnonzero(mask)


def holding(corpus: Corpus, pick: Pick) -> np.ndarray:
    """Stories that mention or take up the pick's theme, from the facts that the build counted."""
    measure = Measure(pick.measure, broad=bool(pick.broad))
    return carrying(corpus, corpus.table("article_themes"), pick.theme, measure)


def _headlines(corpus: Corpus, pick: Pick) -> dict[int, list[tuple[int, int]]]:
    """Where the pick's theme stands in printed headlines: row → pairs of code points in the title."""
    if not pick.theme or pick.rule or pick.also:
        return {}
    hits = corpus.table("title_hits")
    hits = hits[(hits["theme"] == pick.theme) & (bool(pick.broad) | ~hits["is_broad"])]
    found: dict[int, list[tuple[int, int]]] = {}
    for row, pair in zip(hits["row"].tolist(), pairs_of(hits), strict=True):
        found[row] = [*found.get(row, []), pair]
    return found


def _passages(corpus: Corpus, mask: np.ndarray, pick: Pick) -> pd.DataFrame:
    passages = corpus.table("passages")
    mine = passages[passages["topic_id"] == int(pick.topic)]
    rows = rows_of(corpus, mine["article_id"])
    kept = mask[rows]
    frame = unit_rows(rows[kept], [[] for _ in range(kept.sum())], [[] for _ in range(kept.sum())])
    frame["passage"] = list(zip(mine.loc[kept, "start"], mine.loc[kept, "end"], strict=True))
    return frame.sort_values(["row"], kind="stable", ignore_index=True)


def with_text(corpus: Corpus, found: pd.DataFrame) -> pd.DataFrame:
    """The units with what to read: sentence, passage, or the first sentences that counted in a story."""
    rows = found["row"].tolist()
    bodies = dict(zip(dict.fromkeys(rows), corpus.bodies(list(dict.fromkeys(rows))), strict=True))
    read = [_read(corpus, bodies[unit.row], unit) for unit in found.itertuples(index=False)]
    start, end, text, spans = (
        pd.Series(part, dtype=object) for part in (zip(*read, strict=True) if read else [[]] * 4)
    )
    # one frame from whole columns: each column set by itself costs half a millisecond
    stories = {name: corpus.articles[name].array.take(found["row"].to_numpy(np.int64)) for name in STORY}
    ids = [
        f"{article}.{places[0]}" if len(places) == 1 else None
        for article, places in zip(stories["article_id"], found["sentences"], strict=True)
    ]
    places = {"sentence_id": ids, "start": start.astype("Int64"), "end": end.astype("Int64")}
    texts = {"text": text, "spans": spans, "title_spans": found["headline"].to_numpy()}
    return pd.DataFrame({"row": rows, **stories, **places, **texts}, columns=list(COLUMNS))


def _read(corpus: Corpus, body: str, unit: Any) -> tuple[int | None, int | None, str, list[tuple[int, int]]]:
    """Where a unit stands, its text, and the marked pairs inside that text."""
    if unit.passage is not None:
        start, end = unit.passage
        marks = [(max(a, start) - start, min(b, end) - start) for a, b in unit.spans]
        return start, end, body[start:end], marks
    if not unit.sentences:
        cut = body[:OPENING]
        return None, None, cut + ("…" if len(body) > OPENING else ""), []
    pieces, marks, length = [], [], 0
    places = [sentence_span(corpus, unit.row, place) for place in unit.sentences[:SHOWN]]
    for start, end in places:
        marks += [(a - start + length, b - start + length) for a, b in unit.spans if start <= a < end]
        pieces.append(body[start:end])
        length += end - start + 3
    if len(places) == 1 == len(unit.sentences):
        return *places[0], pieces[0], marks
    more = len(unit.sentences) - len(places)
    return None, None, " … ".join(pieces) + (f" … and {more} more" if more else ""), marks


def sentence_span(corpus: Corpus, row: int, place: int) -> tuple[int, int]:
    """First and one past the last code point of a sentence, by its place in the story's body."""
    shard = corpus.shard_of(row)
    at = int(shard.article_sentences[row - shard.first]) + place
    return int(shard.sentence_start[at]), int(shard.sentence_end[at])
