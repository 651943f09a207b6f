"""What one worker reads at a time: some files, or a stretch of a long one, cleaned and cut into integers on disk.

A part leaves in its folder `readings.json` (stories without their texts, ledger, doubts), `pages.arrow` (texts of
pages), a piece, its words, and its hits of themes; the next steps need no source again.
"""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from dashboard.articles.ledger import Reading, unread
from dashboard.articles.reading import reading_of
from dashboard.articles.settle import Glance, glance
from dashboard.corpus.pieces import cut, texts_of
from dashboard.settings import Settings
from dashboard.sources.corrections import Correction
from dashboard.sources.long_records import STRETCH, Stretch, file_digest, is_long, read_stretch, stretches
from dashboard.sources.raw import Raw, shown
from dashboard.sources.reader import raws
from dashboard.store.arrays import open_piece, texts, write_piece, write_table
from dashboard.store.hits import write_hits

MOST_FILES = 64
# A file whose digest ends so opens a part, one in eight: a file more or less changes its own part and no other.
OPENS_A_PART = ("0", "8")


@dataclass(frozen=True)
class Part:
    """Some files, or a stretch of one; `number` is its place among all parts, whoever reads them."""

    number: int
    files: tuple[Path, ...]
    stretch: Stretch | None = None


@dataclass(frozen=True)
class Read:
    """What a part tells when it is read.

    Attributes:
        part: Which part.
        glances: What its readings tell all others.
        n_characters: Characters of a stretch.
        faults: How many of its records are none, and what is wrong with the first of them.
        whole: The stretch cannot be read alone; its file has to be read whole.
        lost: No worker could read it.
    """

    part: Part
    glances: tuple[Glance, ...] = ()
    n_characters: int = 0
    faults: tuple[int, str] = (0, "")
    whole: bool = False
    lost: bool = False

    @property
    def n_stories(self) -> int:
        """Stories found in it."""
        return sum(len(glance.ids) for glance in self.glances)


def parts_of(
    files: Sequence[tuple[Path, str]],
    *,
    whole: frozenset[Path] = frozenset(),
    loose: Mapping[Path, Path] = MappingProxyType({}),
) -> list[Part]:
    """The parts of some files, in their order: the same for any number of workers, cut where content says so.

    Args:
        files: Each file and its digest, whose first 16 digits are its source_id.
        whole: Files that are not to be cut.
        loose: Long compressed files, and where they lie unpacked.
    """
    found: list[Part] = []
    some: list[Path] = []
    size = 0
    for path, digest in files:
        can = path not in whole and (path in loose or is_long(path))
        cuts = list(stretches(path, digest[:16], loose.get(path))) if can else []
        weight = path.stat().st_size if path.is_file() else 0
        if some and (cuts or len(some) == MOST_FILES or size + weight > STRETCH or digest.endswith(OPENS_A_PART)):
            found.append(Part(len(found), tuple(some)))
            some, size = [], 0
        if not cuts:
            some.append(path)
            size += weight
        found += [Part(len(found) + place, (path,), stretch) for place, stretch in enumerate(cuts)]
    return [*found, Part(len(found), tuple(some))] if some else found


def read_part(folder: Path, part: Part, settings: Settings, corrections: Sequence[Correction]) -> Read:
    """Read, clean and cut a part into `folder`, which must not be there yet."""
    readings, pages = [], []
    n_characters = 0
    faults: list[str] = []
    for raw in _raws(part, settings):
        if raw is None:
            return Read(part, whole=True)
        readings.append(reading_of(raw, settings))
        n_characters += raw.n_characters
        faults += [record.fault for record in raw.records or () if record.fault]
        if raw.text is not None:
            pages.append((raw.source_id, raw.text))
    _write_part(folder, readings, pages, settings)
    glances = tuple(glance(reading, corrections) for reading in readings)
    return Read(part, glances, n_characters, (len(faults), faults[0] if faults else ""))


def _write_part(
    folder: Path, readings: Sequence[Reading], pages: Sequence[tuple[str, str]], settings: Settings
) -> None:
    _write_cut(folder, [article for reading in readings for article in reading.articles], settings)
    ids, shown = zip(*pages, strict=True) if pages else ((), ())
    write_table(folder / "pages.arrow", pa.table({"source_id": texts(ids), "text": texts(shown)}))
    (folder / "readings.json").write_text(json.dumps([_without_bodies(reading) for reading in readings]))


def _write_cut(folder: Path, articles: Sequence[Mapping[str, Any]], settings: Settings) -> None:
    """The texts of some stories, the same as integers, and the themes in them."""
    piece, words = cut([row["body"] for row in articles], [row["language"] for row in articles])
    folder.mkdir(parents=True)
    write_piece(piece, folder / "piece.arrow")
    write_table(folder / "words.arrow", pa.table({"term": words}))
    write_hits(folder, articles, piece, words, settings)


def recut(folder: Path, before: Sequence[Reading], after: Sequence[Reading], settings: Settings) -> None:
    """Cut a part's texts again, beside the part, when lines were taken out of them; the part stays as it was read."""
    left = {row["article_id"]: row for reading in after for row in reading.articles}
    read = [row for reading in before for row in reading.articles]
    now = [left.get(row["article_id"], row) for row in read]
    shutil.rmtree(_beside(folder), ignore_errors=True)
    if any(one["body"] != other["body"] for one, other in zip(read, now, strict=True)):
        _write_cut(_beside(folder), now, settings)


def cut_in(folder: Path) -> Path:
    """Where the texts and words of a part stand: beside it, when they were cut again."""
    return _beside(folder) if _beside(folder).exists() else folder


def _beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-recut")


def give_up(folder: Path, part: Part, why: str, settings: Settings) -> Read:
    """A part that no worker could read: its files are told as failed, and the rest is built."""
    shutil.rmtree(folder, ignore_errors=True)
    what = "a stretch of it" if part.stretch is not None else "the file"
    readings = [_lost(path, part, f"{path.name}: {what} could not be read: {why}.") for path in part.files]
    _write_part(folder, readings, [], settings)
    return Read(part, lost=True)


def _lost(path: Path, part: Part, reason: str) -> Reading:
    ident = part.stretch.source_id if part.stretch is not None else file_digest(path)[:16]
    return unread(Raw(ident, shown(path.name), "jsonl" if part.stretch else "page", None, None, "failed", reason))


def _raws(part: Part, settings: Settings) -> Iterator[Raw | None]:
    if part.stretch is not None:
        yield read_stretch(part.stretch, settings.reading.columns)
        return
    for path in part.files:
        yield from raws(path, settings.reading)


def _without_bodies(reading: Reading) -> dict[str, Any]:
    """A reading as JSON takes it; the texts of its stories are kept apart."""
    return {**vars(reading), "articles": [{**article, "body": None} for article in reading.articles]}


def readings_of(folder: Path) -> list[Reading]:
    """The readings of a part again; the texts of their stories are None."""
    return [_reading(one) for one in json.loads((folder / "readings.json").read_text())]


def with_bodies(folder: Path, readings: Sequence[Reading]) -> list[Reading]:
    """The same with the texts of their stories."""
    bodies = iter(texts_of(open_piece(folder / "piece.arrow")).to_pylist())
    return [
        replace(reading, articles=tuple({**row, "body": next(bodies)} for row in reading.articles))
        for reading in readings
    ]


def _reading(one: Mapping[str, Any]) -> Reading:
    kept: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in one.items()}
    return Reading(**{**kept, "orders": {name: tuple(pair) for name, pair in one["orders"].items()}})
