"""The method in words, taken from the code that does it: docstrings read into sentences, formulas and sources.

A statistic is told by the docstring of the function that computes it, a rule by its own, a threshold by the constant
that the code compares with. Written here are the headings only, and first sentences where the docstring's own speaks
to programmers.
"""

import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.analysis import (
    around,
    balanced,
    carriers,
    copies,
    echo_passages,
    echo_sides,
    echo_stories,
    echoes,
    formulas,
    groups,
    intervals,
    keyness,
    keywords,
    once,
    passages,
    patterns,
    rules,
    selection,
    shares,
    stability,
    terms,
    themes,
    wordlists,
)
from dashboard.analysis import findings as finding_rules
from dashboard.analysis import timeline as over_time
from dashboard.analysis import topics as grouping
from dashboard.articles import clean, dates, language, record, settle
from dashboard.corpus import sentences, tokens, vocabulary

SECTIONS = re.compile(r"^(Args|Attributes|Returns|Raises|Example|References):$")
BULLET = re.compile(r"^- ")
NAMED = re.compile(r"^(\w+): ", re.MULTILINE)
INDENT = "    "

# Chapter → entries: what a reader would call it, the function, class or module that does it and says how, and a first
# sentence where the docstring's own speaks to programmers.
CHAPTERS: dict[str, tuple[tuple[str, Any, str], ...]] = {
    "Words and sentences": (
        ("Word", tokens, "A run of letters, marks and digits, lower-cased; hyphens and dashes separate."),
        (
            "Sentence",
            sentences,
            "Lines are cut where sentences end, quotations inside too; a heading is one of its own.",
        ),
        ("Word forms", vocabulary.families, "Words with one stem, named by the commonest of them."),
        ("Language", language.language_of, ""),
    ),
    "Days, and stories that came twice": (
        ("Day of a story", dates.read_field, "The publisher’s own day as printed; no time zone shifts it."),
        ("The same story again", settle, "What only all files together can tell."),
    ),
    "Weights and distinctive phrases": (
        ("Inverse document frequency (idf)", terms.idf, ""),
        ("tf and tf-idf", terms.article_terms, "A word’s share of a story, and its count weighed by how rare it is."),
        ("Distinctive phrase of a story", keywords.keywords, ""),
        ("Distinctive phrase of an outlet", keyness.outlet_keywords, ""),
        ("Words used most", wordlists.top_terms, ""),
    ),
    "Themes": (
        ("The rule language", patterns, "Words in order, beginnings of words, choices, and gaps of a few words."),
        ("Where several rules match", rules.settle, "Of overlapping matches of one theme the longest wins."),
        (
            "A sentence on a theme",
            themes.theme_hits,
            "A sentence carries a theme when at least one of its rules matches.",
        ),
        ("Mentions, and takes up", carriers.Measure, "One sentence is a mention; two, or the headline, take it up."),
        ("A filter that asks for a theme’s own words", rules.holds_theme_words, "Then the theme’s share is withheld."),
    ),
    "Shares and how sure they are": (
        ("Share of sentences in one story", shares.story_shares, ""),
        ("Share of stories", shares.theme_shares, ""),
        ("Share of sentences over several stories", shares.sentence_shares, ""),
        ("Share by outlet", shares.outlet_shares, ""),
        ("Share over time", over_time.theme_timeline, ""),
        ("Each outlet counts the same", balanced.balanced_timeline, ""),
        ("Shift of the outlets", balanced.mix_shift, ""),
        ("Before and after a day", around.before_after, ""),
        ("Permutation test over stories", around.dealt, ""),
        ("Interval of a share of stories", intervals.wilson, "Wilson’s interval: how far off k of n may be."),
        ("Interval of a difference, and of a mean of shares", intervals.weighted, ""),
        ("Interval of a share of sentences", intervals.clustered, ""),
        ("Design effect", intervals.design_effect, ""),
        ("Many tests at once", intervals.benjamini_hochberg, "q by Benjamini and Hochberg: p, corrected for them all."),
        ("Sentences of the Overview", finding_rules, ""),
    ),
    "Groups of passages": (
        ("Passage", passages.passages, ""),
        ("Grouping", grouping.topics, ""),
        ("Part of a story", groups.parts, ""),
        ("The number of groups", stability.choose, ""),
        ("Repeatability", stability.repeats, ""),
        ("Beyond chance", stability.beyond, ""),
    ),
    "Shared wording and copies": (
        ("Shared wording", echoes.find_echoes, "Passages that stand in two stories, aligned word by word."),
        ("One passage in many stories", echo_passages, "Pairs of stories with a passage in common, put together."),
        ("Who shares with whom", echo_sides.sides, ""),
        ("Mostly someone else’s text", echo_stories.mostly_others, "Stories made of earlier ones of other outlets."),
        ("Copies", copies.find_copies, "Stories that copy an earlier one almost wholly, gathered around it."),
        ("Copies counted once", once.counted_once, "Of copies the earliest that the filter keeps stands for all."),
        ("Official phrase", formulas.find_formulas, "A run of some words that many stories use."),
    ),
    "The filter": (
        (
            "What it keeps",
            selection.Selection,
            "It chooses the stories that are counted, and never changes the yardstick.",
        ),
    ),
}
READING = ("Records", record.read_records, "Every record becomes a story, is merged with an equal one, or is dropped.")
# What the reader sees it as, and the constant that the code compares with.
THRESHOLDS: tuple[tuple[str, Any], ...] = (
    ("Intervals hold the true share in this share of draws", intervals.CONFIDENCE),
    ("Under so many stories: k of n only, no interval", intervals.FEW_STORIES),
    ("Under so many stories: each by itself, nothing said about differences", intervals.EACH_BELOW),
    ("Stories that each side of a comparison needs", finding_rules.SIDE),
    ("A difference is told up to this q", finding_rules.HIGHEST_Q),
    ("Stories of a period that an outlet needs to count in a mean of outlets", balanced.LEAST_STORIES),
    ("Outlets that such a mean needs", balanced.LEAST_OUTLETS),
    ("Distance between the outlets’ mixes from which on a shift is told", balanced.LARGEST_SHIFT),
    ("Stories without an outlet shown one by one, up to", shares.MOST_UNNAMED),
    ("Longest gap that a rule may ask for, in words", patterns.LONGEST_GAP),
    ("Refits per number of groups", stability.REFITS),
)


