"""Long files of records: read a stretch at a time, they hold what the whole file holds."""

import json
import os

import pytest

from dashboard.sources import long_records
from dashboard.sources.long_records import file_digest, is_long, read_stretch, stretches
from dashboard.sources.reader import from_bytes, source_id

LINES = [json.dumps({"title": f"Tälk {n}", "text": "Two ports. " * 20}, ensure_ascii=False) for n in range(9)]


@pytest.fixture
def small_stretches(monkeypatch):
    """Stretches of 300 bytes."""
    monkeypatch.setattr(long_records, "STRETCH", 300)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n \n"])
def test_stretches_hold_the_records_of_the_whole_file(tmp_path, small_stretches, end):
    """Places, lines, hashes and faults are those of a file read whole; blank lines are no record."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(end.join([*LINES[:5], '{"text": ', *LINES[5:]]).encode())
    ident = source_id("a.jsonl", path.read_bytes())
    parts = list(stretches(path, ident))
    raws = [read_stretch(part) for part in parts]
    whole = from_bytes("a.jsonl", path.read_bytes())
    found = [(r.place, r.line, r.digest, r.fault) for raw in raws for r in raw.records]

    assert len(parts) > 3
    assert found == [(r.place, r.line, r.digest, r.fault) for r in whole.records]
    assert sum(raw.n_characters for raw in raws) == whole.n_characters
    assert {raw.source_id for raw in raws} == {whole.source_id}


def test_only_long_files_of_json_lines_are_cut(tmp_path, small_stretches):
    """A page, a short file, another encoding and a missing file are read whole."""
    long, page, short, wide = (tmp_path / name for name in ("a.jsonl", "b.txt", "c.jsonl", "d.jsonl"))
    long.write_text("\n".join(LINES))
    page.write_text("A page. " * 100)
    short.write_text(LINES[0][:100])
    wide.write_text("\n".join(LINES), encoding="utf-16")

    assert [is_long(path) for path in (long, page, short, wide, tmp_path / "none")] == [True] + [False] * 4


def test_a_stretch_with_broken_bytes_is_left_to_the_whole_file(tmp_path, small_stretches):
    """What a byte means may depend on all others."""
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(LINES).encode("latin-1"))

    assert read_stretch(next(stretches(path, "id"))) is None


def test_a_digest_begins_with_the_source_id(tmp_path):
    """One reading of the bytes gives both."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")

    assert file_digest(path)[:16] == source_id("a.txt", b"x")


def test_columns_are_told_once_for_all_stretches(tmp_path, small_stretches):
    """The beginning of the file tells which column is which; its first stretch says so."""
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"headline": f"Talk {n}", "body": "Two ports. " * 20}) + "\n" for n in range(6)))
    raws = [read_stretch(part) for part in stretches(path, "x")]

    assert [set(record.fields) for raw in raws for record in raw.records] == [{"title", "text"}] * 6
    assert [bool(raw.reason) for raw in raws] == [True] + [False] * (len(raws) - 1)
    assert read_stretch(next(stretches(path, "x")), [("text", "headline")]).records[0].fields["text"] == "Talk 0"


def test_links_and_pipes_are_not_opened(tmp_path, small_stretches):
    """What could be endless, or lead out of the folder, is neither hashed nor cut."""
    (tmp_path / "a.jsonl").write_text("\n".join(LINES))
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "a.jsonl")
    os.mkfifo(tmp_path / "pipe")

    assert is_long(tmp_path / "a.jsonl")
    assert not is_long(tmp_path / "link.jsonl")
    assert len({file_digest(tmp_path / name) for name in ("zero", "pipe", "link.jsonl")}) == 3
