"""Archives and compressed files, unpacked in memory, one member at a time, inside limits; nothing touches the disk."""

import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from dashboard.errors import SourceError
from dashboard.sections import ReadingSettings
from dashboard.sources.kinds import PACKED
from dashboard.sources.plain import decode

MEGABYTE = 1024**2
PIECE = 4 * MEGABYTE
FREE = 32 * MEGABYTE  # below this a high ratio harms nobody: short texts that repeat themselves pack well
BROKEN = (
    OSError, EOFError, ValueError, RuntimeError, NotImplementedError, OverflowError,
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError,
)  # fmt: skip


class _TooBig(ValueError):
    """One member is bigger than the limit; those behind it may still be read."""


@dataclass(frozen=True)
class Member:
    """One file of an archive: its name there, and its bytes, or why they were not read."""

    name: str
    data: bytes | None
    fault: str = ""


@dataclass(frozen=True)
class Budget:
    """What unpacking one file from disk may cost, archives inside it included; counts what is spent."""

    size: int
    limits: ReadingSettings
    spent: dict[str, int] = field(default_factory=lambda: {"bytes": 0, "members": 0})

    def open_member(self) -> None:
        """Count one more file.

        Raises:
            SourceError: there are more than the limit.
        """
        self.spent["members"] += 1
        if self.spent["members"] > self.limits.members:
            raise SourceError(
                f"it holds more than {self.limits.members:,} files; what stands behind them was not read. "
                "Split it, or raise members under [reading] in data/settings.toml"
            )

    def read(self, stream: IO[bytes]) -> bytes:
        """All bytes of a stream.

        Raises:
            SourceError: it unpacks to more than the limits.
        """
        pieces: list[bytes] = []
        size = 0
        while piece := stream.read(PIECE):
            size += len(piece)
            self.spent["bytes"] += len(piece)
            self._check(size)
            pieces.append(piece)
        return b"".join(pieces)

    def pass_over(self, size: int) -> None:
        """Count bytes that are unpacked only to reach what stands behind them.

        Raises:
            SourceError: with them it unpacks to more than the limits.
        """
        self.spent["bytes"] += size
        self._check(0)

    def _check(self, size: int) -> None:
        total, limits = self.spent["bytes"], self.limits
        if total > FREE and total > limits.ratio * self.size:
            raise SourceError(
                f"it unpacks to more than {limits.ratio} times its size, as archives made to do harm do. "
                "Unpack it by hand, or raise ratio under [reading] in data/settings.toml"
            )
        if total > limits.unpacked_megabytes * MEGABYTE:
            raise SourceError(
                f"it unpacks to more than {limits.unpacked_megabytes:,} MB in all. "
                "Split it, or raise unpacked_megabytes under [reading] in data/settings.toml"
            )
        if size > limits.member_megabytes * MEGABYTE:
            raise _TooBig(
                f"it unpacks to more than {limits.member_megabytes:,} MB. "
                "Split it, or raise member_megabytes under [reading] in data/settings.toml"
            )


def unpacked(kind: str, file: BinaryIO, budget: Budget) -> bytes:
    """The bytes of a file compressed as gzip, bzip2 or xz.

    Raises:
        SourceError: it is damaged, or unpacks to more than the limits.
    """
    try:
        with PACKED[kind](file) as stream:
            return budget.read(stream)
    except SourceError:
        raise
    except _TooBig as fault:
        raise SourceError(str(fault)) from fault
    except BROKEN as fault:
        raise SourceError(f"it starts like a {kind} file, but cannot be unpacked ({fault})") from fault


def check_packed(file: BinaryIO, budget: Budget) -> None:
    """Look whether a document that is a zip archive inside (Word, Excel) says that it unpacks to more than the limits.

    Raises:
        SourceError: it does.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            budget.pass_over(sum(info.file_size for info in archive.infolist()))
    except SourceError:
        raise
    except BROKEN:
        return  # its own parser says what is broken
    finally:
        file.seek(0)


def members(kind: str, file: BinaryIO, budget: Budget) -> Iterator[Member]:
    """Every file of a zip or tar archive, in the archive's order; folders and hidden files are left out.

    A member that is locked, damaged, a link, or whose name leads out of the archive, comes with a fault.

    Raises:
        SourceError: the archive is damaged, or unpacks to more than the limits.
    """
    inside = _zip_members if kind == "zip" else _tar_members
    try:
        yield from inside(file, budget)
    except SourceError:
        raise
    except BROKEN as fault:
        raise SourceError(f"it starts like a {kind} archive, but cannot be unpacked ({fault})") from fault


def is_hidden(parts: Sequence[str]) -> bool:
    """Whether a file is one that its owner does not see: dot files, Office's lock files, macOS's twins.

    Example:
        >>> is_hidden((".git", "config")), is_hidden(("..", "a.txt")), is_hidden(("__MACOSX", "a.txt"))
        (True, False, True)
    """
    return any((part.startswith((".", "~$")) and part not in (".", "..")) or part == "__MACOSX" for part in parts)


def _zip_members(file: BinaryIO, budget: Budget) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = _name(info)
            if info.is_dir() or is_hidden(_parts(name)):
                continue
            budget.open_member()
            fault = _outside(name)
            if info.flag_bits & 1:
                fault = "it is locked with a password. Unpack it by hand"
            elif stat.S_ISLNK(info.external_attr >> 16):
                fault = "it is a link, no file. Give the file itself"
            if fault:
                yield Member(name, None, fault)
            else:
                yield _read(name, lambda info=info: archive.open(info), budget)  # type: ignore[misc]


def _tar_members(file: BinaryIO, budget: Budget) -> Iterator[Member]:
    with tarfile.open(fileobj=file, mode="r:*") as archive:
        for info in archive:
            if info.isdir() or is_hidden(_parts(info.name)):
                budget.pass_over(info.size)
                continue
            budget.open_member()
            fault = _outside(info.name)
            if not info.isreg():
                fault = "it is a link or a device, no file. Give the file itself"
            if fault or info.size > budget.limits.member_megabytes * MEGABYTE:
                budget.pass_over(info.size)
            if fault:
                yield Member(info.name, None, fault)
            else:
                yield _read(info.name, lambda info=info: _opened(archive, info), budget)  # type: ignore[misc]


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise tarfile.ReadError("it is no regular file")
    return stream


def _read(name: str, opened: Callable[[], IO[bytes]], budget: Budget) -> Member:
    try:
        with opened() as stream:
            return Member(name, budget.read(stream))
    except SourceError:
        raise
    except _TooBig as fault:
        return Member(name, None, str(fault))
    except BROKEN as fault:
        return Member(name, None, f"it cannot be unpacked ({fault or type(fault).__name__}). Pack it again")


def _outside(name: str) -> str:
    """Why a member's name is refused: it would leave the archive's folder if it were unpacked."""
    if ".." in _parts(name) or name.startswith(("/", "\\")) or (len(name) > 1 and name[1] == ":"):
        return "its name leads out of the archive, as in archives made to do harm. Give the file itself"
    return ""


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.replace("\\", "/")).parts


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; old zip writers keep no word of the encoding, most of them use UTF-8 or the local one."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return decode(info.filename.encode("cp437")).text
    except (UnicodeEncodeError, SourceError):
        return info.filename
