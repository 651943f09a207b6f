"""Shards: stories become integers, and every integer leads back to the text."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.corpus import shards
from dashboard.corpus.shards import assign, encode
from tests.small import ARTICLES, SETTINGS, small

BODIES = st.lists(st.text(st.sampled_from("ab .\n’'-éИ多1,")), min_size=1, max_size=5)


def stories(bodies):
    """Stories that differ in their text only."""
    return [ARTICLES[0] | {"article_id": f"{place:016x}", "body": body} for place, body in enumerate(bodies)]


def test_stories_stand_by_day_then_outlet_missing_last():
    """a6 has no day and stands last."""
    assert small().articles["article_id"].tolist() == ["a1", "a2", "a3", "a4", "a5", "a6"]


def test_words_and_sentences_are_counted_per_story():
    """a1: 14 words in 3 sentences, a6: 3 words in 1."""
    counts = small().articles.set_index("article_id")[["n_words", "n_sentences"]]

    assert counts.loc["a1"].tolist() == [14, 3]
    assert counts.loc["a6"].tolist() == [3, 1]


def test_n_articles_counts_main_stories_and_n_tokens_both_kinds():
    """Trade stands in a1, a2, a3, a5 (main) and a6 (related), once each."""
    words = small().vocabulary
    trade = words.find("trade")

    assert (words.n_articles[trade], words.n_tokens[trade]) == (4, 5)


def test_function_words_are_marked():
    """The settings list the; they do not list trade."""
    words = small().vocabulary

    assert words.is_stop[words.find("the")]
    assert not words.is_stop[words.find("trade")]


@given(BODIES)
def test_every_token_lies_in_one_sentence_of_its_story(bodies):
    """Sentence ranges cover a story's tokens without a gap, and a token's span lies inside its sentence."""
    for shard in encode(stories(bodies), SETTINGS).shards:
        for row in range(shard.n_articles):
            first, last = shard.article_sentences[row], shard.article_sentences[row + 1]
            if shard.article_tokens[row] < shard.article_tokens[row + 1]:
                assert shard.sentence_tokens[first] == shard.article_tokens[row]
                assert shard.sentence_tokens[last] == shard.article_tokens[row + 1]
            for sentence in range(first, last):
                low, high = shard.sentence_tokens[sentence], shard.sentence_tokens[sentence + 1]
                assert (shard.start[low:high] >= shard.sentence_start[sentence]).all()
                assert (shard.end[low:high] <= shard.sentence_end[sentence]).all()


@given(BODIES)
def test_the_order_of_stories_does_not_matter(bodies):
    """The same stories in another order are the same corpus."""
    one, other = encode(stories(bodies), SETTINGS), encode(stories(bodies)[::-1], SETTINGS)

    assert one.articles.equals(other.articles)
    assert one.vocabulary.terms == other.vocabulary.terms
    assert all(np.array_equal(a.term, b.term) for a, b in zip(one.shards, other.shards, strict=True))


def test_many_stories_are_dealt_to_several_shards(monkeypatch):
    """With room for two per shard, six stories need four shards, each sorted, none lost."""
    monkeypatch.setattr(shards, "SHARD_ARTICLES", 2)
    parts = assign(ARTICLES)
    corpus = encode(ARTICLES, SETTINGS)

    assert len(parts) == 4
    assert sorted(row["article_id"] for part in parts for row in part) == ["a1", "a2", "a3", "a4", "a5", "a6"]
    assert corpus.vocabulary.n_tokens.tolist() == small().vocabulary.n_tokens.tolist()
    assert sorted(corpus.bodies(range(6))) == sorted(small().bodies(range(6)))


def test_no_story_is_an_empty_corpus():
    """Nothing crashes on nothing."""
    corpus = encode([], SETTINGS)

    assert len(corpus.articles) == 0
    assert len(corpus.vocabulary.terms) == 0
