"""From a dropped file to a new data version, in a real browser: build, stop, mend, build again."""

import json
import shutil

import pytest

from dashboard.store.snapshot import current_id, open_corpus
from tests.browser import window

DAYS = ("9/6/17", "2024-05-16", "2024-05-16")
RECORDS = "".join(
    json.dumps({"title": f"Bridge {place}", "outlet": "Herald", "date": day, "text": f"River {place} has a bridge."})
    + "\n"
    for place, day in enumerate(DAYS)
).encode()
LONG = 120_000  # milliseconds for a build on a busy machine


@pytest.fixture
def out(snapshots, tmp_path, monkeypatch):
    """A folder of snapshots and corrections of this test alone."""
    monkeypatch.setenv("REFRAIN_CORRECTIONS", str(tmp_path / "corrections.csv"))
    shutil.copytree(snapshots, tmp_path / "corpus")
    return tmp_path / "corpus"


@pytest.fixture
def own(browser, out, log, tmp_path):
    """A window on a dashboard over that folder."""
    with window.serving(out, tmp_path / "log.txt") as address:
        context = browser.new_context(base_url=address)
        window.watch(context, log)
        page = context.new_page()
        page.set_default_timeout(LONG)
        yield page
        context.close()
    assert (log.outside, log.errors) == ([], [])


def _drop(page):
    window.visit(page, "/add")
    files = [{"name": "../news <b>.jsonl", "mimeType": "application/json", "buffer": RECORDS}]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_text("3 records in = 3 kept").wait_for()


def test_a_dropped_file_becomes_a_new_data_version(own, out):
    """The dashboard goes on over the new one without a restart; its stories are there, the doubtful one waits."""
    before = current_id(out)
    _drop(own)
    own.get_by_role("button", name="Build", exact=True).click()
    own.get_by_role("heading", name="Built").wait_for()

    assert current_id(out) != before
    assert len(open_corpus(out).articles) == 14
    own.get_by_role("link", name="Articles").click()
    own.get_by_text("1 date is doubtful").click()
    own.get_by_text("Of all stories, whatever the filter.").wait_for()
    assert current_id(out) in own.locator("code").first.inner_text()


def test_a_stopped_build_leaves_the_old_data_version(own, out):
    """It keeps serving, and the folder is free for the next build."""
    before = current_id(out)
    _drop(own)
    own.get_by_role("button", name="Build", exact=True).click()
    own.get_by_role("button", name="Stop the build").click()
    own.get_by_role("heading", name="The build was stopped").wait_for()

    assert current_id(out) == before
    assert len(open_corpus(out).articles) == 11
    own.get_by_role("button", name="Build", exact=True).click()
    own.get_by_role("heading", name="Built").wait_for()
    assert current_id(out) != before


def test_a_mended_day_counts_from_the_next_build_on(own, out):
    """Written on the story's page, applied by the build beside it."""
    story = open_corpus(out).articles.query("kind == 'main'").iloc[0]
    window.visit(own, f"/articles?article={story['article_id']}")
    own.get_by_text("Mend this story").click()
    own.get_by_label("What belongs there").fill("2 January 2020")
    own.get_by_role("button", name="Keep the correction").click()
    own.get_by_text("waits for the next build").wait_for()
    own.get_by_role("button", name="Build", exact=True).click()
    own.get_by_text("Day set to 2020-01-02").filter(has_text="applied").wait_for()

    after = open_corpus(out).articles.set_index("article_id").loc[story["article_id"]]
    assert (after["published"], after["published_from"]) == ("2020-01-02", "correction")
