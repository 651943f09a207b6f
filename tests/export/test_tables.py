"""Tables: every one of the contract, whole or filtered, with exactly its columns."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.selection import Selection
from dashboard.errors import UsageError
from dashboard.export.tables import rows_of, table_named
from tests.copied import copied
from tests.echoed import echoed
from tests.small import counted

BOTH = ("main", "related")


def whole(name, selection=None):
    """All chunks of a table as one frame."""
    return pd.concat(list(rows_of(counted(), table_named(name), selection)), ignore_index=True)


@pytest.mark.parametrize(
    ("name", "n_rows"),
    [("articles", 6), ("sentences", 11), ("theme_hits", 10), ("themes", 2), ("passages", 3), ("article_topics", 4)],
)
def test_without_a_filter_every_row_is_there(name, n_rows):
    """Both kinds, all copies: 6 stories, 11 sentences, 10 hits of strict rules (6 on trade, 4 on order)."""
    frame = whole(name)

    assert len(frame) == n_rows
    assert tuple(frame.columns) == table_named(name).names


def test_a_filter_keeps_rows_of_its_stories():
    """Tribune has two stories: four sentences, two hits on trade and three on order."""
    selection = Selection(outlets=("Tribune",))

    assert sorted(whole("articles", selection)["article_id"]) == ["a3", "a4"]
    assert len(whole("sentences", selection)) == 4
    assert whole("theme_hits", selection)["theme"].value_counts().to_dict() == {"order": 3, "trade": 2}


def test_a_theme_keeps_its_hits_and_stories_with_a_hit():
    """Order stands in a1 and a4; a table of hits keeps hits of order only."""
    selection = Selection(kinds=BOTH, themes=("order",))

    assert set(whole("theme_hits", selection)["theme"]) == {"order"}
    assert sorted(whole("articles", selection)["article_id"]) == ["a1", "a4"]


def test_terms_add_up_to_the_words_of_each_story():
    """The export of triplets loses no token."""
    terms = whole("article_terms").groupby("article_id")["n_tokens"].sum()
    articles = whole("articles").set_index("article_id")["n_words"]

    assert terms.sort_index().tolist() == articles.sort_index().tolist()


def test_sentences_cut_the_body_where_they_say():
    """Offsets and text agree for every sentence of every story."""
    bodies = whole("articles").set_index("article_id")["body"]
    texts = [bodies[row.article_id][row.start : row.end] for row in whole("sentences").itertuples()]

    assert texts[:2] == ["The two sides discussed trade in Geneva.", "They want a multipolar world."]


def test_an_empty_filter_is_an_empty_table_with_its_columns():
    """No story of January is related."""
    frame = whole("articles", Selection(kinds=("related",), query="geneva"))

    assert len(frame) == 0
    assert tuple(frame.columns) == table_named("articles").names


def test_an_unknown_table_lists_the_known_ones():
    """The nearest is named."""
    with pytest.raises(UsageError, match=r"table is 'theme_hit'\. Did you mean 'theme_hits'\?"):
        table_named("theme_hit")


def test_a_filter_that_names_an_unknown_theme_is_told():
    """It would otherwise give an empty file that looks like a result."""
    with pytest.raises(UsageError, match=r"theme is 'peace'\. There are: order, trade\."):
        whole("articles", Selection(themes=("peace",)))


def test_copies_are_counted_once_in_a_file_too():
    """Three texts of eight prints; five with a reprint elsewhere."""
    once, per_outlet = (
        pd.concat(rows_of(copied(), table_named("articles"), Selection(copies=copies)))["article_id"].tolist()
        for copies in ("once", "once-per-outlet")
    )

    assert once == ["a1", "b1", "c1"]
    assert sorted(per_outlet) == ["a1", "a3", "a4", "b1", "c1"]


def test_shared_wording_is_written_when_both_stories_are_kept():
    """Of the four pairs only e5 and e6 are of February."""
    february = Selection(since=date(2024, 2, 1))

    assert [len(chunk) for chunk in rows_of(echoed(), table_named("echoes"), Selection())] == [4]
    (pairs,) = rows_of(echoed(), table_named("echoes"), february)
    assert pairs[["article_a", "article_b"]].values.tolist() == [["e5", "e6"]]
