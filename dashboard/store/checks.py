"""Whether the files of a snapshot are the bytes that were written: names and sizes at once, every byte soon after."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

MANIFEST = "manifest.json"
AT_ONCE = 256_000_000  # bytes that are checked while a snapshot opens; they take 0.2 s
SEAL = re.compile(r'"seal": "([0-9a-f]{64})"')
OPEN_SEAL = '"seal": ""'


def sums_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Size and SHA-256 of every file below a folder, by its path inside."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in paths]
    with ThreadPoolExecutor(2) as pool:  # hashing lets other threads work
        sums = pool.map(_sum, paths)
        return {
            name: {"bytes": path.stat().st_size, "sha256": found}
            for name, path, found in zip(names, paths, sums, strict=True)
        }


def close(folder: Path, about: Mapping[str, Any]) -> None:
    """Write a folder's manifest: what is told about it, and every file with its size and sum, under a seal."""
    manifest = {"seal": "", **about, "files": sums_of(folder)}
    text = sealed(json.dumps(manifest, ensure_ascii=False, indent=1))
    (folder / MANIFEST).write_bytes(text.encode())


def told(folder: Path) -> dict[str, Any]:
    """The manifest of a folder.

    Raises:
        OSError: there is none.
        ValueError: it is not what was written.
    """
    found: dict[str, Any] = json.loads(unsealed((folder / MANIFEST).read_bytes().decode()))
    return found


def is_whole(folder: Path) -> bool:
    """Whether a folder holds the very bytes that were there when it was closed, and nothing else."""
    try:
        files = told(folder)["files"]
        return not misfit(folder, files) and not damage(folder, files)
    except (OSError, ValueError, KeyError):
        return False


def sealed(text: str) -> str:
    r"""A JSON text that begins with an empty seal, closed with the hash of all of it.

    Example:
        >>> unsealed(sealed('{"seal": "", "n": 1}')) == '{"seal": "", "n": 1}'
        True
    """
    return text.replace(OPEN_SEAL, f'"seal": "{hashlib.sha256(text.encode()).hexdigest()}"', 1)


def unsealed(text: str) -> str:
    """The text that was sealed.

    Raises:
        ValueError: it has no seal, or is not what was sealed.
    """
    match = SEAL.search(text)
    plain = text.replace(match[0], OPEN_SEAL, 1) if match else ""
    if match is None or hashlib.sha256(plain.encode()).hexdigest() != match[1]:
        raise ValueError("it is not what was written")
    return plain


def misfit(folder: Path, files: Mapping[str, Mapping[str, Any]]) -> str:
    """What is wrong with names and sizes, in a few words; empty when nothing is.

    A file that no build wrote would be read as a table or shard, so it is damage too; hidden files, which file
    managers drop, are never read.
    """
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    for name, told in files.items():
        if name not in there or not there[name].is_file():
            return f"{name} is missing"
        if (size := there[name].stat().st_size) != told["bytes"]:
            return f"{name} has {size:,} bytes where {told['bytes']:,} were written"
    odd = sorted(name for name in there.keys() - files.keys() - {MANIFEST} if not _hidden(name))
    return f"{odd[0]} is no file of a build" if odd else ""


def without_footer(folder: Path, files: Iterable[str]) -> str:
    """The first table or array whose end cannot be read, in a few words; empty when all can."""
    readers: dict[str, Callable[[Path], Any]] = {".parquet": pq.read_metadata, ".arrow": _ends}
    for name in files:
        try:
            readers.get(Path(name).suffix, _nothing)(folder / name)
        except (OSError, ValueError, pa.ArrowException):
            return f"{name} cannot be read"
    return ""


def damage(
    folder: Path, files: Mapping[str, Mapping[str, Any]], tell: Callable[[float], None] = lambda _share: None
) -> str:
    """The first file that is not the bytes that were written, in a few words; empty when all are.

    Args:
        folder: The snapshot.
        files: What `sums_of` gave when it was written.
        tell: Told the share of the bytes that are checked, 0 to 1.
    """
    done, whole = 0, max(1, weight(files))
    with ThreadPoolExecutor(2) as pool:
        for name, same in zip(files, pool.map(partial(_same, folder), files.items()), strict=True):
            if not same:
                pool.shutdown(cancel_futures=True)
                return f"{name} is not what was written"
            done += files[name]["bytes"]
            tell(done / whole)
    return ""


def weight(files: Mapping[str, Mapping[str, Any]]) -> int:
    """Bytes of all files together."""
    return sum(int(told["bytes"]) for told in files.values())


def start(folder: Path, files: Mapping[str, Mapping[str, Any]]) -> "Check":
    """Check every byte in a thread of its own; small snapshots were checked when they opened."""
    check = Check()
    if weight(files) <= AT_ONCE:
        check.ends.append("")
        return check

    def work() -> None:
        try:
            check.ends.append(damage(folder, files, check.shares.append))
        except OSError as fault:
            check.ends.append(f"a file cannot be read ({fault.strerror})")

    thread = Thread(target=work, daemon=True)
    thread.start()
    check.threads.append(thread)
    return check


def _same(folder: Path, one: tuple[str, Mapping[str, Any]]) -> bool:
    name, told = one
    try:
        return _sum(folder / name) == told["sha256"]
    except OSError:
        return False


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _ends(path: Path) -> Iterator[str]:
    with pa.memory_map(str(path)) as source:
        return iter(pa.ipc.open_file(source).schema.names)


def _nothing(_path: Path) -> None:
    """Files of text have no end of their own."""


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


@dataclass(frozen=True)
class Check:
    """A check that runs; `shares` and `ends` grow with it."""

    shares: list[float] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)

    @property
    def runs(self) -> bool:
        """Whether it is still at work."""
        return not self.ends

    @property
    def share(self) -> float:
        """The share of the bytes that are checked, 0 to 1."""
        return self.shares[-1] if self.shares else 0.0

    @property
    def fault(self) -> str:
        """What is wrong, in a few words; empty when nothing is, or as long as it runs."""
        return self.ends[0] if self.ends else ""
