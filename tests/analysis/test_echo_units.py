"""The rows behind marks of shared wording and of formulas."""

import numpy as np

from dashboard.analysis.echo_units import is_echo, whole_sentences
from dashboard.analysis.evidence import evidence, units
from dashboard.analysis.pick import Pick, decode, encode
from dashboard.analysis.selection import Selection
from tests.echoed import BODIES, BRIDGE, HARBOUR, echoed, names, row

ALL = Selection()


def ids(pick, selection=ALL):
    """The stories of a mark's rows."""
    return names(units(echoed(), selection, pick)["row"])


def test_a_passage_opens_to_the_stories_with_it():
    """Four have the bridge; one of them alone, when the mark is a dot."""
    assert ids(Pick("articles", passage="p1")) == ["e1", "e2", "e3", "e4"]
    assert ids(Pick("articles", passage="p1", article="e2")) == ["e2"]
    assert ids(Pick("articles", passage="p1", outlet="Tribune")) == ["e2", "e3"]


def test_a_cell_opens_to_the_passages_in_common():
    """Herald and Tribune share two; Tribune repeats one of its own, Herald none; e4 shares one with e1."""
    assert ids(Pick("passages", outlet="Herald", other_outlet="Tribune")) == ["e1", "e5"]
    assert ids(Pick("passages", outlet="Tribune", other_outlet="Tribune")) == ["e2"]
    assert ids(Pick("passages", outlet="Herald", other_outlet="Herald")) == []
    assert ids(Pick("passages", article="e4", other_article="e1")) == ["e4"]
    assert ids(Pick("passages", outlet="Herald", other_outlet="~")) == ["e1"]


def test_without_quoted_words_a_quotation_opens_to_nothing():
    """The harbour is quoted on both sides."""
    assert ids(Pick("passages", article="e5", shared="any")) == ["e5"]
    assert ids(Pick("passages", article="e5", shared="any", quoted="out")) == []


def test_stories_that_are_mostly_someone_elses():
    """As `mostly_others` counts them, inside the pick's outlet."""
    assert ids(Pick("articles", shared="mostly")) == ["e2", "e3", "e6", "e4"]
    assert ids(Pick("articles", shared="mostly", outlet="Tribune")) == ["e2", "e3", "e6"]


def test_a_row_is_whole_sentences_with_the_passage_marked():
    """In e3 the sentence ends with a full stop that the passage does not have; in e5 the quotation is inside."""
    bridge = evidence(echoed(), ALL, Pick("articles", passage="p1", article="e3")).iloc[0]
    assert bridge["text"] == f"{BRIDGE}."
    assert bridge["spans"] == [(0, len(BRIDGE))]

    harbour = evidence(echoed(), ALL, Pick("articles", passage="q1", article="e5")).iloc[0]
    ((start, end),) = harbour["spans"]
    assert harbour["text"][start:end] == HARBOUR
    assert harbour["text"] == BODIES["e5"]


def test_a_formula_opens_to_its_stories_or_sentences():
    """Four stories; in e6 both places are one sentence, and both are marked."""
    found = units(echoed(), ALL, Pick("articles", formula="0"))
    marked = found.set_index("row").loc[row("e6"), "spans"]

    assert names(found["row"]) == ["e5", "e6", "e7", "e8"]
    assert [BODIES["e6"][start:end].lower() for start, end in marked] == ["equal partners"] * 2
    assert ids(Pick("words", formula="0")) == ["e5", "e6", "e6", "e7", "e8"]
    assert ids(Pick("articles", formula="0", period="2024-02-02")) == ["e6"]


def test_these_marks_come_back_from_the_address():
    """Every condition is written and read."""
    for pick in (
        Pick("articles", passage="p1", quoted="out"),
        Pick("passages", article="e1", other_outlet="~"),
        Pick("articles", formula="12", period="2024-02"),
        Pick("articles", shared="mostly"),
    ):
        assert decode(encode(pick)) == pick
    assert is_echo(Pick("articles", passage="p1"))
    assert not is_echo(Pick("articles", formula="0"))


def test_whole_sentences_hold_what_is_asked_for():
    """Two characters inside e3's second sentence give that sentence; the first ones give both."""
    second = (len("Mayors met. "), len(BODIES["e3"]))

    assert whole_sentences(echoed(), row("e3"), 20, 22) == second
    assert whole_sentences(echoed(), row("e3"), 0, 22) == (0, second[1])
    assert np.less(*whole_sentences(echoed(), row("e3"), 3, 4))
