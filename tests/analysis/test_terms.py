"""From a word to its places and back; tf-idf as scikit-learn has it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from dashboard.analysis import terms
from dashboard.analysis.terms import article_terms, article_terms_chunks, idf, occurrences
from dashboard.schema import ARTICLE_TERMS
from tests.analysis.coverage_of import coverage_of
from tests.small import small

WORDS = st.lists(st.sampled_from(["dam", "sea", "tide", "win", "vote"]), min_size=1, max_size=12)


def found(corpus, rows, phrase, **options):
    """Places as plain tuples: row, sentence, start, end."""
    return [tuple(row) for row in occurrences(corpus, rows, phrase, **options).to_numpy().tolist()]


def test_a_word_is_found_where_it_stands():
    """Row, sentence and code points of every place, in reading order."""
    assert found(small(), [0, 1, 2], ["trade"]) == [(0, 0, 24, 29), (1, 1, 45, 50), (2, 0, 13, 18)]


def test_a_phrase_joins_over_a_blank_or_a_hyphen():
    """Neighbours may be parted by one character."""
    corpus = coverage_of("Win-win ties. A win win.")

    assert found(corpus, [0], ["win", "win"]) == [(0, 0, 0, 7), (0, 1, 16, 23)]


def test_a_phrase_never_crosses_punctuation_or_a_sentence():
    """A comma and a blank are two characters; a full stop ends the sentence."""
    corpus = coverage_of("Peace, trade. Peace. Trade is here. Peace trade.")

    assert found(corpus, [0], ["peace", "trade"]) == [(0, 3, 36, 47)]


def test_a_phrase_never_crosses_stories():
    """The last word of one story and the first of the next are no neighbours."""
    assert found(coverage_of("world peace", "order world"), [0, 1], ["peace", "order"]) == []


def test_overlapping_places_all_count():
    """The text no no no holds "no no" twice."""
    assert len(found(coverage_of("no no no"), [0], ["no", "no"])) == 2


def test_only_the_given_rows_are_searched():
    """Rows that were not asked for are silent."""
    assert found(small(), [2], ["trade"]) == [(2, 0, 13, 18)]


@pytest.mark.parametrize("phrase", [["absent"], ["trade", "absent"], []])
def test_an_unknown_word_stands_nowhere(phrase):
    """An unknown word, or no word, gives an empty table with its columns."""
    assert occurrences(small(), [0, 1], phrase).columns.tolist() == ["row", "sentence", "start", "end"]
    assert found(small(), [0, 1], phrase) == []


def test_no_rows_find_nothing():
    """An empty selection is no error."""
    assert found(small(), [], ["trade"]) == []


def test_a_family_finds_all_its_forms():
    """With family, tariff finds tariffs too, in reading order."""
    corpus = coverage_of("Tariffs rise. A tariff falls.")

    assert found(corpus, [0], ["tariff"], family=True) == [(0, 0, 0, 7), (0, 1, 16, 22)]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(WORDS, min_size=1, max_size=5), st.lists(st.sampled_from(["dam", "sea", "win"]), min_size=1, max_size=3)
)
def test_a_phrase_is_found_as_often_as_a_plain_search_finds_it(stories, phrase):
    """The walk from the rarest term misses nothing and invents nothing."""
    corpus = coverage_of(*(" ".join(story) for story in stories))
    width = len(phrase)
    expected = sum(story[i : i + width] == phrase for story in stories for i in range(len(story) - width + 1))

    assert len(occurrences(corpus, range(len(stories)), phrase)) == expected


def test_idf_is_smooth_and_counts_main_stories_only():
    """Five of the six stories are main; four of those say trade: ln(6 / 5) + 1."""
    place = small().vocabulary.find("trade")

    assert idf(small())[place] == pytest.approx(np.log(6 / 5) + 1)


@settings(deadline=None, max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_tfidf_equals_scikit_learn(stories):
    """On the same counts, every weight equals that of TfidfVectorizer with its defaults."""
    texts = [" ".join(story) for story in stories]
    vectorizer = TfidfVectorizer(token_pattern=r"\w+")
    expected = vectorizer.fit_transform(texts)
    frame = article_terms(coverage_of(*texts), range(len(texts)))
    columns = [vectorizer.vocabulary_[term] for term in frame["term"]]

    assert len(frame) == expected.nnz
    assert np.allclose(frame["tfidf"], np.asarray(expected[frame["article_id"].astype(int), columns]).ravel())


def test_related_stories_are_weighed_by_the_yardstick_of_main_ones():
    """A related story changes no idf; its own vector has length 1 all the same."""
    corpus = coverage_of("dam dam sea", "sea", "dam tide", kind=["main", "main", "related"])
    vectorizer = TfidfVectorizer().fit(["dam dam sea", "sea"])
    frame = article_terms(corpus, [0]).set_index("term")["tfidf"]
    weights = vectorizer.transform(["dam dam sea"])

    assert frame["dam"] == pytest.approx(weights[0, vectorizer.vocabulary_["dam"]])
    assert (article_terms(corpus, [2])["tfidf"] ** 2).sum() == pytest.approx(1)


def test_article_terms_has_the_columns_of_the_contract():
    """Columns, counts and shares of one story, terms A to Z."""
    frame = article_terms(coverage_of("sea dam sea sea"), [0])

    assert tuple(frame.columns) == ARTICLE_TERMS.names
    assert frame[["term", "n_tokens", "tf"]].values.tolist() == [["dam", 1, 0.25], ["sea", 3, 0.75]]


def test_chunks_add_up_to_the_whole(monkeypatch):
    """An export in pieces of two stories holds the same rows in the same order."""
    monkeypatch.setattr(terms, "EXPORT_ROWS", 2)
    mask = np.array([True, True, False, True, True, True])
    parts = list(article_terms_chunks(small(), mask))

    assert [part["article_id"].nunique() for part in parts] == [2, 2, 1]
    assert sum(len(part) for part in parts) == len(article_terms(small(), np.flatnonzero(mask)))


def test_copies_count_once_in_idf():
    """A story and its copy weigh as one: idf is that of the same files without the copy."""
    bodies = ["dam water", "dam river", "dam river"]
    with_copy = coverage_of(*bodies)
    known = replace(with_copy, articles=with_copy.articles.assign(copy_of=[None, None, "01"]))

    assert idf(known).tolist() == idf(coverage_of(*bodies[:2])).tolist()
    assert idf(with_copy).tolist() != idf(known).tolist()
