"""Files to raw documents: decided by content, and a sentence for each that cannot be read."""

import gzip
import io
import os
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from dashboard.sections import ReadingSettings
from dashboard.sources.reader import from_bytes, raws, raws_of, shown

PAGE = b"Two ministers meet\n\nThe two ministers met on Thursday and signed a long paper.\n"
RECORDS = b'{"title": "A", "text": "a"}\n{"title": "B", "text": "b"}\n'


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", PAGE, "page"),
        ("a.unknown", PAGE, "page"),
        ("noextension", RECORDS, "jsonl"),
        ("a.txt", RECORDS, "jsonl"),
        ("a.jsonl", RECORDS, "jsonl"),
        ("a.jsonl.gz", gzip.compress(RECORDS, mtime=0), "jsonl"),
        ("a.dat", gzip.compress(PAGE, mtime=0), "page"),
    ],
)
def test_content_decides_what_a_file_is(name, data, kind):
    """The name helps, the content decides."""
    raw = from_bytes(name, data)

    assert (raw.status, raw.format) == ("read", kind)


@pytest.mark.parametrize(
    ("name", "data", "status", "said"),
    [
        ("a.txt", b"", "empty", "a.txt: it holds 0 bytes. A page of text or records belong there."),
        ("a.txt", b" \n\t\n", "empty", "a.txt: it holds blanks only."),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "failed", "a.txt: it is a PNG picture, no text. Refrain reads text, HTML"),
        ("a.txt", bytes(range(256)) * 9, "failed", "control bytes, as in a binary file. Refrain reads text, HTML"),
        ("a.gz", b"\x1f\x8b\x08broken", "failed", "a.gz: it starts like a gzip file, but cannot be unpacked"),
        ("a.xml", b"<?xml version='1.0'?><x>y</x>", "failed", "a.xml: it is XML, but no RSS or Atom feed"),
        (
            "a.html",
            b"<!DOCTYPE html><script>x</script>",
            "failed",
            "a.html: no text could be read from the page, as when",
        ),
        (
            "a.csv",
            b"id,words\n1,b\n",
            "failed",
            "a.csv: none of its columns id, words is named like a text or a headline",
        ),
        (
            "a.csv",
            b"title,text\nx\n",
            "failed",
            "a.csv: none of its 1 rows fits the names of its columns; line 2 has 1 cell",
        ),
        ("a.csv", b"title,text\n", "empty", "a.csv: it holds no record. A page of text or records belong there."),
        ("a.json", b'{"n": [1, 2]}', "failed", "a.json: none of its columns n is named like a text or a headline"),
        ("a.json", b"[1, 2]", "failed", "a.json: its JSON holds no list of objects."),
        ("a.json", b'[{"title"', "failed", "a.json: it is not JSON (Expecting ':' delimiter"),
        ("a.pdf", b"%PDF-1.7\ncut", "failed", "a.pdf: it is a PDF file that cannot be opened"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "failed", "a.doc: it is an old Word file. Save it as .docx. Refrain reads"),
        ("a.parquet", b"PAR1 cut", "failed", "a.parquet: it is a Parquet file that cannot be read"),
        ("a.jsonl", b"no record\n", "failed", "a.jsonl: none of its 1 lines is a JSON object; line 1 is not JSON"),
    ],
)
def test_what_cannot_be_read_says_so(name, data, status, said):
    """Where, what is there, what belongs there: one sentence for each."""
    raw = from_bytes(name, data)

    assert (raw.status, raw.text, raw.records) == (status, None, None)
    assert said in raw.reason
    assert raw.reason.endswith(".")


def test_a_broken_byte_is_noted_and_the_page_is_read():
    """One bad byte costs one character."""
    raw = from_bytes("a.txt", PAGE.replace(b"long", b"lo\xffng") + "Türkiye".encode())

    assert raw.status == "read"
    assert "lo\ufffdng" in raw.text
    assert raw.reason == "a.txt: Byte 69 is not UTF-8; one character is shown as \ufffd."


def test_bad_lines_are_counted_and_the_rest_is_read():
    """A record file with a bad line is read, and says how many lines were left out."""
    raw = from_bytes("a.jsonl", RECORDS + b"{broken\n")

    assert raw.status == "read"
    assert raw.reason.startswith("a.jsonl: 1 of 3 lines are no record and were left out; the first: line 3 is not JSON")


