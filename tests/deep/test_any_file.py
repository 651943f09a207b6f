"""Whatever is in a file, at length: each format spoilt hundreds of times."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import mutated


@pytest.mark.parametrize("name", mutated.VALID)
def test_spoilt_files_are_told(name):
    """A file with some slips in it is read, is empty, or has failed with a sentence; what is read adds up."""

    @settings(max_examples=400, derandomize=False, suppress_health_check=list(HealthCheck))
    @given(st.lists(mutated.SLIPS, min_size=1, max_size=6))
    def spoil(slips):
        mutated.check(name, mutated.spoilt(mutated.VALID[name], slips))

    spoil()
