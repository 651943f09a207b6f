from datetime import date

from streamlit.testing.v1 import AppTest

from dashboard.analysis.selection import Selection
from dashboard.ui.counted import filter_line
from dashboard.ui.sidebar import n_undated, outlet_counts
from tests.copied import copied
from tests.small import small
from tests.ui.stage import html_of


def test_outlets_are_listed_with_their_main_stories():
    """Two each; the one main story without an outlet stands last under ~, the undated other story is not counted."""
    assert dict(outlet_counts(small())) == {"Herald": 2, "Tribune": 2, "~": 1}
    assert list(outlet_counts(small()))[-1] == "~"


def test_undated_stories_are_those_of_the_chosen_kinds():
    """a6 is undated, and no main story."""
    since = date(2024, 1, 1)

    assert n_undated(small(), Selection(since=since)) == 0
    assert n_undated(small(), Selection(since=since, kinds=("main", "related"))) == 1


SIDEBAR = """
import streamlit as st
from dashboard.ui.sidebar import sidebar
from tests.copied import copied

st.session_state.setdefault("copies", {copies!r})
st.text(str(sidebar(copied()).copies))
"""


def drawn(copies):
    """The sidebar over eight stories of three texts, after one run."""
    test = AppTest.from_string(SIDEBAR.format(copies=copies), default_timeout=60).run()
    assert not test.exception
    return test


def test_the_sidebar_says_how_many_stories_are_left_without_copies():
    """Three texts, five prints in outlets of their own; with all copies there is nothing to say."""
    once, per_outlet, every = (drawn(copies) for copies in ("once", "once-per-outlet", "all"))

    assert [test.text[0].value for test in (once, per_outlet, every)] == ["once", "once-per-outlet", "all"]
    assert "Each story counted once: 3 of 8 stories." in html_of(once)
    assert "Each story counted once per outlet: 5 of 8 stories." in html_of(per_outlet)
    assert "counted once" not in html_of(every)


def test_the_line_under_charts_says_it_too():
    """With the counts; without a word where every copy counts."""
    assert filter_line(copied(), Selection(copies="once")).endswith("each story counted once: 3 of 8 stories")
    assert "counted" not in filter_line(copied(), Selection())
