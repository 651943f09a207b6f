"""What a folder of snapshots was built from, and the files that readers added."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sections import AppSettings
from dashboard.settings import PROJECT
from dashboard.store.inputs import Inputs, added, inputs_of, put, remember, safe_name, take_away

LIMITS = AppSettings(upload_megabytes=1, added_megabytes=2)


def test_a_build_from_the_page_reads_what_the_last_one_read(tmp_path):
    """Paths and columns; the folder of added files is none of them, and seeds/ stands in for nothing."""
    assert inputs_of(tmp_path) == Inputs((PROJECT / "seeds",))
    remember(tmp_path, [tmp_path / "news", tmp_path / "added"], [("text", "body_text")])

    assert inputs_of(tmp_path) == Inputs((tmp_path / "news",), (("text", "body_text"),))
    (tmp_path / "inputs.json").write_text("{")
    assert inputs_of(tmp_path) == Inputs((PROJECT / "seeds",))


def test_a_file_is_kept_once_and_never_replaced(tmp_path):
    """The same bytes again are known; other bytes under that name get a number."""
    first, again, other = (put(tmp_path, "a.tar.gz", data, LIMITS) for data in (b"one", b"one", b"two"))

    assert (first.known, again.known, other.known) == (False, True, False)
    assert [path.name for path in added(tmp_path)] == ["a-2.tar.gz", "a.tar.gz"]
    assert first.path.read_bytes() == b"one"
    assert [path.name for path in (tmp_path / "added").iterdir() if path.name.startswith(".")] == []


def test_added_files_can_be_taken_away(tmp_path):
    """By name, and no other file with them."""
    (tmp_path / "keep.txt").write_text("x")
    put(tmp_path, "a.txt", b"one", LIMITS)
    take_away(tmp_path, ["../keep.txt", "a.txt", "gone.txt"])

    assert added(tmp_path) == []
    assert (tmp_path / "keep.txt").exists()


@pytest.mark.parametrize(("size", "before", "said"), [(1_000_001, 0, "1 MB at most"), (900_000, 2, "2 MB together")])
def test_what_is_too_much_is_refused(tmp_path, size, before, said):
    """One file, and all of them together."""
    for place in range(before):
        put(tmp_path, f"{place}.txt", b"x" * 900_000, LIMITS)

    with pytest.raises(SourceError, match=said):
        put(tmp_path, "a.txt", b"x" * size, LIMITS)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("/abs/a.txt", "a.txt"),
        ("C:\\news\\a.txt", "a.txt"),
        (".hidden", "hidden"),
        ("..", "file"),
        ("", "file"),
        ("con.txt", "_con.txt"),
        ("a\0b\n<script>.txt", "a_b__script_.txt"),
        ("新闻 2024.csv", "新闻 2024.csv"),
        ("~$draft.docx", "__draft.docx"),
    ],
)
def test_names_are_made_safe(name, safe):
    """No path, no hidden file, no device, no control sign; any script."""
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_any_name_stays_in_its_folder(name):
    """Law: one part of a path, visible, short, and safe again."""
    safe = safe_name(name)

    assert safe
    assert "/" not in safe
    assert not safe.startswith(".")
    assert len(safe) <= 121
    assert safe_name(safe) == safe


def test_two_readers_with_one_name_lose_nothing(tmp_path):
    """Sixteen at once, each with other bytes: sixteen files, each whole."""
    data = [f"story {number}".encode() for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: put(tmp_path, "a.txt", one, AppSettings()), data))

    assert len({one.path for one in found}) == 16
    assert sorted(path.read_bytes() for path in added(tmp_path)) == sorted(data)
