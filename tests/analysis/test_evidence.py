"""Evidence: exactly the units that a mark counted, with the words that counted marked."""

import pytest

from dashboard.analysis.evidence import evidence, units
from dashboard.analysis.pick import Pick, decode
from dashboard.analysis.selection import Selection
from dashboard.errors import UsageError
from tests.small import counted

ALL = Selection(kinds=("main", "related"))


def read(pick, selection=ALL):
    """The units as (article, text with the marked words in brackets)."""
    return [(row.article_id, bracketed(row.text, row.spans)) for row in rows(pick, selection)]


def rows(pick, selection=ALL):
    """The units, row by row."""
    return list(evidence(counted(), selection, pick).itertuples(index=False))


def bracketed(text, spans):
    """The text with its marked words in brackets."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def test_sentences_of_a_theme_come_once_each_with_every_hit_marked():
    """Five sentences carry trade; the one in a3 has two hits and is one row."""
    assert read(Pick("sentences", theme="trade")) == [
        ("a1", "The two sides discussed [trade] in Geneva."),
        ("a1", "[Exports] rose."),
        ("a2", "Nobody mentioned [trade]."),
        ("a3", "Tariffs hurt [trade] and [exports]."),
        ("a6", "[Trade] is everywhere."),
    ]


def test_the_filter_narrows_the_evidence():
    """With the default filter a6 is out, and an outlet keeps its own."""
    assert len(rows(Pick("sentences", theme="trade"), Selection())) == 4
    assert [row.article_id for row in rows(Pick("sentences", theme="trade", outlet="Tribune"), Selection())] == ["a3"]


def test_stories_that_mention_a_theme_are_one_row_each():
    """Four stories mention trade; both sentences of a1 stand in its row."""
    found = read(Pick("articles", theme="trade"))

    assert [article for article, _ in found] == ["a1", "a2", "a3", "a6"]
    assert found[0][1] == "The two sides discussed [trade] in Geneva. … [Exports] rose."


def test_taking_up_needs_two_sentences_or_the_headline():
    """Two sentences: a1 on trade, a4 on order. a3 has one sentence, and its headline only a broad rule."""
    assert [row.article_id for row in rows(Pick("articles", theme="trade", measure="takes_up"))] == ["a1"]
    assert [row.article_id for row in rows(Pick("articles", theme="order", measure="takes_up"))] == ["a4"]


def test_broad_rules_count_when_they_are_switched_on():
    """Tariffs stand in the headline of a3."""
    found = rows(Pick("articles", theme="trade", measure="takes_up", broad="yes"))

    assert [(row.article_id, row.title_spans) for row in found] == [("a1", [(0, 5)]), ("a3", [(0, 7)])]


def test_occurrences_of_a_word_are_one_row_each():
    """Trade stands five times, the name of a building included: words are counted as they stand."""
    found = rows(Pick("words", term="trade"))

    assert [(row.article_id, row.text[slice(*row.spans[0])]) for row in found] == [
        ("a1", "trade"), ("a2", "trade"), ("a3", "trade"), ("a5", "Trade"), ("a6", "Trade"),
    ]  # fmt: skip


def test_a_phrase_stands_where_its_words_stand_side_by_side():
    """The multipolar world of a1 and the one of a4."""
    assert [row.article_id for row in rows(Pick("words", term="multipolar world"))] == ["a1", "a4"]


def test_what_only_one_rule_finds_leaves_out_sentences_that_others_find_too():
    """In a3 trade and export* meet, so export* alone finds only the last sentence of a1."""
    pick = Pick("sentences", theme="trade", rule="export*")

    assert [row.article_id for row in rows(pick)] == ["a1", "a3"]
    assert [row.article_id for row in rows(Pick("sentences", theme="trade", rule="export*", only="yes"))] == ["a1"]


def test_two_themes_share_no_sentence_here():
    """No sentence speaks of both; the mark of the pair opens nothing."""
    assert rows(Pick("sentences", theme="trade", also="order")) == []


@pytest.mark.parametrize(
    ("period", "ids"),
    [
        ("2024-01", ["a1", "a2"]),
        ("2024-01-24", ["a2"]),
        ("2024-Q1", ["a1", "a2", "a3", "a4", "a5"]),
        ("2024-W06", ["a3", "a4"]),
    ],
)
def test_a_period_holds_its_days(period, ids):
    """Months, days, quarters and ISO weeks; the undated story is in none of them."""
    assert [row.article_id for row in rows(Pick("articles", period=period))] == ids


def test_unnamed_outlets_are_asked_for_by_the_tilde():
    """a5 and a6 name no outlet."""
    assert sorted(row.article_id for row in rows(Pick("articles", outlet="~"))) == ["a5", "a6"]


def test_passages_of_a_group_are_one_row_each():
    """Two passages are strongest in group 0."""
    assert [(row.article_id, row.text) for row in rows(Pick("passages", topic="0"))] == [
        ("a1", "The two sides discussed trade in Geneva. "),
        ("a4", "A multipolar world order is near"),
    ]


def test_stories_of_a_group_are_those_with_a_part_in_it():
    """a1 and a2 have a part in group 1."""
    assert [row.article_id for row in rows(Pick("articles", topic="1"))] == ["a1", "a2"]


def test_every_unit_can_be_cited():
    """The body at start and end is the text that is shown."""
    bodies = dict(zip(counted().articles["article_id"], counted().bodies(range(6)), strict=True))

    for row in rows(Pick("sentences", theme="trade")):
        assert bodies[row.article_id][row.start : row.end] == row.text


def test_an_unknown_theme_or_article_opens_nothing():
    """A stale link is empty, not broken."""
    assert units(counted(), ALL, Pick("sentences", theme="peace")).empty
    assert units(counted(), ALL, Pick("articles", theme="peace")).empty
    assert units(counted(), ALL, Pick("articles", article="ffff")).empty


@pytest.mark.parametrize(
    "code", ["unit=articles&period=2024-13", "unit=passages&topic=x", "unit=passages", "unit=articles&period=then"]
)
def test_a_pick_of_the_wrong_type_is_told_in_a_sentence(code):
    """A hand-made link with a month 13 or a group x gets a sentence, never a trace."""
    with pytest.raises(UsageError, match=r"belongs there"):
        decode(code)
