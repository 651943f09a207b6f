"""What became of every character of the files, and of every record: the ledger in numbers.

For a page, the spans of the ledger partition its text: characters in = title + meta + body + related + junk +
blank, exactly. For a record file, every record is kept, merged or dropped; what stands between the records (line
ends, blank lines) is the rest of the file's characters. Files are told whole: the reader's filter is about stories.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.corpus.corpus import Corpus
from dashboard.schema import PAGE_FATES, RECORD_FATES

BETWEEN = "between"
FATES = (*PAGE_FATES, *RECORD_FATES, BETWEEN)
TEXT_FATES = ("title", "body", "kept")  # what became a story's headline and text
MEANINGS = {
    "title": "headline of the page's own story",
    "meta": "bylines, stamps and datelines: read for outlet, author and day, not counted",
    "body": "text of the page's own story: what is counted",
    "related": "other stories on the page: set aside, one switch away",
    "junk": "menus, buttons, promotion, repeats, text in another script: left out",
    "blank": "blank lines",
    "kept": "records that became a story",
    "merged": "records that came before: the same record, or the same text of one outlet and day",
    "dropped": "records without text, or that are no record: left out",
    BETWEEN: "line ends and blank lines between the records",
}
TROUBLES = ("failed", "empty", "no story", "note")

_SPANS = """
    SELECT source_id, fate, count(*) AS n_spans, CAST(sum("end" - start) AS BIGINT) AS n_characters
    FROM ledger GROUP BY source_id, fate
"""
_REASONS = """
    SELECT fate, regexp_replace(reason, ?, '…', 'g') AS reason, count(*) AS n_spans,
           CAST(sum("end" - start) AS BIGINT) AS n_characters, count(DISTINCT source_id) AS n_files
    FROM ledger GROUP BY ALL
"""
COUNTS = r"\b[0-9][0-9,]*\b"  # numbers inside reasons: the same rule speaks, whatever it counted
_ROWS = """
    SELECT DISTINCT record, line_start, start, "end", fate, reason, article_id
    FROM ledger WHERE source_id = ? AND (? = '' OR fate = ?) ORDER BY record, start LIMIT ? OFFSET ?
