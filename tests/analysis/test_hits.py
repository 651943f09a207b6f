"""Every match of a rule, as it hangs on a story alone, on the six small stories (see tests/small.py)."""

from dashboard.analysis.hits import headline_hits, hits_of
from dashboard.corpus.shards import encode
from tests.small import ARTICLES, SETTINGS, THEMES, small


def rows_of(hits):
    """Story, theme, sentence, place and words of each hit."""
    ids = small().articles["article_id"]
    return [
        (ids[one["row"]], one["theme"], one["sentence"], one["start"], one["end"], one["text"])
        for one in hits.to_pylist()
    ]


def test_hits_come_by_story_theme_and_place_and_headlines_last():
    """Eleven in bodies, two in headlines; of a3 the broad rule stands first."""
    hits = hits_of(small(), THEMES)

    assert hits["in_title"].to_pylist() == [False] * 11 + [True] * 2
    assert rows_of(hits)[:7] == [
        ("a1", "trade", 0, 24, 29, "trade"),
        ("a1", "trade", 2, 71, 78, "Exports"),
        ("a1", "order", 1, 53, 63, "multipolar"),
        ("a2", "trade", 1, 45, 50, "trade"),
        ("a3", "trade", 0, 0, 7, "Tariffs"),
        ("a3", "trade", 0, 13, 18, "trade"),
        ("a3", "trade", 0, 23, 30, "exports"),
    ]
    assert [one["is_broad"] for one in hits.to_pylist()][4:7] == [True, False, False]


def test_headlines_have_places_of_their_own():
    """Counted in the headline, in no sentence."""
    assert rows_of(headline_hits(small(), THEMES)) == [
        ("a1", "trade", 0, 0, 5, "Trade"),
        ("a3", "trade", 0, 0, 7, "Tariffs"),
    ]


def test_a_headline_by_hand_is_searched_and_one_from_opening_words_is_not():
    """What a person wrote stands for what was printed."""
    for place, found in (("correction", 2), ("page", 2), ("derived", 0)):
        corpus = encode([row | {"title_from": place} for row in ARTICLES], SETTINGS)

        assert headline_hits(corpus, THEMES).num_rows == found
