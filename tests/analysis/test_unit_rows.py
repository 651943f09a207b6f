"""The shape of the rows behind a mark."""

import pandas as pd

from dashboard.analysis.unit_rows import filled, grouped, pairs_of, unit_rows

HITS = pd.DataFrame({"row": [4, 2, 4, 4], "sentence": [0, 1, 1, 0], "start": [9, 3, 20, 1], "end": [12, 5, 22, 4]})


def test_hits_are_grouped_by_story_or_by_sentence():
    """Row 4 has three hits in two sentences, row 2 one."""
    by_story, by_sentence = grouped(HITS, ["row"]), grouped(HITS, ["row", "sentence"])

    assert by_story["row"].tolist() == [2, 4]
    assert by_story["spans"].tolist() == [[(3, 5)], [(1, 4), (9, 12), (20, 22)]]
    assert by_story["sentences"].tolist() == [[1], [0, 1]]
    assert by_sentence["spans"].tolist() == [[(3, 5)], [(1, 4), (9, 12)], [(20, 22)]]


def test_stories_without_a_hit_have_empty_lists():
    """Row 7 has none; its headline's marks stand beside."""
    every = filled(grouped(HITS, ["row"]).set_index("row").reindex([2, 7]).reset_index(), {7: [(0, 4)]})

    assert every["spans"].tolist() == [[(3, 5)], []]
    assert every["headline"].tolist() == [[], [(0, 4)]]


def test_units_have_every_column():
    """Without a passage or a headline these are empty."""
    frame = unit_rows([1], [[(0, 2)]], [[0]])

    assert frame.columns.tolist() == ["row", "spans", "sentences", "passage", "headline"]
    assert pairs_of(HITS.head(1)) == [(9, 12)]
