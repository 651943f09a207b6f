"""What a snapshot is called: a hash of its inputs, settings and code, so that nothing is built twice."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dashboard.settings import PROJECT, Settings

ALONE = ("compiled.py", "errors.py", "schema.py", "sections.py", "settings.py", "table.py", "build.py")


def identity(digests: Iterable[str], settings: Settings, corrections: str = "", *, fitted_on: str = "") -> str:
    """The snapshot id: a hash of the digests of all files in any order, settings, corrections and the code.

    A snapshot whose topics were fitted on another one is another one than that with topics of its own.
    """
    whole = "\n".join([*sorted(digests), settings.digest + corrections, code_digest() + fitted_on])
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def code_digest() -> str:
    """A hash of the code that makes a snapshot: floors 0 to 4, the store, and the door that builds.

    It is taken once: what changes on the disk later is not the code that this process runs.
    """
    return _digest_below(PROJECT)


@cache
def _digest_below(project: Path) -> str:
    folders = ("sources", "articles", "corpus", "analysis", "store")
    files = [path for folder in folders for path in (project / "dashboard" / folder).glob("*.py")]
    files += [project / "dashboard" / name for name in ALONE]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
