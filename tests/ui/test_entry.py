"""The entry: open as shipped, closed where [auth] asks for a sign-in, and never opened by a slip in the secrets."""

import pytest
from streamlit import config
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest

from dashboard.errors import SettingsError
from dashboard.settings import PROJECT
from dashboard.ui import entry
from dashboard.ui.entry import is_welcome
from dashboard.ui.folder import FOLDER
from tests.ui.stage import html_of

APP = str(PROJECT / "dashboard" / "app.py")
AUTH = {"redirect_uri": "https://a.example/oauth2callback", "cookie_secret": "x" * 32, "client_id": "refrain"}


@pytest.fixture
def enter(tmp_path, monkeypatch):
    """Opens the app with these secrets; the folder of snapshots cannot be read, so that whoever enters is told."""
    (tmp_path / "CURRENT").write_text("gone")
    monkeypatch.setenv(FOLDER, str(tmp_path))

    def opened(**secrets):
        app = AppTest.from_file(APP, default_timeout=60)
        for name, value in secrets.items():
            app.secrets[name] = value
        return app.run()

    return opened


def test_as_shipped_anyone_enters(enter):
    """No secrets, no sign-in."""
    assert "the snapshot is damaged" in html_of(enter())


def test_secrets_without_auth_change_nothing(enter):
    """A host keeps other secrets in the same file."""
    assert "the snapshot is damaged" in html_of(enter(database={"host": "x"}))


def test_auth_asks_for_a_sign_in_before_anything_is_read(enter, monkeypatch):
    """A button per provider; no filter, no sentence about the data."""
    monkeypatch.setattr(entry, "find_spec", lambda _name: object())
    app = enter(auth={**AUTH, "microsoft": {"client_id": "m"}})

    assert not app.exception
    assert [button.key for button in app.button] == ["sign-in", "sign-in-microsoft"]
    assert "snapshot" not in html_of(app)


def test_without_the_library_nobody_enters(enter, monkeypatch):
    """What is missing, and the command that brings it."""
    monkeypatch.setattr(entry, "find_spec", lambda _name: None)
    html = html_of(enter(auth=AUTH))

    assert "pip install" in html
    assert "the snapshot is damaged" not in html


@pytest.mark.parametrize("wrong", [{"readers": "ann@example.org"}, {"readers": ["ann"]}, "ann@example.org"])
def test_readers_that_are_no_addresses_let_nobody_in(enter, monkeypatch, wrong):
    """A slip must not open the door."""
    monkeypatch.setattr(entry, "find_spec", lambda _name: object())

    assert "is no list of addresses" in html_of(enter(auth=AUTH, refrain=wrong))


def test_secrets_that_cannot_be_read_let_nobody_in(tmp_path, monkeypatch):
    """A missing bracket in the file is not the same as no file."""
    (tmp_path / "secrets.toml").write_text("[auth\n")
    known = config.get_option
    places = {"secrets.files": [str(tmp_path / "secrets.toml")]}
    monkeypatch.setattr(config, "get_option", lambda name: places.get(name) or known(name))
    monkeypatch.setattr(entry.st, "secrets", Secrets())

    with pytest.raises(SettingsError, match="so nobody comes in"):
        entry.may_enter()


@pytest.mark.parametrize(
    ("user", "may"),
    [
        ({"email": "ann@example.org"}, True),
        ({"email": "ANN@EXAMPLE.ORG", "email_verified": True}, True),
        ({"email": "bo@news.example"}, True),
        ({"email": "bo@news.example.evil"}, False),
        ({"email": "ann@example.org", "email_verified": False}, False),
        ({"email": "ann@example.org", "email_verified": "false"}, False),
        ({"email": "@news.example"}, False),
        ({"email": None}, False),
        ({}, False),
    ],
)
def test_who_is_welcome(user, may):
    """An address, or all of a domain; nothing that only looks like one."""
    assert is_welcome(user, ("ann@example.org", "@news.example")) is may


def test_without_a_list_everyone_who_signed_in_is_welcome():
    """The provider decides then."""
    assert is_welcome({}, ())
