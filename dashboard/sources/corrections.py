"""data/corrections.csv: what people mended by hand, one row each, applied to every later build."""

import csv
import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from dashboard.errors import SettingsError
from dashboard.settings import DATA

PLACE = "REFRAIN_CORRECTIONS"  # environment variable: another file than data/corrections.csv
COLUMNS = ("when", "who", "article_id", "field", "from", "to", "why")
FIELDS = ("published", "outlet", "title", "kind")
KINDS = ("main", "related", "none")
ODD = ("=", "+", "-", "@", "\t", "\r", "'")
LONGEST = 1_000


@dataclass(frozen=True)
class Correction:
    """One value of one story, set by a person.

    Attributes:
        when: The moment it was written, ISO, in UTC.
        who: Who wrote it, in their own words.
        article_id: The story.
        field: published, outlet, title or kind.
        was: What the build had read; empty for nothing.
        now: What belongs there; empty takes the value away. For kind: main, related, or none (no story at all).
        why: The reason, in a few words.
    """

    when: str
    who: str
    article_id: str
    field: str
    was: str
    now: str
    why: str


def corrections_file() -> Path:
    """Where corrections are kept: data/corrections.csv, unless the environment names another file."""
    return Path(os.environ.get(PLACE) or DATA / "corrections.csv")


def load_corrections(path: Path | None = None) -> tuple[Correction, ...]:
    """Every correction, oldest first; none when there is no file.

    Raises:
        SettingsError: the file cannot be read, or a row is none of ours.

    Example:
        >>> load_corrections(Path("no such file"))
        ()
    """
    path = path or corrections_file()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingsError(
            f"{path}: the corrections cannot be read ({fault}). UTF-8 text belongs there. Save it so, or move it away."
        ) from fault
    return parsed(text, path.name)


def parsed(text: str, name: str = "corrections.csv") -> tuple[Correction, ...]:
    r"""The rows of a corrections file.

    Raises:
        SettingsError: the head or a row is not what belongs there.

    Example:
        >>> head = "when,who,article_id,field,from,to,why\r\n"
        >>> parsed(head + "2026-01-02,Ann,00ff00ff00ff00ff,outlet,,'=Times,asked\r\n")[0].now
        '=Times'
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as fault:
        raise SettingsError(f"{name}: it is no CSV ({fault}). Look for a quotation mark that is not closed.") from fault
    if not rows:
        return ()
    if tuple(rows[0]) != COLUMNS:
        raise SettingsError(f"{name}: its first line is {rows[0]}. {','.join(COLUMNS)} belongs there. Put it back.")
    return tuple(_correction(row, f"{name}, row {number}") for number, row in enumerate(rows[1:], start=2) if row)


def digest_of(corrections: Sequence[Correction]) -> str:
    """A hash of what they say: with other corrections a build is another data version; empty without any."""
    if not corrections:
        return ""
    said = "\n".join("\0".join(astuple(correction)) for correction in corrections)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def append(corrections: Sequence[Correction], path: Path | None = None) -> None:
    """Add corrections to the file: under a lock, so that two writers lose nothing, and in one step.

    Raises:
        SettingsError: a value does not belong there, or the file cannot be written.
    """
    path = path or corrections_file()
    for correction in corrections:
        _check(correction, path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _held(path):
            _replace(path, [*load_corrections(path), *corrections])
    except OSError as fault:
        raise SettingsError(
            f"{path}: the correction cannot be written ({fault.strerror}). Give the folder write permission."
        ) from fault


def as_csv(corrections: Sequence[Correction]) -> str:
    """The file's text; a cell that a spreadsheet would take for a formula gets a leading '."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink)
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in astuple(correction)] for correction in corrections)
    return sink.getvalue()


def _correction(row: Sequence[str], where: str) -> Correction:
    if len(row) != len(COLUMNS):
        raise SettingsError(f"{where}: it has {len(row)} cells. {len(COLUMNS)} belong there. Mend or remove the row.")
    found = Correction(*(_plain(cell) for cell in row))
    _check(found, where)
    return found


def _check(correction: Correction, where: str) -> None:
    """Refuse what no build could follow.

    Raises:
        SettingsError: always with what belongs there.
    """
    if correction.field not in FIELDS:
        raise SettingsError(f"{where}: the field is {correction.field!r}. One of {', '.join(FIELDS)} belongs there.")
    if correction.field == "kind" and correction.now not in KINDS:
        raise SettingsError(f"{where}: the kind is {correction.now!r}. One of {', '.join(KINDS)} belongs there.")
    if correction.field == "published" and correction.now and not _is_day(correction.now):
        raise SettingsError(f"{where}: the date is {correction.now!r}. A day as in 2024-05-16 belongs there.")
    if any(len(cell) > LONGEST for cell in astuple(correction)):
        raise SettingsError(f"{where}: a cell has more than {LONGEST:,} characters. Write a shorter one.")


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text and text >= "1800"
    except ValueError:
        return False


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(ODD) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(ODD) else cell


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the file for one writer; the kernel lets go when the process ends, however it ends."""
    import fcntl

    with path.with_name(f".{path.name}.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _replace(path: Path, corrections: Sequence[Correction]) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    with fresh.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(as_csv(corrections))
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
