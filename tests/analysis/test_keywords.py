"""The table of keywords: columns, counts that open, the others that use a keyword."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.keywords import keyword_table, keywords
from dashboard.analysis.terms import occurrences
from dashboard.corpus.shards import with_tables
from dashboard.schema import KEYWORDS
from tests.analysis.coverage_of import coverage_of

TEXT = st.text(st.sampled_from("ab AB.,-'’\nöЖ多极 the of 19"), max_size=60)


def tabled(*bodies, **fields):
    """A corpus with its keywords to hand."""
    corpus = coverage_of(*bodies, **fields)
    return with_tables(corpus, {"keywords": keywords(corpus)})


def test_the_table_has_the_columns_of_the_contract_and_the_row():
    """They are schema.KEYWORDS, then row."""
    assert tuple(keywords(coverage_of("Floods rise."))) == (*KEYWORDS.names, "row")


def test_a_corpus_without_a_story_has_an_empty_table():
    """No story: the columns, no row, no crash."""
    frame = keywords(coverage_of())

    assert len(frame) == 0
    assert tuple(frame) == (*KEYWORDS.names, "row")


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_every_keyword_opens_as_often_as_it_says(bodies):
    """Whatever the text, n_tokens is what `occurrences` finds for the keyword's words in that story."""
    corpus = coverage_of(*bodies)

    for row, keyword, n_tokens in keywords(corpus)[["row", "keyword", "n_tokens"]].itertuples(index=False):
        assert len(occurrences(corpus, [row], keyword.split(" "))) == n_tokens > 0


def test_the_order_of_the_stories_never_matters():
    """The same stories in another order have the same keywords."""
    bodies = ["The great dam broke, the great dam.", "A tide of votes, a tide.", "Sea trade, sea trade."]
    one, other = keywords(coverage_of(*bodies)), keywords(coverage_of(*bodies[::-1]))

    assert one.groupby("row")["keyword"].agg(list).tolist() == other.groupby("row")["keyword"].agg(list).tolist()[::-1]


def test_related_stories_have_keywords_by_the_yardstick_of_main_ones():
    """Both kinds are ranked."""
    assert set(keywords(coverage_of("Floods rise.", "Tides fall.", kind=["main", "related"]))["row"]) == {0, 1}


def test_the_keyword_table_counts_the_others():
    """Floods: in 1 of the 2 other chosen stories; the fourth story is not chosen."""
    corpus = tabled("Floods rise, floods.", "Floods fall.", "Tides turn.", "Floods!", "Seas.", "Dams.", "Aid.")
    table = keyword_table(corpus, np.array([True, True, True, False, False, False, False]), rows=[0])
    line = table[table["keyword"] == "floods"]

    assert line[["row", "n_tokens", "n_others", "n"]].values.tolist() == [[0, 2, 1, 2]]
    assert set(table["row"]) == {0}


def test_the_keyword_table_can_be_cut_by_rank():
    """The first keyword of each story, with the numbers that it has in the whole table."""
    corpus = tabled("Tariffs rose. Tariffs and wages fell.", "Wages fell. Wages and rents rose.")
    every, first = (keyword_table(corpus, np.ones(2, bool), top=top) for top in (None, 1))

    assert first["rank"].tolist() == [1, 1]
    assert first.values.tolist() == every[every["rank"] == 1].values.tolist()


def test_the_keyword_table_of_nothing_is_empty():
    """No chosen story, no row."""
    assert len(keyword_table(tabled("Floods rise."), np.array([False]))) == 0
