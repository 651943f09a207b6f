"""Compressed files of JSON lines of any size, unpacked to the disk a block at a time and then read in stretches."""

from collections.abc import Iterator
from pathlib import Path

from dashboard.errors import SourceError
from dashboard.sections import ReadingSettings
from dashboard.sources import long_records
from dashboard.sources.archives import BROKEN, PIECE, Budget
from dashboard.sources.kinds import PACKED, kind_of_bytes
from dashboard.sources.long_records import SAMPLE, is_lines


def unpack_lines(path: Path, into: Path, limits: ReadingSettings) -> bool:
    """Unpack a file of JSON lines that is longer than one stretch; tells whether `into` now holds its bytes.

    False for every other file, and for one that is damaged or unpacks beyond the limits: that is read as a whole, and
    the reader says what is wrong. A block is held in memory, no more.

    Args:
        path: The file as received.
        into: Where its bytes go; the folder is made when it is needed.
        limits: `ratio` and `unpacked_megabytes` hold; `member_megabytes`, which guards memory, is not needed.

    Raises:
        OSError: the bytes cannot be written.
    """
    blocks = blocks_of(path, limits)
    try:
        first = next(blocks, b"")
        if not first:
            return False
        into.parent.mkdir(parents=True, exist_ok=True)
        with into.open("wb") as sink:
            sink.write(first)
            for block in blocks:
                sink.write(block)
    except SourceError:
        into.unlink(missing_ok=True)
        return False
    return True


def blocks_of(path: Path, limits: ReadingSettings) -> Iterator[bytes]:
    """The bytes of a long compressed file of JSON lines, the first block longer than a stretch; none of other files.

    Raises:
        SourceError: it is damaged, or unpacks to more than the limits.
    """
    try:
        if path.is_symlink() or not path.is_file():
            return
        budget = Budget(path.stat().st_size, limits)
        with path.open("rb") as file:
            kind = kind_of_bytes(path.name, file)
            if kind not in PACKED:
                return
            with PACKED[kind](file) as stream:
                head = stream.read(long_records.STRETCH + 1)
                if len(head) <= long_records.STRETCH or not is_lines(path.name, head[:SAMPLE]):
                    return
                yield head
                budget.pass_over(len(head))
                while block := stream.read(PIECE):
                    budget.pass_over(len(block))
                    yield block
    except BROKEN as fault:
        raise SourceError(f"{path.name}: it cannot be unpacked ({fault})") from fault
