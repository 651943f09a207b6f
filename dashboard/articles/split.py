"""Where the stories of a page are: stretches of prose, cut where a headline comes back or a sign-off stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.articles.clean import COSTLY, END_RULES, Page, is_heading
from dashboard.articles.lines import CLOSED, Line, is_prose, is_sentence

# Costs and gains in words. A stretch may run over a few short lines, not over a menu of them.
MOST = 120
SHORT_COST = 4
BULLET_COST = 6
JUNK_COST = 5
LEAST_STORY = 40
LEAST_STUB = 12
RIVAL = 0.35


@dataclass(frozen=True)
class Stretch:
    """Places of the first and last line of a run of prose (both included), and its words of prose."""

    first: int
    last: int
    n_words: int


def is_repeated_heading(page: Page, place: int) -> bool:
    """A headline-like line that stands on the page more than once; a long one only right beside its twin."""
    line = page.lines[place]
    if line.n_words < 4 or page.seen[line.key] < 2 or not is_heading(page, line):
        return False
    return not is_prose(line) or not CLOSED.search(line.text[-80:]) and line.key in _neighbours(page, place)


def _neighbours(page: Page, place: int) -> set[str]:
    """Keys of the nearest filled lines above and below."""
    found: set[str] = set()
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(page.lines) and page.lines[other].is_blank:
            other += step
        if 0 <= other < len(page.lines):
            found.add(page.lines[other].key)
    return found


def stretches(page: Page, junk: Mapping[int, str]) -> tuple[Stretch, ...]:
    """All runs of prose of a page, in order.

    Every line is worth its words if it is prose, and costs a little if it is not; a run is a
    stretch that cannot be made worth more by growing or shrinking (Ruzzo and Tompa 1999, all
    maximal scoring subsequences). Runs never cross a headline that stands on the page twice, nor
    a copyright or source note.
    """
    found: list[Stretch] = []
    section: list[tuple[int, int]] = []
    prose_seen = False
    for place, line in enumerate(page.lines):
        if line.is_blank:
            continue
        heads = is_repeated_heading(page, place)
        if prose_seen and (heads or junk.get(place) in END_RULES):
            found.extend(_best(section))
            section, prose_seen = [], False
        worth = -SHORT_COST if heads else _worth(line, junk.get(place, ""))
        prose_seen = prose_seen or worth > 0 and is_prose(line)
        section.append((place, worth))
    found.extend(_best(section))
    return tuple(found)


def _worth(line: Line, junk: str) -> int:
    if junk:
        return -COSTLY.get(junk, JUNK_COST)
    if is_prose(line):
        return min(line.n_words, MOST)
    if is_sentence(line):
        return line.n_words
    return -(BULLET_COST if line.bullet else SHORT_COST)


def _best(section: Sequence[tuple[int, int]]) -> list[Stretch]:
    """All maximal scoring runs of a section (Ruzzo and Tompa 1999, linear time)."""
    runs: list[tuple[int, int, int, int]] = []  # first index, last index, total before, total after
    total = 0
    for index, (_, worth) in enumerate(section):
        before, total = total, total + worth
        if worth <= 0:
            continue
        run = (index, index, before, total)
        while True:
            at = next((k for k in range(len(runs) - 1, -1, -1) if runs[k][2] < run[2]), None)
            if at is None or runs[at][3] >= run[3]:
                runs.append(run)
                break
            run = (runs[at][0], run[1], runs[at][2], run[3])
            runs = runs[:at]
    return [
        Stretch(section[first][0], section[last][0], sum(worth for _, worth in section[first : last + 1] if worth > 0))
        for first, last, _, _ in runs
    ]


def main_stretch(found: Sequence[Stretch], headed: Mapping[int, float]) -> Stretch | None:
    """The page's own story: the first stretch under a headline that holds a fair part of the prose.

    `headed` says how sure it is that a headline stands above a stretch (its place → 0 to 1). A
    stretch with a third of the longest one's words wins when it comes first under a headline;
    otherwise the longest wins.
    """
    if not found:
        return None
    longest = max(found, key=lambda stretch: stretch.n_words)
    rivals = [s for s in found if s.n_words >= RIVAL * longest.n_words and headed.get(s.first, 0) >= 0.5]
    return rivals[0] if rivals else longest
