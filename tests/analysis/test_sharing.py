"""All of shared wording in one call."""

from dashboard.analysis.sharing import shared_wording
from dashboard.corpus import shards
from dashboard.schema import TABLES
from tests.analysis.coverage_of import coverage_of
from tests.analysis.wording import prose


def test_copies_are_marked_and_tables_have_their_columns():
    """`copy_of` names the first story, of copies only; each table has the columns of the contract."""
    corpus, tables = shared_wording(coverage_of(prose(1, 60), prose(1, 60), prose(2, 60)))

    assert corpus.articles["copy_of"].fillna("").tolist() == ["", "00", ""]
    assert {name: tuple(frame.columns) for name, frame in tables.items()} == {
        name: TABLES[name].names for name in ("echoes", "copies", "formulas", "formula_places")
    }


def test_a_corpus_without_a_word():
    """Stories without words share nothing."""
    corpus, tables = shared_wording(coverage_of("", "…"))

    assert [len(frame) for frame in tables.values()] == [0, 0, 0, 0]
    assert corpus.articles["copy_of"].isna().all()


def test_neither_threads_nor_shards_change_a_table(monkeypatch):
    """One shard and one thread, or several of both: the same copies, passages and phrases in the same stories."""
    phrase = "equal and orderly multipolar world"
    bodies = [
        f"{prose(seed, 40)} An {phrase} is near. {prose(seed // 2 + 50, 30)} {prose(99, 9)}" for seed in range(12)
    ]
    bodies += bodies[:3]
    _, whole = shared_wording(coverage_of(*bodies))
    monkeypatch.setattr(shards, "SHARD_ARTICLES", 4)
    corpus, dealt = shared_wording(coverage_of(*bodies), threads=2)

    assert len(corpus.shards) > 2
    assert len(whole["copies"]) > 3
    for name, order in (("echoes", ["echo_id"]), ("copies", ["cluster_id", "article_id"]), ("formulas", ["phrase"])):
        one, other = (tables[name].sort_values(order).values.tolist() for tables in (whole, dealt))
        assert one == other
