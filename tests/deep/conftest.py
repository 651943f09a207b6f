"""Deep tests look through the same windows as the browser tests."""

from tests.browser.conftest import browser, browser_path, log, new_page, page, server, snapshots

__all__ = ["browser", "browser_path", "log", "new_page", "page", "server", "snapshots"]
