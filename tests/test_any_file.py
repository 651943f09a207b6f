"""Whatever is in a file: no exception but ours, and a ledger that adds up. At length in tests/deep."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import mutated


@pytest.mark.parametrize("name", mutated.VALID)
def test_valid_files_are_read(name):
    """Each of the small files is read, every document of it."""
    found = list(mutated.raws_of(name, mutated.VALID[name]))

    assert [raw.status for raw in found] == ["read"] * len(found)
    mutated.check(name, mutated.VALID[name])


@settings(max_examples=60)
@given(st.sampled_from(sorted(mutated.VALID)), st.lists(mutated.SLIPS, min_size=1, max_size=3))
def test_spoilt_files_are_told(name, slips):
    """A file with some slips in it is read, is empty, or has failed with a sentence; what is read adds up."""
    mutated.check(name, mutated.spoilt(mutated.VALID[name], slips))
