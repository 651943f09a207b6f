from datetime import date

from dashboard.analysis.selection import Selection
from dashboard.ui.sidebar import n_undated, outlet_counts
from tests.small import small


def test_outlets_are_listed_with_their_main_stories():
    """Two each; the one main story without an outlet stands last under ~, the undated other story is not counted."""
    assert dict(outlet_counts(small())) == {"Herald": 2, "Tribune": 2, "~": 1}
    assert list(outlet_counts(small()))[-1] == "~"


def test_undated_stories_are_those_of_the_chosen_kinds():
    """a6 is undated, and no main story."""
    since = date(2024, 1, 1)

    assert n_undated(small(), Selection(since=since)) == 0
    assert n_undated(small(), Selection(since=since, kinds=("main", "related"))) == 1
