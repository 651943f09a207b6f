"""What axe-core finds wrong with a page for readers who use no mouse, no colours or no eyes."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()


def faults(page: Page) -> list[str]:
    """Every rule that the page breaks as it stands, with the first element that does; none is tolerated."""
    found = AXE.run(page).response["violations"]
    return [f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:300]}" for rule in found]
