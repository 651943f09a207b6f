"""Compressed files of JSON lines: unpacked a block at a time, and no others."""

import gzip
import json
import lzma

import pytest

from dashboard.sections import ReadingSettings
from dashboard.sources import archives, long_records, packed_lines
from dashboard.sources.packed_lines import unpack_lines

LINES = "\n".join(json.dumps({"title": f"Talk {n}", "text": "Two ports. " * 20}) for n in range(9)).encode()


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Stretches of 300 bytes, blocks of 200, and packed files of every size under suspicion."""
    monkeypatch.setattr(long_records, "STRETCH", 300)
    monkeypatch.setattr(packed_lines, "PIECE", 200)
    monkeypatch.setattr(archives, "FREE", 0)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_long_packed_file_is_unpacked_whole(tmp_path, pack):
    """Whatever it is packed with, all its bytes are there."""
    (tmp_path / "a.jsonl.gz").write_bytes(pack(LINES))

    assert unpack_lines(tmp_path / "a.jsonl.gz", tmp_path / "in" / "a", ReadingSettings())
    assert (tmp_path / "in" / "a").read_bytes() == LINES


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.txt.gz", gzip.compress(b"A page. " * 100, mtime=0)),
        ("short.jsonl.gz", gzip.compress(LINES[:200], mtime=0)),
        ("plain.jsonl", LINES),
        ("cut.jsonl.gz", gzip.compress(LINES, mtime=0)[:-20]),
    ],
)
def test_other_files_are_left_to_the_reader(tmp_path, name, data):
    """Pages, short files, plain ones and broken ones leave nothing behind."""
    (tmp_path / name).write_bytes(data)

    assert not unpack_lines(tmp_path / name, tmp_path / "out", ReadingSettings())
    assert not unpack_lines(tmp_path / "none", tmp_path / "out", ReadingSettings())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("limits", [ReadingSettings(ratio=2), ReadingSettings(unpacked_megabytes=0)])
def test_a_file_that_unpacks_beyond_the_limits_is_given_up(tmp_path, limits):
    """By its ratio, or by its size; the limit for one member in memory does not count."""
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINES))

    assert not unpack_lines(tmp_path / "a.jsonl.gz", tmp_path / "out", limits)
    assert not (tmp_path / "out").exists()
    assert unpack_lines(tmp_path / "a.jsonl.gz", tmp_path / "out", ReadingSettings(member_megabytes=0))
