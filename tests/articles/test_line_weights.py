"""The weights as they are shipped."""

from dashboard.articles.line_weights import WEIGHTS


def test_the_bias_comes_first():
    """It is the one weight that fitting does not hold small."""
    assert next(iter(WEIGHTS)) == "bias"


def test_a_closed_sentence_speaks_for_the_story():
    """Above, story, gap, below: the story gains most."""
    above, story, gap, below = WEIGHTS["closed"][:4]

    assert story == max(above, story, gap, below)
