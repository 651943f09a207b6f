"""Words summed beforehand: lists from the cube equal a count of every story."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis import cube
from dashboard.analysis.wordlists import RANKS, word_list
from dashboard.corpus.corpus import nothing_ahead
from dashboard.store.snapshot import open_corpus
from dashboard.store.writing import write_snapshot
from tests.analysis.coverage_of import coverage_of

BODIES = (
    "Tariff tariffs rise and rise.", "The tariff and the tide.", "Peace talks. Peace talks. Peace!", "A tide of peace.",
    "Talks rise.", "Tariffs and tides.", "Peace, a tariff, peace.", "Tides talk.", "The talks of the tide.",
)  # fmt: skip
OUTLETS = ["Herald"] * 4 + ["Tribune"] * 3 + [None, "Gazette"]
KINDS = ["main"] * 6 + ["related"] * 2 + ["main"]
DAYS = ["2024-01-02", "2024-01-30", "2024-02-01", "2024-02-02", "2024-01-05", "2024-02-03", "2024-02-04", None, None]
MASKS = st.lists(st.booleans(), min_size=9, max_size=9).map(np.array)


def covered():
    """Nine stories of three outlets, both kinds, two months and no day."""
    return coverage_of(*BODIES, outlet=OUTLETS, kind=KINDS, published=DAYS)


@pytest.fixture(scope="module", params=[(1, 3), (2, 2)])
def summed(request):
    """The stories with cubes of so many stories a cell, and of so many words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cube, "STORIES", request.param[0])
        patch.setattr(cube, "GROUPS", request.param[1])
        corpus = covered()
        kept = cube.cubes(corpus)
        return replace(corpus, ahead=lambda name: kept.get(name, {}))


@settings(max_examples=40)
@given(mask=MASKS, top=st.integers(1, 9), families=st.booleans(), rank=st.sampled_from(RANKS))
def test_a_list_from_the_cube_equals_a_count_of_every_story(summed, mask, top, families, rank):
    """Under any choice of stories, for words and families, in either order, forms included."""
    found, counted = (
        word_list(corpus, mask, top=top, families=families, rank=rank)
        for corpus in (summed, replace(summed, ahead=nothing_ahead))
    )

    pd.testing.assert_frame_equal(found, counted, rtol=1e-9)


def test_small_cells_are_not_summed():
    """Nine stories are counted faster than looked up."""
    assert cube.cubes(covered()) == {}


def test_a_snapshot_holds_its_cubes(tmp_path, monkeypatch):
    """What the build summed is opened with it, as memory maps."""
    monkeypatch.setattr(cube, "STORIES", 1)
    corpus = covered()
    write_snapshot(tmp_path, corpus, {}, {})

    opened = open_corpus(tmp_path).ahead("words")

    assert {name: array.tolist() for name, array in opened.items()} == {
        name: array.tolist() for name, array in cube.cubes(corpus)["words"].items()
    }
    assert not opened["n_tokens"].flags.writeable


def test_a_common_word_is_read_from_its_cell(monkeypatch):
    """One cell per outlet, kind and month: the running sums of "tariff" over the stories of Herald."""
    monkeypatch.setattr(cube, "STORIES", 1)
    corpus = covered()
    read = cube.Cube.read(cube.cubes(corpus)["words"])

    column = read.group.tolist().index(corpus.vocabulary.find("tariff"))
    herald = np.unique(read.cell[(corpus.articles["outlet"] == "Herald").to_numpy(bool, na_value=False)])

    assert np.diff(read.n_tokens[:, column])[herald].tolist() == [2, 0]
