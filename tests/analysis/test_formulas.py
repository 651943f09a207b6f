"""Formulas: phrases that stories use independently of each other."""

from dashboard.analysis.echoes import find_echoes
from dashboard.analysis.formulas import find_formulas
from tests.analysis.coverage_of import coverage_of
from tests.analysis.wording import prose

PHRASE = "equal and orderly multipolar world"


def formulas(*bodies: str, **fields):
    """The two tables of formulas."""
    corpus = coverage_of(*bodies, **fields)
    return find_formulas(corpus, find_echoes(corpus)[0])


def test_a_phrase_and_its_places():
    """Found once per phrase, with every occurrence; each place reads as the phrase."""
    bodies = [f"They want an {PHRASE}. {prose(1, 20)}", f"{prose(2, 20)} An {PHRASE} is their aim. The {PHRASE}!"]
    found, places = formulas(*bodies, outlet=["Herald", "China Daily"])

    assert found[["phrase", "n_articles", "n_outlets", "n_tokens"]].values.tolist() == [[PHRASE, 2, 2, 3]]
    assert found[["first_article", "first_day", "score"]].values.tolist() == [["00", "2024-01-01", 8.0]]
    assert [bodies[int(one.article_id)][one.start : one.end] for one in places.itertuples()] == [PHRASE] * 3


def test_copies_count_once():
    """A phrase that two stories have only because one copies the other is no formula."""
    story = f"{prose(1, 30)} An {PHRASE} is their aim. {prose(2, 30)}"

    assert len(formulas(story, story, published=["2024-01-01", "2024-01-02"])[0]) == 0


def test_wordings_of_one_phrase_are_its_variants():
    """A phrase that shares most of its words with a better one, or overlaps it, is told beside it."""
    bodies = [
        f"{prose(1, 12)} the {PHRASE} {prose(2, 12)}",
        f"{prose(3, 12)} the {PHRASE} {prose(4, 12)}",
        f"{prose(5, 12)} the {PHRASE} {prose(6, 12)} an orderly and equal multipolar world {prose(7, 12)}",
        f"{prose(8, 12)} an orderly and equal multipolar world {prose(9, 12)}",
    ]
    found, _ = formulas(*bodies, outlet=["A", "B", "C", "D"])

    assert found["phrase"].tolist() == [PHRASE]
    assert "orderly and equal multipolar world" in found["variants"].item().split(" | ")


def test_names_are_no_formulas():
    """A run of words with capitals is a name."""
    bodies = [f"{prose(seed, 12)} says President Lian Bo Tarn {prose(seed + 9, 12)}" for seed in (1, 2, 3)]

    assert len(formulas(*bodies)[0]) == 0


def test_sentences_and_signs_part_words():
    """A phrase stands in one sentence, without a comma inside."""
    assert len(formulas("An equal, orderly, multipolar world.", "An equal, orderly, multipolar world.")[0]) == 0


def test_furniture_of_one_outlet_is_no_formula():
    """A phrase that five stories of one outlet have, and no other of ten stories, is that outlet's own."""
    line = ["all rights reserved here"] * 5 + [""] * 6
    bodies = [f"{prose(seed, 12)} {said} {prose(seed + 50, 12)}" for seed, said in enumerate(line)]

    assert len(formulas(*bodies, outlet=["Herald"] * 5 + ["Tribune"] * 6)[0]) == 0
    assert len(formulas(*bodies, outlet=["Herald", "Tribune"] * 5 + ["Tribune"])[0]) == 1
