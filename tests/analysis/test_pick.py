"""Pick: one mark as one text of the URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.pick import Pick, decode, encode
from dashboard.errors import UsageError

WORDS = st.text(max_size=12)


@given(
    st.builds(Pick, st.sampled_from(["articles", "sentences", "words"]), WORDS, outlet=WORDS, rule=WORDS, term=WORDS)
)
def test_a_pick_comes_back_from_the_url(pick):
    """What is encoded decodes to the same pick, whatever the outlet is called."""
    assert decode(encode(pick)) == pick


@pytest.mark.parametrize("text", ["", "nonsense", "unit=articles&colour=red"])
def test_a_text_that_is_no_pick_is_told_in_a_sentence(text):
    """A hand-made link gets told what belongs there."""
    with pytest.raises(UsageError, match=r"A mark of a chart belongs there"):
        decode(text)


def test_an_unknown_unit_names_the_known_ones():
    """The sentence lists the units."""
    with pytest.raises(UsageError, match=r"There are: articles, passages, sentences, words\."):
        decode("unit=pages")
