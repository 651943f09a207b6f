"""Rules at work on a corpus: every candidate, then who wins where several rules meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dashboard.analysis.matching import Program, Spans, Stream, compile_patterns, find
from dashboard.analysis.patterns import Pattern, Word, parse, variants
from dashboard.analysis.rarest import holding
from dashboard.analysis.titles import Titles, read_titles
from dashboard.compiled import compiled
from dashboard.corpus.corpus import Corpus, Shard
from dashboard.corpus.vocabulary import Vocabulary, bare
from dashboard.settings import Theme

EXCLUSION, STRICT, BROAD = 0, 1, 2  # what a rule is for; a lower number settles first


def rule_book(themes: Sequence[Theme]) -> "RuleBook":
    """Read the rules and exclusions of themes.

    Raises:
        SettingsError: a rule is not in the rule language.

    Example:
        >>> from dashboard.settings import Rule
        >>> theme = Theme("t", "T", "", ("en",), (Rule("oil deal"), Rule("oil*", broad=True)), ("oil painting",))
        >>> rule_book([theme]).kind.tolist()
        [1, 2, 0]
    """
    return _book(tuple(themes))


@lru_cache(maxsize=2)
def _book(themes: tuple[Theme, ...]) -> "RuleBook":
    lines = [
        (place, kind, text, f"data/themes.toml: theme {theme.slug!r}: {name}")
        for place, theme in enumerate(themes)
        for kind, name, text in _lines(theme)
    ]
    ranks = {text: place for place, text in enumerate(sorted({text for _, _, text, _ in lines}))}
    return RuleBook(
        texts=tuple(text for _, _, text, _ in lines),
        patterns=tuple(parse(text, where=where) for _, _, text, where in lines),
        group=np.array([place for place, *_ in lines], np.int32),
        kind=np.array([kind for _, kind, *_ in lines], np.int32),
        rank=np.array([ranks[text] for _, _, text, _ in lines], np.int32),
    )


def _lines(theme: Theme) -> list[tuple[int, str, str]]:
    rules = [(BROAD, "broad rule", rule.text) if rule.broad else (STRICT, "rule", rule.text) for rule in theme.rules]
    return rules + [(EXCLUSION, "exclusion", text) for text in theme.exclusions]


def body_hits(corpus: Corpus, book: "RuleBook") -> Iterator[tuple[Shard, Spans]]:
    """The matches that stay, shard by shard; sentences and tokens are counted in the shard."""
    program = _program(book, corpus.vocabulary)
    for shard in corpus.shards:
        yield shard, settle(find(program, shard_stream(corpus, shard)), book)


@lru_cache(maxsize=1)
def _program(book: "RuleBook", vocabulary: Vocabulary) -> Program:
    """The rules compiled for a vocabulary; kept, as a build asks for some stories after the others."""
    return compile_patterns(book.patterns, vocabulary)


def shard_stream(corpus: Corpus, shard: Shard) -> Stream:
    """The bodies of a shard, for the matcher."""

    def places(low: int, high: int) -> np.ndarray:
        return shard.posting_tokens[shard.posting_offsets[low] : shard.posting_offsets[high]]

    def written(tokens: np.ndarray) -> list[str]:
        stories = np.searchsorted(shard.article_tokens, tokens, side="right") - 1
        wanted = np.unique(stories)
        bodies = dict(zip(wanted.tolist(), corpus.bodies((shard.first + wanted).tolist()), strict=True))
        spans = zip(stories.tolist(), shard.start[tokens].tolist(), shard.end[tokens].tolist(), strict=True)
        return [bodies[story][first:last] for story, first, last in spans]

    return Stream(shard.term, shard.sentence_tokens, places, written)


def title_spans(corpus: Corpus, book: "RuleBook") -> tuple[Spans, Titles]:
    """The matches that stay in the titles of a corpus, each title one sentence."""
    titles = read_titles(corpus)
    return settle(find(compile_patterns(book.patterns, bare(titles.tokens.vocabulary)), titles.stream), book), titles


def matching_rows(corpus: Corpus, query: str) -> np.ndarray:
    """Which stories hold a rule in their body or their title, as booleans over `corpus.articles`.

    Raises:
        SettingsError: the query is not in the rule language.
    """
    pattern = parse(query, where="The search")
    mask = np.zeros(len(corpus.articles), bool)
    program = compile_patterns([pattern], corpus.vocabulary)
    for shard in corpus.shards:
        mask[shard.rows] = holding(program, shard_stream(corpus, shard), shard.article_tokens)
    titles = read_titles(corpus)
    program = compile_patterns([pattern], bare(titles.tokens.vocabulary))
    mask[titles.rows[holding(program, titles.stream, titles.tokens.offsets)]] = True
    return mask


def holds_theme_words(query: str, theme: Theme) -> bool:
    """Whether a query asks for words of a theme: then the theme's share under it says nothing and is withheld.

    True when one of the theme's rules, broad ones included, fits words of the query side by side; a
    star in either fits whatever begins so.

    Raises:
        SettingsError: the query is not in the rule language.

    Example:
        >>> from dashboard.settings import Rule
        >>> theme = Theme("t", "T", "", ("en",), (Rule("world order"), Rule("multipolar*")))
        >>> holds_theme_words("new world order", theme), holds_theme_words("world", theme)
        (True, False)
        >>> holds_theme_words("multi*", theme)
        True
    """
    asked = [[slot.words for slot in way] for way in variants(parse(query, where="The search"))]
    rules = [way for rule in theme.rules for way in variants(parse(rule.text))]
    return any(_follows(way, words[first:]) for way in rules for words in asked for first in range(len(words)))


def _follows(way: Sequence, words: Sequence[Sequence[Word]]) -> bool:
    """Whether the slots of a rule can be filled, in order and within their gaps, from words asked for."""
    if not way:
        return True
    return any(
        place < len(words)
        and any(_alike(ours, asked) for ours in way[0].words for asked in words[place])
        and _follows(way[1:], words[place + 1 :])
        for place in range(way[0].gap + 1)
    )


def _alike(ours: Word, asked: Word) -> bool:
    if ours.prefix and asked.text.startswith(ours.text):
        return True
    return asked.text == ours.text or (asked.prefix and ours.text.startswith(asked.text))


def settle(spans: Spans, book: "RuleBook") -> Spans:
    """Choose between overlapping matches of one theme: the longest wins.

    An exclusion takes out every match that touches its words, unless the match holds the whole
    exclusion and more: then the wider wording was meant. Matches of strict rules settle before
    those of broad rules; among equally long ones the earlier wins, then the rule that comes first A to Z.

    Returns:
        The matches that stay, without exclusions, theme by theme in token order.
    """
    of = spans.pattern
    length = spans.end - spans.start
    group, kind = book.group[of], book.kind[of]
    ordered = spans.take(np.lexsort((book.rank[of], spans.start, -length, kind, spans.sentence, group)))
    group, kind = book.group[ordered.pattern], book.kind[ordered.pattern]
    kept = ordered.take(np.flatnonzero(_settle(ordered.sentence, ordered.start, ordered.end, group, kind)))
    return kept.take(np.lexsort((kept.start, book.group[kept.pattern])))


@compiled
def _settle(
    sentence: np.ndarray, start: np.ndarray, end: np.ndarray, group: np.ndarray, kind: np.ndarray
) -> np.ndarray:
    """Walk candidates best first inside each (group, sentence); keep those that nothing better touches."""
    keep = np.zeros(len(start), np.bool_)
    first = 0
    for place in range(len(start)):
        if group[place] != group[first] or sentence[place] != sentence[first]:
            first = place
        if kind[place] == 0:
            continue
        free = True
        for other in range(first, place):
            if start[other] < end[place] and start[place] < end[other]:
                if kind[other] == 0:
                    inside = start[place] <= start[other] and end[other] <= end[place]
                    free = inside and end[place] - start[place] > end[other] - start[other]
                else:
                    free = not keep[other]
            if not free:
                break
        keep[place] = free
    return keep


@dataclass(frozen=True, eq=False)
class RuleBook:
    """The rules of several themes in one row.

    Attributes:
        texts: The rules, broad rules and exclusions as written.
        patterns: The same, read.
        group: Per pattern, the place of its theme.
        kind: Per pattern, EXCLUSION, STRICT or BROAD.
        rank: Per pattern, the place of its text A to Z.
    """

    texts: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    group: np.ndarray
    kind: np.ndarray
    rank: np.ndarray
