"""What a file is: content first, name where content cannot tell."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from dashboard.sources.kinds import kind_of_bytes, kind_of_text


def zipped(**members: bytes) -> bytes:
    """A zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return packed.getvalue()


def tarred() -> bytes:
    """A tar archive with one file."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b"{\\rtf1\\ansi x}", "rtf"),
        (b"PAR1....PAR1", "parquet"),
        (gzip.compress(b"A headline"), "gzip"),
        (bz2.compress(b"A headline"), "bzip2"),
        (lzma.compress(b"A headline"), "xz"),
        (tarred(), "tar"),
        (gzip.compress(tarred()), "tar"),
        (zipped(a=b""), "zip"),
        (zipped(**{"word__document.xml": b""}), "docx"),
        (zipped(**{"xl__workbook.xml": b""}), "xlsx"),
        (zipped(mimetype=b"application/epub+zip"), "epub"),
        (b"PK\x03\x04 cut off", "zip"),
        (b"\x1f\x8b\x08 broken", "gzip"),
        (b"From: <Saved by Browser>\nContent-Type: multipart/related;\n\n", "mhtml"),
        (b"A headline\n\nFrom: a reader\n", "text"),
        (b"", "text"),
    ],
)
def test_bytes_tell_what_a_file_is(data, kind):
    """The name plays no part where the first bytes are clear, and the file is left at its beginning."""
    file = io.BytesIO(data)

    assert kind_of_bytes("a.txt", file) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.txt", "<!-- saved -->\n<html><p>x", "html"),
        ("a.txt", "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''><html>", "html"),
        ("a.html", "<div><p>x</p></div>", "html"),
        ("a.txt", "<b>Headline</b>, says the ministry.</p>", "page"),
        ("a.txt", "<?xml version='1.0'?><rss>", "xml"),
        ("a.json", ' {"articles": []}', "json"),
        ("a.txt", '[ {"title": "x"}]', "json"),
        ("a.txt", "[Photo] The minister", "page"),
        ("a.ndjson.gz", "x", "jsonl"),
        ("a.CSV", "title;text", "csv"),
        ("a.txt", "title;text", "page"),
    ],
)
def test_text_tells_what_it_is(name, text, kind):
    """Markup and JSON by how they begin, tables by the name."""
    assert kind_of_text(name, text) == kind
