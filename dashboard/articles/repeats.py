"""Lines that stand on a page again: captions, headlines in galleries, doubled paragraphs, lone links."""

from dashboard.articles.clean import Page, filled_between
from dashboard.articles.lines import is_sentence
from dashboard.articles.split import neighbours
from dashboard.articles.survey import Survey


def repeat(seen: Survey, place: int) -> str:
    """Lines that stand on the page again: captions, headlines in galleries, doubled paragraphs."""
    line = seen.page.lines[place]
    times = seen.page.seen[line.key]
    if times < 2 or line.n_words < 2 or (is_sentence(line) and not line.prose):
        return ""
    said = "same line twice" if times == 2 else f"same line {_number(times)} times"
    if seen.headline and line.key == seen.page.lines[seen.headline.place].key:
        return f"the headline again: {said}"
    first = seen.page.first[line.key]
    if line.prose:
        return f"repeats line {first + 1}" if first < place and line.n_words >= 8 else ""
    return said if line.n_words >= 4 or times > 2 else ""


def repeat_inside(seen: Survey, place: int) -> str:
    """Inside a story a heading may come back; only the page's headline, twins and doubled paragraphs are junk."""
    line = seen.page.lines[place]
    if line.prose and seen.page.first[line.key] < seen.main.first:
        return ""  # its twin lies outside the story: this one is the story's
    own = seen.headline is not None and line.key == seen.page.lines[seen.headline.place].key
    return repeat(seen, place) if own or line.prose or line.key in neighbours(seen.page, place) else ""


def lone_link(page: Page, place: int) -> str:
    """One bulleted headline between two paragraphs leads to another story; a list has more than one."""
    line = page.lines[place]
    if not line.bullet or is_sentence(line) or line.prose:
        return ""
    beside = (*filled_between(page, 0, place)[-1:], *filled_between(page, place + 1, len(page.lines))[:1])
    alone = len(beside) == 2 and not any(page.lines[other].bullet for other in beside)
    return "one link between two paragraphs" if alone else ""


def _number(times: int) -> str:
    words = "three four five six seven eight nine ten eleven twelve".split()
    return words[times - 3] if times - 3 < len(words) else f"{times:,}"
