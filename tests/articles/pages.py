"""The invented pages of `shapes/`: their text, the fate of each line, and what their story must know."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FATES = {"t": "title", "m": "meta", "b": "body", "r": "related", "j": "junk", "-": "blank"}


@cache
def shapes():
    """Every page of the folder, by name."""
    return tuple(read_shape(path) for path in sorted((Path(__file__).parent / "shapes").glob("*.txt")))


def read_shape(path):
    """One page: labels taken off its lines."""
    rows = path.read_text("utf-8").splitlines()
    story = dict(row[2:].split(" = ", 1) for row in rows if row.startswith("# "))
    lines = [row for row in rows if not row.startswith("# ")]
    return Shape(
        name=path.stem,
        lines=tuple(line[3:] for line in lines),
        fates=tuple(FATES[line[0]] for line in lines),
        story={key: None if value == "~" else value for key, value in story.items()},
    )


@dataclass(frozen=True)
class Shape:
    """One invented page."""

    name: str
    lines: tuple[str, ...]
    fates: tuple[str, ...]
    story: dict[str, str | None]

    @property
    def text(self):
        """The page as it would be received."""
        return "\n".join(self.lines) + "\n"
