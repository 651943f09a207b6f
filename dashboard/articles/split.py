"""Where the stories of a page are: stretches of prose, cut where a headline comes back or a sign-off stands."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dashboard.articles.clean import COMMENTS_HEADING, COSTLY, END_NOTE, END_RULES, Page, is_heading
from dashboard.articles.lines import Line, is_sentence, line_words

# Costs and gains in words. A stretch may run over a few short lines, not over a menu of them.
MOST = 120
SHORT_COST = 4
BULLET_COST = 6
JUNK_COST = 5
LEAST_STORY = 40
LEAST_STUB = 12
LEAST_ENDED = 60
# Under this share of a headline's words in what follows, the headline belongs to something else.
KIN = 0.3
RIVAL = 0.5
# A headline is of another subject if its text uses so many of its words, and the text above it so few of both.
OWN, STRANGE = 0.5, 0.15
HEADED = 0.3


@dataclass(frozen=True)
class Stretch:
    """Places of the first and last line of a run of prose (both included), and its words of prose."""

    first: int
    last: int
    n_words: int


def is_twin(page: Page, place: int) -> bool:
    """A headline-like line that stands twice in a row, with at most a label between (blank lines aside)."""
    line = page.lines[place]
    if (
        line.n_words < 4
        or page.seen[line.key] < 2
        or not is_heading(page, line)
        or line.key not in neighbours(page, place)
    ):
        return False
    return not line.prose or not line.closed


def is_repeated_heading(page: Page, place: int) -> bool:
    """A headline-like line that stands on the page more than once; a long one only right beside its twin."""
    line = page.lines[place]
    if line.n_words < 4 or page.seen[line.key] < 2 or not is_heading(page, line):
        return False
    return not line.prose or is_twin(page, place)


def neighbours(page: Page, place: int) -> set[str]:
    """Keys of the nearest filled line above and below, and of the next one where that is only a label."""
    found: set[str] = set()
    for side in (reversed(page.lines[max(0, place - 8) : place]), page.lines[place + 1 : place + 9]):
        for _, line in zip(range(2), (line for line in side if not line.is_blank), strict=False):
            found.add(line.key)
            if line.prose:
                break
    return found


def breaks(page: Page, junk: Mapping[int, str], dated: Collection[int] = ()) -> frozenset[int]:
    """Places where a story cannot go on: headlines of something else, copyright and source notes, comments.

    `dated` are the places of stamps and dated bylines.
    """
    found: set[int] = set()
    top: set[str] = set()
    prose_seen, words = False, 0
    for place in page.filled:
        line = page.lines[place]
        if prose_seen and (_ends(junk[place], words) if place in junk else _opens_another(page, place, dated, top)):
            found.add(place)
        if not prose_seen:
            top.add(line.key)
        words += line.n_words if line.prose and place not in junk else 0
        prose_seen = prose_seen or (place not in junk and line.prose and not is_twin(page, place))
    return frozenset(found)


def _ends(reason: str, words: int) -> bool:
    """Whether a junk line ends a story; a source named after its first paragraph does not."""
    return reason in END_RULES and (reason != END_NOTE or words >= LEAST_ENDED)


def stretches(page: Page, junk: Mapping[int, str], cuts: Collection[int]) -> tuple[Stretch, ...]:
    """All runs of prose of a page, in order; none crosses a cut.

    Every line is worth its words if it is prose, and costs a little if it is not; a run is a
    stretch that cannot be made worth more by growing or shrinking (Ruzzo and Tompa 1999, all
    maximal scoring subsequences).
    """
    found: list[Stretch] = []
    section: list[tuple[int, int]] = []
    for place in page.filled:
        line = page.lines[place]
        if place in cuts:
            found.extend(_best(section))
            section = []
        section.append((place, -SHORT_COST if is_twin(page, place) else _worth(line, junk.get(place, ""))))
    found.extend(_best(section))
    return tuple(found)


def above_comments(found: Sequence[Stretch], junk: Mapping[int, str]) -> tuple[Stretch, ...]:
    """The runs that are not readers' comments: all above the first heading of comments that has a run above it."""
    if not found:
        return ()
    places = [place for place, reason in junk.items() if reason == COMMENTS_HEADING and place > found[0].last]
    return tuple(stretch for stretch in found if stretch.first < min(places, default=stretch.first + 1))


