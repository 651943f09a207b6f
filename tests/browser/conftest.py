"""One snapshot of seeds/, one server, one Chromium for all browser tests; new windows for each test."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium, window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests share a worker, and so a server."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The browser that is installed; without one the browser tests are skipped, and say why."""
    if not (path := chromium.find()):
        pytest.skip(chromium.missing())
    return path


@pytest.fixture(scope="session")
def snapshots(browser_path: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a snapshot of seeds/, built through the command line."""
    out = tmp_path_factory.mktemp("corpus")
    command = window.dashboard("build", "seeds", "--out", str(out))
    done = subprocess.run(command, cwd=window.PROJECT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def server(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard that serves the snapshot of seeds/."""
    with window.serving(snapshots, tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    """One Chromium for the session."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=browser_path, args=window.QUIET)
        yield opened
        opened.close()


@pytest.fixture
def log() -> window.Log:
    """What the windows of a test asked for outside this machine, and their errors; both must stay empty."""
    return window.Log()


@pytest.fixture
def new_page(browser: Browser, server: str, log: window.Log) -> Iterator[Callable[..., Page]]:
    """Opens windows on the dashboard, of any size, light or dark, with or without touch."""
    contexts = []

    def opened(*, width: int = 1440, height: int = 900, scheme: str = "light", touch: bool = False) -> Page:
        size = {"width": width, "height": height}
        context = browser.new_context(base_url=server, viewport=size, color_scheme=scheme, has_touch=touch)
        contexts.append(context)
        window.watch(context, log)
        page = context.new_page()
        page.set_default_timeout(60_000)  # two cores may be busy with other tests
        return page

    yield opened
    for context in contexts:
        context.close()
    assert log.outside == [], "requests left this machine"
    assert log.errors == [], "the browser's console holds errors"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A wide, light window on no page yet: `window.visit(page, "/themes?outlet=~")` goes somewhere."""
    return new_page()
