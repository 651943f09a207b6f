"""Every page opens in a real browser, asks nobody but this machine for anything, and logs no error."""

import pytest

from tests.browser import window

PAGES = ("overview", "themes", "keywords", "topics", "articles", "files", "method")


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_without_a_fault(page, name):
    """A page shows its heading and no exception; its requests stay on this machine (the fixture's log)."""
    window.visit(page, f"/{name}")

    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("h1, h2").first.inner_text().strip()


def test_log_catches_a_request_that_leaves(page, log):
    """The log that every browser test ends with would have noticed."""
    window.visit(page)
    page.evaluate("fetch('http://127.0.0.2:9999/').catch(() => 0)")
    page.wait_for_timeout(300)

    assert log.outside == ["http://127.0.0.2:9999/"]
    log.outside.clear()
    log.errors.clear()
