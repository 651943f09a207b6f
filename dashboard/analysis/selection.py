"""The reader's filter: which stories are counted. It never changes the yardstick."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

import numpy as np

from dashboard.analysis.columns import day_numbers, is_any, numbered
from dashboard.analysis.heads import outlet_said
from dashboard.analysis.once import counted_once
from dashboard.analysis.rules import matching_rows
from dashboard.corpus.corpus import Corpus
from dashboard.errors import UsageError
from dashboard.schema import KINDS

UNNAMED = "~"  # how the URL and the command line write "outlet not named"
COPIES = ("all", "once", "once-per-outlet")
ONCE = {"once": "each story counted once", "once-per-outlet": "each story counted once per outlet"}
SAID = 80  # signs of a wrong value that a sentence repeats
LISTED = 25  # right values that it lists


@dataclass(frozen=True)
class Selection:
    """One filter; hashable, so that it is the cache key, the line under every chart, and the URL.

    Attributes:
        since: First day, included; None for no bound.
        until: Last day, included; None for no bound.
        outlets: Canonical names, None for stories whose page names no outlet; empty for all.
        kinds: main, related or both.
        languages: ISO 639-1 codes; empty for all.
        themes: Slugs of the themes shown; empty for all. They choose panels, rows and columns, never the stories
            that a share is taken of.
        copies: all; once to count each cluster of copies once; once-per-outlet to count it once for each outlet.
        query: A rule (see data/themes.toml); only stories whose body or title matches.
    """

    since: date | None = None
    until: date | None = None
    outlets: tuple[str | None, ...] = ()
    kinds: tuple[str, ...] = ("main",)
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    copies: str = "all"
    query: str = ""


def chosen(corpus: Corpus, selection: Selection) -> np.ndarray:
    """Which rows of `corpus.articles` the filter keeps, as booleans.

    With a date bound, undated stories drop out. Of copies, the one that counts is chosen among what is left.

    Raises:
        SettingsError: the query is not a rule.
    """
    mask = is_any(corpus, "kind", selection.kinds)
    mask = mask & in_days(corpus, selection.since, selection.until)
    if selection.outlets:
        mask = mask & is_any(corpus, "outlet", selection.outlets)
    if selection.languages:
        mask = mask & is_any(corpus, "language", selection.languages)
    if selection.query:
        mask = mask & matching_rows(corpus, selection.query)
    if selection.copies != "all":
        mask = counted_once(corpus, mask, per_outlet=selection.copies == "once-per-outlet")
    return mask


def counts(corpus: Corpus, selection: Selection) -> tuple[int, int]:
    """How many stories the filter counts, and how many it would count with every copy.

    Raises:
        SettingsError: the query is not a rule.
    """
    every = int(chosen(corpus, replace(selection, copies="all")).sum())
    return (every if selection.copies == "all" else int(chosen(corpus, selection).sum())), every


def in_days(corpus: Corpus, since: date | None, until: date | None) -> np.ndarray:
    """Stories of the days from `since` to `until`, both included; without bounds every story, undated ones too.

    Example:
        >>> from tests.small import small
        >>> small().days.astype(str).tolist()
        ['2024-01-10', '2024-01-24', '2024-02-05', '2024-02-06', '2024-02-20', 'NaT']
        >>> in_days(small(), date(2024, 1, 11), date(2024, 2, 6)).tolist()
        [False, True, True, True, False, False]
    """
    number, days = day_numbers(corpus)
    mask = np.ones(len(number), bool)
    if since is not None:
        mask &= number >= np.searchsorted(days, np.datetime64(since))
    if until is not None:
        mask &= (number >= 0) & (number < np.searchsorted(days, np.datetime64(until), side="right"))
    return mask


def to_pairs(selection: Selection) -> list[tuple[str, str]]:
    """The filter as URL parameters, defaults left out.

    Example:
        >>> to_pairs(Selection(since=date(2025, 5, 6), outlets=("Xinhua", None)))
        [('since', '2025-05-06'), ('outlet', 'Xinhua'), ('outlet', '~')]
    """
    pairs = [(name, value.isoformat()) for name, value in _bounds(selection) if value]
    pairs += [("outlet", UNNAMED if outlet is None else outlet) for outlet in selection.outlets]
    if selection.kinds != ("main",):
        pairs += [("kind", kind) for kind in selection.kinds]
    pairs += [("lang", language) for language in selection.languages]
    pairs += [("theme", theme) for theme in selection.themes]
    if selection.copies != "all":
        pairs.append(("copies", selection.copies))
    if selection.query:
        pairs.append(("q", selection.query))
    return pairs


def _bounds(selection: Selection) -> tuple[tuple[str, date | None], ...]:
    return (("since", selection.since), ("until", selection.until))


def from_pairs(pairs: Iterable[tuple[str, str]]) -> Selection:
    """The filter that URL parameters say; parameters of other names are not ours and are passed over.

    Raises:
        UsageError: a value that no filter has.

    Example:
        >>> from_pairs([("outlet", "~"), ("kind", "main"), ("kind", "related")])
        Selection(since=None, until=None, outlets=(None,), kinds=('main', 'related'), languages=(), themes=(), \
copies='all', query='')
    """
    many: dict[str, list[str]] = {}
    for name, value in pairs:
        many.setdefault(name, []).append(value)
    copies = many.get("copies", ["all"])[-1].strip().replace(" ", "-")
    return Selection(
        since=day_of("since", many["since"][-1]) if "since" in many else None,
        until=day_of("until", many["until"][-1]) if "until" in many else None,
        outlets=tuple(None if name == UNNAMED else name for name in many.get("outlet", [])),
        kinds=tuple(one_of("kind", kind, KINDS) for kind in many.get("kind", ["main"])),
        languages=tuple(many.get("lang", [])),
        themes=tuple(many.get("theme", [])),
        copies=one_of("copies", copies, COPIES),
        query=many.get("q", [""])[-1],
    )


def day_of(name: str, value: str) -> date:
    """The day that a text names.

    Raises:
        UsageError: it names none.

    Example:
        >>> day_of("since", "2025-05-09")
        datetime.date(2025, 5, 9)
    """
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise UsageError(
            f"{name} is {value[:80]!r}. A day belongs there, written YYYY-MM-DD, for example 2025-05-09."
        ) from fault


def one_of(name: str, value: str, choices: Iterable[str]) -> str:
    """The value, when it is one of the choices.

    Raises:
        UsageError: it is not; the sentence lists the choices and names the nearest.

    Example:
        >>> one_of("kind", "main", KINDS)
        'main'
    """
    known = sorted(choices)
    if value in known:
        return value
    near = get_close_matches(value[:SAID], known, n=1)
    hint = f" Did you mean {near[0][:SAID]!r}?" if near else ""
    more = f" and {len(known) - LISTED:,} more" if len(known) > LISTED else ""
    there = ", ".join(choice[:SAID] for choice in known[:LISTED]) or "none"
    raise UsageError(f"{name} is {value[:SAID]!r}.{hint} There are: {there}{more}.")


def checked(corpus: Corpus, selection: Selection) -> Selection:
    """The selection, when every name in it exists in this corpus and its dates are in order.

    Raises:
        UsageError: an unknown outlet, theme or language, or until before since.
    """
    if selection.since and selection.until and selection.until < selection.since:
        raise UsageError(
            f"until is {selection.until}, before since, {selection.since}. The last day belongs there. Swap the two."
        )
    outlets = numbered(corpus, "outlet")[1]
    for outlet in selection.outlets:
        if outlet is not None:
            one_of("outlet", outlet, outlets)
    for theme in selection.themes:
        one_of("theme", theme, corpus.settings.slugs)
    for language in selection.languages:
        one_of("lang", language, numbered(corpus, "language")[1])
    return selection


def line(selection: Selection, counted: tuple[int, int] | None = None) -> str:
    """The filter in one line, printed under every chart and in every export.

    Args:
        selection: The filter.
        counted: `counts`, to be said where copies are not all counted.

    Example:
        >>> line(Selection())
        'all dates · all outlets · main stories'
        >>> line(Selection(since=date(2025, 5, 6), outlets=("Xinhua", None), kinds=("main", "related")))
        'since 2025-05-06 · Xinhua, outlet not named · main and other stories'
        >>> line(Selection(copies="once"), (262, 300))
        'all dates · all outlets · main stories · each story counted once: 262 of 300 stories'
    """
    days = [f"{name} {value}" for name, value in _bounds(selection) if value]
    outlets = ", ".join(outlet_said(outlet) for outlet in selection.outlets)
    kinds = {"main": "main stories", "related": "other stories on the page"}
    parts = [" ".join(days) or "all dates", outlets or "all outlets"]
    parts.append(kinds[selection.kinds[0]] if len(selection.kinds) == 1 else "main and other stories")
    parts += [f"languages: {', '.join(selection.languages)}"] if selection.languages else []
    parts += [f"themes: {', '.join(selection.themes)}"] if selection.themes else []
    parts += [once(selection, counted)] if selection.copies != "all" else []
    parts += [f"words: {selection.query}"] if selection.query else []
    return " · ".join(parts)


def once(selection: Selection, counted: tuple[int, int] | None = None) -> str:
    """How copies count, and how many stories are left; empty where every copy counts.

    Example:
        >>> once(Selection(copies="once-per-outlet"), (280, 300))
        'each story counted once per outlet: 280 of 300 stories'
    """
    said = ONCE.get(selection.copies, "")
    return f"{said}: {counted[0]:,} of {counted[1]:,} stories" if said and counted else said
