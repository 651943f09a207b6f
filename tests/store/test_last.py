"""A build takes tables of the last snapshot only while they are what was written."""

import pytest

from dashboard.build import build
from dashboard.store.last import last_tables
from dashboard.store.snapshot import current_id


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """A snapshot of one story."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "one.jsonl").write_text('{"title": "Grain", "text": "Ships carry grain. The port is open."}\n', "utf-8")
    build([folder], folder / "out")
    return folder / "out"


def test_the_tables_of_the_last_snapshot_are_there(out):
    """By name, with the manifest that says what they are."""
    manifest, tables = last_tables(out, ("articles", "stems"))

    assert manifest["snapshot_id"] == current_id(out)
    assert tables["articles"]["title"].tolist() == ["Grain"]


def test_a_table_that_it_lacks_is_none_of_them(out):
    """A snapshot of an older program may lack one."""
    assert last_tables(out, ("articles", "weather")) is None


def test_a_folder_without_a_snapshot_has_none(tmp_path):
    """A first build has nothing to take."""
    assert last_tables(tmp_path, ("articles",)) is None


def test_a_turned_bit_is_no_table(out):
    """Every byte of what is asked for is checked, and no other."""
    table = out / "snapshots" / current_id(out) / "tables" / "stems.parquet"
    data = table.read_bytes()
    table.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])

    assert last_tables(out, ("stems",)) is None
    assert last_tables(out, ("articles",)) is not None
