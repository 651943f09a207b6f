"""How phrases are written on the screen."""

from dashboard.analysis.written import written
from tests.analysis.coverage_of import coverage_of


def test_the_commonest_writing_is_shown():
    """Twice with a hyphen and capitals, once without."""
    corpus = coverage_of("A China-Russia forum. The China-Russia tie. The china russia desk.")

    assert written(corpus, ["china russia"]) == ["China-Russia"]


def test_what_opens_a_sentence_counts_only_when_there_is_nothing_else():
    """Trade opens two sentences and stands inside one; Bees only open theirs."""
    corpus = coverage_of("Trade grows. Trade falls. They spoke of trade. Bees hum.")

    assert written(corpus, ["trade", "bees"]) == ["trade", "Bees"]


def test_ties_run_a_to_z_and_what_stands_nowhere_stays():
    """Once in capitals, once not; capitals come first by code point."""
    corpus = coverage_of("We met NATO there. We met Nato here.")

    assert written(corpus, ["nato", "xi jinping"]) == ["NATO", "xi jinping"]


def test_no_phrase_is_no_writing():
    """Nothing to look for."""
    assert written(coverage_of("Bees hum."), []) == []
