import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.evidence import units
from dashboard.analysis.selection import from_pairs
from dashboard.build import build
from dashboard.settings import PROJECT
from dashboard.store.snapshot import open_corpus
from dashboard.ui import card
from dashboard.ui.folder import FOLDER
from tests import grouped, invented
from tests.ui.laid import run
from tests.ui.stage import html_of


@pytest.fixture
def charts(monkeypatch):
    """The charts of a page by key, caught on their way to the screen."""
    caught = {}
    real = card.picture

    def keep(desk, chart, **options):
        caught[options["key"]] = chart
        real(desk, chart, **options)

    monkeypatch.setattr(card, "picture", keep)
    return caught


def heads(test):
    """The page's headings, in order."""
    return [part.value for part in test.header]


def test_few_stories_are_told_one_by_one(charts):
    """A panel of phrases per story, then the words."""
    test = run("keywords")

    assert not test.exception
    assert heads(test) == ["What sets each story apart", "Words used most"]
    assert {mark.pick.article for mark in charts["phrases"].marks} == {"a1", "a2", "a3", "a4", "a5"}


def test_forms_count_as_one_unless_asked(charts):
    """The word "multipolar" stands for both its forms; each by itself, both are listed."""
    run("keywords")
    joined = {mark.pick.term: mark.k for mark in charts["words"].marks}
    run("keywords", forms="exact")
    exact = {mark.pick.term: mark.k for mark in charts["words"].marks}

    assert (joined["multipolar"], "multipolarity" in joined) == (3, False)
    assert (exact["multipolar"], exact["multipolarity"]) == (2, 1)


def test_words_by_outlet_keep_unnamed_stories_apart(charts):
    """Herald, Tribune, and the story that names no outlet by itself."""
    run("keywords", by="outlet")
    places = {(mark.pick.outlet, mark.pick.article) for mark in charts["words"].marks}

    assert places == {("Herald", ""), ("Tribune", ""), ("", "a5")}


@pytest.mark.parametrize("by", ["all", "outlet", "story"])
@pytest.mark.parametrize("forms", ["family", "exact"])
@pytest.mark.parametrize("measure", ["often", "tfidf"])
def test_every_choice_opens_to_what_it_counts(charts, by, forms, measure):
    """K = rows of the evidence whatever the page is told to show."""
    pairs = [("kind", "main"), ("kind", "related")]
    test = run("keywords", *pairs, by=by, forms=forms, measure=measure)

    assert not test.exception
    for chart in charts.values():
        for mark in chart.marks:
            assert len(units(grouped.grouped(), from_pairs(pairs), mark.pick)) == mark.k, mark.label
            assert mark.k <= mark.n


def test_a_choice_that_does_not_exist_is_told(charts):
    """The reader learns that the link's value was left out."""
    test = run("keywords", by="colour")

    assert "colour" in test.session_state["dropped"][0]
    assert {mark.pick.article for mark in charts["words"].marks} == {""}


def test_one_story_stands_alone(charts):
    """No others are counted, and the headings are in the singular."""
    test = run("keywords", ("since", "2024-01-10"), ("until", "2024-01-10"))

    assert heads(test)[0] == "What sets the story apart"
    assert not any("other" in mark.label for mark in charts["phrases"].marks)


def test_an_empty_filter_is_an_empty_page():
    """The way out is offered."""
    test = run("keywords", ("since", "2030-01-01"))

    assert not test.exception
    assert "No story passes the filter" in html_of(test)


def test_an_open_word_shows_where_it_stands():
    """Four occurrences of trade, each marked in its sentence."""
    shown = html_of(run("keywords", pick="unit=words&term=trade&family=yes"))

    assert "4 occurrences" in shown
    assert "The two sides discussed <mark>trade</mark> in Geneva." in shown


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A snapshot of 120 invented stories in three outlets and none."""
    folder = tmp_path_factory.mktemp("many")
    build([invented.write(folder / "records.jsonl")], folder / "out")
    return folder / "out"


@pytest.mark.parametrize("by", ["outlet", "story"])
def test_many_stories_are_told_by_outlet(many, charts, monkeypatch, by):
    """Outlets are compared, unnamed stories are listed one by one, and one story's words are chosen from a list."""
    monkeypatch.setenv(FOLDER, str(many))
    app = AppTest.from_file(str(PROJECT / "dashboard" / "app.py"), default_timeout=120).run()
    app.query_params["by"] = by
    app.switch_page("views/keywords.py").run()
    marks = charts["words"].marks

    assert not app.exception
    assert "The other outlets, story by story" in heads(app) or "Story by story" in heads(app)
    assert {mark.pick.outlet for mark in marks} == (set(invented.OUTLETS) - {None} if by == "outlet" else {""})
    assert len({mark.pick.article for mark in marks}) == 1
    assert [len(units(open_corpus(many), from_pairs([]), mark.pick)) for mark in marks] == [mark.k for mark in marks]
