import numpy as np
import pytest

from dashboard.analysis.evidence import units
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import Selection, chosen
from dashboard.analysis.wordlists import RANKS, word_list
from tests.analysis.coverage_of import coverage_of
from tests.small import counted, small

MAIN = Selection()


def listed(**options):
    """The words of the five main stories."""
    return word_list(small(), chosen(small(), MAIN), **options)


def test_commonest_words_come_first():
    """The word "trade" stands in a1, a2, a3 and a5, once each; "multipolar" and "multipolarity" are one family of 3."""
    table = listed(top=2)

    assert table[["term", "n_tokens", "n_articles", "n"]].values.tolist() == [
        ["trade", 4, 4, 5],
        ["multipolar", 3, 2, 5],
    ]


def test_forms_add_up_to_the_word():
    """Forms are listed with their own counts, commonest first."""
    table = listed(top=None).set_index("term")

    assert table.at["multipolar", "forms"] == [("multipolar", 2), ("multipolarity", 1)]
    assert table.at["bridge", "forms"] == [("bridge", 1)]
    assert [sum(n for _, n in forms) for forms in table["forms"]] == table["n_tokens"].tolist()


def test_forms_are_those_of_the_chosen_stories():
    """a1 has "multipolar" only: the other form, of a4, is not named."""
    table = word_list(small(), (small().articles["article_id"] == "a1").to_numpy(), top=None).set_index("term")

    assert table.at["multipolar", "forms"] == [("multipolar", 1)]


def test_exact_forms_stand_for_themselves():
    """Without families the forms are two rows."""
    table = listed(top=None, families=False).set_index("term")

    assert table.loc[["multipolar", "multipolarity"], "n_tokens"].tolist() == [2, 1]


def test_rank_by_tfidf_is_by_tfidf():
    """Highest weight first, the same words as by count."""
    by_count, by_weight = listed(top=None), listed(top=None, rank="tfidf")

    assert by_weight["tfidf"].is_monotonic_decreasing
    assert set(by_count["term"]) == set(by_weight["term"])


@pytest.mark.parametrize("rank", RANKS)
@pytest.mark.parametrize("families", [True, False])
def test_every_word_opens_to_its_occurrences(rank, families):
    """n_tokens = rows of the evidence."""
    for word in listed(rank=rank, families=families).itertuples():
        pick = Pick("words", term=word.term, family="yes" if families else "")

        assert len(units(counted(), MAIN, pick)) == word.n_tokens, word.term


def test_no_story_has_no_words():
    """An empty choice gives an empty table with its columns."""
    table = word_list(small(), np.zeros(len(small().articles), bool))

    assert table.empty
    assert "forms" in table


@pytest.mark.parametrize("rank", RANKS)
def test_who_told_it_is_no_word_of_a_story(rank):
    """A verb of saying is left out as function words are, however often it stands."""
    corpus = coverage_of("Envoys said, and said again: floods rose. Envoys said on Monday that floods rose. Floods!")

    assert word_list(corpus, np.ones(1, bool), top=2, rank=rank)["term"].tolist()[:1] == ["floods"]
    assert set(word_list(corpus, np.ones(1, bool), top=None, rank=rank)["term"]) == {
        "again",
        "envoys",
        "floods",
        "rose",
    }
