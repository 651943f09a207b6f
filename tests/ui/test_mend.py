"""What wants a look, and mending it, over the three files of tests/three_files.py."""

import pytest

from dashboard.sections import AppSettings
from dashboard.sources.corrections import Correction, append, load_corrections
from dashboard.ui import mend
from tests.ui import stage


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """Corrections of this test alone."""
    monkeypatch.setenv("REFRAIN_CORRECTIONS", str(tmp_path / "corrections.csv"))
    monkeypatch.setenv("REFRAIN_CORPUS", str(tmp_path))
    return tmp_path / "corrections.csv"


def opened(article, **state):
    """The page of one story, with the form open."""
    return stage.run("articles", article=article, **state)


def test_the_queues_are_told_and_opened():
    """How many of what; a chosen question lists its stories, what stands there, and why."""
    test = stage.run("articles")
    assert test.button_group("look-choice").options == ["1 date is doubtful", "1 outlet is not named"]

    table = test.button_group("look-choice").set_value("date").run().dataframe[0].value
    assert list(table)[2:5] == ["Story", "What stands there", "Why"]
    assert table["What stands there"].tolist() == ["9/6/17"]
    assert table["Why"].tolist() == ["day and month cannot be told apart"]


def test_a_queue_opens_from_the_address():
    """`look` is a choice of the page like any other; an unknown one is passed over."""
    assert len(stage.run("articles", look="outlet").dataframe[0].value) == 1
    assert len(stage.run("articles", look="spam").dataframe[0].value) == 5


def test_from_one_story_to_the_next_that_wants_a_look():
    """In the order of the question; the last one has no next."""
    test = opened("a1", look="outlet")
    assert "The date wants a look: “9/6/17”. Day and month cannot be told apart." in stage.html_of(test)

    test.button("look-next").click().run()
    assert test.session_state["article"] == "a5"
    assert "look-next" not in [button.key for button in test.button]


def test_a_day_is_written_as_people_write_it(kept):
    """It is kept in ISO, with what stood there, who and why; the id stays."""
    test = opened("a1", look="date")
    test.text_input("mend-published-a1").input("10 January 2025")
    test.text_input("mend-why-a1").input("printed page")
    test.text_input("mend-who").input("Ann")
    html = stage.html_of(test.button("mend-keep-a1").click().run())

    (row,) = load_corrections(kept)
    assert (row.who, row.article_id, row.field) == ("Ann", "a1", "published")
    assert (row.was, row.now, row.why) == ("2024-01-10", "2025-01-10", "printed page")
    assert "Kept. It counts from the next build on." in html
    assert "Day set to 2025-01-10 (was 2024-01-10): waits for the next build. printed page" in html
    assert test.button("build")


@pytest.mark.parametrize(
    ("written", "said"), [("9/6/17", "cannot be told apart"), ("2024-01-10", "stands there already")]
)
def test_what_cannot_be_kept_is_told(kept, written, said):
    """In a sentence, and nothing is written."""
    test = opened("a1")
    test.text_input("mend-published-a1").input(written)
    html = stage.html_of(test.button("mend-keep-a1").click().run())

    assert said in html
    assert not kept.exists()


def test_a_story_that_is_none_is_taken_out(kept):
    """What a text is can be mended too."""
    test = opened("a6")
    test.selectbox("mend-field-a6").set_value("kind").run()
    test.radio("mend-kind-a6").set_value("none").run()
    test.button("mend-keep-a6").click().run()

    assert [(row.field, row.was, row.now) for row in load_corrections(kept)] == [("kind", "related", "none")]


def test_what_was_corrected_is_shown():
    """With who, when and why."""
    html = stage.html_of(opened("a2"))

    assert "Outlet set to Herald: applied; by Ann, 2026-01-02. masthead" in html


def test_corrections_that_find_no_story_are_told():
    """And all of them can be taken along as a file."""
    test = stage.run("articles")

    assert "1 correction finds its story no more" in stage.html_of(test)
    assert "Corrections, CSV" in [button.proto.label for button in test.get("download_button")]


def test_a_hostile_value_is_shown_as_text():
    """What a person wrote is no markup either."""
    test = opened("a1")
    test.selectbox("mend-field-a1").set_value("outlet").run()
    test.text_input("mend-outlet-a1").input("<img src=x onerror=alert(1)>")
    html = stage.html_of(test.button("mend-keep-a1").click().run())

    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_on_a_public_server_nothing_can_be_mended(monkeypatch):
    """One sentence says so; there is no form, and no build, whatever waits."""
    monkeypatch.setattr(mend, "app_settings", lambda: AppSettings(add_files=False))
    append([Correction("2026-01-01", "Ann", "a1", "title", "", "Talks", "")])
    test = opened("a1")

    assert mend.OFF in stage.html_of(test)
    assert not test.text_input
    assert "build" not in [button.key for button in test.button]
