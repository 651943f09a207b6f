"""The whole app without a browser: an address in, a page out."""

import runpy

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from dashboard.analysis.evidence import units
from dashboard.analysis.pick import decode
from dashboard.analysis.selection import from_pairs
from dashboard.build import build
from dashboard.settings import PROJECT
from dashboard.store.snapshot import current_id, open_corpus
from dashboard.ui.folder import FOLDER
from dashboard.ui.pages import titled
from tests.ui.stage import html_of

APP = str(PROJECT / "dashboard" / "app.py")
PAGES = ("overview", "themes", "keywords", "topics", "echoes", "articles", "files", "add", "method")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A snapshot of the seeds."""
    out = tmp_path_factory.mktemp("seeds")
    build([PROJECT / "seeds"], out)
    return out


@pytest.fixture
def visit(folder, monkeypatch):
    """Opens an address of the app."""
    monkeypatch.setenv(FOLDER, str(folder))

    def opened(page="overview", **params):
        app = AppTest.from_file(APP, default_timeout=120)
        for name, value in params.items():
            app.query_params[name] = value
        if page == "overview":
            return app.run()
        app.run()
        for name, value in params.items():
            app.query_params[name] = value
        return app.switch_page(f"views/{page}.py").run()

    return opened


def address(app):
    """The query of the address bar."""
    return {name: [value] if isinstance(value, str) else value for name, value in app.query_params.items()}


def test_a_worker_that_imports_the_app_runs_no_page(monkeypatch):
    """A build that starts in a page gives its workers the app as their main module, under this name."""
    asked = []
    monkeypatch.setattr(streamlit, "set_page_config", lambda **page: asked.append(page))

    runpy.run_path(APP, run_name="__mp_main__")

    assert asked == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(visit, page):
    """No page fails, each says its name."""
    app = visit(page)

    assert not app.exception
    assert app.title[0].value == titled(page)


def test_defaults_stay_out_of_the_address(visit):
    """Without a filter the address is bare."""
    assert address(visit()) == {}


def test_an_outlet_without_a_name_is_a_tilde(visit):
    """`outlet=~` keeps the two stories whose pages name no outlet; on screen it reads in words."""
    app = visit(outlet="~")

    assert address(app) == {"outlet": ["~"]}
    assert app.multiselect(key="outlet").value == ["~"]
    assert "outlet not named (2)" in app.multiselect(key="outlet").options
    assert "2 stories" in html_of(app)


def test_the_sidebar_writes_the_address(visit):
    """A choice in a widget stands in the address after the run."""
    app = visit()
    app.multiselect(key="outlet").set_value(["Xinhua", "~"]).run()

    assert address(app) == {"outlet": ["Xinhua", "~"]}


def test_the_filter_stays_when_the_page_changes(visit):
    """A click on another page keeps the filter and closes the mark."""
    app = visit(outlet="Xinhua", pick="unit=articles")
    for name in list(app.query_params):
        del app.query_params[name]
    app.switch_page("views/themes.py").run()

    assert address(app) == {"outlet": ["Xinhua"]}
    assert app.title[0].value == "Themes"


def test_a_wrong_value_in_a_link_is_told(visit):
    """The reader learns what was left out, and sees the rest."""
    app = visit(outlet=["Xinhua", "Nobody"])

    assert address(app) == {"outlet": ["Xinhua"]}
    assert "The link's outlet is 'Nobody'." in html_of(app).replace("&#x27;", "'")


def test_what_was_left_out_stands_above_the_page(visit):
    """On a phone the sidebar is closed; a page's own choice is told in the same run."""
    app = visit("themes", outlet=["Xinhua", "Nobody"], about="nothing")
    html = html_of(app).replace("&#x27;", "'")

    assert html.index("outlet is 'Nobody'") < html.index("data version")
    assert html.index("about is 'nothing'") < html.index("data version")


def test_days_the_wrong_way_round_are_a_sentence(visit):
    """No chart, no trace: what is wrong and what to do."""
    app = visit(since="2025-05-09", until="2025-05-01")

    assert not app.exception
    assert "Swap the two." in html_of(app)


def test_a_single_day_holds_its_stories(visit):
    """9 May 2025 has one story."""
    assert "1 story" in html_of(visit(since="2025-05-09", until="2025-05-09"))


def test_undated_stories_are_counted_when_dates_drop_them(visit):
    """The six other stories on the pages have no date."""
    app = visit(since="2024-01-01", kind=["main", "related"])

    assert "6 stories without a date drop out." in html_of(app)


def test_an_empty_filter_says_so_and_offers_the_way_out(visit):
    """The button clears, and the page is back."""
    app = visit(since="2025-05-07", until="2025-05-07")

    assert "No story passes the filter" in html_of(app)
    assert "The files hold 5 stories and 6 other stories on their pages." in html_of(app)

    app.button(key="clear-empty").click().run()

    assert address(app) == {}
    assert "5 stories" in html_of(app)


