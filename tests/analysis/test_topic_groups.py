import numpy as np
import pytest

from dashboard.analysis import topic_groups
from dashboard.analysis.evidence import evidence, units
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection, chosen
from tests.grouped import grouped

MAIN = Selection()


@pytest.fixture
def mask():
    """The five main stories."""
    return chosen(grouped(), MAIN)


def only(*idents):
    """A mask of these stories."""
    return grouped().articles["article_id"].isin(idents).to_numpy(bool)


def test_sizes_count_passages_and_stories(mask):
    """Group 0: three passages of a1, a2, a3; group 1: two of a1, a4; one passage is in no group."""
    sizes = topic_groups.group_sizes(grouped(), mask)

    assert sizes[["topic_id", "k", "n", "n_articles"]].values.tolist() == [[0, 3, 6, 3], [1, 2, 6, 2], [2, 0, 6, 0]]


def test_a_filter_chooses_passages_and_keeps_the_groups():
    """Only a1: one passage of each of two groups, of its three; every group stays listed."""
    sizes = topic_groups.group_sizes(grouped(), only("a1"))

    assert sizes[["k", "n"]].values.tolist() == [[1, 3], [1, 3], [0, 3]]


def test_sizes_are_what_the_evidence_holds(mask):
    """K of each group = rows of its evidence."""
    for row in topic_groups.group_sizes(grouped(), mask).itertuples():
        assert len(units(grouped(), MAIN, Pick("passages", topic=str(row.topic_id)))) == row.k


def test_best_passages_come_from_different_stories(mask):
    """The highest weights first; group 2 has none to show."""
    best = topic_groups.best_passages(grouped(), mask, top=2)

    assert best[["topic_id", "article_id", "weight"]].values.tolist() == [
        [0, "a3", 0.95],
        [0, "a1", 0.9],
        [1, "a4", 0.7],
        [1, "a1", 0.6],
    ]


def test_best_passages_show_their_terms(mask):
    """The group's terms in any form are marked inside the passage, counted from its first character."""
    first = topic_groups.best_passages(grouped(), mask, top=1).iloc[0]

    assert first["text"].startswith("Tariffs hurt trade and exports.")
    assert [first["text"][start:end] for start, end in first["spans"]] == ["trade", "exports"]


def test_best_passage_equals_the_evidence(mask):
    """The same text stands in the evidence of its group."""
    best = topic_groups.best_passages(grouped(), mask, top=1)
    shown = set(evidence(grouped(), MAIN, Pick("passages", topic="1"))["text"])

    assert best.loc[best["topic_id"] == 1, "text"].iloc[0] in shown


def test_parts_of_a_story_add_up_to_the_whole(mask):
    """a1 is 0.6 and 0.4; a5, in no group, adds up to 0."""
    parts = topic_groups.story_parts(grouped(), mask)

    assert parts.groupby("article_id")["share"].sum().round(6).to_dict() == {
        "a1": 1,
        "a2": 1,
        "a3": 1,
        "a4": 1,
        "a5": 0,
    }


def test_parts_carry_the_passages_behind_them(mask):
    """In a1 one of three passages is in group 0; the third is in none."""
    parts = topic_groups.story_parts(grouped(), mask).set_index(["article_id", "topic_id"])

    assert parts.loc[("a1", 0), ["k", "n", "share"]].tolist() == [1, 3, 0.6]
    assert parts.loc[("a5", 0), ["k", "n", "share"]].tolist() == [0, 0, 0.0]


def test_outlets_need_ten_stories(mask):
    """Two stories an outlet are too few for a mean."""
    assert topic_groups.outlet_parts(grouped(), mask).empty


def test_outlet_parts_are_the_mean_of_its_stories(mask, monkeypatch):
    """Herald: a1 0.6 and a2 1.0 make 0.8 of group 0, two of four passages; the story of no outlet has no row."""
    monkeypatch.setattr(topic_groups, "FEW_STORIES", 2)
    parts = topic_groups.outlet_parts(grouped(), mask)

    assert parts["outlet"].drop_duplicates().tolist() == ["Herald", "Tribune"]
    assert parts.iloc[0][["outlet", "n_articles", "topic_id", "k", "n"]].tolist() == ["Herald", 2, 0, 2, 4]
    assert parts.iloc[0]["share"] == pytest.approx(0.8)


def test_no_story_has_no_passage():
    """An empty choice keeps the groups and counts nothing."""
    empty = np.zeros(len(grouped().articles), bool)

    assert topic_groups.group_sizes(grouped(), empty)["k"].sum() == 0
    assert topic_groups.best_passages(grouped(), empty).empty
