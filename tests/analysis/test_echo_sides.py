"""Who shares wording with whom."""

import numpy as np
import pytest

from dashboard.analysis import echo_sides
from dashboard.analysis.echo_sides import sides
from tests.echoed import echoed, silent

ALL = np.ones(8, bool)


def cells(found):
    """Side, other → passages and words."""
    keys = found.table["key"]
    return {(keys[cell.side], keys[cell.other]): (cell.k, cell.n_words) for cell in found.cells.itertuples(index=False)}


def test_few_stories_are_sides_of_their_own():
    """Each of the bridge's four with the other three, and the two of the harbour: 14 cells."""
    found = sides(echoed(), ALL)

    assert found.table["key"].tolist() == ["e1", "e2", "e3", "e5", "e6", "e4"]
    assert len(found.cells) == 14
    assert cells(found)["e5", "e6"] == (1, 10)
    assert cells(found)["e4", "e1"] == (1, 15)
    assert found.cells.set_index(["side", "other"]).loc[(5, 0), "share"] == 1.0


@pytest.fixture
def many(monkeypatch):
    """Eight stories are many here, so that outlets are the sides."""
    monkeypatch.setattr(echo_sides, "EACH_BELOW", 8)


@pytest.mark.usefixtures("many")
def test_outlets_share_the_words_of_their_stories():
    """Herald: e1 and e5, 25 words in Tribune too. Tribune: e2, e3, e6, 40 words; e2 and e3 repeat each other, 30."""
    found = sides(echoed(), ALL)

    assert found.table[["key", "n_stories", "n_words", "k"]].values.tolist() == [
        ["Herald", 3, 40, 2], ["Tribune", 3, 52, 2], ["e4", 1, 15, 1],
    ]  # fmt: skip
    assert cells(found) == {
        ("Herald", "Tribune"): (2, 25), ("Herald", "e4"): (1, 15), ("Tribune", "Herald"): (2, 40),
        ("Tribune", "Tribune"): (1, 30), ("Tribune", "e4"): (1, 30), ("e4", "Herald"): (1, 15),
        ("e4", "Tribune"): (1, 15),
    }  # fmt: skip


@pytest.mark.usefixtures("many")
def test_without_quoted_words_the_harbour_is_not_shared():
    """Each outlet keeps all its words as what the share is taken of."""
    found = sides(echoed(), ALL, quoted=False)

    assert found.table["n_words"].tolist() == [40, 52, 15]
    assert cells(found)["Herald", "Tribune"] == (1, 15)


def test_a_share_never_leaves_0_to_1():
    """Law on these stories: no side has more words elsewhere than it has words."""
    assert sides(echoed(), ALL).cells["share"].between(0, 1).all()


def test_nobody_shares_where_nothing_is_found():
    """No side, no cell."""
    found = sides(silent(), ALL)

    assert (len(found.table), len(found.cells), found.n_left_out) == (0, 0, 0)
