"""What every page starts with."""

import numpy as np

from dashboard.ui.page import newest_first
from tests.small import small


def test_newest_stories_come_first_and_undated_ones_last():
    """a6 has no day; without a5 the others come from February to January."""
    ids = small().articles["article_id"].to_numpy(object)

    assert ids[newest_first(small(), ids != "a5")].tolist() == ["a4", "a3", "a2", "a1", "a6"]
    assert newest_first(small(), np.zeros(6, bool)).tolist() == []
