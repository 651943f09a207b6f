"""Every page at every size, light and dark: pictures for people to look at in tests/shots/, not kept in git."""

from pathlib import Path

import pytest

from tests.browser import window

SHOTS = Path(__file__).resolve().parent.parent / "shots"
SIZES = {"wide": (1440, 900), "tablet": (900, 1100), "narrow": (390, 844)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", window.PAGES)
def test_page_fits_its_window(new_page, name, size, scheme):
    """No page scrolls sideways, asks the network for anything, or leaves an error in the console."""
    width, height = SIZES[size]
    page = window.visit(new_page(width=width, height=height, scheme=scheme), window.PAGES[name])
    page.wait_for_timeout(500)  # charts draw after the page has settled
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{size}-{scheme}.png", full_page=True)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
