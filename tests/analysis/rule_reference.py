"""What a rule finds, in plain Python: slow, readable, and the definition that the compiled matcher is held to."""

from collections.abc import Iterator, Sequence

from dashboard.analysis.patterns import Pattern, Word, surface
from dashboard.corpus.tokens import tokenise

Span = tuple[int, int]


def tokens_of(sentence: str) -> list[tuple[str, str]]:
    """The tokens of a sentence: term, and letters as written."""
    found = tokenise([sentence])
    spans = zip(found.start, found.end, strict=True)
    return [(found.vocabulary[term], sentence[a:b]) for term, (a, b) in zip(found.term, spans, strict=True)]


def fits(word: Word, token: tuple[str, str]) -> bool:
    """Whether one word of a rule fits one token."""
    term, written = token
    if word.exact:
        return surface(written) == word.exact
    return term.startswith(word.text) if word.prefix else term == word.text


def ends(pattern: Pattern, tokens: Sequence[tuple[str, str]], start: int) -> set[int]:
    """Every place, one past its last token, where a match that begins at `start` can end."""
    reached = {start}
    for number, element in enumerate(pattern.elements):
        begins = {place + skipped for place in reached for skipped in range(element.gap + 1)}
        begins &= {start} if number == 0 else begins
        reached = {
            begin + len(choice)
            for begin in begins
            for choice in element.choices
            if begin + len(choice) <= len(tokens)
            and all(fits(word, tokens[begin + place]) for place, word in enumerate(choice))
        }
    return reached


def candidates(pattern: Pattern, tokens: Sequence[tuple[str, str]]) -> Iterator[Span]:
    """Every way in which a rule stands in a sentence."""
    return ((start, end) for start in range(len(tokens)) for end in sorted(ends(pattern, tokens, start)))


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a token."""
    return one[0] < other[1] and other[0] < one[1]


def taken_out(span: Span, exclusion: Span) -> bool:
    """Whether an exclusion takes a match out: they touch, and the match is not the exclusion and more."""
    holds_more = span[0] <= exclusion[0] and exclusion[1] <= span[1] and span != exclusion
    return overlap(span, exclusion) and not holds_more


def settled(rules: Sequence[Pattern], exclusions: Sequence[Pattern], sentence: str) -> list[tuple[Span, str]]:
    """The matches of a theme's rules that stay: the longest first, then the earliest, then A to Z."""
    tokens = tokens_of(sentence)
    out = [span for pattern in exclusions for span in candidates(pattern, tokens)]
    found = [(span, pattern.text) for pattern in rules for span in candidates(pattern, tokens)]
    found = [(span, text) for span, text in found if not any(taken_out(span, exclusion) for exclusion in out)]
    kept: list[tuple[Span, str]] = []
    for span, text in sorted(found, key=lambda hit: (hit[0][0] - hit[0][1], hit[0][0], hit[1])):
        if not any(overlap(span, other) for other, _ in kept):
            kept.append((span, text))
    return sorted(kept)
