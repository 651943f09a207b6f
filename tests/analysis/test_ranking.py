"""The order of keywords: the formula, the headline, near-repeats, ties."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.keywords import keywords
from tests.analysis.coverage_of import coverage_of

WORDS = st.lists(
    st.sampled_from(["Dam", "dams", "tide", "of", "the", "Great", "vote", "tide-vote", "sea.", "Win,"]),
    min_size=1, max_size=40,
)  # fmt: skip


def scored(*bodies, **fields):
    """Keyword → score of the first story."""
    frame = keywords(coverage_of(*bodies, **fields))
    return frame[frame["row"] == 0].set_index("keyword")["score"]


def test_the_score_is_the_formula():
    """Floods stands twice, first after 1 word; one story, so idf 1; 6 letters: ln 3 · 1 · 6 / (6 + ln 2)."""
    scores = scored("The floods rose, floods.")

    assert scores["floods"] == pytest.approx(math.log(3) * 6 / (6 + math.log(2)))


def test_a_word_that_stands_once_counts_less_unless_the_headline_has_it():
    """0.8 · ln 2 · 4 / (6 + ln 5) without, ln 2 · 4 / 6 with the headline, where it counts as standing first."""
    body = "The of and the rose"

    assert scored(body)["rose"] == pytest.approx(0.8 * math.log(2) * 4 / (6 + math.log(5)))
    assert scored(body, title=["A Rose"])["rose"] == pytest.approx(math.log(2) * 4 / 6)


def test_a_headline_counts_any_form():
    """Dams in the headline lifts dam in the body."""
    scores = scored("The of and the dam", "Dams of the sea", title=["Dams", None])

    assert scores["dam"] == pytest.approx(math.log(2) * (math.log(3 / 2) + 1) * 3 / 6)


def test_a_phrase_of_two_words_counts_1_65_times_its_words():
    """Twice peace talks, first after 1 word, mean length 5; its parts stand inside it and go."""
    scores = scored("The peace talks and the peace talks.")

    assert scores.to_dict() == {"peace talks": pytest.approx(1.65 * math.log(3) * 5 / (6 + math.log(2)))}


def test_a_phrase_takes_the_better_score_of_a_part():
    """Negotiation scores more than its phrase of a long and a short word would, so the phrase gets that score."""
    scores = scored("The ox negotiation and an ox negotiation.")

    assert scores["ox negotiation"] == pytest.approx(
        max(1.65 * math.log(3) * 6 / (6 + math.log(2)), math.log(3) * 10 / (6 + math.log(3)))
    )


def test_no_two_keywords_repeat_each_other():
    """Forms of a word, and a country and its adjective, stand once."""
    found = scored("Tariff, tariffs. Russia, Russian, russian. Iran, Iranian.").index

    assert len({"tariff", "tariffs"} & set(found)) == 1
    assert len({"russia", "russian"} & set(found)) == 1
    assert len({"iran", "iranian"} & set(found)) == 1


def test_ties_run_a_to_z():
    """Words of one length and count, all in the headline: by name."""
    found = scored("zebra, apple, mango", title=["Mango zebra apple"]).index.tolist()

    assert found == ["apple", "mango", "zebra"]


def test_ranks_count_from_one_and_scores_fall():
    """Rank 1 is the best, and no more than per_article are listed."""
    body = ", ".join(f"word{letter}" for letter in "abcdefghijklmnop")
    frame = keywords(coverage_of(body, body))

    for _, story in frame.groupby("row"):
        assert story["rank"].tolist() == list(range(1, 11))
        assert story["score"].is_monotonic_decreasing


@settings(deadline=None, max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_no_keyword_holds_another(stories):
    """Whatever the text, no keyword's words stand in another keyword of its story."""
    frame = keywords(coverage_of(*(" ".join(story) for story in stories)))

    for _, story in frame.groupby("row"):
        for one in story["keyword"]:
            others = [f" {other} " for other in story["keyword"] if other != one]
            assert not [other for other in others if f" {one} " in other]
