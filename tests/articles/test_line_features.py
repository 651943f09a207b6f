"""Lines as rows of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.clean import junk_of, page_of
from dashboard.articles.line_features import as_matrix, rows_of
from dashboard.articles.line_weights import WEIGHTS
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry


def features_of(text):
    """Places and features of a page's lines."""
    page = page_of(lines_of(text), registry(()))
    return rows_of(page, junk_of(page), {})


def test_every_feature_has_its_weights_and_every_weight_its_feature():
    """The model is fitted to the features that are there."""
    _, features = features_of("Home\nThe talks began on Monday.\n")

    assert set(features) == set(WEIGHTS)
    assert {len(row) for row in WEIGHTS.values()} == {8}


def test_blank_lines_and_bare_signs_have_no_row():
    """The model sees lines with words or numbers only."""
    places, features = features_of("Home\n\n---\n12\n")

    assert places == [0, 3]
    assert features["number"].tolist() == [0, 1]


@given(st.text(alphabet="aB.1 \n*|", max_size=80))
def test_features_are_finite_and_as_long_as_the_page(text):
    """Whatever a page holds, each line has one number per feature, none of them without bounds."""
    places, features = features_of(text)

    if places:
        matrix = as_matrix(features, list(WEIGHTS))
        assert matrix.shape == (len(places), len(WEIGHTS))
        assert abs(matrix).max() <= 10
