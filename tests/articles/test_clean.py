"""Junk by rule, each with its reason."""

import pytest

from dashboard.articles.clean import RULES, is_heading, junk_of, page_of
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry

PROSE = "The two ministers met on Thursday and signed a long paper about the line."


def page(*lines):
    """A page of these lines below one line of prose."""
    return page_of(lines_of("\n".join([PROSE, *lines])), registry(()))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("7156699", "a number alone"),
        ("- - -", "signs without words"),
        ("www.example.com", "an address alone"),
        ("Home / China / Railways", "navigation crumb"),
        ("Home -", "navigation crumb"),
        ("News > World > Asia > Rail", "navigation crumb"),
        ("Copyright 1995 - . All rights reserved.", "copyright or legal notice"),
        ("Registration Number: 130349", "copyright or legal notice"),
        ("WANT YOUR COMPANY'S NEWS FEATURED ON THE WIRE? GET STARTED", "promotion"),
        ("Sign up for our newsletter", "promotion"),
        ("Share - WeChat", "buttons and menus"),
        ("BACK TO THE TOP", "buttons and menus"),
        ("Photo/IC", "photo credit or caption"),
        ("Ministers shake hands. (Xinhua/Ann Lee)", "photo credit or caption"),
        ("This article first appeared in Example Times:", "end mark or source note of the story"),
        ("SOURCE Example Times", "end mark or source note of the story"),
        ("The post Ministers meet appeared first on Example Online.", "end mark or source note of the story"),
        ("Leave a Reply", "heading of readers' comments"),
        ("See also  Bakers of the capital turn to chestnut loaf", "link to another story"),
        ("Recommended Articles", "heading of a list of other stories"),
        ("无码 中文 在线", "other script than the page"),
        ("Казино онлайн", "other script than the page"),
    ],
)
def test_junk_has_its_reason(text, reason):
    """Each kind of junk is named in plain words."""
    assert junk_of(page(text)) == {1: reason}


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "A long wait",
        "Source: the minister at a meeting with her counterpart",
        "“Please support the line,” she said.",
        "Ministers sign accord on the northern rail link",
        "Copyright law was changed last year, which the minister called a good sign.",
        "The end of the talks",
    ],
)
def test_stories_are_not_junk(text):
    """Headings, headlines and sentences that use the words of junk stay."""
    assert junk_of(page(text)) == {}


def test_every_rule_says_what_it_is_for():
    """A docstring for each rule, a reason in words."""
    assert all(rule.__doc__ and reason for rule, reason, _ in RULES)


def test_long_lines_are_headlines_only_as_twins():
    """Prose is no headline; a long line without a full stop that stands twice may be one."""
    long = "Guiding the right direction for the promotion of the line across the pass and of all that it will bring us"

    assert not is_heading(page(), page().lines[0])
    assert is_heading(page(long, long), page(long, long).lines[1])
    assert not is_heading(page(long), page(long).lines[1])
