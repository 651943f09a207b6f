from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.selection import Selection, from_pairs, to_pairs
from dashboard.ui.link import from_widgets, read, to_widgets
from tests.charts.drawn import corpus

SELECTIONS = st.builds(
    Selection,
    since=st.none() | st.dates(date(2024, 1, 1), date(2024, 3, 1)),
    outlets=st.lists(st.sampled_from(["Herald", "Tribune", None]), unique=True).map(tuple),
    kinds=st.sampled_from([("main",), ("main", "related"), ("related",)]),
    themes=st.lists(st.sampled_from(["trade", "order"]), unique=True).map(tuple),
    copies=st.sampled_from(["all", "once", "once-per-outlet"]),
    query=st.sampled_from(["", "trade", "multipolar* world"]),
)


@given(SELECTIONS)
def test_a_filter_survives_widgets_and_address(selection):
    """Law: filter → widgets → filter → address → widgets gives the same filter."""
    params: dict[str, list[str]] = {}
    for name, value in to_pairs(from_widgets(to_widgets(selection))):
        params.setdefault(name, []).append(value)
    found = read(corpus(), params)

    assert from_widgets(found.widgets) == selection
    assert found.dropped == ()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("outlet", "Herold", "The link's outlet is 'Herold'. Did you mean 'Herald'?"),
        ("since", "2024-13-01", "The link's since is '2024-13-01'. A day belongs there"),
        ("kind", "both", "The link's kind is 'both'."),
        ("theme", "sport", "The link's theme is 'sport'."),
        ("copies", "twice", "The link's copies is 'twice'."),
        ("lang", "xx", "The link's lang is 'xx'."),
        ("pick", "nonsense", "The link's pick is 'nonsense'."),
        ("pick", "unit=sentences&theme=sport", "The link's theme of pick is 'sport'."),
        ("pick", "unit=articles&period=soon", "The link's period is 'soon'."),
        ("pick", "unit=passages&topic=a", "The link's topic of pick is 'a'."),
    ],
)
def test_what_does_not_fit_is_dropped_and_told(name, value, said):
    """The rest of the link is followed."""
    found = read(corpus(), {name: [value], "q": ["trade"]})

    assert found.widgets["q"] == "trade"
    assert from_widgets(found.widgets) == from_pairs([("q", "trade")])
    assert len(found.dropped) == 1
    assert found.dropped[0].startswith(said)


def test_one_wrong_outlet_leaves_the_others():
    """Two outlets of three are known."""
    found = read(corpus(), {"outlet": ["Herald", "Herold", "~"]})

    assert from_widgets(found.widgets).outlets == ("Herald", None)


def test_a_single_day_is_a_filter():
    """Since and until may be the same day."""
    found = read(corpus(), {"since": ["2024-02-05"], "until": ["2024-02-05"]})

    assert (found.widgets["since"], found.widgets["until"]) == (date(2024, 2, 5), date(2024, 2, 5))
    assert found.dropped == ()


def test_names_that_are_not_ours_are_passed_over():
    """Whatever a mail program adds to a link is no fault."""
    assert read(corpus(), {"utm_source": ["x"]}).dropped == ()


def test_a_page_keeps_its_own_choices():
    """The open mark, the story and the switches come back."""
    found = read(corpus(), {"pick": ["unit=sentences&theme=trade"], "article": ["a1"], "broad": ["yes"]})

    assert [found.widgets[name] for name in ("pick", "article", "broad")] == ["unit=sentences&theme=trade", "a1", "yes"]
