"""Topics of invented coverage: two subjects, and every way to have too little."""

import numpy as np
import pytest
from pandas.testing import assert_frame_equal
from threadpoolctl import threadpool_limits

from dashboard.analysis.topics import topics
from dashboard.schema import ARTICLE_TOPICS, PASSAGES, TOPICS
from tests.analysis.two_subjects import LAND, SEA, corpus_of, rambling, stories, story

LONG = rambling(0, n_sentences=80)


@pytest.fixture(scope="module")
def two():
    """The topics of 24 stories on two subjects."""
    return topics(corpus_of(stories(24)))


def frames(found):
    """All tables of one result."""
    return found.topics, found.article_topics, found.passages, found.verdict


def test_two_subjects_are_two_topics(two):
    """Each subject is a topic that comes back whole, named by words of it alone."""
    assert two.verdict[["unit", "n_groups", "repeatability", "enough"]].to_numpy().tolist() == [
        ["passages", 2, 1.0, True]
    ]
    assert two.topics["repeatability"].tolist() == [1.0, 1.0]
    assert two.topics["n_articles"].tolist() == [12, 12]
    subjects = [set(SEA.split()), set(LAND.split())]
    assert sorted(subjects.index(set(terms.split(", "))) for terms in two.topics["terms"]) == [0, 1]


def test_labels_are_the_three_strongest_terms(two):
    """A label is the beginning of the terms."""
    assert [label.count(", ") for label in two.topics["label"]] == [2, 2]
    assert all(terms.startswith(label) for label, terms in zip(two.topics["label"], two.topics["terms"], strict=True))


def test_a_story_belongs_to_its_subject(two):
    """Even stories are of one topic, odd ones of the other, with all of their weight."""
    strongest = two.article_topics.drop_duplicates("article_id").set_index("article_id").sort_index()

    assert strongest["topic_id"].iloc[::2].nunique() == 1
    assert strongest["topic_id"].iloc[1::2].nunique() == 1
    assert strongest["topic_id"].nunique() == 2
    assert (strongest["weight"] == 1.0).all()


def test_the_tables_are_those_of_the_contract(two):
    """Names and order of the columns as in schema.py."""
    assert tuple(two.topics) == TOPICS.names
    assert tuple(two.article_topics) == ARTICLE_TOPICS.names
    assert tuple(two.passages) == PASSAGES.names


def test_a_mixed_story_is_of_both():
    """Ten sentences of the sea, then ten of the land: half of the weight each, by words."""
    bodies = [*stories(24), f"{story(SEA, 1, n_sentences=10)} {story(LAND, 1, n_sentences=10)}"]
    found = topics(corpus_of(bodies))
    weights = found.article_topics[found.article_topics["article_id"] == f"{24:016x}"]

    assert weights["weight"].tolist() == [0.5, 0.5]


def test_passages_say_where_they_stand(two):
    """Every passage lies in its story and names its strongest topic."""
    bodies = dict(zip((f"{place:016x}" for place in range(24)), stories(24), strict=True))

    assert set(two.passages["article_id"]) == set(bodies)
    for row in two.passages.itertuples():
        assert bodies[row.article_id][row.start : row.end].endswith(".")
    assert two.topics["n_passages"].sum() == two.passages["topic_id"].notna().sum()


def test_neither_order_nor_threads_matter(two):
    """The same stories in another order, on one thread or two: the same tables."""
    order = list(np.random.default_rng(2).permutation(24))
    with threadpool_limits(limits=1):
        other = topics(corpus_of(stories(24), order=order))

    for mine, theirs in zip(frames(two), frames(other), strict=True):
        by = [name for name in ("article_id", "passage", "topic_id") if name in mine]
        assert_frame_equal(
            mine.sort_values(by, ignore_index=True) if by else mine,
            theirs.sort_values(by, ignore_index=True) if by else theirs,
        )


def test_many_stories_are_grouped_as_stories():
    """From `passages_below` on a story is one unit, from its first character to its last."""
    bodies = stories(24)
    found = topics(corpus_of(bodies, passages_below=24))

    assert found.verdict[["unit", "n_units", "n_groups", "enough"]].to_numpy().tolist() == [["articles", 24, 2, True]]
    assert found.passages["passage"].tolist() == [0] * 24
    ends = found.passages.set_index("article_id")["end"]
    assert [ends[f"{place:016x}"] for place in range(24)] == [len(body) for body in bodies]


def test_stories_that_were_not_learned_from_are_placed_too():
    """Groups learned from the first 16 stories: all 24 have their topic."""
    found = topics(corpus_of(stories(24), passages_below=2, units=16))

    assert found.verdict["n_units"].item() == 16
    assert found.article_topics["article_id"].nunique() == 24
    assert found.topics["n_articles"].tolist() == [12, 12]


def test_copies_make_no_topic_of_their_own():
    """Thirty copies of one story change neither the number of groups nor their words, only how many belong."""
    bodies = stories(24)
    found, plain = topics(corpus_of(bodies + [bodies[0]] * 30)), topics(corpus_of(bodies))

    assert found.verdict["n_groups"].item() == 2
    assert found.verdict["n_units"].item() == plain.verdict["n_units"].item()
    assert sorted(found.topics["n_articles"]) == [12, 42]
    assert set(found.topics["terms"]) == set(plain.topics["terms"])


def test_one_story():
    """Nothing can be left out: one exploratory group, to which all its passages belong."""
    found = topics(corpus_of([LONG]))

    assert found.verdict[["n_groups", "repeatability", "enough"]].to_numpy().tolist() == [[1, 0.0, False]]
    assert found.topics["n_articles"].tolist() == [1]
    assert found.article_topics["weight"].tolist() == [1.0]


def test_ten_identical_stories():
    """Ten copies are one text: nothing can be left out, and all of them have the one group."""
    found = topics(corpus_of([LONG] * 10))

    assert found.verdict[["n_groups", "enough"]].to_numpy().tolist() == [[1, False]]
    assert found.topics["n_articles"].tolist() == [10]


@pytest.mark.parametrize("bodies", [[], [""], ["…", "—"], ["The of and.", "A said."], ["Ships sail."]])
def test_nothing_to_group(bodies):
    """No story, no word, no telling word, no word twice: empty tables with their columns, and a verdict."""
    found = topics(corpus_of(bodies))

    assert (len(found.topics), len(found.article_topics)) == (0, 0)
    assert found.passages["topic_id"].isna().all()
    assert found.verdict[["n_groups", "repeatability", "enough"]].to_numpy().tolist() == [[0, 0.0, False]]
    assert tuple(found.topics) == TOPICS.names


def test_too_few_stories_for_stable_groups():
    """Three stories that share words and no subject: groups are shown, and not trusted."""
    bodies = [rambling(seed, n_sentences=40) for seed in range(3)]
    found = topics(corpus_of(bodies))

    assert found.verdict["enough"].tolist() == [False]
    assert found.verdict["n_groups"].item() >= 2
    assert found.topics["repeatability"].between(0, 1).all()


def test_a_story_without_a_word_of_the_groups_has_no_rows(two):
    """A story on something else altogether is in no topic."""
    found = topics(corpus_of([*stories(24), "Xylophones resonate quietly."]))

    assert f"{24:016x}" not in set(found.article_topics["article_id"])
    assert found.passages.set_index("article_id").loc[f"{24:016x}", "weight"] == 0


def test_progress_is_told():
    """Steps in words, shares from 0 to 1, ending with 1."""
    told = []
    topics(corpus_of(stories(4)), progress=lambda step, share: told.append((step, share)))

    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1] == ("done", 1.0)
