"""How a number was counted, in a sentence under each picture and in a page of text for a paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.analysis.method import chapter
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection, line
from dashboard.analysis.topic_fit import said_of
from dashboard.export.provenance import SOFTWARE, citation, files
from dashboard.settings import Theme

INTERVAL = "Intervals: 95%, read as if these stories were a random draw from similar coverage."
STORIES = "Stories are counted by the day and the outlet that their page or record gives."
OTHERS = "Counted from the cleaned text of every file; the page Method of Refrain says how."


def counted(pick: Pick | None) -> str:
    """How a chart's marks were counted, from the first of them.

    Example:
        >>> counted(Pick("sentences", theme="trade"))
        'A sentence carries a theme when at least one of its rules matches; a share of one story is a full count.'
    """
    if pick is None:
        return OTHERS
    said = _unit(pick)
    return f"{said} Broad rules count too." if pick.broad else said


def _unit(pick: Pick) -> str:
    if pick.unit == "passages":
        return "Passages are grouped by the words they share; each is in one group or in none."
    if pick.term:
        forms = ", all forms of the word" if pick.family else ""
        return f"Occurrences in the text of the stories, headlines left out{forms}."
    if pick.rule:
        return "Sentences in which a rule of the theme matches, each counted once for each rule."
    if pick.also:
        return "Sentences in which rules of both themes match."
    if pick.theme and pick.unit == "articles":
        takes_up = "takes up a theme with two sentences that its rules match, or in its headline"
        mentions = "mentions a theme when a rule matches in at least one of its sentences"
        return f"A story {takes_up if pick.measure == 'takes_up' else mentions}. {INTERVAL}"
    if pick.theme:
        return (
            "A sentence carries a theme when at least one of its rules matches; a share of one story is a full count."
        )
    return STORIES if pick.unit == "articles" else OTHERS


# What a methods section needs, out of all that the page Method explains: heading → entries of a chapter.
PASTED = {
    "Counting.": ("Words and sentences", ("Word", "Sentence")),
    "Themes.": (
        "Themes",
        ("A sentence on a theme", "Mentions, and takes up", "Where several rules match"),
    ),
    "Shares.": (
        "Shares and how sure they are",
        (
            "Share of stories",
            "Interval of a share of stories",
            "Interval of a share of sentences",
            "Many tests at once",
        ),
    ),
    "Phrases.": (
        "Weights and distinctive phrases",
        ("tf and tf-idf", "Distinctive phrase of a story", "Distinctive phrase of an outlet"),
    ),
    "Groups of passages.": ("Groups of passages", ("Passage", "Grouping", "Repeatability", "Beyond chance")),
    "Filter.": ("The filter", ("What it keeps",)),
}


def method_text(selection: Selection, *, n: str, snapshot_id: str, made: Mapping[str, Any]) -> Sequence[str]:
    """Paragraphs for the methods section of a paper, put together from what the code says of itself.

    Args:
        selection: The filter.
        n: How many stories it keeps, in words.
        snapshot_id: The data version.
        made: Its manifest.
    """
    data = (
        f"Data. Read with {SOFTWARE}: {files(made)}. Filter: {line(selection)}; it keeps {n}. A story "
        "is one cleaned article; other stories on the page, menus and promotion are set aside, each with its reason."
    )
    rules = "The rules of every theme are in the codebook (the page Method; codebook.md where everything is exported)."
    after = {"Themes": rules, "Groups of passages": said_of(made.get("topics", {}))}
    told = [
        " ".join([head, _said(name, heads), *filter(None, [after.get(name)])]) for head, (name, heads) in PASTED.items()
    ]
    return (data, *told, citation(snapshot_id, made))


def _said(name: str, heads: Sequence[str]) -> str:
    """The entries of a chapter in one paragraph; a head goes before what does not begin with it."""
    entries = [entry for entry in chapter(name) if entry.head in heads]
    return " ".join(entry.said if len(heads) == 1 else f"{entry.head}: {entry.said}" for entry in entries)


def codebook(themes: Sequence[Theme]) -> str:
    """Every theme as Markdown: definition, rules as they are written, exclusions."""
    parts = []
    for theme in themes:
        rules = [f"- `{rule.text}`{' (broad: off unless switched on)' if rule.broad else ''}" for rule in theme.rules]
        rules += [f"- not `{text}`" for text in theme.exclusions]
        parts.append(f"## {theme.label} (`{theme.slug}`)\n\n{theme.definition}\n\n" + "\n".join(rules))
    return "# Codebook\n\n" + "\n\n".join(parts) + "\n"
