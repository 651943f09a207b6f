"""Every mark of every chart, at length: hundreds of filters, choices and pages over 2,000 stories and the seeds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.build import build
from dashboard.settings import PROJECT
from dashboard.store.snapshot import open_corpus
from dashboard.ui.pages import CHARTED
from tests import adds_up, invented


@pytest.mark.parametrize("name", ["seeds", "invented"])
def test_everything_adds_up(name, tmp_path):
    """K = rows of the evidence = row of the table = row of the file, for every mark."""
    given_ = [PROJECT / "seeds"] if name == "seeds" else [invented.write(tmp_path / "r.jsonl", 2_000)]
    build(given_, tmp_path / "out")
    corpus = open_corpus(tmp_path / "out")

    @settings(max_examples=150, derandomize=False, suppress_health_check=list(HealthCheck))
    @given(adds_up.selections(corpus), adds_up.choices(corpus), st.sampled_from(CHARTED))
    def adds_up_under(selection, chosen, page):
        for card in adds_up.cards(corpus, selection, page, chosen):
            assert list(adds_up.faults(corpus, selection, card.chart)) == [], card.key

    adds_up_under()
