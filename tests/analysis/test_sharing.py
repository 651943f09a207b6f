"""All of shared wording in one call."""

from dashboard.analysis.sharing import shared_wording
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
