"""Sign-in by OpenID Connect, with a provider on this machine: nothing is sent before it, all is shown after it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from dashboard.store.snapshot import open_corpus
from tests.browser import window
from tests.deep.provider import CLIENT, SECRET, Provider, providing

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{cookie}"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[refrain]
readers = ["ann@example.org"]
"""
COOKIE = "0123456789abcdef0123456789abcdef"
ASKS = "[class*=st-key-sign-in] button"
LEAVES = ".st-key-sign-out button"


@pytest.fixture(scope="module")
def provider() -> Provider:
    """What the provider knows."""
    return Provider()


@pytest.fixture(scope="module")
def served(snapshots: Path, provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard that asks for a sign-in."""
    folder = tmp_path_factory.mktemp("sign-in")
    with providing(provider) as address, pytest.MonkeyPatch.context() as patch:
        said = SECRETS.format(cookie=COOKIE, client=CLIENT, secret=SECRET, provider=address)
        (folder / ".streamlit").mkdir()
        (folder / ".streamlit" / "secrets.toml").write_text(said)
        patch.setenv("HOME", str(folder))  # Streamlit looks there, too
        with window.serving(snapshots, folder / "log.txt") as here:
            yield here


@pytest.fixture(scope="module")
def told(snapshots: Path) -> list[bytes]:
    """What only the coverage can say: headlines, first words of the stories, named outlets, the data version."""
    corpus = open_corpus(snapshots)
    articles = corpus.articles
    texts = [*articles["title"], *articles["outlet"].dropna(), corpus.snapshot_id]
    texts += [body[:40] for body in corpus.bodies(list(range(len(articles))))]
    return [text.encode() for text in texts if isinstance(text, str) and len(text) > 5]


@pytest.fixture
def visitor(browser: Browser, served: str) -> Iterator[Callable[[], tuple[Page, list[bytes]]]]:
    """Opens a browser that nobody has signed in with; beside its page stand all bytes that it is sent."""
    contexts: list[BrowserContext] = []

    def opened() -> tuple[Page, list[bytes]]:
        context = browser.new_context(base_url=served)
        contexts.append(context)
        page, sent = context.new_page(), []
        page.set_default_timeout(60_000)

        def framed(frame: str | bytes) -> None:
            sent.append(frame.encode() if isinstance(frame, str) else frame)

        page.on("websocket", lambda link: link.on("framereceived", framed))
        return page, sent

    yield opened
    for context in contexts:
        context.close()


def leaked(sent: list[bytes], told: list[bytes]) -> list[bytes]:
    """What of the coverage was sent."""
    return [text for text in told if any(text in frame for frame in sent)]


def sign_in(page: Page, who: str) -> None:
    """Press the button, choose on the provider's page, and come back."""
    page.locator(ASKS).click()
    page.get_by_role("link", name=who, exact=True).click()
    page.wait_for_selector("[data-testid=stApp]")
    window.settled(page)


def test_before_a_sign_in_nothing_is_sent(visitor, told, snapshots):
    """Every page, a story, a file and a mark: a button, and of the coverage not one headline, outlet or version."""
    page, sent = visitor()
    corpus = open_corpus(snapshots)
    places = [
        *window.PAGES.values(),
        "/?pick=any&q=trade",
        f"/articles?article={corpus.articles['article_id'].iloc[0]}",
    ]
    places.append(f"/files?file={corpus.table('sources')['source_id'].iloc[0]}")
    for place in places:
        window.visit(page, place)

        assert page.locator(ASKS).count() == 1, place
        assert page.locator(LEAVES).count() == 0, place
    assert leaked(sent, told) == []
    assert len(sent) > len(places)  # the socket was listened to


def test_a_reader_signs_in_reads_and_signs_out(visitor, told, provider):
    """Ann sees the page, again after a reload; signed out, at the provider too, she is asked and sent nothing."""
    page, sent = visitor()
    window.visit(page, "/")
    sign_in(page, "Ann")

    assert page.locator("h1").inner_text() == "Overview"
    assert leaked(sent, told)
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["_streamlit_user"]["httpOnly"]
    window.visit(page, "/themes")
    assert page.locator("h1").inner_text() == "Themes"

    page.locator(LEAVES).click()
    page.locator(ASKS).wait_for()
    sent.clear()
    for place in window.PAGES.values():
        window.visit(page, place)
        assert page.locator(ASKS).count() == 1, place
    assert leaked(sent, told) == []
    assert provider.ended[-1]["id_token_hint"]
    assert provider.refused == []


@pytest.mark.parametrize("who", ["Mallory", "Unverified"])
def test_who_is_no_reader_is_told_and_sent_nothing(visitor, told, who):
    """Another address, or one that the provider has not verified: a sentence and the way out."""
    page, sent = visitor()
    window.visit(page, "/")
    sign_in(page, who)

    assert "may not read here" in page.locator(".rf-warn").inner_text()
    assert page.locator(LEAVES).count() == 1
    assert leaked(sent, told) == []


def test_a_token_that_another_key_signed_lets_nobody_in(visitor, told):
    """The provider's keys decide, not what a token says of itself."""
    page, sent = visitor()
    window.visit(page, "/")
    sign_in(page, "Forger")

    assert page.locator(ASKS).count() == 1
    assert leaked(sent, told) == []


def test_a_cookie_of_ones_own_lets_nobody_in(visitor, served, told):
    """Signed by no secret, or by another: asked to sign in."""
    page, sent = visitor()
    forged = '{"email":"ann@example.org","is_logged_in":true,"email_verified":true}'
    page.context.add_cookies([{"name": "_streamlit_user", "value": forged.replace('"', "%22"), "url": served}])
    window.visit(page, "/")

    assert page.locator(ASKS).count() == 1
    assert leaked(sent, told) == []
