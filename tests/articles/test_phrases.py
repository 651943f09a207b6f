"""The phrases of pages: they compile, and none matches nothing."""

import re

from dashboard.articles import phrases


def test_patterns_ignore_case():
    """Capitals never hide a phrase."""
    patterns = [value for value in vars(phrases).values() if isinstance(value, re.Pattern)]

    assert len(patterns) >= 10
    assert all(pattern.flags & re.IGNORECASE for pattern in patterns)


def test_no_pattern_matches_an_empty_line():
    """A slip such as an empty alternative would make every line junk."""
    patterns = [value for value in vars(phrases).values() if isinstance(value, re.Pattern)]

    assert not any(pattern.search("") or pattern.search("Two ministers meet") for pattern in patterns)


def test_button_words_are_single_small_words():
    """They are compared word by word, lower-cased."""
    assert all(word == word.lower() and " " not in word for word in phrases.BUTTON_WORDS)
