"""A query by postings: the same stories as a scan of every sentence."""

import numpy as np
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from dashboard.analysis import rarest
from dashboard.analysis.matching import Stream, compile_patterns, find
from dashboard.analysis.patterns import parse
from dashboard.corpus.postings import postings
from dashboard.corpus.tokens import tokenise
from dashboard.corpus.vocabulary import bare
from tests.analysis.test_rules import RULE, SENTENCE


def stream_of(sentences):
    """A stream with its vocabulary."""
    tokens = tokenise(sentences)
    offsets, places = postings(tokens.term, len(tokens.vocabulary))
    of = np.repeat(np.arange(len(sentences)), np.diff(tokens.offsets))
    spans = list(zip(of.tolist(), tokens.start.tolist(), tokens.end.tolist(), strict=True))
    letters = [sentences[number][start:end] for number, start, end in spans]
    stream = Stream(
        tokens.term,
        tokens.offsets,
        lambda low, high: places[offsets[low] : offsets[high]],
        lambda wanted: [letters[place] for place in wanted],
    )
    return stream, bare(tokens.vocabulary)


def rows(found):
    """Matches as rows."""
    return np.array([found.pattern, found.sentence, found.start, found.end]).T.tolist()


@given(st.lists(RULE, min_size=1, max_size=3), st.lists(SENTENCE, min_size=1, max_size=5))
@effort(max_examples=150)
def test_by_postings_as_by_a_scan(rules, sentences):
    """Any rules, any sentences: looking into the candidates alone finds every match of the scan, in its order."""
    stream, vocabulary = stream_of(sentences)
    program = compile_patterns([parse(rule) for rule in rules], vocabulary)
    usual, rarest.COMMON = rarest.COMMON, 0
    some = rarest.candidates(program, stream)
    rarest.COMMON = usual

    assert rows(find(program, stream, some)) == rows(find(program, stream))


@given(st.lists(RULE, min_size=1, max_size=3), st.lists(SENTENCE, min_size=1, max_size=5))
@effort(max_examples=100)
def test_stories_with_a_match_as_by_a_scan(rules, sentences):
    """Any rules, any sentences, each a story: those that the scan finds a match in."""
    stream, vocabulary = stream_of(sentences)
    program = compile_patterns([parse(rule) for rule in rules], vocabulary)

    held = rarest.holding(program, stream, stream.sentence_tokens)

    assert np.flatnonzero(held).tolist() == sorted(set(find(program, stream).sentence.tolist()))


def test_a_word_of_many_places_marks_its_stories():
    """`deal` stands 40 times in the first of three stories, once in the last."""
    stream, vocabulary = stream_of(["a deal " * 40, "a", "deal"])

    held = rarest.holding(compile_patterns([parse("deal")], vocabulary), stream, stream.sentence_tokens)

    assert held.tolist() == [True, False, True]


def test_only_sentences_with_the_rarest_word_are_looked_at():
    """`oil` stands in the second of three sentences, `deal` in all of them; a gap between them changes nothing."""
    stream, vocabulary = stream_of(["a deal " * 40, "oil deal", "a deal"])
    for rule in ("oil deal", "deal ~3 oil"):
        assert rarest.candidates(compile_patterns([parse(rule)], vocabulary), stream).tolist() == [1]


def test_of_a_phrase_only_sentences_with_its_words_side_by_side():
    """`oil` stands in three sentences, with `deal` behind it in the third; what a gap parts from it may be anywhere."""
    stream, vocabulary = stream_of(["a deal " * 60, "oil a deal", "deal oil", "the oil deal"])
    program = [compile_patterns([parse(rule)], vocabulary) for rule in ("oil deal", "the [oil|x] deal", "oil ~2 deal")]

    assert [rarest.candidates(one, stream).tolist() for one in program] == [[3], [3], [1, 2, 3]]


def test_a_common_word_is_left_to_the_scan():
    """Every second word is `deal`."""
    stream, vocabulary = stream_of(["a deal " * 40])

    assert rarest.candidates(compile_patterns([parse("deal")], vocabulary), stream) is None


def test_no_word_no_candidate():
    """A rule whose word the files lack leaves nothing to look at."""
    stream, vocabulary = stream_of(["a deal " * 40])

    assert rarest.candidates(compile_patterns([parse("oil")], vocabulary), stream).tolist() == []
