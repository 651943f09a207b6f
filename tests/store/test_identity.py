"""Identity: the same inputs, settings and code have the same name, and nothing else has."""

from dataclasses import replace

from dashboard.store import identity as module
from dashboard.store.identity import code_digest, identity
from tests.small import SETTINGS

FILES = ["aaaa", "bbbb"]  # digests of two files


def test_the_order_of_files_does_not_matter():
    """A folder and its files by name are the same input."""
    assert identity(FILES, SETTINGS) == identity(FILES[::-1], SETTINGS)


def test_another_file_is_another_snapshot():
    """So is one file less."""
    assert len({identity(FILES, SETTINGS), identity(["aaaa", "cccc"], SETTINGS), identity(FILES[:1], SETTINGS)}) == 3


def test_other_settings_are_another_snapshot():
    """A changed rule must be counted anew."""
    assert identity(FILES, replace(SETTINGS, digest="other")) != identity(FILES, SETTINGS)


def test_other_code_is_another_snapshot(tmp_path, monkeypatch):
    """An upgraded Refrain rebuilds what it finds."""
    before = code_digest()
    (tmp_path / "dashboard" / "corpus").mkdir(parents=True)
    for name in (*module.ALONE, "corpus/tokens.py"):
        (tmp_path / "dashboard" / name).write_text("")
    monkeypatch.setattr(module, "PROJECT", tmp_path)

    assert code_digest() != before