def junk_rules() -> "list[Entry]":
    """One entry per rule that takes a line of a page for junk, in the order in which they are asked.

    Example:
        >>> [entry.head for entry in junk_rules()][:3]
        ['a number alone', 'signs without words', 'an address alone']
    """
    return [explained(reason, rule) for rule, reason, _family in clean.RULES]


def chapter(name: str) -> "tuple[Entry, ...]":
    """The entries of one of `CHAPTERS`.

    Example:
        >>> [entry.head for entry in chapter("The filter")]
        ['What it keeps']
    """
    return tuple(explained(*entry) for entry in CHAPTERS[name])


def explained(head: str, thing: Any, said: str = "") -> "Entry":
    """What the docstring of a function, class or module says, cut into blocks; `said` goes before its first sentence.

    Example:
        >>> entry = explained("Interval", intervals.wilson)
        >>> entry.said
        'The score interval of a share k / n, element by element.'
        >>> entry.path
        'dashboard.analysis.intervals.wilson'
    """
    doc = inspect.cleandoc(thing.__doc__ or "")
    first, _, rest = doc.partition("\n\n")
    path = thing.__name__ if inspect.ismodule(thing) else f"{thing.__module__}.{thing.__qualname__}"
    return Entry(head, said or " ".join(first.split()), tuple(_blocks(rest)), path)


def _blocks(text: str) -> Iterator["Block"]:
    """The parts of a docstring after its first sentence; sections keep their names."""
    section = ""
    lines: list[str] = []
    for line in [*text.splitlines(), None]:
        found = SECTIONS.match(line) if line is not None else None
        if line is None or found:
            yield from _paragraphs(section, lines)
            section, lines = (found.group(1) if found else ""), []
        else:
            lines.append(line.removeprefix(INDENT) if section else line)


def _paragraphs(section: str, lines: Sequence[str]) -> Iterator["Block"]:
    """Blocks of one section: what blank lines set apart, code and bullets told by how they begin."""
    for paragraph in re.split(r"\n\s*\n", "\n".join(lines).strip("\n")):
        part = paragraph.rstrip()
        if not part.strip() or part.strip() == "::":
            continue
        first = part.lstrip().splitlines()[0]
        if first.startswith(">>>"):
            yield Block(section, "run", (inspect.cleandoc(part),))
        elif part.startswith(INDENT):
            yield Block(section, "code", (inspect.cleandoc(part),))
        elif BULLET.match(first):
            yield Block(section, "list", _items(part, BULLET))
        elif section in ("Args", "Attributes", "Raises") or len(NAMED.findall(part)) > 1:
            yield Block(section, "names", _items(part, NAMED))
        elif section == "References":
            yield Block(section, "list", tuple(" ".join(item.split()) for item in re.split(r"(?<=\.)\n", part)))
        else:
            yield Block(section, "text", (" ".join(part.split()),))


def _items(part: str, start: re.Pattern[str]) -> tuple[str, ...]:
    """Lines joined to items; an item begins where the pattern matches, at the left edge."""
    items: list[str] = []
    for line in part.splitlines():
        if start.match(line) or not items:
            items.append(BULLET.sub("", line).strip())
        else:
            items[-1] += f" {line.strip()}"
    return tuple(items)


@dataclass(frozen=True)
class Block:
    """A piece of a docstring.

    Attributes:
        section: Example, References …; empty before them.
        kind: text; list; names (each item `name: text`); code (formulas, tables); run (what Python is told, and says).
        items: One text, or one per item of a list.
    """

    section: str
    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One explained thing: its heading, its first sentence, the rest, and where it lives in the code."""

    head: str
    said: str
    blocks: tuple[Block, ...]
    path: str
