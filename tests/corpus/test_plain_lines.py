"""Plain lines: the compiled loop cuts exactly where sentencex and its mendings do, and leaves the rest to them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.corpus import plain_lines
from dashboard.corpus.sentences import _sentences, split_sentences

WORDS = """
word Dr Mr etc U.S e.g p.m a.m 5 3.5 3,000 vice-Amb Amb No IV (AP) (he so) don't workers’ “ ” " ' ‘ ’ J Putin
Yahoo Yum in The Monday Я Снова я 多 … - — @ x@y.com www.A.com [1] nation.In St Inc vs i iv 12 2024 Ph.D . * ` « » é
(1) a) ii) a.) (civil) Md Sq said "The 'The ‘We
""".split()
GAPS = ' |. |. |.|! |? |?!|... |.” |. “|.” “|.\n|\n|." |?" |. "|.’ |.\' |. \'|, |  |.  |\r\n|\u2028|: |\t|\u00a0'
LONG = "This beginning is longer than any heading could be, so that the line is looked at by the compiled loop "


def told(text):
    """The sentences of one text, by the way that all texts go."""
    found = split_sentences([text], ["en"])
    return list(zip(found.start.tolist(), found.end.tolist(), found.is_heading.tolist(), strict=True))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS.split("|"))), max_size=24), st.booleans())
def test_the_loop_cuts_as_sentencex_does(pieces, long):
    """Whatever stands around a full stop: the sentences are those of the slow way, which never sees the loop."""
    text = (LONG if long else "") + "".join(word + gap for word, gap in pieces) + ("." if long else "")

    assert told(text) == list(_sentences(text, "en"))


def read(text):
    """What the loop says of one text: are its lines listed, which are hard, and where are they cut."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    whole, lines, cuts = plain_lines.read(codes, np.array([0, len(text)]), plain_lines.classes())
    return bool(whole[0]), lines[:, 3].tolist(), cuts[:, 3].tolist()


def test_a_plain_line_is_cut_by_the_loop():
    """Behind a word, in front of a letter or digit; 3.5, “Why?” he, U.S and the last full stop are no cuts."""
    assert read("Prices rose by 3.5 points. “We agree,” he said. The end.") == (True, [0], [26, 47])
    assert read('Prices rose by a tenth, they say. 12 did not. "Why?" he asked. He left.') == (True, [0], [33, 45, 62])
    assert read("He met U.S. President Biden today.") == (True, [0], [11])


def test_what_is_doubtful_is_left_to_others():
    """Tokens with full stops inside, brackets, labels of lists, two marks."""
    doubtful = (
        "He holds a Ph.D. from Moscow.",
        "They met (Tass. Then they left.",
        "They met (1) today. Then they left.",
        "What?! They left.",
    )

    assert [read(line) for line in doubtful] == [(True, [1], [])] * 4


def test_a_line_that_may_be_a_heading_is_told():
    """Short and without a full stop at its end; the lines around it say whether it is one."""
    codes = np.frombuffer("A HEADING\nThey met. They left.\n".encode("utf-32-le"), np.uint32)

    _, lines, _ = plain_lines.read(codes, np.array([0, len(codes)]), plain_lines.classes())

    assert lines.tolist() == [[0, 0, 9, 0, 1], [0, 10, 30, 0, 0]]
