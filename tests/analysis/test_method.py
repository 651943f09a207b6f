"""Docstrings read into what the Method page prints."""

from dashboard.analysis import method
from dashboard.analysis.method import Block, explained


def _sample() -> None:
    """Share of k in n.

    A first paragraph
    goes on. Then a list:

    - one `thing`,
      still one;
    - another.

    The formula is

        p = k / n

    Args:
        k: Hits.

    Returns:
        A share, 0 to 1.

    Example:
        Two of four.

        >>> 2 / 4
        0.5

    References:
        Smith (1999), Journal 3, 1-9, on
        two lines.
        Jones (2001), Journal 5, 2.
    """


def test_a_docstring_becomes_blocks():
    """First sentence, paragraphs, list, formula, sections with their names; lines are joined."""
    entry = explained("Share", _sample)

    assert (entry.head, entry.said) == ("Share", "Share of k in n.")
    assert entry.blocks == (
        Block("", "text", ("A first paragraph goes on. Then a list:",)),
        Block("", "list", ("one `thing`, still one;", "another.")),
        Block("", "text", ("The formula is",)),
        Block("", "code", ("p = k / n",)),
        Block("Args", "names", ("k: Hits.",)),
        Block("Returns", "text", ("A share, 0 to 1.",)),
        Block("Example", "text", ("Two of four.",)),
        Block("Example", "run", (">>> 2 / 4\n0.5",)),
        Block("References", "list", ("Smith (1999), Journal 3, 1-9, on two lines.", "Jones (2001), Journal 5, 2.")),
    )


def test_our_own_sentence_goes_first():
    """A chapter may give a first sentence; the rest still comes from the docstring."""
    entry = explained("Share", _sample, "So many of so many.")

    assert entry.said == "So many of so many."
    assert len(entry.blocks) == 9


def test_everything_printed_has_something_to_say():
    """No entry of any chapter lost its docstring."""
    entries = [entry for name in method.CHAPTERS for entry in method.chapter(name)]

    assert [entry.path for entry in entries if not entry.said] == []
    assert [entry.path for entry in entries if not (entry.blocks or entry.said.endswith("."))] == []


def test_every_junk_rule_is_told_by_its_reason():
    """The reason that the ledger prints is the heading, the rule's docstring the sentence."""
    rules = method.junk_rules()

    assert rules
    assert [rule.path for rule in rules if not (rule.head and rule.said)] == []


def test_thresholds_are_numbers():
    """Each is what the code compares with, not a text that repeats it."""
    assert [name for name, value in method.THRESHOLDS if not isinstance(value, (int, float))] == []