"""


def file_table(corpus: Corpus) -> pd.DataFrame:
    """One row per file: what it holds, what became of its characters and records, and whether that adds up.

    Returns:
        source_id, name, format, status, reason, trouble (one of `TROUBLES`, or empty), n_given (2 when the same
        file was given twice; it is counted once), of_records (whether it is records, not a page), n_records,
        n_main and n_related (stories), n_characters, n_spans; characters per fate (`FATES`); records_kept,
        records_merged, records_dropped; n_accounted (characters in the ledger, and between records); share_of_text
        (title, body and kept records, of all characters; NaN for a file without any).
    """
    sources = corpus.table("sources")
    files = sources.drop_duplicates("source_id").set_index("source_id")
    given = sources.groupby("source_id").size()
    spans = corpus.sql(_SPANS, [])
    spans = spans.assign(n_given=spans["source_id"].map(given))
    # The ledger of a file that was given twice stands there twice.
    spans = spans.assign(n_spans=spans["n_spans"] // spans["n_given"], n=spans["n_characters"] // spans["n_given"])
    characters = _wide(spans, "n").reindex(files.index, fill_value=0)
    counts = _wide(spans, "n_spans").reindex(files.index, fill_value=0)
    told = characters.sum(axis=1)
    of_records = counts[list(RECORD_FATES)].sum(axis=1).gt(0)
    n_characters = files["n_characters"].astype("int64")
    characters = characters.assign(**{BETWEEN: (n_characters - told).where(of_records, 0)})
    accounted = characters.sum(axis=1)
    text = characters[list(TEXT_FATES)].sum(axis=1)
    table = files[["name", "format", "status", "reason"]].assign(
        trouble=_trouble(files),
        n_given=given,
        of_records=of_records,
        n_records=files["n_records"].astype("int64"),
        n_main=_stories(corpus, "main").reindex(files.index, fill_value=0),
        n_related=_stories(corpus, "related").reindex(files.index, fill_value=0),
        n_characters=n_characters,
        n_spans=counts.sum(axis=1),
        n_accounted=accounted,
        share_of_text=text / n_characters.where(n_characters > 0, np.nan),
    )
    records = counts[list(RECORD_FATES)].add_prefix("records_")
    return table.join(characters).join(records).reset_index()


def _wide(spans: pd.DataFrame, values: str) -> pd.DataFrame:
    """Files down, fates across."""
    wide = spans.pivot(index="source_id", columns="fate", values=values)
    return wide.reindex(columns=[*PAGE_FATES, *RECORD_FATES]).fillna(0).astype("int64")


def _stories(corpus: Corpus, kind: str) -> pd.Series:
    of_kind = corpus.articles["kind"] == kind
    return corpus.articles.loc[of_kind, "source_id"].value_counts()


def _trouble(files: pd.DataFrame) -> np.ndarray:
    """The first thing that is wrong with each file."""
    noted = files["reason"].fillna("").ne("")
    conditions = [files["status"].eq("failed"), files["status"].eq("empty"), files["n_articles"].eq(0), noted]
    return np.select([condition.to_numpy(bool) for condition in conditions], list(TROUBLES), default="")


def by_trouble(files: pd.DataFrame) -> pd.DataFrame:
    """The files in the order in which they want a look: failed, empty, no story, with a note, then least text kept.

    Example:
        >>> files = pd.DataFrame({
        ...     "name": ["a", "b", "c"], "trouble": ["", "failed", ""], "share_of_text": [0.9, float("nan"), 0.2]})
        >>> by_trouble(files)["name"].tolist()
        ['b', 'c', 'a']
    """
    place = files["trouble"].map({name: place for place, name in enumerate((*TROUBLES, ""))})
    order = files.assign(place=place).sort_values(["place", "share_of_text", "name"], kind="stable")
    return order.drop(columns="place").reset_index(drop=True)


def whole(files: pd.DataFrame) -> "Whole":
    """All files together.

    Example:
        >>> row = dict.fromkeys(FATES, 0) | {"body": 70, "junk": 30}
        >>> row |= {"n_characters": 100, "n_accounted": 100, "n_main": 1, "n_related": 0, "n_spans": 2}
        >>> every = whole(pd.DataFrame([row]))
        >>> every.n_characters == every.n_accounted, every.share_of_text, every.fates
        (True, 0.7, (('body', 70), ('junk', 30)))
    """
    sums = {fate: int(files[fate].sum()) for fate in FATES}
    n_characters = int(files["n_characters"].sum())
    return Whole(
        n_files=len(files),
        n_main=int(files["n_main"].sum()),
        n_related=int(files["n_related"].sum()),
        n_characters=n_characters,
        n_accounted=int(files["n_accounted"].sum()),
        n_spans=int(files["n_spans"].sum()),
        share_of_text=sum(sums[fate] for fate in TEXT_FATES) / n_characters if n_characters else 0.0,
        fates=tuple((fate, n) for fate, n in sums.items() if n),
    )


def reason_table(corpus: Corpus) -> pd.DataFrame:
    """Why: one row per fate and reason, in the order of the fates, most characters first.

    Reasons that differ only in what they counted are one row, with … for the number.

    Returns:
        fate, reason, n_spans (lines or parts of lines of pages; records of record files), n_characters, n_files.
    """
    found = corpus.sql(_REASONS, [COUNTS])
    order = found.assign(place=found["fate"].map({fate: place for place, fate in enumerate(FATES)}))
    order = order.sort_values(["place", "n_characters", "reason"], ascending=[True, False, True])
    return order.drop(columns="place").reset_index(drop=True)


def share(n: int, of: int) -> str:
    """A part in per cent, never rounded to 0% or 100% when it is not.

    Example:
        >>> share(1, 3), share(1, 10_000), share(9_999, 10_000), share(0, 5), share(5, 5)
        ('33%', 'under 1%', 'over 99%', '0%', '100%')
    """
    per_cent = 100 * n / of if of else 0.0
    if 0 < per_cent < 1:
        return "under 1%"
    if 99 < per_cent < 100:
        return "over 99%"
    return f"{per_cent:.0f}%"


def ledger_rows(corpus: Corpus, source_id: str, part: "Part | None" = None) -> pd.DataFrame:
    """The ledger of one file in its own order: a page's spans, a record file's records.

    Args:
        corpus: The snapshot.
        source_id: The file.
        part: Which rows; all of them by default.

    Returns:
        record, line_start, start, end, fate, reason, article_id, and the story's title, outlet, published and
        kind (None where no story came of it).
    """
    wanted = part or Part()
    rows = corpus.sql(_ROWS, [source_id, wanted.fate, wanted.fate, wanted.count, wanted.first])
    ids = rows["article_id"].dropna().unique()
    columns = ["article_id", "title", "outlet", "published", "kind"]
    stories = corpus.articles.loc[corpus.articles["article_id"].isin(ids), columns]
    return rows.merge(stories.drop_duplicates("article_id"), how="left", on="article_id")


def page_text(corpus: Corpus, source_id: str) -> str:
    """A page as it came in: the text that its ledger's offsets point into; empty for a record file.

    One source holds one page, so that no line of a record file is kept a second time.
    """
    found = corpus.sql("SELECT text FROM source_texts WHERE source_id = ? LIMIT 1", [source_id])
    return str(found["text"].iloc[0]) if len(found) else ""


@dataclass(frozen=True)
class Whole:
    """All files in one row; `fates` are (fate, characters), those without characters left out."""

    n_files: int
    n_main: int
    n_related: int
    n_characters: int
    n_accounted: int
    n_spans: int
    share_of_text: float
    fates: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Part:
    """Some rows of a file's ledger: those of a fate (empty: all), `count` of them from place `first` on."""

    fate: str = ""
    first: int = 0
    count: int = 2**62
