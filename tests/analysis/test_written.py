"""How phrases are written on the screen."""

from dashboard.analysis import written as module
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


def test_of_many_places_some_are_read_spread_over_all(monkeypatch):
    """Of four places every second, in two stories: those that write Nato."""
    monkeypatch.setattr(module, "SPREAD", 2)
    corpus = coverage_of("We met Nato there. We met NATO here.", "They met Nato there. They met NATO here.")

    assert written(corpus, ["nato"]) == ["Nato"]


def test_a_phrase_runs_neither_over_a_sentence_end_nor_over_more_than_one_sign():
    """`china russia` stands once: not where a full stop or a comma and a blank part the words."""
    corpus = coverage_of("We saw China. Russia saw us. They like CHINA, RUSSIA and tea. The China-Russia tie.")

    assert written(corpus, ["china russia"]) == ["China-Russia"]
