"""The rule language: what a rule says, and the sentence that names a slip."""

import re

import pytest

from dashboard.analysis.patterns import LONGEST_MATCH, parse, variants
from dashboard.errors import SettingsError


def said(rule):
    """Every way to say a rule, as lists of sets of words; a star shows a prefix, ~ a gap."""
    return [
        [("~" + str(slot.gap) + " " if slot.gap else "") + "|".join(shown(word) for word in slot.words) for slot in way]
        for way in variants(parse(rule))
    ]


def shown(word):
    """A word as the rule had it."""
    return ("=" + word.exact if word.exact else word.text) + "*" * word.prefix


@pytest.mark.parametrize(
    ("rule", "ways"),
    [
        ("world order", [["world", "order"]]),
        ("World ORDER", [["world", "order"]]),
        ("people-to-people", [["people", "to", "people"]]),
        ("people to people", [["people", "to", "people"]]),
        ("nation’s U.S.", [["nation", "u.s."]]),
        ("AT&T", [["at", "t"]]),
        ("trade – goods", [["trade", "goods"]]),
        ("multipolar*", [["multipolar*"]]),
        ("anti-hegemon*", [["anti", "hegemon*"]]),
        ("=May day", [["=May", "day"]]),
        ("=COVID-19", [["=COVID", "=19"]]),
        ("victory ~3 war", [["victory", "~3 war"]]),
        ("[world|global] order", [["world|global", "order"]]),
        ("[post war|world] order", [["world", "order"], ["post", "war", "order"]]),
        ("a ~2 [b|c d]", [["a", "~2 b"], ["a", "~2 c", "d"]]),
        ("[=US|american] order", [["american", "order"], ["=US", "order"]]),
        ("[ one | two* ]", [["one|two*"]]),
        ("多极化", [["多", "极", "化"]]),
    ],
)
def test_a_rule_is_read_as_words(rule, ways):
    """Words are cut as stories are; single-word choices are one set, longer ones are written out."""
    assert said(rule) == ways


def test_an_accent_typed_by_itself_is_its_letters():
    """A rule typed with a separate accent finds the body's composed letter."""
    assert said("Zoe\u0308’s U.S. cafe\u0301") == [["zoë", "u.s.", "café"]]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("", "there is no letter or digit. At least one word belongs there."),
        ("– !", "there is no letter or digit. At least one word belongs there."),
        ("[a|b", "a [ is not closed. Write [one|other word]."),
        ("a]", "a ] stands where none belongs. Write [one|other word], and no brackets inside."),
        ("a | b", "a | stands where none belongs. Write [one|other word], and no brackets inside."),
        ("[a| [b] ]", "a [ stands where none belongs. Write [one|other word], and no brackets inside."),
        ("[a|] b", "a choice is empty. Every choice needs a word; write [one|other word]."),
        ("multi[polar|lateral]", "a bracket touches a word. Choices stand as words of their own: put a space before"),
        ("[a|b]*", "a bracket touches a word. Choices stand as words of their own: put a space before [ and after ]."),
        ("~3 a", "~3 has no place there. A gap stands between two words or brackets; write one ~3 other."),
        ("a ~2 ~2 b", "~2 has no place there. A gap stands between two words or brackets; write one ~3 other."),
        ("[a ~2 b|c]", "~2 has no place there. A gap stands between two words or brackets; write one ~3 other."),
        ("a ~3", "a gap ends it. A gap stands between two words; write one ~3 other."),
        ("a ~ b", "there is ~. ~ and a number from 1 to 20 belong there, e.g. ~3."),
        ("a ~0 b", "there is ~0. ~ and a number from 1 to 20 belong there, e.g. ~3."),
        ("a ~21 b", "there is ~21. ~ and a number from 1 to 20 belong there, e.g. ~3."),
        ("a ~² b", "there is ~². ~ and a number from 1 to 20 belong there, e.g. ~3."),
        ("pol*ar", "there is pol*ar. A star ends a word, = starts one, never both; ~3 stands alone."),
        ("a**", "there is a**. A star ends a word, = starts one, never both; ~3 stands alone."),
        ("=May*", "there is =May*. A star ends a word, = starts one, never both; ~3 stands alone."),
        ("a~3 b", "there is a~3. A star ends a word, = starts one, never both; ~3 stands alone."),
        ("a *", "there is * without a word. Write the star after a word, and = before one."),
        ("= May", "there is = without a word. Write the star after a word, and = before one."),
        ("a " + "~20 b " * 4, "it can stretch over more than 64 words. Shorten it or its gaps."),
    ],
)
def test_a_slip_is_told_in_a_sentence(rule, told):
    """Where, what is there, what belongs there, what to do."""
    with pytest.raises(SettingsError, match=re.escape(told)) as slip:
        parse(rule, where="data/themes.toml: theme 'trade': rule")

    assert str(slip.value).startswith(f"data/themes.toml: theme 'trade': rule {rule!r}: ")


def test_too_many_phrases_are_refused():
    """Choices of several words multiply; 2^9 = 512 phrases are more than 500."""
    with pytest.raises(SettingsError, match="its choices make 512 phrases; 500 is the most"):
        parse("[a a|b b] " * 9)


def test_a_match_fits_the_matcher():
    """The longest rule that is let through stretches over 64 words."""
    pattern = parse("a ~20 b ~20 c ~20 d")

    assert sum(1 + element.gap for element in pattern.elements) == LONGEST_MATCH
