"""Folders and files that were named: what is meant, each once."""

import os

import pytest

from dashboard.errors import SourceError
from dashboard.sources.folders import each_once, find_sources
from dashboard.sources.reader import raws

PAGE = b"Two ministers meet\n\nThe two ministers met on Thursday and signed a long paper.\n"


def test_folders_are_opened_and_hidden_files_left_out(tmp_path):
    """Files come sorted by name, each once, however often it was named."""
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.jsonl", "sub/.git/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)

    found = find_sources([tmp_path / "b.txt", tmp_path])

    assert [path.name for path in found] == ["a.txt", "b.txt", "c.jsonl"]


def test_a_folder_that_does_not_exist_is_said(tmp_path):
    """The sentence names the path, what belongs there and what lies near it."""
    (tmp_path / "news.txt").write_bytes(PAGE)

    with pytest.raises(SourceError) as fault:
        find_sources([tmp_path / "new"])

    assert str(fault.value) == (
        f"{tmp_path / 'new'}: there is no such file or folder. A folder of text pages or a .jsonl file belongs there. "
        f"Check the name; {tmp_path} holds news.txt."
    )


def test_links_are_not_followed_out_of_a_folder(tmp_path):
    """A link to a file of the folder adds nothing; one that leads out, or nowhere, and a pipe, have a reason each."""
    inside, outside = tmp_path / "given", tmp_path / "elsewhere"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.txt").write_bytes(PAGE)
    (inside / "again.txt").symlink_to(inside / "a.txt")
    (inside / "away").symlink_to(outside)
    (inside / "secret.txt").symlink_to(outside / "a.txt")
    (inside / "loop").symlink_to(inside)
    os.mkfifo(inside / "pipe")

    found = [raw for path in each_once(find_sources([inside])) for raw in raws(path)]

    assert [(raw.name, raw.status) for raw in found] == [
        ("a.txt", "read"),
        ("away", "failed"),
        ("pipe", "failed"),
        ("secret.txt", "failed"),
    ]
    assert found[1].reason == (
        "away: it is a link that leads out of its folder, or nowhere. Give the file itself to build."
    )


def test_a_link_that_is_named_is_followed(tmp_path):
    """Who names a link means the file behind it."""
    (tmp_path / "a.txt").write_bytes(PAGE)
    (tmp_path / "latest").symlink_to(tmp_path / "a.txt")

    assert [path.name for path in find_sources([tmp_path / "latest"])] == ["a.txt"]
