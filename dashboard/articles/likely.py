"""The page's own story by the line model: its likely lines, run by run, and why a line among them is none."""

from collections.abc import Collection, Mapping, Sequence

from dashboard.articles.clean import Page
from dashboard.articles.lines import Line, is_sentence, line_words
from dashboard.articles.split import KIN, LEAST_STORY, Stretch, shared

# A line is taken for the story's from this chance on; tried from 0.3 to 0.5 on pages of other sites.
LEAST = 0.4
# Shorter pages hold little but their story: the rules see all there is to see.
LEAST_LINES = 20
# An extraction is completed where the run of prose that it ends in holds so many times its words.
FAR_MORE = 1.5
# A headline that starts another story stands twice or so; what comes more often heads tables.
MOST_HEADINGS = 3


def likely_lines(chances: Mapping[int, float], junk: Mapping[int, str]) -> frozenset[int]:
    """Places that the model takes for the story's and no rule calls junk; none on a page of a few lines.

    Example:
        >>> chances = dict.fromkeys(range(30), 0.1) | {7: 0.9, 8: 0.9}
        >>> sorted(likely_lines(chances, {8: "promotion"})), likely_lines({0: 0.9}, {})
        ([7], frozenset())
    """
    if len(chances) < LEAST_LINES:
        return frozenset()
    return frozenset(place for place, chance in chances.items() if chance >= LEAST and place not in junk)


def likely_stretches(
    page: Page, likely: Collection[int], junk: Mapping[int, str], cuts: Collection[int]
) -> tuple[Stretch, ...]:
    """From the first to the last likely line of every section between headlines of other stories.

    Nothing at all where the likely lines are too few to be a story: then the rules decide alone.
    """
    ends = sorted(cut for cut in cuts if cut not in junk and _ends_story(page, likely, cut))
    found: list[Stretch] = []
    for first, last in zip([0, *ends], [*ends, len(page.lines)], strict=True):
        places = [place for place in range(first, last) if place in likely]
        if places:
            found.append(Stretch(places[0], places[-1], sum(page.lines[place].n_words for place in places)))
    return tuple(found) if sum(stretch.n_words for stretch in found) >= LEAST_STORY else ()


def cut_short(page: Page, junk: Mapping[int, str], told: Collection[Stretch]) -> frozenset[int]:
    """The prose below an extraction that broke off inside a run of prose: when the run holds far more."""
    last = max(page.kept, default=-1)
    n_words = sum(page.lines[place].n_words for place in page.kept)
    runs = [run for run in told if run.first <= last <= run.last and run.n_words >= FAR_MORE * n_words]
    return frozenset(
        place for run in runs for place in range(last + 1, run.last + 1)
        if place not in junk and (page.lines[place].prose or is_sentence(page.lines[place]))
    )  # fmt: skip


def _ends_story(page: Page, likely: Collection[int], cut: int) -> bool:
    """A headline that stands up to three times does; the page's own, come back, if other matter follows."""
    line = page.lines[cut]
    if page.seen[line.key] <= MOST_HEADINGS:
        return True
    if page.first[line.key] >= min(likely, default=0):
        return False
    mine, places = line_words(line), sorted(likely)
    above, below = [place for place in places if place < cut][-6:], [place for place in places if place > cut][:6]
    return shared(mine, _words(page, above)) >= KIN > shared(mine, _words(page, below))


def _words(page: Page, places: Sequence[int]) -> frozenset[str]:
    return frozenset().union(*(line_words(page.lines[place]) for place in places))


def unlike(line: Line) -> str:
    """Why a line between two lines of the story is not taken for a part of it."""
    if line.bullet and not line.closed:
        return "inside the story, but an item of a list of links"
    if line.n_words <= 3:
        return "inside the story, but a label or a button"
    if not line.closed:
        return "inside the story, but no sentence: a link, a caption or a label"
    return "inside the story, but set apart from its text: a caption or a note"
