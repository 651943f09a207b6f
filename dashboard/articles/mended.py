"""Corrections by hand, applied to a reading: to its stories, and to what its ledger says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.articles.ledger import Reading
from dashboard.sources.corrections import Correction

BY_HAND = "correction"  # outlet_from and published_from of a value that a person wrote
ALREADY = "already so"
APPLIED = "applied"
GONE = "no such story"
REPLACED = "replaced by a later one"
OF_MAIN = {"related": "body"}
OF_RELATED = {"body": "related", "title": "related"}
OF_NONE = {"body": "junk", "title": "junk", "related": "junk", "meta": "junk", "kept": "dropped"}


def latest(corrections: Sequence[Correction]) -> dict[str, dict[str, Correction]]:
    """Per story and field the correction that counts: the last one written.

    Example:
        >>> old = Correction("2026-01-01", "Ann", "a1", "outlet", "", "Herald", "asked")
        >>> new = Correction("2026-01-02", "Bo", "a1", "outlet", "Herald", "Tribune", "masthead")
        >>> latest([old, new])["a1"]["outlet"].who
        'Bo'
    """
    found: dict[str, dict[str, Correction]] = {}
    for correction in corrections:
        found.setdefault(correction.article_id, {})[correction.field] = correction
    return found


def outcomes(
    corrections: Sequence[Correction], values: Mapping[str, Mapping[str, str]], merged: Mapping[str, Any]
) -> tuple[dict[str, Any], ...]:
    """A row per correction, in their order, with what became of it."""
    last = latest(corrections)
    return tuple(
        {
            "when": correction.when,
            "who": correction.who,
            "article_id": correction.article_id,
            "field": correction.field,
            "from": correction.was,
            "to": correction.now,
            "why": correction.why,
            "outcome": _outcome(correction, last, values, merged),
        }
        for correction in corrections
    )


def remarks(told: Sequence[Mapping[str, Any]]) -> list[str]:
    """A sentence per correction whose story is gone; it stays in the file and in the table `corrections`.

    Example:
        >>> remarks([{"article_id": "a1", "field": "title", "to": "Talks", "outcome": GONE}])[0][:69]
        "data/corrections.csv: title of a1 is set to 'Talks', and no story has"
    """
    return [
        f"data/corrections.csv: {row['field']} of {row['article_id']} is set to {row['to']!r}, and no story has that "
        "id: its file has changed, or it was merged. Look for the story on the Articles page and correct it anew."
        for row in told
        if row["outcome"] == GONE
    ]


def _outcome(
    correction: Correction,
    last: Mapping[str, Mapping[str, Correction]],
    values: Mapping[str, Mapping[str, str]],
    merged: Mapping[str, Any],
) -> str:
    if last[correction.article_id][correction.field] is not correction:
        return REPLACED
    if correction.article_id in merged or correction.article_id not in values:
        return GONE
    return ALREADY if values[correction.article_id][correction.field] == correction.now else APPLIED


def mend(reading: Reading, mended: Mapping[str, Mapping[str, Correction]]) -> Reading:
    """The reading with its corrections in stories and ledger; stories that are none are taken out.

    Ids and bodies stay as they are. A correction stands in the reason of every ledger row of its story.
    """
    taken = {ident for ident, wanted in mended.items() if "kind" in wanted and wanted["kind"].now == "none"}
    articles = tuple(
        _story(article, mended.get(article["article_id"], {}))
        for article in reading.articles
        if article["article_id"] not in taken
    )
    ledger = tuple(_row(row, mended.get(row["article_id"] or "", {})) for row in reading.ledger)
    doubts = tuple(doubt for doubt in reading.doubts if not _settled(doubt, mended, taken))
    source = {**reading.source, "n_articles": len(articles)}
    return replace(reading, source=source, articles=articles, ledger=ledger, doubts=doubts, digests=())


def _settled(doubt: Mapping[str, Any], mended: Mapping[str, Mapping[str, Correction]], taken: set[str]) -> bool:
    ident = doubt["article_id"]
    return ident in taken or (doubt["about"] == "date" and "published" in mended.get(ident, {}))


def _story(article: Mapping[str, Any], wanted: Mapping[str, Correction]) -> dict[str, Any]:
    row = dict(article)
    for name, correction in wanted.items():
        row[name] = correction.now or None
    if "published" in wanted:
        row |= {"published_time": None, "published_from": BY_HAND if row["published"] else None}
    if "outlet" in wanted:
        row["outlet_from"] = BY_HAND if row["outlet"] else None
    if "title" in wanted:
        row["title_from"] = BY_HAND if row["title"] else None
    return row


def _row(row: Mapping[str, Any], wanted: Mapping[str, Correction]) -> dict[str, Any]:
    """A ledger row of a corrected story: the reason says who changed what and why; another kind is another fate."""
    if not wanted:
        return dict(row)
    notes = "; ".join(_note(correction) for correction in wanted.values())
    now = wanted["kind"].now if "kind" in wanted else ""
    fates = {"main": OF_MAIN, "related": OF_RELATED, "none": OF_NONE}.get(now, {})
    fate = fates.get(row["fate"], row["fate"])
    ident = None if now == "none" else row["article_id"]
    return {**row, "fate": fate, "article_id": ident, "reason": f"{row['reason']}; {notes}"}


def _note(correction: Correction) -> str:
    was = f" (was {correction.was!r})" if correction.was else ""
    why = f": {correction.why}" if correction.why else ""
    return f"{correction.field} set to {correction.now!r}{was} by {correction.who or 'hand'}{why}"
