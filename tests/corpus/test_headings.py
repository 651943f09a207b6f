"""Which lines are headings: the rule, clause by clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.corpus.headings import headings

BEFORE = "The two sides met in the capital on Monday."
AFTER = "They spoke of trade and of much else."


@pytest.mark.parametrize(
    "line",
    [
        "LONG-LASTING BONDS",
        "Far-reaching importance",
        "A “new normal”",
        "2025 in numbers",
        "What the U.S. wants",
        "Ёлки",
    ],
)
def test_headings_between_prose(line: str) -> None:
    """A short line without closing punctuation, between sentences, is a heading."""
    assert headings([BEFORE, line, AFTER]) == [False, True, False]


@pytest.mark.parametrize(
    "line",
    [
        "They agreed.",
        "Why now?",
        "Key points:",
        "and so they went",
        "- Trade and industry",
        "• Trade",
        "1. Trade",
        "2) Trade",
        "(a) Trade",
        "B. Trade",
        "By Jane Doe",
        "Source: Agency",
        "A seal on ice. Photograph",
        "One two three four five six seven eight nine ten eleven twelve thirteen",
        "***",
        "",
    ],
)
def test_lines_that_are_none(line: str) -> None:
    """Sentences, announcements, wrapped lines, list items, bylines, captions and long lines are no headings."""
    assert headings([BEFORE, line, AFTER]) == [False, False, False]


def test_needs_prose_after_it() -> None:
    """A short last line is a sign-off, not a heading; blank lines are looked through."""
    assert headings([BEFORE, "Enditem"]) == [False, False]
    assert headings([BEFORE, "", "Trade", " ", AFTER]) == [False, False, True, False, False]


def test_only_line() -> None:
    """A text of one line has no heading."""
    assert headings(["Sides agree on trade"]) == [False]
    assert headings(["", "Sides agree on trade", ""]) == [False, False, False]


def test_three_in_a_row_are_a_list() -> None:
    """Two short lines may stand on each other; three are a list or a table."""
    assert headings([BEFORE, "Part two", "Trade", AFTER]) == [False, True, True, False]
    assert headings([BEFORE, "Trade", "Energy", "Culture", AFTER]) == [False] * 5


def test_wrapped_paragraph() -> None:
    """Lines that were wrapped at a fixed width are prose, even where one begins with a capital."""
    lines = [
        "The president of the country met the leader of the",
        "Russian state on Monday and spoke with him",
        "of trade.",
    ]
    assert headings(lines) == [False, False, False]


def test_repeated_line() -> None:
    """A line that stands there twice is furniture of the page."""
    assert headings([BEFORE, "Advertisement", AFTER, "Advertisement", AFTER]) == [False] * 5


def test_chinese() -> None:
    """Without capitals and spaces, length is counted in characters."""
    lines = ["外交部举行了例行记者会。", "共同维护战后国际秩序", "发言人回答了记者的提问。"]
    assert headings(lines) == [False, True, False]
    assert headings([lines[0], "共" * 26, lines[2]]) == [False, False, False]


@given(
    st.lists(
        st.sampled_from(["", BEFORE, AFTER, "Trade", "- item", "…", "Fine", "。"]) | st.text(max_size=20), max_size=8
    )
)
def test_one_flag_per_line(lines: list[str]) -> None:
    """Every line gets an answer; blank lines and the last line are never headings."""
    found = headings(lines)
    assert len(found) == len(lines)
    assert not any(flag for flag, line in zip(found, lines, strict=True) if not line.strip())
    assert found[-1:] != [True]
