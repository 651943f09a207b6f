"""How a number was counted, in a sentence under each picture and in a page of text for a paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.analysis.method import CHAPTERS, chapter
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection, line
from dashboard.export.provenance import citation

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


def method_text(selection: Selection, *, n: str, snapshot_id: str, made: Mapping[str, Any]) -> Sequence[str]:
    """Paragraphs for the methods section of a paper, put together from what the code says of itself.

    Args:
        selection: The filter.
        n: How many stories it keeps, in words.
        snapshot_id: The data version.
        made: Its manifest.
    """
    told = [" ".join(f"{entry.head}: {entry.said}" for entry in chapter(name)) for name in CHAPTERS]
    data = (
        f"The coverage was read with Refrain from {made['n_files']:,} files. Filter: {line(selection)}; it keeps {n}. "
        "A story is one cleaned article; copies of pages, menus and promotion are set aside, with a reason for each."
    )
    themes = "Themes are found by written rules, listed in the codebook (tables/themes.csv and the page Method)."
    return (data, *told, themes, citation(snapshot_id, made))
