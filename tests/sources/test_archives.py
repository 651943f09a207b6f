"""Archives: each member by itself, inside limits, and nothing that leads out of them."""

import gzip
import io
import tarfile
import zipfile

import pytest

from dashboard.errors import SourceError
from dashboard.sections import ReadingSettings
from dashboard.sources.archives import MEGABYTE, Budget, members, unpacked


def zipped(given: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, data in given.items():
            archive.writestr(name, data)
    return packed.getvalue()


def read(kind: str, data: bytes, **limits: int) -> list:
    """The members of an archive."""
    return list(members(kind, io.BytesIO(data), Budget(len(data), ReadingSettings(**limits))))


def test_folders_and_hidden_files_are_left_out():
    """What its owner does not see is not read."""
    data = zipped({"a/": b"", "a/b.txt": b"x", ".DS_Store": b"x", "__MACOSX/b.txt": b"x", "~$b.docx": b"x"})

    assert [(member.name, member.data) for member in read("zip", data)] == [("a/b.txt", b"x")]


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt", "C:a.txt"])
def test_names_that_lead_out_of_the_archive_are_refused(name):
    """The member is not read, and the others are."""
    found = read("zip", zipped({name: b"x", "b.txt": b"y"}))

    assert [member.data for member in found] == [None, b"y"]
    assert found[0].fault.startswith("its name leads out of the archive")


def test_links_and_devices_in_a_tar_archive_are_refused():
    """A link could show a file of this machine; it is named and not followed."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        link, device, file = (tarfile.TarInfo(name) for name in ("link", "null", "a.txt"))
        link.type, link.linkname, device.type, file.size = tarfile.SYMTYPE, "/etc/passwd", tarfile.CHRTYPE, 1
        for info in (link, device, file):
            archive.addfile(info, io.BytesIO(b"x"))

    found = read("tar", packed.getvalue())

    assert [(member.name, member.data) for member in found] == [("link", None), ("null", None), ("a.txt", b"x")]
    assert found[0].fault == "it is a link or a device, no file. Give the file itself"


def test_a_bomb_is_stopped_by_its_ratio():
    """Forty megabytes out of forty kilobytes are no text; reading stops long before the end."""
    bomb = zipped({"a.txt": b"y", "bomb.txt": b"0" * (40 * MEGABYTE)})

    with pytest.raises(SourceError, match="more than 200 times its size"):
        read("zip", bomb)
    with pytest.raises(SourceError, match="more than 200 times its size"):
        unpacked("gzip", io.BytesIO(gzip.compress(b"0" * (40 * MEGABYTE))), Budget(40_000, ReadingSettings()))


def test_limits_of_one_member_and_of_all():
    """A member that is too big fails alone; a total that is too big ends the archive."""
    data = zipped({"big.txt": bytes(3 * MEGABYTE), "small.txt": b"x"}, zipfile.ZIP_STORED)

    found = read("zip", data, member_megabytes=2)

    assert [member.data for member in found] == [None, b"x"]
    assert found[0].fault.startswith("it unpacks to more than 2 MB.")
    with pytest.raises(SourceError, match="more than 2 MB in all"):
        read("zip", zipped({"a": bytes(4 * MEGABYTE)}, zipfile.ZIP_STORED), unpacked_megabytes=2)
    with pytest.raises(SourceError, match="more than 1 files"):
        read("zip", data, members=1)


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_a_cut_archive_is_a_sentence(cut):
    """What is left of an archive never raises anything but ours."""
    data = zipped({"a.txt": b"x" * 50, "b.txt": b"y" * 50})

    with pytest.raises(SourceError, match="starts like a zip archive, but cannot be unpacked"):
        read("zip", data[:cut])


def test_a_damaged_or_locked_member_fails_alone():
    """The others are read."""
    data = bytearray(zipped({"a.txt": b"aaaa", "b.txt": b"b"}, zipfile.ZIP_STORED))
    data[data.index(b"aaaa")] = 0x7A
    locked = bytearray(zipped({"a.txt": b"a"}, zipfile.ZIP_STORED))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1

    found = read("zip", bytes(data))

    assert [member.data for member in found] == [None, b"b"]
    assert "Bad CRC-32" in found[0].fault
    assert read("zip", bytes(locked))[0].fault == "it is locked with a password. Unpack it by hand"


def test_names_in_other_scripts_come_through():
    """UTF-8 names are read as such, with the flag or without it."""
    plain = zipped({"новости.txt": b"x"})
    unflagged = bytearray(plain)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flags = unflagged.index(mark) + place + 1
        unflagged[flags] &= ~0x08

    assert [member.name for member in read("zip", plain)] == ["новости.txt"]
    assert [member.name for member in read("zip", bytes(unflagged))] == ["новости.txt"]
