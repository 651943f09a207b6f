"""Where the work of one build lies."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Bench:
    """The folders of one build.

    Attributes:
        home: The folder of snapshots.
        snapshot: The snapshot that is being made.
        work: What goes when it is done.
    """

    home: Path
    snapshot: Path
    work: Path

    def part(self, number: int) -> Path:
        """The folder of a part."""
        return self.work / "parts" / f"{number:06d}"
