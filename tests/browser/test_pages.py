"""Every page opens in a real browser, asks nobody but this machine for anything, and logs no error."""

import pytest
from playwright.sync_api import Error

from tests.browser import window


@pytest.mark.parametrize("name", window.PAGES)
def test_page_opens_without_a_fault(page, name):
    """A page shows its heading and no exception; its requests stay on this machine (the fixture's log)."""
    window.visit(page, window.PAGES[name])

    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("h1, h2").first.inner_text().strip()


def test_log_catches_a_request_that_leaves(page, log):
    """The log that every browser test ends with would notice."""
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto("http://127.0.0.2:9999/")

    assert log.outside == ["http://127.0.0.2:9999/"]
    log.outside.clear()


def test_policy_stops_a_request_before_it_leaves(page, log):
    """What a page would fetch from elsewhere, the browser refuses to ask for."""
    window.visit(page)
    page.evaluate("fetch('http://127.0.0.2:9999/').catch(() => 0)")

    assert "Content Security Policy" in " ".join(log.errors)
    assert log.outside == []
    log.errors.clear()
