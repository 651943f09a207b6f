"""The compiled matcher on a bare stream of words: all candidates, before any of them wins."""

import numpy as np

from dashboard.analysis.matching import Stream, compile_patterns, find
from dashboard.analysis.patterns import parse
from dashboard.corpus.tokens import tokenise
from dashboard.corpus.vocabulary import bare


def spans(rules, *sentences):
    """(rule, sentence, first token, one past the last token) of every candidate, sorted."""
    tokens = tokenise(sentences)
    letters = [
        sentence[tokens.start[place] : tokens.end[place]]
        for number, sentence in enumerate(sentences)
        for place in range(tokens.offsets[number], tokens.offsets[number + 1])
    ]
    stream = Stream(
        tokens.term,
        tokens.offsets,
        lambda low, high: np.flatnonzero((tokens.term >= low) & (tokens.term < high)),
        lambda places: [letters[place] for place in places],
    )
    found = find(compile_patterns([parse(rule) for rule in rules], bare(tokens.vocabulary)), stream)
    columns = (found.pattern.tolist(), found.sentence.tolist(), found.start.tolist(), found.end.tolist())
    return sorted({(rules[rule], *place) for rule, *place in zip(*columns, strict=True)})


def test_every_way_to_match_is_a_candidate():
    """With a gap of one, `a b` ends at the first b and at the second."""
    assert spans(["a ~1 b"], "a b b") == [("a ~1 b", 0, 0, 2), ("a ~1 b", 0, 0, 3)]


def test_matches_stay_inside_a_sentence():
    """Sentence 0 ends with a, sentence 1 begins with b."""
    assert spans(["a b"], "b a", "b") == []


def test_words_before_the_rarest_one_may_not_reach_back_into_another_sentence():
    """`c` calls up `a b c`; in sentence 1 nothing stands before it."""
    assert spans(["a b c"], "a b a b c", "c") == [("a b c", 0, 2, 5)]


def test_a_word_that_the_vocabulary_lacks_matches_nothing():
    """Only the choice with known words is left."""
    assert spans(["[x y|a b]", "z*", "=Q"], "a b") == [("[x y|a b]", 0, 0, 2)]


def test_one_prefix_may_hold_another():
    """Overlapping ranges of ids are one range."""
    assert spans(["[mul*|multi*|multipolar]"], "multipolar mule") == [
        ("[mul*|multi*|multipolar]", 0, 0, 1),
        ("[mul*|multi*|multipolar]", 0, 1, 2),
    ]


def test_a_match_may_stretch_over_64_words():
    """The first and the last of 64 words, gaps between them."""
    rule = "a ~20 b ~20 c ~20 d"
    between = " ".join(["x"] * 20)

    assert spans([rule], f"a {between} b {between} c {between} d") == [(rule, 0, 0, 64)]


def test_case_counts_where_the_rule_says_so():
    """`US` as written, not `us`."""
    assert spans(["=US"], "US tells us of the US") == [("=US", 0, 0, 1), ("=US", 0, 5, 6)]


def test_nothing_to_look_for_and_nothing_to_look_at():
    """No rule, no word: no candidate."""
    assert spans([], "a b") == []
    assert spans(["a"], "") == []


def test_more_matches_than_the_first_room_holds():
    """3,000 words, 3,000 matches."""
    assert len(spans(["a"], " ".join(["a"] * 3000))) == 3000
