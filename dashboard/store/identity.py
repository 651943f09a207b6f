"""What a snapshot is called: a hash of its inputs, settings and code, so that nothing is built twice."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from dashboard.settings import PROJECT, Settings


def identity(files: Sequence[Path], settings: Settings, corrections: str = "") -> str:
    """The snapshot id: a hash of the files (names and bytes, in any order), settings, corrections and the code."""
    parts = sorted(f"{path.name}\0{_digest(path)}" for path in files)
    whole = "\n".join([*parts, settings.digest + corrections, code_digest()])
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def _digest(path: Path) -> str:
    """The hash of a file's bytes, read in pieces; a file that cannot be read has the fault's number instead."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        return str(fault.errno)


def code_digest() -> str:
    """A hash of the code that makes a snapshot: floors 0 to 4, the store and this door."""
    folders = ("sources", "articles", "corpus", "analysis", "store")
    files = [path for folder in folders for path in (PROJECT / "dashboard" / folder).glob("*.py")]
    files += [PROJECT / "dashboard" / name for name in ("schema.py", "sections.py", "settings.py", "build.py")]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
