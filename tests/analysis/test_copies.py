"""Copies: who is a copy of whom, and who is first."""

from dashboard.analysis.copies import find_copies
from dashboard.analysis.echoes import find_echoes
from tests.analysis.coverage_of import coverage_of
from tests.analysis.wording import prose

STORY = prose(1, 100)
EIGHTY = f"{prose(1, 80)} {prose(2, 20)}"


def copies(*bodies: str, **fields):
    """The table `copies` of some stories, as rows without the cluster's id when it is clear."""
    corpus = coverage_of(*bodies, **fields)
    return find_copies(corpus, find_echoes(corpus)[1])


def test_four_fifths_make_a_copy():
    """80 of 100 words stand in the first: a copy, and its containment is 0.8; 79 are too few."""
    found = copies(STORY, EIGHTY)

    assert found[["cluster_id", "article_id", "is_first", "containment"]].values.tolist() == [
        ["00", "00", True, 1.0],
        ["00", "01", False, 0.8],
    ]
    assert len(copies(STORY, f"{prose(1, 79)} {prose(2, 21)}")) == 0


def test_a_full_story_is_no_copy_of_its_flash():
    """The flash came first and stands in the full story; neither is a copy. On the same day the flash is one."""
    flash = prose(1, 30)

    assert len(copies(flash, STORY)) == 0
    assert copies(flash, STORY, published=["2024-01-01", "2024-01-01"])["article_id"].tolist() == ["01", "00"]


def test_the_earliest_dated_is_first_and_undated_comes_last():
    """Three equal stories: the earliest dated is first; the undated one is a copy, however the files are ordered."""
    found = copies(STORY, STORY, STORY, published=[None, "2024-01-05", "2024-01-02"])

    assert found["article_id"].tolist() == ["02", "01", "00"]
    assert found["is_first"].tolist() == [True, False, False]


def test_update_and_reprint():
    """A copy in the first story's own outlet is an update; one elsewhere, or of no named outlet, a reprint."""
    found = copies(STORY, STORY, STORY, STORY, outlet=["Herald", "Tribune", "Herald", None])

    assert found["relation"].tolist() == ["first", "reprint", "update", "reprint"]


def test_a_copy_of_a_copy_joins_the_cluster():
    """The third has 80 % of the second and less of the first: one cluster, its containment is that in the first."""
    third = f"{EIGHTY.rsplit(' ', 20)[0].split(' ', 16)[16]} {prose(2, 20)} {prose(3, 16)}"
    found = copies(STORY, EIGHTY, third)

    assert found["article_id"].tolist() == ["00", "01", "02"]
    assert found["containment"].tolist() == [1.0, 0.8, 0.64]
