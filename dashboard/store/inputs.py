"""What a folder of snapshots was built from, and the files that readers added to it."""

import hashlib
import json
import os
import re
import shlex
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from dashboard.errors import SourceError
from dashboard.sections import AppSettings
from dashboard.settings import PROJECT
from dashboard.sources.raw import shown

ADDED = "added"
INPUTS = "inputs.json"
LONGEST_NAME = 120
UNSAFE = re.compile(r"[^\w.,;=@#%&()\[\]{}+!' -]")
# Names that Windows keeps for its devices: a folder that is copied there must stay whole.
DEVICES = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


@dataclass(frozen=True)
class Inputs:
    """The paths of a build, and the pairs of our name and a file's for a column."""

    paths: tuple[Path, ...]
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Added:
    """A file that a reader added: where it lies, and whether the same bytes lay there before."""

    path: Path
    known: bool


def remember(out: Path, paths: Sequence[Path], columns: Sequence[tuple[str, str]] = ()) -> None:
    """Keep what a build was asked to read, and as which columns, so that one started from the page does the same."""
    given = [str(path.resolve()) for path in paths if path.resolve() != (out / ADDED).resolve()]
    fresh = out / f"{INPUTS}.{os.getpid()}.new"
    said = json.dumps({"paths": given, "columns": [list(pair) for pair in columns]}, ensure_ascii=False, indent=1)
    fresh.write_text(said, encoding="utf-8", errors="surrogateescape")
    os.replace(fresh, out / INPUTS)


def inputs_of(out: Path) -> Inputs:
    """What the last build was asked to read, without the added files; seeds/ when nothing is known."""
    try:
        said = json.loads((out / INPUTS).read_text(encoding="utf-8", errors="surrogateescape"))
        columns = tuple((str(ours), str(theirs)) for ours, theirs in said["columns"])
        return Inputs(tuple(Path(path) for path in said["paths"]), columns)
    except (OSError, ValueError, TypeError, KeyError):
        return Inputs((PROJECT / "seeds",))


def again(out: Path) -> str:
    """The command that does the last build once more."""
    inputs = inputs_of(out)
    paths = [*inputs.paths, *([out / ADDED] if added(out) else ())]
    maps = [part for ours, theirs in inputs.columns for part in ("--map", f"{ours}={theirs}")]
    return shown(shlex.join(["python", "-m", "dashboard", "build", *map(str, paths), "--out", str(out), *maps]))


def added(out: Path) -> list[Path]:
    """The files that readers added, by name."""
    folder = out / ADDED
    return (
        sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
        if folder.is_dir()
        else []
    )


def put(out: Path, name: str, data: bytes | memoryview, limits: AppSettings) -> Added:
    """Keep a file under a safe name; the same bytes under the same name are kept once, other bytes get a number.

    Raises:
        SourceError: it is too big, or the folder holds too much, or cannot be written.
    """
    size, million = len(data), 1_000_000
    if size > limits.upload_megabytes * million:
        raise SourceError(
            f"{name}: it holds {size / million:,.0f} MB, and the page takes {limits.upload_megabytes:,} MB at most. "
            "Split it, or build it from the command line."
        )
    held = sum(path.stat().st_size for path in added(out))
    if held + size > limits.added_megabytes * million:
        raise SourceError(
            f"{name}: the added files would hold more than {limits.added_megabytes:,} MB together. "
            "Take some away, or build from the command line."
        )
    try:
        return _kept(out / ADDED, safe_name(name), data)
    except OSError as fault:
        raise SourceError(f"{name}: it cannot be kept ({fault.strerror}). Mend the folder {out / ADDED}.") from fault


def take_away(out: Path, names: Sequence[str]) -> None:
    """Remove added files by name; names that are none of them are passed over."""
    known = {path.name: path for path in added(out)}
    for name in names:
        if name in known:
            known[name].unlink(missing_ok=True)


def safe_name(name: str) -> str:
    r"""A name that stays inside its folder on every system: no path, no control signs, not hidden, not too long.

    Example:
        >>> safe_name("../../etc/passwd"), safe_name("C:\\news\\a.txt"), safe_name(".hidden"), safe_name("новости.csv")
        ('passwd', 'a.txt', 'hidden', 'новости.csv')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = UNSAFE.sub("_", last).strip(" .")
    plain = f"_{plain}" if DEVICES.match(plain) else plain
    stem, dot, ends = plain.partition(".")
    short = stem[: max(1, LONGEST_NAME - len(ends))] + dot + ends
    return short[:LONGEST_NAME].strip(" .") or "file"


def _took(path: Path) -> bool:
    """Take a name, unless it is someone's; of two readers at once one gets it."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _kept(folder: Path, name: str, data: bytes | memoryview) -> Added:
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(data).digest()
    stem, dot, ends = name.partition(".")
    for number in range(1, 10_000):
        path = folder / (name if number == 1 else f"{stem}-{number}{dot}{ends}")
        if _took(path):
            fresh = folder / f".{os.getpid()}-{time_ns()}.new"
            fresh.write_bytes(data)
            os.replace(fresh, path)
            return Added(path, known=False)
        if path.stat().st_size == len(data) and hashlib.sha256(path.read_bytes()).digest() == digest:
            return Added(path, known=True)
    raise OSError(None, "too many files of that name")
