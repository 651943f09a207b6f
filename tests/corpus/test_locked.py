"""Arrays that nobody may write."""

import numpy as np
import pytest

from dashboard.corpus.locked import locked
from dashboard.corpus.vocabulary import bare


def test_a_locked_array_refuses_a_value_and_leaves_the_first_one_free():
    """What is locked is a view: its owner may still write."""
    array = np.zeros(2)
    view = locked(array)
    array[0] = 1

    assert view.tolist() == [1, 0]
    with pytest.raises(ValueError, match="read-only"):
        view[1] = 1


def test_a_vocabulary_in_memory_is_as_closed_as_one_on_disk():
    """Counts of a corpus cannot be changed by who reads them."""
    with pytest.raises(ValueError, match="read-only"):
        bare(["dam"]).n_tokens[0] = 5
