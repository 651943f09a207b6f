"""Pages without a fault that axe-core knows: with a mark open, and those with the most parts of our own making."""

import pytest

from tests.browser import access, marks, window


def test_an_opened_mark_is_without_fault(new_page):
    """Overview in the dark, a mark open, its numbers open: axe-core finds nothing."""
    page = window.visit(new_page(scheme="dark"))
    marks.click(page, "figure-themes", marks.marks(page, "figure-themes")[0]["code"])
    page.locator(".st-key-card-themes summary").press("Enter")
    window.settled(page)

    assert access.faults(page) == []


@pytest.mark.parametrize("name", ["echoes", "add"])
def test_a_page_is_without_fault(page, name):
    """The pages with the most parts of our own making: axe-core finds nothing."""
    window.visit(page, window.PAGES[name])

    assert access.faults(page) == []