def _opens_another(page: Page, place: int, dated: Collection[int], top: Collection[str]) -> bool:
    """Whether a line below prose begins something else.

    It does if it is a twin headline, a headline with a stamp, or the page's own headline come back
    above lines that have little to do with it.
    """
    line = page.lines[place]
    if is_twin(page, place):
        return True
    if line.n_words < 4 or line.bullet or not is_heading(page, line):
        return False
    if place not in dated and not is_sentence(line) and next_filled(page, place) in dated:
        return True
    if _of_another_subject(page, place):
        return True
    if line.key not in top or page.seen[line.key] < 2 or (line.closed and line.text.endswith((".", "。"))):
        return False
    return (
        shared(line_words(line), _prose(page, range(place - 1, -1, -1)))
        >= KIN
        > shared(line_words(line), _prose(page, range(place, place + 40)))
    )


def _of_another_subject(page: Page, place: int) -> bool:
    """A headline above a text that uses its words, where neither shares words with the text above: no subheading."""
    below = next_filled(page, place)
    if page.lines[place].closed or below is None or not page.lines[below].prose:
        return False
    text, above = _prose(page, range(place + 1, place + 20)), _prose(page, range(place - 1, -1, -1))
    headline = line_words(page.lines[place])
    return shared(headline, text) >= OWN and shared(headline, above) <= STRANGE and shared(text, above) <= STRANGE


def next_filled(page: Page, place: int) -> int | None:
    """Place of the next line that is not blank."""
    at = bisect_right(page.filled, place)
    return page.filled[at] if at < len(page.filled) else None


def _prose(page: Page, places: range) -> frozenset[str]:
    """The words of the nearest six lines of prose among some lines."""
    lines = (page.lines[place] for place in places if place < len(page.lines))
    return frozenset().union(*islice((line.words for line in lines if line.prose), 6))


def _worth(line: Line, junk: str) -> int:
    if junk:
        return -COSTLY.get(junk, JUNK_COST)
    if line.prose:
        return min(line.n_words, MOST)
    if is_sentence(line):
        return line.n_words
    return -(BULLET_COST if line.bullet else SHORT_COST)


def _best(section: Sequence[tuple[int, int]]) -> list[Stretch]:
    """All maximal scoring runs of a section (Ruzzo and Tompa 1999, linear time)."""
    # First index, last index, total before, total after, and the nearest earlier run with less before it.
    runs: list[tuple[int, int, int, int, int]] = []
    total = 0
    for index, (_, worth) in enumerate(section):
        before, total = total, total + worth
        if worth <= 0:
            continue
        first, at = index, len(runs) - 1
        while True:
            while at >= 0 and runs[at][2] >= before:
                at = runs[at][4]
            if at < 0 or runs[at][3] >= total:
                runs.append((first, index, before, total, at))
                break
            first, _, before, _, below = runs[at]
            del runs[at:]
            at = below
    return [
        Stretch(section[first][0], section[last][0], sum(worth for _, worth in section[first : last + 1] if worth > 0))
        for first, last, *_ in runs
    ]


def shared(mine: frozenset[str], others: frozenset[str]) -> float:
    """How much of the content words of a text another text uses (0 to 1)."""
    return len(mine & others) / len(mine) if mine else 0.0


def main_stretch(found: Sequence[Stretch], headed: Mapping[int, float]) -> Stretch | None:
    """The page's own story: the first stretch under a headline that holds half the prose of the longest.

    `headed` says how sure it is that a headline stands above a stretch (its place → 0 to 1). A
    stretch with half of the longest one's words wins when it comes first under a headline;
    otherwise the longest wins.
    """
    if not found:
        return None
    longest = max(found, key=lambda stretch: stretch.n_words)
    rivals = [s for s in found if s.n_words >= RIVAL * longest.n_words and headed.get(s.first, 0) >= HEADED]
    return rivals[0] if rivals else longest
