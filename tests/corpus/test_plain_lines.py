"""Plain lines: the compiled loop cuts exactly where sentencex and its mendings do, and leaves the rest to them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.corpus import plain_lines
from dashboard.corpus.sentences import _sentences, split_sentences

WORDS = """
word Dr Mr etc U.S e.g p.m a.m 5 3.5 3,000 vice-Amb Amb No IV (AP) (he so) don't workers’ “ ” " ' ‘ ’ J Putin
Yahoo Yum in The Monday Я Снова 多 … - — @ x@y.com www.A.com [1] nation.In St Inc vs i iv 12 2024 Ph.D . * ` « » é
""".split()
GAPS = " |. |. |.|! |? |?!|... |.” |. “|.” “|.\n|\n|.\" |.’ |.' |, |  |.  |\r\n|\u2028|: |\t|\u00a0".split("|")
LONG = "This beginning is longer than any heading could be, so that the line is looked at by the compiled loop "


def told(text):
    """The sentences of one text, by the way that all texts go."""
    found = split_sentences([text], ["en"])
    return list(zip(found.start.tolist(), found.end.tolist(), found.is_heading.tolist(), strict=True))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=24), st.booleans())
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
    """Behind a word, in front of a capital; 3.5 and the last full stop are no cuts."""
    assert read("Prices rose by 3.5 points. “We agree,” he said. The end.") == (True, [0], [26, 47])


def test_what_is_doubtful_is_left_to_others():
    """Initials, brackets, two marks, a small letter behind a space; and a text that may hold a heading."""
    doubtful = (
        "He met U.S. President Biden today.",
        "They met (Tass. Then they left.",
        "What?! They left.",
        "It is no. five now.",
    )

    assert [read(line) for line in doubtful] == [(True, [1], [])] * 4
    assert read("A HEADING\nThey met and talked. They left.")[0] is False
