"""What each word may be in a keyword, and which words repeat each other."""

import numpy as np
import pytest

from dashboard.analysis.gauge import gauge_of, grades, with_formulas
from dashboard.analysis.phrases import CONTENT, LINK, NEVER, NUMBER, PART, SIGN, STOP
from dashboard.sections import KeywordSettings
from tests.analysis.coverage_of import coverage_of

SETTINGS = KeywordSettings(never=("said",), not_alone=("today",))


def of(corpus, values):
    """What an array over terms says, by the term."""
    return dict(zip(corpus.vocabulary.terms, np.asarray(values).tolist(), strict=True))


@pytest.mark.parametrize(
    ("term", "grade"),
    [
        ("dam", CONTENT), ("o'brien", CONTENT), ("covid19", CONTENT), ("family", CONTENT), ("极", SIGN), ("x", PART),
        ("today", PART), ("mutually", PART), ("the", STOP), ("of", LINK), ("said", NEVER), ("2024", NUMBER),
    ],
)  # fmt: skip
def test_each_word_has_its_grade(term, grade):
    """Mutually is an adverb as the coverage says mutual; family is none; signs, letters and numbers stand apart."""
    corpus = coverage_of("dam O'Brien covid19 family 极 x today mutually mutual the of said 2024")

    assert of(corpus, grades(corpus.vocabulary, SETTINGS))[term] == grade


def test_a_country_and_its_adjective_are_near():
    """Russian and Russia share a number, dams and dam too; Iran has its own."""
    corpus = coverage_of("russia russian iran dam dams")
    near = of(corpus, gauge_of(corpus.vocabulary, SETTINGS, 1).near)

    assert near["russia"] == near["russian"]
    assert near["dam"] == near["dams"]
    assert len(set(near.values())) == 3


def test_a_word_of_most_stories_makes_no_keyword_alone():
    """Of three stories all have talks: it is a sign; dam stays a word."""
    corpus = coverage_of("talks dam", "talks sea", "talks")
    grade = of(corpus, gauge_of(corpus.vocabulary, SETTINGS, 3).grade)

    assert (grade["talks"], grade["dam"]) == (SIGN, CONTENT)


def test_formulas_stand_in_three_stories():
    """Key 7 comes from three parts, key 9 from two."""
    corpus = coverage_of("dam")
    parts = [np.array(keys, np.uint64) for keys in ([7, 9], [7], [7, 9])]
    gauge = with_formulas(gauge_of(corpus.vocabulary, SETTINGS, 1), parts)

    assert (gauge.formula_keys.tolist(), gauge.formula_articles.tolist()) == ([7], [3])
