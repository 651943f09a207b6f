"""Headlines: found by their words, cleaned of labels, or made from opening words and marked so."""

import pytest

from dashboard.articles.outlets import registry
from dashboard.articles.titles import clean_title, derived_title
from dashboard.settings import Outlet

TABLE = registry((Outlet("Xinhua"), Outlet("Global Times", aliases=("GT",)), Outlet("Reuters")))


@pytest.mark.parametrize(
    ("printed", "title", "outlet"),
    [
        ("Xinhua Headlines: Two leaders meet", "Two leaders meet", None),
        ("GT Voice: Two leaders meet again", "Two leaders meet again", None),
        ("Update: Two leaders meet", "Two leaders meet", None),
        ("Exclusive video: Two leaders meet", "Two leaders meet", None),
        ("China Focus: Two leaders meet", "Two leaders meet", None),
        ("Two leaders meet-Xinhua", "Two leaders meet", "Xinhua"),
        ("Two leaders meet | Reuters", "Two leaders meet", "Reuters"),
        ("Two leaders meet (Global Times)", "Two leaders meet", "Global Times"),
        ("Two leaders meet | People | Bread | Wheat", "Two leaders meet", None),
        ("Putin: we will meet", "Putin: we will meet", None),
        ("Xi leaves - for Moscow", "Xi leaves - for Moscow", None),
        ("Full text of the treaty", "Full text of the treaty", None),
        ("Update: rail", "Update: rail", None),
    ],
)
def test_labels_and_outlets_are_cut_off_headlines(printed, title, outlet):
    """Only known labels and known outlets are cut; a headline keeps at least two words."""
    assert clean_title(printed, TABLE) == (title, outlet)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Two leaders met on Thursday. They talked.", "Two leaders met on Thursday."),
        ("The U.S. trade team met. They talked.", "The U.S. trade team met."),
        ("Two leaders met", "Two leaders met"),
        ("word " * 40, "word word word word word word word word word word word word word word word word …"),
        ("  \n ", None),
    ],
)
def test_opening_words_stand_in_for_a_missing_headline(body, title):
    """A first short sentence whole, otherwise up to eighty characters, cut at a word."""
    assert derived_title(body) == title
