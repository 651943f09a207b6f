"""Damage: whatever file of a snapshot is not what was written is named, with the command that mends it."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from dashboard.errors import SnapshotError
from dashboard.store import checks
from dashboard.store.checks import damage, misfit, sealed, start, sums_of, unsealed, without_footer
from dashboard.store.snapshot import manifest_of, open_corpus
from dashboard.store.writing import write_snapshot
from tests.small import small


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with one snapshot of the six stories."""
    out = tmp_path_factory.mktemp("whole")
    write_snapshot(out, small(), {"themes": pd.DataFrame({"theme": ["trade"]})}, {"n_articles": 6})
    return out


@pytest.fixture
def out(whole, tmp_path):
    """A copy that a test may spoil."""
    return Path(shutil.copytree(whole, tmp_path / "out"))


def files_of(out):
    """Every file of the snapshot, by its path inside, the manifest too."""
    home = out / "snapshots" / "small"
    return {path.relative_to(home).as_posix(): path for path in sorted(home.rglob("*")) if path.is_file()}


def flipped(data, place):
    """The bytes with one bit turned."""
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def told(out):
    """What opening says."""
    with pytest.raises(SnapshotError) as fault:
        open_corpus(out)
    return str(fault.value)


def test_one_flipped_bit_in_any_file_is_named(out):
    """At the beginning, in the middle and at the end of each file in turn, the manifest's too; never a number."""
    assert len(files_of(out)) > 15
    for name, path in files_of(out).items():
        data = path.read_bytes()
        for place in {0, len(data) // 2, len(data) - 1} if data else ():
            path.write_bytes(flipped(data, place))
            said = told(out)

            assert f"the snapshot is damaged, {'its ' if name == 'manifest.json' else ''}{name} " in said, (name, place)
            assert "Run: python -m dashboard build " in said
            assert f"--out {out}, which writes it anew." in said
        path.write_bytes(data)

    assert open_corpus(out).snapshot_id == "small"


def test_any_file_cut_short_is_named(out):
    """By one byte, and to nothing."""
    for name, path in files_of(out).items():
        data = path.read_bytes()
        for left in {0, len(data) - 1} - {len(data)}:
            path.write_bytes(data[:left])

            assert name in told(out), (name, left)
        path.write_bytes(data)


def test_any_missing_file_is_named(out):
    """One after the other."""
    for name, path in files_of(out).items():
        path.rename(out / "aside")

        assert name in told(out), name
        (out / "aside").rename(path)


@pytest.mark.parametrize("name", ["tables/more.parquet", "shards/001/term.arrow", "settings/more.toml", "note.txt"])
def test_a_file_of_nobody_is_named(out, name):
    """It would be read as a table or a shard."""
    path = out / "snapshots" / "small" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")

    assert f"damaged, {name} is no file of a build" in told(out)


def test_notes_of_file_managers_are_passed_over(out):
    """Hidden files are never read, among tables and shards neither."""
    for place in ("", "tables", "shards", "shards/000"):
        (out / "snapshots" / "small" / place / ".DS_Store").write_bytes(b"x")

    assert len(open_corpus(out).shards) == 1


@pytest.mark.parametrize("name", [b"smalm", b"\xff\xfe", b"a\x00b", b"../../small", b"."])
def test_a_spoilt_name_of_the_current_snapshot_is_a_sentence(out, name):
    """CURRENT is a file, too."""
    (out / "CURRENT").write_bytes(name)

    assert "the snapshot is damaged, " in told(out)


def test_a_manifest_that_tells_of_another_snapshot_is_told(out):
    """Copied from elsewhere, it would fit its own files."""
    (out / "snapshots" / "small").rename(out / "snapshots" / "other")
    (out / "CURRENT").write_text("other")

    assert "CURRENT names other, the manifest small" in told(out)


@pytest.mark.parametrize("change", [lambda text: text.replace("6", "7", 1), lambda text: text + " ", str.upper])
def test_a_seal_notices_any_change(change):
    """A blank, a digit, a letter of the seal itself."""
    with pytest.raises(ValueError, match="not what was written"):
        unsealed(change(sealed('{"seal": "", "n": 6}')))


def test_footers_are_looked_at_where_every_byte_is_too_much(out):
    """The end of each table and of each array; a flip there is seen without reading the rest."""
    home, files = out / "snapshots" / "small", manifest_of(out)["files"]

    assert without_footer(home, files) == ""
    for name in (name for name in files if name.endswith((".parquet", ".arrow"))):
        data = (home / name).read_bytes()
        (home / name).write_bytes(flipped(data, len(data) - 1))

        assert without_footer(home, files) == f"{name} cannot be read"
        (home / name).write_bytes(data)


def test_a_big_snapshot_is_checked_while_it_is_read(out, monkeypatch):
    """Opening looks at sizes and ends alone; the check behind it names what opening passed."""
    monkeypatch.setattr("dashboard.store.snapshot.AT_ONCE", 0)
    monkeypatch.setattr(checks, "AT_ONCE", 0)
    path = files_of(out)["shards/000/term.arrow"]
    path.write_bytes(flipped(path.read_bytes(), path.stat().st_size // 2))

    open_corpus(out)
    check = start(path.parent.parent.parent, manifest_of(out)["files"])
    check.threads[0].join(10)

    assert not check.runs
    assert check.fault == "shards/000/term.arrow is not what was written"
    with pytest.raises(SnapshotError, match="term"):
        open_corpus(out, every_byte=True)


def test_a_check_of_whole_files_finds_nothing_and_tells_how_far_it_is(out, monkeypatch):
    """It ends at 1."""
    monkeypatch.setattr(checks, "AT_ONCE", 0)
    check = start(out / "snapshots" / "small", manifest_of(out)["files"])
    check.threads[0].join(10)

    assert (check.runs, check.fault, check.share) == (False, "", 1.0)


def test_sizes_and_sums_are_those_of_the_files(tmp_path):
    """SHA-256 of "abc", as NIST prints it."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    found = sums_of(tmp_path)

    assert found == {"deep/a.txt": {"bytes": 3, "sha256": known}}
    assert misfit(tmp_path, found) == damage(tmp_path, found) == ""
