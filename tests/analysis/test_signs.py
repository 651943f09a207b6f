"""Unseen signs: which are told by their numbers, and which stay as they are."""

import pytest

from dashboard.analysis.signs import spelled


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202eabc\u202c", "⟨U+202E⟩abc⟨U+202C⟩"),
        ("\u2066a\u2069", "⟨U+2066⟩a⟨U+2069⟩"),
        ("multi\u200bpolar", "multi⟨U+200B⟩polar"),
        ("\ufeffa\x00b\x1b[31m", "⟨U+FEFF⟩a⟨U+0000⟩b⟨U+001B⟩[31m"),
    ],
)
def test_signs_that_turn_or_hide_are_spelled(text, shown):
    """Each by its number, at its place."""
    assert spelled(text) == shown


@pytest.mark.parametrize("text", ["می‌خواهم", "👩‍👩‍👧", "a\u200fb", "so\u00adft", "line\nline\ttab", "İstanbul 多极化"])
def test_signs_that_scripts_need_stay(text):
    """Joiners of Persian and of emoji, direction marks, soft hyphens, line ends."""
    assert spelled(text) == text
