"""Addresses made by hand: whatever stands there, the page opens, with a sentence above it and no trace."""

from contextlib import suppress
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.analysis.evidence import units
from dashboard.analysis.pick import Pick, decode, encode
from dashboard.errors import RefrainError
from dashboard.settings import PROJECT
from dashboard.store.snapshot import open_corpus
from dashboard.ui import link
from dashboard.ui.folder import FOLDER
from dashboard.ui.pages import PAGES, titled
from tests.three_files import opened
from tests.ui.stage import html_of

APP = str(PROJECT / "dashboard" / "app.py")
SMALL = opened()
LONG = "x" * 10_000
GONE = "0" * 16  # no story of this data version
# Values that fit nowhere: too long, of another kind, of another place, half of something, markup.
WRONG = (
    "Herold", "-1", "1e999", LONG, "2024-13-40", "0000-00-00", "²", "٣", "9" * 30, "%", "%zz", "\x00", "\u202e<b>",
    "[", "*", "~ ~3", "['a']", "None", "'; DROP TABLE articles;--", "../../etc/passwd", GONE,
)  # fmt: skip
MARKS = (
    "unit", "unit=", "unit=votes", "unit=sentences&theme=sport", "unit=sentences&colour=red",
    "unit=articles&period=soon",
    "unit=articles&period=2025-W99", "unit=passages", "unit=passages&topic=²", "unit=passages&topic=" + "9" * 30,
    "unit=articles&formula=²", "unit=articles&measure=many", "unit=articles&shared=some", "unit=articles&before=soon",
    "unit=articles&since=2024-02-30", f"unit=articles&article={GONE}", "unit=articles&outlet=Nobody",
    f"unit=passages&shared=any&other_article={GONE}", f"unit=words&colour={LONG}",
)  # fmt: skip
FIELDS = st.sampled_from([*WRONG, "trade", "order", "Herald", "~", "a1", "yes", "any", "2024-01", "0", "1"])
PICKS = st.builds(
    lambda unit, more: Pick(unit, **more),
    st.sampled_from(["articles", "sentences", "words", "passages"]),
    st.dictionaries(
        st.sampled_from([name for name in Pick.__dataclass_fields__ if name != "unit"]), FIELDS, max_size=4
    ),
)
PARAMS = st.dictionaries(
    st.sampled_from([*link.FILTERS, *link.CHOICES, "utm_source"]),
    st.lists(FIELDS | st.text(max_size=20), max_size=3),
    max_size=6,
)


seeds = cache(open_corpus)


def warnings(app):
    """The sentences of a page about its link."""
    return [part for part in html_of(app).split("<p ") if 'class="rf-warn"' in part]


def test_every_page_opens_whatever_its_choices_say(folders, monkeypatch):
    """All parameters of all pages at once, each with a value that fits nowhere, every second of 10,000 signs."""
    monkeypatch.setenv(FOLDER, str(folders / "seeds"))
    names = [name for name in (*link.FILTERS, *link.CHOICES) if name != "q"]  # any words are a query
    wrong = {name: (LONG, "Herold")[place % 2] for place, name in enumerate(names)}
    app = AppTest.from_file(APP, default_timeout=120)
    for page in PAGES:
        app.query_params.clear()
        app.query_params.update(wrong)
        app = (app.switch_page(f"views/{page}.py") if page != PAGES[0] else app).run()

        assert not app.exception, page
        assert app.title[0].value == titled(page)
        assert len(warnings(app)) >= len(link.FILTERS) - 1, page
        assert max(map(len, warnings(app))) < 2_000, page


@pytest.mark.parametrize("code", MARKS)
def test_a_mark_that_is_none_is_a_sentence(code):
    """Half a mark, a mark of another data version, numbers that only look like numbers."""
    found = link.read(SMALL, {"pick": [code]})

    assert found.widgets["pick"] == ""
    assert [sentence[:11] for sentence in found.dropped] == ["The link's "]
    assert len(found.dropped[0]) < 400


@pytest.mark.parametrize("name", link.FILTERS[:-1])
@pytest.mark.parametrize("value", [value for value in WRONG if value.strip()])
def test_a_filter_that_is_none_is_a_sentence(name, value):
    """The rest of the link is followed."""
    found = link.read(SMALL, {name: [value], "q": ["trade"]})

    assert len(found.dropped) == 1
    assert len(found.dropped[0]) < 400
    assert found.widgets["q"] == "trade"


@pytest.mark.parametrize("name", ["broad", "balanced", "quoted", "events"])
def test_a_switch_has_one_value(name):
    """Anything else is told."""
    assert "It was left out." in link.read(SMALL, {name: ["perhaps"]}).dropped[0]
    assert link.read(SMALL, {name: [link.SWITCHES[name]]}).dropped == ()


def test_what_is_said_twice_is_told():
    """The first counts; the same twice is no matter."""
    found = link.read(SMALL, {"article": ["a1", "a2"], "bin": ["week", "week"]})

    assert found.widgets["article"] == "a1"
    assert found.dropped == ("The link says article 2 times. One value belongs there: the first was taken.",)


@settings(max_examples=60)
@given(PARAMS)
def test_no_address_is_a_trace(params):
    """Law: any address gives values for the widgets and sentences."""
    found = link.read(SMALL, params)

    assert all(len(sentence) < 700 for sentence in found.dropped)
    link.from_widgets(found.widgets)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pick=PICKS)
def test_no_mark_is_a_trace(folders, pick):
    """Law: a mark opens, to rows or to none, or is told in a sentence."""
    with suppress(RefrainError):
        units(seeds(folders / "seeds"), link.from_widgets({}), decode(encode(pick)))
