"""Identity: the same inputs, settings and code have the same name, and nothing else has."""

from dataclasses import replace

import pytest

from dashboard.store import identity as module
from dashboard.store.identity import code_digest, identity
from tests.small import SETTINGS


@pytest.fixture
def files(tmp_path):
    """Two files."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    return sorted(tmp_path.iterdir())


def test_the_order_of_files_does_not_matter(files):
    """A folder and its files by name are the same input."""
    assert identity(files, SETTINGS) == identity(files[::-1], SETTINGS)


def test_a_changed_byte_is_another_snapshot(files):
    """So is another name for the same bytes."""
    before = identity(files, SETTINGS)
    files[0].write_text("A.txt")

    assert identity(files, SETTINGS) != before
    assert identity([files[1].rename(files[1].with_name("c.txt"))], SETTINGS) != identity(files[:1], SETTINGS)


def test_other_settings_are_another_snapshot(files):
    """A changed rule must be counted anew."""
    assert identity(files, replace(SETTINGS, digest="other")) != identity(files, SETTINGS)


def test_other_code_is_another_snapshot(files, tmp_path, monkeypatch):
    """An upgraded Refrain rebuilds what it finds."""
    before = code_digest()
    (tmp_path / "dashboard" / "corpus").mkdir(parents=True)
    for name in ("schema.py", "settings.py", "build.py", "corpus/tokens.py"):
        (tmp_path / "dashboard" / name).write_text("")
    monkeypatch.setattr(module, "PROJECT", tmp_path)

    assert code_digest() != before


def test_a_file_that_cannot_be_read_still_has_a_name(files):
    """It is told later, with the others."""
    assert len(identity([*files, files[0].with_name("gone.txt")], SETTINGS)) == 12