def test_a_query_that_is_no_rule_is_a_sentence(visit):
    """An open bracket belongs to nothing."""
    app = visit(q="[world order")

    assert not app.exception
    assert "Something needs mending" in html_of(app)


def test_an_open_mark_shows_as_many_rows_as_it_counted(visit, folder):
    """The evidence beside the charts has k rows, and each has its words marked."""
    pick = "unit=sentences&theme=trade"
    k = len(units(open_corpus(folder), from_pairs([]), decode(pick)))
    html = html_of(visit(pick=pick))

    assert f"{k} sentences" in html
    assert html.count('class="rf-row"') == min(k, 25) > 5
    assert html.count("<mark>") >= min(k, 25)


def test_a_mark_of_none_says_what_is_true(visit, folder):
    """China Daily's story has no sentence on the war: no filter is to blame, unless one leaves the story out."""
    story = open_corpus(folder).articles.query("outlet == 'China Daily'")["article_id"].iloc[0]
    none = f"unit=sentences&theme=wwii_memory&article={story}"
    some = f"unit=sentences&theme=trade&article={story}"

    assert "No sentence of this story carries the theme." in html_of(visit(pick=none))
    assert "The filter keeps nothing of this mark." in html_of(visit(pick=some, outlet="Xinhua"))


def test_more_rows_come_when_asked_for(visit, folder):
    """After "Show more" the rest is there."""
    k = len(
        units(open_corpus(folder), from_pairs([("kind", "main"), ("kind", "related")]), decode("unit=words&term=china"))
    )
    app = visit(kind=["main", "related"], pick="unit=words&term=china")

    assert k > 25

    app.button(key="more").click().run()

    assert html_of(app).count('class="rf-row"') == min(k, 125)


def test_filter_to_this_turns_a_mark_into_the_filter(visit):
    """Outlet and period of the mark become the filter; the mark stays open."""
    app = visit(pick="unit=articles&outlet=Xinhua&period=2025-05")
    app.button(key="filter-to").click().run()

    assert address(app) == {
        "since": ["2025-05-01"], "until": ["2025-05-31"], "outlet": ["Xinhua"],
        "pick": ["unit=articles&outlet=Xinhua&period=2025-05"],
    }  # fmt: skip


def test_close_closes(visit):
    """The mark leaves the address."""
    app = visit(pick="unit=articles")
    app.button(key="close").click().run()

    assert address(app) == {}


def test_the_table_of_stories_reads_in_words(visit):
    """Kinds are called as the filter calls them; the one language there is goes without saying."""
    table = visit("articles", kind=["main", "related"]).dataframe[0].value

    assert set(table["Kind"]) == {"story", "other story on the page"}
    assert "Language" not in table


def test_a_story_opens_from_the_address(visit, folder):
    """Its body, and beside it the page as it came in, with every fate."""
    story = open_corpus(folder).articles.query("outlet == 'Xinhua'").iloc[0]
    html = html_of(visit("articles", article=story["article_id"]))

    assert "rf-body" in html
    assert "running text" in html
    assert "Xinhua (from the byline)" in html
    assert "(from the stamp)" in html


def test_another_story_on_a_page_opens_at_its_own_lines(visit, folder):
    """Its first line is the first that is shown, shaded."""
    story = open_corpus(folder).articles.query("kind == 'related'").iloc[0]
    html = html_of(visit("articles", article=story["article_id"]))
    lines = html[html.index("rf-lines") :]

    assert lines.index('class="said own"') == lines.index('class="said')


def test_a_story_that_is_not_there_is_told(visit):
    """The table is shown instead."""
    app = visit("articles", article="0" * 16)

    assert "does not hold" in html_of(app)
    assert app.dataframe


def test_without_a_snapshot_the_seeds_are_built(tmp_path, monkeypatch):
    """The first start of a hosted app needs no command line."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "new"))
    app = AppTest.from_file(APP, default_timeout=180).run()

    assert not app.exception
    assert current_id(tmp_path / "new")
    assert "5 stories" in html_of(app)


def test_a_damaged_snapshot_is_a_sentence(folder, tmp_path, monkeypatch):
    """Where it is, what is missing, what to run."""
    (tmp_path / "CURRENT").write_text("gone")
    monkeypatch.setenv(FOLDER, str(tmp_path))
    app = AppTest.from_file(APP, default_timeout=60).run()

    assert not app.exception
    assert "the snapshot is damaged" in html_of(app)
    assert "python -m dashboard build" in html_of(app)


def test_a_theme_that_the_filter_asks_for_is_withheld(visit):
    """Its share would count the filter itself; the page says so, and shows the others."""
    html = html_of(visit("themes", q="trade"))

    assert "words belong to Trade and economy" in html
    assert "It is withheld." in html


def test_when_no_theme_is_left_the_page_says_so(visit):
    """Only the withheld theme was chosen: an empty state with the way out."""
    app = visit("themes", q="trade", theme="trade")

    assert "No other theme is chosen." in html_of(app)
    assert app.button(key="clear-empty")
