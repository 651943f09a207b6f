"""Which patterns of days are worth a try on a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.dayforms import TIME_FIRST, WITH_TIME, forms_in

PATTERNS = (*TIME_FIRST, *WITH_TIME)


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
def test_a_pattern_is_tried_wherever_it_matches(pattern):
    """On texts made from it, whatever stands around them."""

    @given(st.from_regex(pattern))
    def holds(text):
        assert pattern in list(forms_in(text))

    holds()


@given(st.text(alphabet="2018-05/.:年月日 hMay,16٣", max_size=40))
def test_a_pattern_that_is_not_tried_does_not_match(text):
    """On any text; those that are tried keep their order."""
    tried = list(forms_in(text))

    assert not any(pattern.search(text) for pattern in PATTERNS if pattern not in tried)
    assert tried == [pattern for pattern in PATTERNS if pattern in tried]