def test_a_file_that_may_not_be_read_fails_alone(tmp_path, monkeypatch):
    """No permission, gone meanwhile, a folder, a pipe: a status and a sentence, never an exception."""
    path = tmp_path / "a.txt"
    path.write_bytes(PAGE)
    os.mkfifo(tmp_path / "pipe")

    def refuse(self, mode):
        raise PermissionError(13, "Permission denied")

    said = [next(raws(tmp_path / name)).reason for name in ("gone.txt", ".", "pipe")]
    monkeypatch.setattr(Path, "open", refuse)

    assert next(raws(path)).reason == (
        "a.txt: it cannot be opened, because reading it is not permitted. Change its permissions (chmod u+r)."
    )
    assert "there is no such file" in said[0]
    assert "it is a folder" in said[1]
    assert said[2] == "pipe: it is a device or a pipe, no file."


def test_the_id_depends_on_name_and_bytes_alone(tmp_path):
    """The same file elsewhere has the same id; another name or byte another."""
    ids = {from_bytes(*pair).source_id for pair in [("a.txt", PAGE), ("b.txt", PAGE), ("a.txt", PAGE + b" ")]}

    assert len(ids) == 3
    assert from_bytes("a.txt", PAGE).source_id in ids
    assert all(len(name) == 16 for name in ids)


def test_a_line_of_fifty_megabytes_is_read_in_seconds():
    """Decoding is linear in the size of the file."""
    began = time.perf_counter()

    raw = from_bytes("a.txt", b"The ministers met on Thursday. " * 1_600_000)

    assert raw.n_characters == 49_600_000
    assert time.perf_counter() - began < 10


def test_every_member_of_an_archive_is_a_document_of_its_own():
    """Members are named after the archive and their place in it; their ids depend on name and bytes alone."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("pages/one.txt", PAGE)
        archive.writestr("records.jsonl", RECORDS)

    found = documents("saved.zip", packed.getvalue())

    assert [(raw.name, raw.format) for raw in found] == [
        ("saved.zip/pages/one.txt", "page"),
        ("saved.zip/records.jsonl", "jsonl"),
    ]
    assert found[0].source_id == from_bytes("saved.zip/pages/one.txt", PAGE).source_id


def documents(name, data):
    """Every document of a file with these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        return list(raws(Path(folder) / name))


def test_a_name_that_is_no_text_can_be_stored():
    """A file name in another encoding than the machine's loses its odd bytes on screen, not in its id."""
    latin, greek = (os.fsdecode(name) for name in (b"caf\xe9.txt", b"caf\xe1.txt"))

    assert from_bytes(latin, PAGE).name == from_bytes(greek, PAGE).name == "caf\ufffd.txt"
    assert from_bytes(latin, PAGE).source_id != from_bytes(greek, PAGE).source_id
    assert shown("новости\n.txt") == "новости .txt"


def test_a_file_that_changes_while_it_is_read_says_so(tmp_path):
    """Size and time of change are compared before and after; what was read is kept."""
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name in ("a.txt", "b.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(PAGE)
            archive.addfile(info, io.BytesIO(PAGE))

    reading = raws(path)
    first = next(reading)
    with path.open("ab") as file:
        file.write(b"more")
    second = next(reading)

    assert (first.status, first.reason) == ("read", "")
    assert (second.status, second.reason) == (
        "read",
        "a.tar/b.txt: It was changed while it was read, so a part of it may be missing. Build again when it is whole.",
    )


def test_archives_are_opened_three_deep():
    """The fourth is named and not opened."""
    data = PAGE
    for depth in range(4):
        data = packed(f"{depth}.{'zip' if depth else 'txt'}", data)

    assert [raw.name for raw in raws_of("a.zip", packed("x.txt", PAGE))] == ["a.zip/x.txt"]
    assert [(raw.name, raw.status) for raw in raws_of("4.zip", data)] == [("4.zip/3.zip/2.zip/1.zip", "failed")]


def packed(name, data):
    """A zip archive with one member."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, data)
    return made.getvalue()


def test_a_text_longer_than_any_page_is_refused():
    """One huge text would take hours and gigabytes to be cleaned as one page."""
    raw = from_bytes("a.txt", b"x" * 1_000_001, ReadingSettings(page_megabytes=1))

    assert (raw.status, raw.text) == ("failed", None)
    assert raw.reason.startswith("a.txt: its text has 1,000,001 characters, more than one page can hold. Split it")


def test_nul_bytes_in_a_table_are_left_out():
    """Some programs pad cells with them; the note counts them."""
    raw = from_bytes("a.csv", b"title,text\nA,a\x00\x00 b\n" + b"B,some longer text\n" * 9)

    assert raw.records[0].fields == {"title": "A", "text": "a b"}
    assert raw.reason == "a.csv: 2 NUL bytes were left out."
