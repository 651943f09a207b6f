"""Kept parts: the same bytes are taken, anything else is read again."""

import pyarrow as pa
import pytest

from dashboard.build import build
from dashboard.corpus.vocabulary import stems_of
from dashboard.settings import load_settings
from dashboard.store import kept as kept_parts
from dashboard.store.arrays import write_table
from dashboard.store.kept import keep, seal, stems_again, taken
from dashboard.store.parts import Part, read_part
from dashboard.store.snapshot import current_id
from dashboard.store.tables import open_frame
from tests.invented import write

PAGE = "PORTS SIGN PACT\n\nBy A Writer\n2024-03-01\n\n" + "The two ports signed a trade agreement on Monday. " * 20


@pytest.fixture
def part(tmp_path):
    """One page."""
    (tmp_path / "page.txt").write_text(PAGE)
    return Part(0, (tmp_path / "page.txt",))


@pytest.fixture
def kept(part, tmp_path):
    """A function that keeps the page, read anew, under the key `k`; it gives what was read."""

    def again():
        work = tmp_path / f"work{len(list(tmp_path.glob('work*')))}"
        read = read_part(work, part, load_settings(), ())
        seal(work, read)
        keep(tmp_path, {"k": work})
        return read

    return again


def test_what_was_kept_is_taken_as_it_was(kept, part, tmp_path):
    """All that the part told, and its files."""
    read = kept()
    found = taken(tmp_path, "k", part, tmp_path / "next", ())

    assert [glance.ids for glance in found.glances] == [glance.ids for glance in read.glances]
    assert (tmp_path / "next" / "readings.json").read_bytes() == (tmp_path / "work0" / "readings.json").read_bytes()


def test_one_flipped_bit_in_any_file_is_noticed_and_the_part_goes(kept, part, tmp_path):
    """Each file in turn, the manifest too; the next build keeps the part anew."""
    kept()
    names = sorted(path.name for path in (tmp_path / "parts" / "k").iterdir())
    arrays = ["hits.arrow", "pages.arrow", "piece.arrow", "words.arrow"]
    assert names == sorted([*arrays, "manifest.json", "read.json", "readings.json"])
    for name in names:
        path = tmp_path / "parts" / "k" / name
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if data else b"x")

        assert taken(tmp_path, "k", part, tmp_path / "next", ()) is None, name
        assert not path.parent.exists()
        kept()


def test_what_a_build_writes_beside_a_part_does_not_reach_what_is_kept(kept, part, tmp_path):
    """A table written under the name of a linked file is a file of its own; the kept part stays whole."""
    kept()
    taken(tmp_path, "k", part, tmp_path / "next", ())
    write_table(tmp_path / "next" / "words.arrow", pa.table({"term": ["other"]}))

    assert taken(tmp_path, "k", part, tmp_path / "after", ()) is not None


@pytest.mark.parametrize("change", ["more.arrow", "-words.arrow", "-manifest.json", "-read.json"])
def test_a_file_more_or_less_is_noticed(kept, part, tmp_path, change):
    """Whatever is in the folder would be merged."""
    kept()
    path = tmp_path / "parts" / "k" / change.removeprefix("-")
    if change.startswith("-"):
        path.unlink()
    else:
        path.write_bytes(b"x")

    assert taken(tmp_path, "k", part, tmp_path / "next", ()) is None


@pytest.mark.parametrize(
    ("title", "day", "is_kept"), [("Peace in the future", "2024-03-01", True), ("Peace", "2999-01-01", False)]
)
def test_a_part_with_a_day_that_tomorrow_may_be_read_otherwise_is_not_kept(tmp_path, title, day, is_kept):
    """A headline that speaks of the future is none."""
    (tmp_path / "a.jsonl").write_text(f'{{"title": "{title}", "text": "Talks.", "date": "{day}"}}\n')
    read = read_part(tmp_path / "work", Part(0, (tmp_path / "a.jsonl",)), load_settings(), ())
    seal(tmp_path / "work", read)
    keep(tmp_path, {"k": tmp_path / "work"})

    assert (tmp_path / "parts" / "k").exists() == is_kept


def test_stems_are_taken_from_the_last_snapshot_while_it_is_whole(tmp_path, monkeypatch):
    """Only new words are stemmed; with a bit turned in the table, all of them. The table is the same."""
    build([write(tmp_path / "some.jsonl", 5)], tmp_path / "out")
    terms = [*open_frame(table := stems_of_current(tmp_path / "out"))["term"], "zebras"]
    asked = []

    def noted(words):
        asked.append(list(words))
        return stems_of(asked[-1])

    monkeypatch.setattr(kept_parts, "stems_of", noted)
    before = stems_again(tmp_path / "out", terms)
    data = table.read_bytes()
    table.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])

    assert asked == [["zebras"]]
    assert stems_again(tmp_path / "out", terms).equals(before)
    assert asked[1] == terms


def stems_of_current(out):
    """The table of stems of the current snapshot."""
    return out / "snapshots" / current_id(out) / "tables" / "stems.parquet"
